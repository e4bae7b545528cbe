/** Values as a page can show them: bounded trees of plain data, made without running a getter. */
import type { Shown, Tree } from '../protocol.ts';
import { troubleOf } from './trouble.ts';

/** How many items of a value are looked at, from the outermost level on, and how many in all. */
const items = [100, 100, 20, 10];
const nodes = 10_000;
const chars = 10_000;

type Kind = (Tree & { is: 'plain' })['kind'];

const plain = (text: string, kind: Kind): Tree => ({ is: 'plain', text: text.length > chars ? `${text.slice(0, chars)}…` : text, kind });

/** @param left how many nodes may still be made */
export function treeOf(value: unknown, level = 0, left = { nodes }): Tree {
  left.nodes--;
  if (value === null || value === undefined) return plain(String(value), 'nothing');
  switch (typeof value) {
    case 'number':
      return plain(Object.is(value, -0) ? '-0' : String(value), 'number');
    case 'bigint':
      return plain(`${value}n`, 'bigint');
    case 'string':
      return plain(value, 'string');
    case 'boolean':
      return plain(String(value), 'boolean');
    case 'symbol':
      return plain(String(value), 'symbol');
    case 'function':
      return plain(`ƒ ${value.name}()`, 'function');
  }
  try {
    return ofObject(value, level, left);
  } catch {
    // A proxy that throws when it is looked into.
    return plain('…', 'cut');
  }
}

function ofObject(value: object, level: number, left: { nodes: number }): Tree {
  if (value instanceof Error) return { is: 'error', trouble: troubleOf(value) };
  if (value instanceof Date) return plain(Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString(), 'date');
  if (value instanceof RegExp) return plain(RegExp.prototype.toString.call(value), 'regexp');
  const of = className(value);
  const most = items[level];
  if (most === undefined || left.nodes <= 0) return plain(of, 'cut');
  const tree = (item: unknown) => treeOf(item, level + 1, left);

  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    const list = value as unknown as { length: number };
    return { is: 'list', of, length: list.length, items: upTo(most, list.length, (i) => tree(read(value, String(i)))) };
  }
  if (value instanceof Set) return { is: 'list', of, length: value.size, items: taken(value.values(), most).map(tree) };
  if (value instanceof Map)
    return { is: 'record', of, length: value.size, items: taken(value.entries(), most).map(([key, item]) => [label(key), tree(item)]) };
  const keys = Object.keys(value);
  return { is: 'record', of, length: keys.length, items: keys.slice(0, most).map((key) => [label(key), tree(read(value, key))]) };
}

/** A property, unless there is a function behind it. */
function read(from: object, key: string): unknown {
  const property = Object.getOwnPropertyDescriptor(from, key);
  return property?.get ? property.get : property?.value;
}

const label = (key: unknown) => (typeof key === 'string' ? key.slice(0, 100) : typeof key === 'object' ? 'object' : String(key));

function className(value: object): string {
  const prototype = Object.getPrototypeOf(value);
  const maker = prototype && Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof maker === 'function' && typeof maker.name === 'string' ? maker.name.slice(0, 100) : 'Object';
}

const upTo = <T>(most: number, length: number, make: (i: number) => T) => Array.from({ length: Math.min(most, length) }, (_, i) => make(i));

function taken<T>(all: Iterable<T>, most: number): T[] {
  const some: T[] = [];
  for (const item of all) if (some.push(item) >= most) break;
  return some;
}

const most = { columns: 30, rows: 100, series: 20, points: 2000 };

/**
 * Rows of records, or of lists, as a table.
 *
 * @throws TypeError if they are not rows
 */
export function tableOf(rows: unknown): Shown {
  if (!Array.isArray(rows)) throw new TypeError('display.table takes a list of rows: [{ x: 1, y: 2 }, …] or [[1, 2], …]');
  const shown = upTo(most.rows, rows.length, (i) => Object(rows[i]) as object);
  const columns = [...new Set(shown.flatMap((row) => Object.keys(row).slice(0, most.columns)))].slice(0, most.columns);
  return {
    mime: 'table',
    columns: columns.map(label),
    rows: shown.map((row) => columns.map((key) => treeOf(read(row, key), items.length - 1))),
    length: rows.length,
  };
}

export interface PlotOptions {
  kind?: 'line' | 'dot';
  /** What the axes measure. */
  x?: string;
  y?: string;
}

/**
 * Points [x, y], or numbers that are drawn over 0, 1, 2 …; several series by name.
 *
 * @throws TypeError if that is not what it is given
 */
export function plotOf(data: unknown, { kind, x, y }: PlotOptions = {}): Shown {
  const named = isList(data) ? { '': data } : data;
  const series = Object.entries(Object(named)).slice(0, most.series);
  if (series.length === 0 || !series.every(([, points]) => isList(points)))
    throw new TypeError('display.plot takes numbers, points [[x, y], …], or several of them by name: { adam: […], mine: […] }');
  return {
    mime: 'plot',
    kind: kind === 'dot' ? 'dot' : 'line',
    ...(x !== undefined && { x: label(x) }),
    ...(y !== undefined && { y: label(y) }),
    series: series.map(([name, points]) => ({ name: label(name), points: pointsOf(points as ArrayLike<unknown>) })),
  };
}

const isList = (value: unknown): value is ArrayLike<unknown> => Array.isArray(value) || ArrayBuffer.isView(value);

/** All of them, or as many as can be drawn, evenly from the first to the last. */
function pointsOf(list: ArrayLike<unknown>): [number, number][] {
  const count = Math.min(list.length, most.points);
  const step = count > 1 ? (list.length - 1) / (count - 1) : 0;
  return upTo(count, count, (k): [number, number] => {
    const i = Math.round(k * step);
    const item = list[i];
    return isList(item) ? [Number(item[0]), Number(item[1])] : [i, Number(item)];
  }).filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
}
