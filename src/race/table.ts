import type { Point } from '../lib/objective.ts';
import type { RaceWords } from '../words.ts';
import type { Walked } from './guests.ts';
import { short } from './numbers.ts';
import type { Lane, Race } from './race.ts';
import { type State, stateOf } from './state.ts';

/** What a table says of each step: one number, or one for each coordinate. */
interface Column {
  /** As the table's head has it, and as a file has it. */
  head: string;
  id: string;
  /** The symbol of the equation that it is about. */
  symbol?: string;
  pair: boolean;
  of: (state: State) => readonly (number | undefined)[];
}

/** Everything that is known of each step on these paths; of memory only what is one number, or one for each coordinate. */
function columnsOf(paths: Walked[], { columns: t }: RaceWords): Column[] {
  const vectors = new Map(paths.flatMap(({ memory }) => Object.entries(memory).map(([name, [first]]) => [name, first.length])));
  const none: [undefined, undefined] = [undefined, undefined];
  const pair = (id: string, head: string, of: (state: State) => readonly (number | undefined)[], symbol?: string): Column => {
    return { id, head, symbol, pair: true, of };
  };
  const one = (id: string, head: string, of: (state: State) => number | undefined): Column => {
    return { id, head, pair: false, of: (state) => [of(state)] };
  };
  return [
    pair('', 'x', ({ x }) => x, 'x'),
    one('f', t.f, ({ f }) => f),
    pair('g', 'g', ({ update }) => update?.g ?? none, 'g'),
    one('g_length', t.length, ({ update }) => update?.length),
    ...[...vectors].flatMap(([name, length]) => {
      if (length === 1) return [{ ...one(name, name, (state) => state.memory[name]?.[0]), symbol: name }];
      return length === 2 ? [pair(name, name, (state) => state.memory[name] ?? none, name)] : [];
    }),
    pair('delta', t.delta, ({ update }) => update?.delta ?? none),
    pair('rate', t.rate, ({ update }) => update?.rate ?? none),
    one('angle', t.angle, ({ update }) => update?.angle),
  ];
}

export interface Table {
  columns: { head: string; symbol?: string; pair: boolean }[];
  /** The step, then a text for each number of each column. */
  rows: string[][];
}

/** A path as text for reading, one row a step: its numbers with four digits. */
export function tableOf(lane: Lane, words: RaceWords): Table {
  const columns = columnsOf([lane.path], words);
  const text = (value: number | undefined) => (value === undefined ? '' : short(value));
  return { columns, rows: statesOf(lane).map((state) => [String(state.step), ...columns.flatMap(({ of }) => of(state).map(text))]) };
}

/** Some of a table's rows with its head, parted by tabs, as spreadsheets take them. */
export function toTabs({ columns }: Table, rows: string[][], words: RaceWords): string {
  const head = [
    words.columns.step,
    ...columns.flatMap(({ head, pair }) => (!pair ? [head] : head === 'x' ? ['x', 'y'] : [`${head} x`, `${head} y`])),
  ];
  return [head, ...rows.map((row) => row.map((text) => text.replaceAll('−', '-')))].map((row) => row.join('\t')).join('\n');
}

/** Paths at full precision as CSV, one row a step. */
export function toCsv(lanes: Lane[], words: RaceWords): string {
  const columns = columnsOf(
    lanes.map(({ path }) => path),
    words,
  );
  const names = columns.flatMap(({ id, pair }) => (pair ? ['x', 'y'].map((part) => (id ? `${id}_${part}` : part)) : [id]));
  const rows = lanes.flatMap((lane) =>
    statesOf(lane).map((state) => [lane.entry.optimizer, state.step, ...columns.flatMap(({ of }) => of(state))]),
  );
  return `${[['optimizer', 'step', ...names], ...rows].map((row) => row.join(',')).join('\n')}\n`;
}

/** The numbers of a figure as they are published under data/figures/: full precision, points as drawn. */
export function toData(id: string, race: Race, lanes: Lane[]) {
  return {
    id,
    objective: race.objective,
    series: lanes.map(({ entry, points }) => ({
      optimizer: entry.optimizer,
      settings: { ...entry.hyper, ...(entry.form && { form: entry.form }), ...(entry.schedule && { schedule: entry.schedule }) },
      start: entry.start ?? race.start,
      points,
    })),
  };
}

/** The same with all that is known of each step. */
export function toJson(id: string, race: Race, lanes: Lane[]) {
  const data = toData(id, race, lanes);
  return { ...data, series: data.series.map((series, i) => ({ ...series, steps: statesOf(lanes[i]) })) };
}

function statesOf(lane: Lane): State[] {
  return lane.points.map((_: Point, step) => stateOf(lane, step));
}
