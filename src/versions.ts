/**
 * The code of both versions of a mistake, as it is on disk, and which lines differ.
 * For build time only, as `source.ts` is.
 */
import { common } from './common.ts';
import { erratum, idOf } from './errata.ts';
import { type Erratum, type SideName, settingsOf, sides } from './lib/erratum.ts';
import { fileText } from './source.ts';
import { formOf, linesOf, property } from './syntax.ts';

/** One version as text. */
export interface Version {
  /** Of the file that it is taken from, from the root of the repository. */
  path: string;
  lines: { code: string; differs: boolean }[];
}

/**
 * Both versions of the mistake `id`: the lines of arithmetic, where the updates differ; otherwise what the file says of each side.
 *
 * @throws RangeError that lists the ids there are
 * @throws Error that names the file whose two versions read the same
 */
export function versionsOf(id: string): Record<SideName, Version> {
  const e = erratum(id);
  const file = `errata/${id}.ts`;
  const [printed, mended] = differByUpdate(e)
    ? sides.map((side) => update(e, file, side))
    : sides.map((side) => ({ path: `src/lib/${file}`, code: inner(recordText(file, [side])) }));
  const [ours, theirs] = differing(printed.code, mended.code);
  if (!ours.includes(true) && !theirs.includes(true)) throw new Error(`src/lib/${file}: its two versions read the same`);
  const version = ({ path, code }: typeof printed, differs: boolean[]) => ({
    path,
    lines: code.map((line, i) => ({ code: line, differs: differs[i] })),
  });
  return { printed: version(printed, ours), mended: version(mended, theirs) };
}

function differByUpdate(e: Erratum): boolean {
  const [printed, mended] = [e.printed.walks[0], e.mended.walks[0]];
  return Boolean(printed.step ?? mended.step) || settingsOf(e, printed).form !== settingsOf(e, mended).form;
}

/** The lines of arithmetic of a side's first walk: its own, or those of the library's file. */
function update(e: Erratum, file: string, side: SideName): { path: string; code: string[] } {
  const walk = e[side].walks[0];
  if (walk.step) return { path: `src/lib/${file}`, code: arithmetic(`export default ${recordText(file, [side, 'walks'])}`) };
  const library = `optimizers/${idOf(walk)}.ts`;
  return { path: `src/lib/${library}`, code: arithmetic(fileText(library), settingsOf(e, walk).form) };
}

function arithmetic(text: string, form?: string): string[] {
  return linesOf(text, form).map(({ code }) => code);
}

/** The value of a property, or of a property's property, of the record that a file exports. */
function recordText(file: string, names: string[]): string {
  const text = fileText(file);
  let node = formOf(text);
  for (const name of names) node = property(text, node, name);
  if (!node?.lastChild) throw new Error(`src/lib/${file} writes no “${names.join('.')}” in its record`);
  return text.slice(node.lastChild.from, node.lastChild.to);
}

/** What stands between the braces of an object, without the indent that all its lines share. */
function inner(object: string): string[] {
  const lines = object
    .replace(/^\{\s*?(?=\S|\n)|\s*\}$/g, '')
    .split('\n')
    .filter((line) => line.trim());
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent));
}

/** Which lines of each are not in the other, in the longest common order. */
export function differing(a: string[], b: string[]): [boolean[], boolean[]] {
  const [inA, inB] = common(a, b);
  return [a.map((_, i) => !inA.includes(i)), b.map((_, j) => !inB.includes(j))];
}
