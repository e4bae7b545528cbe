/**
 * The text of the library's files, as it is on disk, and the parts of it that pages show.
 * For build time only: a browser module that imports this carries every file twice.
 */
import type { SyntaxNode } from '@lezer/common';
import { optimizer } from './catalog.ts';
import { written } from './lib/optimizer.ts';
import { exportsOf, formOf, type Line, linesOf, property } from './syntax.ts';

const files: Record<string, string> = import.meta.glob(['./lib/**/*.ts', '!./lib/**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Where the optimizer `id` is written, from `src/lib`. */
function fileOf(id: string): string {
  optimizer(id);
  return `optimizers/${id}.ts`;
}

/**
 * A file of `src/lib`, whole: `fileText('descend.ts')`.
 *
 * @throws RangeError that lists the files there are
 */
export function fileText(file: string): string {
  const text = files[`./lib/${file}`];
  if (text === undefined)
    throw new RangeError(
      `There is no file “${file}” in src/lib. Known: ${Object.keys(files)
        .map((path) => path.replace('./lib/', ''))
        .join(', ')}`,
    );
  return text;
}

/**
 * What a file exports under `name`, with the comment above it. `default` is a name too.
 *
 * @throws RangeError that lists what the file exports
 */
export function exported(file: string, name: string): string {
  const text = fileText(file);
  const found = exportsOf(text).find((entry) => entry.name === name);
  if (!found)
    throw new RangeError(
      `${file} does not export “${name}”. It exports: ${exportsOf(text)
        .map((entry) => entry.name)
        .join(', ')}`,
    );
  return text.slice(startWithComment(found.node), found.node.to);
}

/** The comment above what a file exports by default: an algorithm's idea in a sentence. */
export function ideaOf(id: string): string {
  const comment = /^\/\*\*([\s\S]*?)\*\//.exec(exported(fileOf(id), 'default'))?.[1];
  if (!comment) throw new Error(`src/lib/${fileOf(id)}: no doc comment stands above “export default”`);
  return comment.replaceAll(/^\s*\*?\s*/gm, ' ').trim();
}

/** An update as text: rows of TeX beside the lines of arithmetic that do the same. */
export interface Update {
  /** Of the file, from the root of the repository. */
  path: string;
  rows: Row[];
}

export interface Row extends Pick<Line, 'code' | 'target' | 'index'> {
  tex: string;
  /** Where the row of TeX is written: 'src/lib/optimizers/adam.ts:19'. */
  place: string;
}

/**
 * The update of the optimizer `id`, in its own form or one of `also`.
 *
 * @throws RangeError that lists the ids, or the forms, that there are
 * @throws Error that names the file where the equation's rows and the code's lines are not as many
 */
export function updateOf(id: string, form?: string): Update {
  const tex = rowsOf(written(optimizer(id), form).equation);
  const path = `src/lib/${fileOf(id)}`;
  const text = fileText(fileOf(id));
  const lines = linesOf(text, form);
  if (lines.length === 0 || tex.length !== lines.length) {
    const where = `${path}${form ? `, form “${form}”` : ''}`;
    throw new Error(`${where}: the equation has ${tex.length} rows and the step ${lines.length} lines of arithmetic; they go side by side`);
  }
  const places = placesOf(tex, text, form);
  return { path, rows: tex.map((row, i) => ({ ...lines[i], tex: row, place: `${path}:${places[i]}` })) };
}

/** The rows of an equation, as it is written in an algorithm: one a line. */
export function rowsOf(equation: string): string[] {
  return equation
    .split('\n')
    .map((row) => row.trim())
    .filter(Boolean);
}

/** The line of the file, from 1, that each row of the equation is on; the equation's first where it is not written row by row. */
function placesOf(rows: string[], text: string, form?: string): number[] {
  const equation = property(text, formOf(text, form), 'equation');
  const first = text.slice(0, equation?.from).split('\n').length;
  const written = text.slice(equation?.from, equation?.to).split('\n');
  return rows.map(
    (row) =>
      first +
      Math.max(
        0,
        written.findIndex((line) => line.includes(row)),
      ),
  );
}

function startWithComment(node: SyntaxNode): number {
  let from = node.from;
  for (let before = node.prevSibling; before && /Comment$/.test(before.name); before = before.prevSibling) from = before.from;
  return from;
}
