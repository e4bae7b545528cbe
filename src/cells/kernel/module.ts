/** A cell as a module: its code as a function of what it uses. */
import { camelCase } from '../name.ts';
import type { Compiled, Place } from '../protocol.ts';

/** What is around a cell's code when it runs. */
export interface Around {
  /** By name: what other cells, sliders or the sandbox have. */
  given: Record<string, unknown>;
  /** What it imports, in the order in which it names it. */
  imports: unknown[];
}

/** The default export of a cell's module. */
export type Make = (around: Around) => Made | Promise<Made>;

interface Made {
  names: Record<string, unknown>;
  value: unknown;
}

const before = 'const $value=(';

/** The text of a cell's module. Its first line is ours. */
export function moduleOf({ cell, js, uses, defines, imports, value, awaits }: Compiled): string {
  const locals = imports.flatMap(({ names }) => names.map(([, local]) => local));
  const [from, to] = Array.isArray(value) ? value : [js.length, js.length];
  const body = from < to ? `${js.slice(0, from)}${before}${js.slice(from, to)})${js.slice(to)}` : js;
  const held = typeof value === 'string' ? value : from < to ? '$value' : 'undefined';
  const names = defines.map((name) => (typeof value === 'string' && name === camelCase(cell) ? `${name}:${value}` : name));
  // Engines make slower code of a loop that stands in an async function.
  const kind = awaits ? 'async ' : '';
  // A simple parameter, so that the cell may begin with 'use strict'.
  return `export default ${kind}$cell=>{const{${uses}}=$cell.given,[${locals}]=$cell.imports;\n${body}\n;return{names:{${names}},value:${held}}}`;
}

/** Where in the cell a place of its module is; undefined where it is in our part. */
export function placeIn({ cell, js, value }: Compiled, line: number, column: number): Place | undefined {
  const place = { cell, line: line - 1, column };
  if (Array.isArray(value)) {
    const above = js.slice(0, value[0]).split('\n');
    if (place.line === above.length && column > above[above.length - 1].length)
      place.column = Math.max(above[above.length - 1].length + 1, column - before.length);
  }
  return place.line >= 1 && place.line <= js.split('\n').length ? place : undefined;
}
