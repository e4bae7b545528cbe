/**
 * What the sandbox says, as it enters the page: built anew from named fields, each of its kind and within its limits. Whoever
 * speaks for a cell may be the cell itself, so nothing behind this file has to ask what it was given.
 */
import type { Path, Stop } from '../lib/descend.ts';
import { parameters } from '../lib/network/net.ts';
import type { LayerStep, Snapshot } from '../lib/network/train.ts';
import type { Point } from '../lib/objective.ts';
import { scored, sizes } from '../network/experiment.ts';
import { words } from '../words.ts';
import type { Report } from './kernel/messages.ts';
import { limits } from './limits.ts';
import type { ObjectiveFacts, OptimizerFacts, Place, Shown, Told, Tree, Trouble } from './protocol.ts';

const misread: Trouble = { ...words.en.sandbox.misread, frames: [] };

/** What is not of its kind becomes a trouble of whose it is; nothing, where it is nobody's. */
export function received(said: unknown): Report | undefined {
  try {
    return reportOf(said);
  } catch {
    const { type, cell, id, run } = Object(said) as Record<string, unknown>;
    if (typeof cell === 'string') return { type: 'error', cell, run: isCount(run) ? run : 0, trouble: misread };
    return (type === 'path' || type === 'news' || type === 'lost') && isCount(id) ? { type: 'lost', id, trouble: misread } : undefined;
  }
}

function reportOf(said: unknown): Report {
  const report = fields(said);
  const type = report.type as Report['type'];
  switch (type) {
    case 'ready':
      return { type };
    case 'pong':
      return { type, id: count(report.id) };
    case 'enter':
      return { type, cells: list(report.cells, 2, text), trains: report.trains === true };
    case 'path':
      return { type, id: count(report.id), path: pathOf(report.path) };
    case 'news':
      return { type, id: count(report.id), news: newsOf(report.news) };
    case 'lost':
      return { type, id: count(report.id), trouble: troubleOf(report.trouble) };
  }
  const cell = text(report.cell);
  switch (type) {
    case 'start':
      return { type, cell, run: count(report.run) };
    case 'log':
      return { type, cell, level: one(report.level, ['log', 'warn', 'error']), items: list(report.items, limits.items, treeOf) };
    case 'shown':
      return { type, cell, shown: shownOf(report.shown) };
    case 'dropped':
      return { type, cell, logs: count(report.logs), shown: count(report.shown) };
    case 'error':
      return { type, cell, run: count(report.run), trouble: troubleOf(report.trouble) };
    case 'done':
      return {
        type,
        cell,
        run: count(report.run),
        value: optional(report.value, shownOf),
        ...present('optimizer', report.optimizer, algorithmOf),
        ...present('objective', report.objective, surfaceOf),
      };
    default:
      throw odd();
  }
}

// ---- what a cell shows

function shownOf(said: unknown): Shown {
  const shown = fields(said);
  const mime = shown.mime as Shown['mime'];
  switch (mime) {
    case 'tree':
      return { mime, tree: treeOf(shown.tree) };
    case 'text':
      return { mime, ...present('more', shown.more, count), text: text(shown.text, limits.letters) };
    case 'table': {
      const left = room();
      return {
        mime,
        columns: list(shown.columns, limits.columns, (name) => text(name)),
        rows: list(shown.rows, limits.rows, (row) => list(row, limits.columns, (value) => treeOf(value, left))),
        length: count(shown.length),
      };
    }
    case 'plot': {
      const kind = one(shown.kind, ['line', 'dot']);
      let left: number = limits.points[kind];
      const pointsOf = (points: unknown) => {
        const some = list(points, left, pair);
        left -= some.length;
        return some;
      };
      return {
        mime,
        kind,
        ...present('x', shown.x, text),
        ...present('y', shown.y, text),
        series: list(shown.series, limits.series, (series) => ({
          name: text(fields(series).name),
          points: pointsOf(fields(series).points),
        })),
      };
    }
    default:
      throw odd();
  }
}

const room = () => ({ nodes: limits.nodes as number, letters: limits.letters as number });

function treeOf(said: unknown, left = room()): Tree {
  const tree = fields(said);
  const is = tree.is as Tree['is'];
  if (--left.nodes < 0) throw odd();
  switch (is) {
    case 'plain': {
      const shown = text(tree.text, Math.min(limits.line, left.letters));
      left.letters -= shown.length;
      return { is, text: shown, kind: one(tree.kind, kinds), ...present('more', tree.more, count) };
    }
    case 'list':
      return { is, of: text(tree.of), length: count(tree.length), items: list(tree.items, 100, (item) => treeOf(item, left)) };
    case 'record': {
      const entry = (said: unknown): [string, Tree] => {
        const [key, value] = list(said, 2, (part) => part);
        return [text(key), treeOf(value, left)];
      };
      return { is, of: text(tree.of), length: count(tree.length), items: list(tree.items, 100, entry) };
    }
    case 'error': {
      const trouble = troubleOf(tree.trouble);
      const message = trouble.message.slice(0, left.letters);
      left.letters -= message.length;
      return { is, trouble: { ...trouble, message } };
    }
    default:
      throw odd();
  }
}

const kinds = ['number', 'string', 'boolean', 'nothing', 'bigint', 'symbol', 'date', 'regexp', 'function', 'cut'] as const;

function troubleOf(said: unknown): Trouble {
  const { name, message, frames, hint } = fields(said);
  return {
    name: text(name),
    message: text(message, limits.message),
    frames: list(frames, limits.frames, placeOf),
    ...present('hint', hint, (hint) => text(hint, limits.message)),
  };
}

function placeOf(said: unknown): Place {
  const { cell, line, column } = fields(said);
  return { cell: text(cell), line: count(line), column: count(column) };
}

