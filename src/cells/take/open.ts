/** Opens a notebook file in the page's notebook. Nothing of it runs until the reader runs it. */
import { words } from '../../words.ts';
import type { Life } from '../live.ts';
import { edited, own } from '../notebook.ts';
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
    const here = life.notebook().cells;
    const added: typeof cells = [];
    let count = 0;
    for (const cell of cells) {
      const known = here.find(({ id, kind }) => id === cell.id && kind === cell.kind);
      // Who opens a file twice does not want its cells twice.
      if (known?.text === cell.text || here.some((one) => own(one) && one.kind === cell.kind && one.text === cell.text)) continue;
      count++;
      if (known?.original !== undefined && !edited(known)) life.edit(cell.id, cell.text);
      else added.push(cell);
    }
    life.add(
      added.map(({ kind, text }) => ({ kind, text })),
      here.at(-1)?.id,
    );
    return t.opened(count);
  } catch (error) {
    if (error instanceof UnreadableNotebook) return error.message;
    throw error;
  }
}
