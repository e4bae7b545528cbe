/** A page as one TypeScript file that runs by itself. */

import { words } from '../../words.ts';
import { camelCase } from '../name.ts';
import { broughtBy, callOf, inScope } from './code.ts';
import { anatomyOf, bringing, type Imported, replaced } from './flat.ts';
import { inputsOf, librarySource } from './ipynb.ts';
import { library } from './library.ts';
import { type Cell, cellsIn, inRunningOrder, nameOf, type Page } from './page.ts';

const t = words.en.take;

/** A name that stands for two things, which one file cannot have. */
export class NameClash extends Error {}

/**
 * The page as a program for Node (from 22.18) and Deno: the library, the cells as they are now, and every figure's race, whose
 * points it prints as CSV.
 *
 * @throws NameClash where two cells use one name for different things
 */
export function programOf(page: Page): string {
  const cells = cellsIn(page);
  const code = cells.filter(({ kind }) => kind === 'code');
  const parts = inRunningOrder(page).flatMap((block) => {
    if (block.is === 'prose') return [];
    if (block.is === 'figure') return [`// ———— ${block.figure.id}\n\n${callOf(block.figure, cells)}`];
    const { cell } = block;
    return [cell.kind === 'markdown' ? commented(cell.text) : `// ———— ${cell.id}\n\n${shown(cell)}`];
  });
  const head = [page.title, page.idea ?? '', '', t.run(fileName(page, 'ts'))].join('\n');
  return `${[
    commented(head),
    librarySource(page, 'program'),
    bringing(namesOf(code), library),
    page.inputs ? inputsOf(page.inputs) : '',
    ...parts,
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}

/** 'downhill-adam.ts' */
export function fileName({ path }: Pick<Page, 'path'>, ending: string): string {
  return `downhill-${nameOf(path)}.${ending}`;
}

/** A cell without its imports, which stand once for all of them; its value is printed. */
function shown(cell: Cell): string {
  const text = inScope(cell).replaceAll(new RegExp(`(?:const [^;]+ = ${library}; )*/\\* import\\b[\\s\\S]*?\\*/\\n*`, 'g'), '');
  const { value } = anatomyOf(text);
  if (!value) return text.trim();
  const expression = text.slice(value.from, value.to).replace(/;$/, '');
  return replaced(text, [{ ...value, by: `${library}.display(${expression});` }]).trim();
}

/** What all cells bring in, each once. */
function namesOf(cells: Cell[]): Imported[] {
  const brought = new Map<string, { name: string; cell: string }>();
  for (const { cell, name, as } of broughtBy(cells)) {
    const other = brought.get(as);
    if (other && other.name !== name) throw new NameClash(t.clash(as, other.cell, cell));
    brought.set(as, other ?? { name, cell });
  }
  for (const { id, text } of cells) {
    const { names, exports } = anatomyOf(text);
    for (const name of exports.some(({ isDefault }) => isDefault) ? [...names, camelCase(id)] : names) {
      const other = brought.get(name);
      if (other) throw new NameClash(t.clash(name, other.cell, id));
    }
  }
  return [...brought].map(([as, { name }]) => ({ name, as }));
}

function commented(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `// ${line}`.trimEnd())
    .join('\n');
}
