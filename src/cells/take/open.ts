/** Opens a notebook file in the page's notebook. Nothing of it runs until the reader runs it. */
import { words } from '../../words.ts';
import type { Life } from '../live.ts';
import { edited } from '../notebook.ts';
import { cellsOf, UnreadableNotebook } from './ipynb.ts';

const t = words.en.take;

/**
 * Puts its cells below those that are there. A cell of the page that the reader has not changed takes its text from the file.
 *
 * @returns what was done, or what is wrong with the file, in a sentence
 */
export async function open(file: Blob, life: Pick<Life, 'notebook' | 'add' | 'edit'>): Promise<string> {
  try {
    const cells = cellsOf(await file.text());
    let last = life.notebook().cells.at(-1)?.id;
    let count = 0;
    for (const { id, kind, text } of cells) {
      const here = life.notebook().cells.find((one) => one.id === id && one.kind === kind);
      if (here?.text === text) continue;
      count++;
      if (here?.original !== undefined && !edited(here)) life.edit(id, text);
      else last = life.add(kind, text, last);
    }
    return t.opened(count);
  } catch (error) {
    if (error instanceof UnreadableNotebook) return error.message;
    throw error;
  }
}
