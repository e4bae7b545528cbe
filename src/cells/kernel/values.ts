/** Values as a page can show them: bounded trees of plain data, made without running a getter. */
import { words } from '../../words.ts';
import { cut, limits } from '../limits.ts';
import type { Shown, Tree } from '../protocol.ts';
import { troubleOf } from './trouble.ts';

const t = words.en.sandbox;

/** How many items of a value are looked at, from the outermost level on. */
const items = [100, 100, 20, 10];

type Kind = (Tree & { is: 'plain' })['kind'];

/** How many parts and letters may still be shown. */
interface Left {
  nodes: number;
  letters: number;
}

const room = (): Left => ({ nodes: limits.nodes, letters: limits.letters });

function plain(whole: string, kind: Kind, left: Left): Tree {
  const { text, more } = cut(whole, Math.min(limits.line, left.letters));
  left.letters -= text.length;
  return { is: 'plain', text, kind, ...(more > 0 && { more }) };
}

export function treeOf(value: unknown, level = 0, left = room()): Tree {
  left.nodes--;
  if (value === null || value === undefined) return plain(String(value), 'nothing', left);
  switch (typeof value) {
    case 'number':
      return plain(Object.is(value, -0) ? '-0' : String(value), 'number', left);
    case 'bigint':
      return plain(`${value}n`, 'bigint', left);
    case 'string':
    case 'boolean':
    case 'symbol':
      return plain(String(value), typeof value as Kind, left);
  }
  try {
    return typeof value === 'function' ? plain(`ƒ ${nameOf(value)}()`, 'function', left) : ofObject(value, level, left);
  } catch {
    // A proxy that throws when it is looked into.
    return plain('…', 'cut', left);
  }
}

function ofObject(value: object, level: number, left: Left): Tree {
  if (value instanceof Error) {
    const trouble = troubleOf(value);
    const message = trouble.message.slice(0, left.letters);
    left.letters -= message.length;
    return { is: 'error', trouble: { ...trouble, message } };
  }
  if (value instanceof Date) {
    const time = new Date(Date.prototype.getTime.call(value));
    return plain(Number.isNaN(time.getTime()) ? 'Invalid Date' : time.toISOString(), 'date', left);
  }
  if (value instanceof RegExp) return plain(RegExp.prototype.toString.call(value), 'regexp', left);
  const of = className(value);
  const most = items[level];
  if (most === undefined || left.nodes <= 0) return plain(of, 'cut', left);

  const tree = (item: unknown) => treeOf(item, level + 1, left);
  const each = <T>(length: number, make: (i: number) => T) => {
    const made: T[] = [];
    for (let i = 0; i < Math.min(length, most) && left.nodes > 0; i++) made.push(make(i));
    return { of, length, items: made };
  };
  const list = (length: number, item = (i: number) => read(value, String(i))) => ({
    is: 'list' as const,
    ...each(length, (i) => tree(item(i))),
  });
  const record = (length: number, entry: (i: number) => [key: unknown, value: unknown]) => ({
    is: 'record' as const,
    ...each(length, (i): [string, Tree] => {
      const [key, value] = entry(i);
      return [label(key), tree(value)];
    }),
  });
  // A class that was made from one of these may have getters of its own where these have theirs.
  if (Array.isArray(value)) return list(value.length);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return list(Reflect.get(typed, 'length', value));
  if (value instanceof Set) {
    const some = taken(Set.prototype.values.call(value), most);
    return list(Reflect.get(Set.prototype, 'size', value), (i) => some[i]);
  }
  if (value instanceof Map) {
    const some = taken(Map.prototype.entries.call(value), most);
    return record(Reflect.get(Map.prototype, 'size', value), (i) => some[i]);
  }
  const keys = Object.keys(value);
  return record(keys.length, (i) => [keys[i], read(value, keys[i])]);
}

/** What all typed arrays have in common. */
const typed = Object.getPrototypeOf(Float64Array.prototype);

/** A property, unless there is a function behind it. */
function read(from: object, key: string): unknown {
  const property = Object.getOwnPropertyDescriptor(from, key);
  return property?.get ? property.get : property?.value;
}

const label = (key: unknown) => (typeof key === 'object' ? 'object' : String(key).slice(0, limits.name));

function nameOf(value: object): string {
  const name = Object.getOwnPropertyDescriptor(value, 'name')?.value;
  return typeof name === 'string' ? label(name) : '';
}

function className(value: object): string {
  const prototype = Object.getPrototypeOf(value);
  const maker = prototype && Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof maker === 'function' ? nameOf(maker) : 'Object';
}

function taken<T>(all: Iterable<T>, most: number): T[] {
  const some: T[] = [];
  for (const item of all) if (some.push(item) >= most) break;
  return some;
}

/** A text as it is, with its lines. */
export function textOf(whole: string): Shown {
  const { text, more } = cut(whole, limits.letters);
  return { mime: 'text', text, ...(more > 0 && { more }) };
}

/**
 * Rows of records, or of lists, as a table.
 *
 * @throws TypeError if they are not rows
 */
export function tableOf(rows: unknown): Shown {
  if (!Array.isArray(rows)) throw new TypeError(t.noRows);
  const shown = Array.from({ length: Math.min(limits.rows, rows.length) }, (_, i) => Object(rows[i]) as object);
  const columns = [...new Set(shown.flatMap((row) => Object.keys(row).slice(0, limits.columns)))].slice(0, limits.columns);
  const left = room();
  return {
    mime: 'table',
    columns: columns.map(label),
    rows: shown.map((row) => columns.map((key) => treeOf(read(row, key), items.length - 1, left))),
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
  const series = Object.entries(Object(named)).slice(0, limits.series);
  if (series.length === 0 || !series.every(([, points]) => isList(points))) throw new TypeError(t.noPoints);
  const drawn = kind === 'dot' ? 'dot' : 'line';
  const most = Math.min(2000, Math.floor(limits.points[drawn] / series.length));
  return {
    mime: 'plot',
    kind: drawn,
    ...(x !== undefined && { x: label(x) }),
    ...(y !== undefined && { y: label(y) }),
    series: series.map(([name, points]) => ({ name: label(name), points: pointsOf(points as ArrayLike<unknown>, most) })),
  };
}

const isList = (value: unknown): value is ArrayLike<unknown> => Array.isArray(value) || ArrayBuffer.isView(value);

/** All of them, or as many as can be drawn, evenly from the first to the last. */
function pointsOf(list: ArrayLike<unknown>, most: number): [number, number][] {
  const count = Math.min(list.length, most);
  const step = count > 1 ? (list.length - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, k): [number, number] => {
    const i = Math.round(k * step);
    const item = list[i];
    return isList(item) ? [Number(item[0]), Number(item[1])] : [i, Number(item)];
  }).filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
}