// ---- what it has for the figures, which hold it against what they know: here it is only of its kind

function algorithmOf(said: unknown): OptimizerFacts {
  const { name, hyper, family, year, as, memory, forms, formSettings } = fields(said);
  return {
    name: text(name),
    hyper: record(hyper, number),
    family: text(family) as OptimizerFacts['family'],
    year: number(year),
    as: record(as, (settings) => record(settings, (value) => (typeof value === 'string' ? text(value) : number(value)) as number)),
    memory: list(memory, 20, (name) => text(name)),
    forms: list(forms, 20, (name) => text(name)),
    formSettings: record(formSettings, (settings) => record(settings, number)),
  };
}

function surfaceOf(said: unknown): ObjectiveFacts {
  const { name, formula, view, minima, start, levels, grid } = fields(said);
  const { x, y } = fields(view);
  const { columns, rows, values } = fields(grid);
  if (!(values instanceof Float64Array)) throw odd();
  return {
    name: text(name),
    formula: text(formula, limits.message),
    view: { x: pair(x), y: pair(y) },
    minima: list(minima, 100, pair),
    start: pair(start),
    levels: list(levels, 100, number),
    grid: { columns: count(columns), rows: count(rows), values },
  };
}

/** More updates than any figure asks for. */
const steps = 10_000;

function pathOf(said: unknown): Path & { hint?: string } {
  const { points, values, gradients, memory, stop, hint } = fields(said);
  const { reason, step } = fields(stop);
  return {
    points: list(points, steps, pair),
    values: list(values, steps, number),
    gradients: list(gradients, steps, pair),
    memory: record(memory, (vectors) => list(vectors, steps, (vector) => list(vector, limits.vector, number))),
    stop: { reason: one<Stop['reason']>(reason, ['budget', 'box', 'non-finite']), step: count(step) },
    ...present('hint', hint, (hint) => text(hint, limits.message)),
  };
}

// ---- what becomes of a training; whether it comes in order, who follows it knows

function newsOf(said: unknown): Told {
  const news = fields(said);
  const type = news.type as Told['type'];
  switch (type) {
    case 'kernel':
      return { type, name: text(news.name) };
    case 'losses': {
      const { losses } = news;
      if (!(losses instanceof Float64Array) || losses.length > limits.losses || !losses.every(Number.isFinite)) throw odd();
      return { type, from: count(news.from), losses, took: number(news.took) };
    }
    case 'layers':
      return { type, t: count(news.t), layers: exactly(sizes.length - 1, list(news.layers, sizes.length, layerOf)) };
    case 'score': {
      const { said } = news;
      if (!(said instanceof Uint8Array) || said.length > scored || said.some((digit) => digit > 9)) throw odd();
      return { type, t: count(news.t), train: share(news.train), test: share(news.test), said };
    }
    case 'snapshot':
      return { type, snapshot: snapshotOf(news.snapshot) };
    case 'end':
      return { type, t: count(news.t), reason: one(news.reason, ['done', 'non-finite']) };
    default:
      throw odd();
  }
}

function layerOf(said: unknown): LayerStep {
  const { gradient, rate } = fields(said);
  return { gradient: number(gradient), rate: number(rate) };
}

function share(said: unknown): number {
  const share = number(said);
  if (!(share >= 0 && share <= 1)) throw odd();
  return share;
}

function snapshotOf(said: unknown): Snapshot {
  const { t, x, memory } = fields(said);
  if (!(x instanceof Float32Array)) throw odd();
  const vectors = Object.entries(fields(memory)).map(([name, vector]) => {
    if (name.length > limits.name || !(vector instanceof Float32Array || vector instanceof Float64Array)) throw odd();
    return [name, vector] as const;
  });
  const numbers = vectors.reduce((sum, [, { length }]) => sum + length, 0);
  if (vectors.length > limits.memory.names || numbers > limits.memory.numbers) throw odd();
  return { t: count(t), x: exactly(parameters(sizes), x), memory: Object.fromEntries(vectors) };
}

// ---- kinds: what is longer than it may be is cut, what is of another kind is thrown out

const odd = () => new TypeError('not what it should be');

function fields(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw odd();
  return value as Record<string, unknown>;
}

function text(value: unknown, most: number = limits.name): string {
  if (typeof value !== 'string') throw odd();
  return value.slice(0, most);
}

function number(value: unknown): number {
  if (typeof value !== 'number') throw odd();
  return value;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function count(value: unknown): number {
  if (!isCount(value)) throw odd();
  return value;
}

function pair(value: unknown): [number, number] & Point {
  if (!Array.isArray(value) || value.length !== 2) throw odd();
  return [number(value[0]), number(value[1])];
}

function list<T>(value: unknown, most: number, make: (item: unknown) => T): T[] {
  if (!Array.isArray(value)) throw odd();
  return Array.from(value.slice(0, most), (item) => make(item));
}

function exactly<T extends ArrayLike<unknown>>(length: number, all: T): T {
  if (all.length !== length) throw odd();
  return all;
}

function record<T>(value: unknown, make: (item: unknown) => T): Record<string, T> {
  const entries = Object.entries(fields(value)).slice(0, 50);
  return Object.fromEntries(entries.map(([key, item]) => [key.slice(0, limits.name), make(item)]));
}

function one<T extends string>(value: unknown, all: readonly T[]): T {
  if (!all.includes(value as T)) throw odd();
  return value as T;
}

const optional = <T>(value: unknown, make: (value: unknown) => T): T | undefined => (value === undefined ? undefined : make(value));

/** A field that may be missing. */
function present<K extends string, T>(key: K, value: unknown, make: (value: unknown) => T): { [key in K]?: T } {
  return (value === undefined ? {} : { [key]: make(value) }) as { [key in K]?: T };
}
