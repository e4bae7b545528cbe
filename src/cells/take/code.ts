/** The code of a page: its cells and figures as they stand in a notebook or a program. */
import { camelCase } from '../name.ts';
import { type Anatomy, anatomyOf, bringing, replaced } from './flat.ts';
import { filesFor, fileWith, library, nameIn } from './library.ts';
import { type Cell, cellFor, cellsIn, type Figure, type Page, seenIn } from './page.ts';

const imported = (anatomy: Anatomy) =>
  anatomy.imports.map((one) => ({
    ...one,
    // An import of nothing, or from elsewhere, is not the library's.
    ours: filesFor(one.specifier, one.names).length > 0,
    names: one.names.flatMap((name) => nameIn(one.specifier, name) ?? []),
  }));

/**
 * A cell's text for one scope that has the library. Nothing is lost: what cannot stand there stays as a comment, and
 * `original` makes the cell's text of it again.
 */
export function inScope({ id, text }: Pick<Cell, 'id' | 'text'>): string {
  const anatomy = anatomyOf(text);
  return replaced(text, [
    ...imported(anatomy)
      .filter(({ ours }) => ours)
      .map(({ from, to, names }) => {
        const brought = bringing(names, library);
        return { from, to, by: `${brought}${brought && ' '}/* ${text.slice(from, to).replaceAll('*/', '* /')} */` };
      }),
    ...anatomy.exports.map(({ from, to, isDefault }) => {
      const words = text.slice(from, to);
      return { from, to, by: `${isDefault ? `const ${camelCase(id)} = ` : ''}/* ${words.trim()} */${/\s*$/.exec(words)?.[0]}` };
    }),
  ]);
}

/**
 * The text of the cell that `inScope` was given, as well as can be told from what it made, which may have been changed since. A
 * reader's own comment of the same words is taken for one.
 */
export function original(text: string): string {
  return text
    .replaceAll(new RegExp(`(?:const [^;]+ = ${library}; )*/\\* (import\\b[\\s\\S]*?) \\*/`, 'g'), '$1')
    .replaceAll(/(?:const [\w$\p{L}]+ = )?\/\* (export default) \*\//gu, '$1')
    .replaceAll(/\/\* (export(?: type)?(?:\s*[{*][\s\S]*?)?) \*\//g, '$1');
}

/** What the cells bring in from the library, by the name that each has for it. */
export function broughtBy(cells: Cell[]): { cell: string; name: string; as: string }[] {
  return cells.flatMap((cell) =>
    imported(anatomyOf(cell.text)).flatMap(({ ours, names }) => (ours ? names.map((one) => ({ ...one, cell: cell.id })) : [])),
  );
}

/** The files of the library that the figures and cells of a page need. */
export function neededBy(page: Page): string[] {
  const cells = cellsIn(page);
  const code = cells.filter(({ kind }) => kind === 'code');
  const figures = page.blocks.flatMap((block) => (block.is === 'figure' ? [block.figure] : []));
  const ids = figures.flatMap((figure) =>
    [figure.race.objective, ...seenIn(figure).map(({ optimizer }) => optimizer)].filter((id) => !cellFor(id, figure, cells)),
  );
  return [
    ...ids.flatMap((id) => fileWith(id) ?? []),
    ...code.flatMap(({ text }) => anatomyOf(text).imports.flatMap(({ specifier, names }) => filesFor(specifier, names))),
  ];
}

/** Whether a cell shows something by itself. */
export const usesDisplay = ({ text }: Cell) => /\bdisplay\b/.test(text);

/** A figure's race with its settings, as a call of `show`. */
export function callOf(figure: Figure, cells: Cell[]): string {
  const { race, guests = {}, title } = figure;
  const code = (id: string) => {
    const cell = cellFor(id, figure, cells);
    return cell ? camelCase(cell.id) : `${library}.${camelCase(id)}`;
  };
  const paths = seenIn(figure).map(({ optimizer, hyper, form, schedule, start, box, show }) => {
    const parts = [
      `of: ${code(optimizer)}`,
      guests[optimizer]?.name && `name: ${quoted(guests[optimizer].name)}`,
      `hyper: ${record(hyper)}`,
      form && `form: ${quoted(form)}`,
      schedule && `schedule: ${quoted(schedule)}`,
      start && `start: [${start.join(', ')}]`,
      box !== undefined && `box: ${box}`,
      show !== undefined && `show: ${show}`,
    ];
    return `    { ${parts.filter(Boolean).join(', ')} },\n`;
  });
  return `await ${library}.show(${quoted(title)}, {
  on: ${code(race.objective)},
  start: [${race.start.join(', ')}],
  steps: ${race.steps},
  paths: [
${paths.join('')}  ],
});`;
}

/** `{ lr: 0.4, beta1: 0.9 }` */
export function record(values: Record<string, number>): string {
  const parts = Object.entries(values).map(([name, value]) => `${/^[\w$]+$/.test(name) ? name : quoted(name)}: ${value}`);
  return parts.length > 0 ? `{ ${parts.join(', ')} }` : '{}';
}

/** A text as JavaScript writes it. */
export function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
