import { type Matrix, type Objective, type Point, surface } from '../lib/objective.ts';
import type { Form, Vector } from '../lib/optimizer.ts';
import { hyperAt, scheduleOf } from '../lib/schedule.ts';
import type { Lane } from './race.ts';

/** What a name stands for: a number, or one for each coordinate, or for each pair of them; or some numbers in a row. */
export type Value = number | Point | Matrix | readonly number[];

/** One update, line by line. */
export interface Trace {
  /** Its number: 1 for the first. */
  t: number;
  /** What each name stood for before the update. */
  before: Record<string, Value>;
  /** What each line of arithmetic gave a value to, in their order. */
  rows: { name: string; value: Value }[];
}

type Note = (row: number, name: string, i: number | undefined, value: Value) => void;

const steps = Object.fromEntries(
  Object.entries(
    import.meta.glob<(note: Note) => Record<string, Form['step']>>(['../lib/optimizers/*.ts', '!**/*.test.ts'], {
      query: '?traced',
      import: 'default',
      eager: true,
    }),
  ).map(([path, step]) => [path.replace(/^.*\/|\.ts$/g, ''), step]),
);

/**
 * Makes update `t` of a lane once more, and notes what happens in it.
 *
 * @throws RangeError if the lane makes no such update
 */
export function traceOf({ entry, steps: budget, path, optimizer }: Lane, objective: Objective, t: number): Trace {
  const [from, g] = [path.points[t - 1], path.gradients[t - 1]];
  if (!g) throw new RangeError(`${optimizer.name} makes no update ${t}`);
  const memory = Object.fromEntries(Object.entries(path.memory).map(([name, vectors]) => [name, vectors[t - 1]]));
  const rows: Trace['rows'] = [];
  const note: Note = (row, name, i, value) => {
    if (i === undefined) rows[row] = { name, value };
    else {
      rows[row] ??= { name, value: [0, 0] };
      (rows[row].value as [number, number])[i] = value as number;
    }
  };
  const vectors = Object.fromEntries(Object.entries(memory).map(([name, vector]): [string, Vector] => [name, Float64Array.from(vector)]));
  const hyper = entry.schedule ? hyperAt(entry.hyper, scheduleOf(entry.schedule), t, budget) : entry.hyper;
  steps[entry.optimizer](note)[entry.form ?? ''](Float64Array.from(from), Float64Array.from(g), vectors, hyper, {
    t,
    f: surface(objective, t),
  });
  const remembered = Object.entries(memory).map(([name, vector]): [string, Value] => [name, vector.length === 1 ? vector[0] : vector]);
  return { t, before: { ...hyper, ...Object.fromEntries(remembered), x: from, g, t }, rows };
}

/** What a name stands for in row `row` of a trace: as the row leaves it, or as it finds it. */
export function valueIn({ before, rows }: Trace, name: string, row: number, when: 'new' | 'old'): Value | undefined {
  if (when === 'new') return rows[row]?.value;
  return rows.slice(0, row).findLast((done) => done?.name === name)?.value ?? before[name];
}
