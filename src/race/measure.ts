import { objective } from '../catalog.ts';
import { descend } from '../lib/descend.ts';
import { figure, raceIn } from './figures.ts';
import { toTex } from './numbers.ts';
import type { Effort } from './protocols.ts';
import { type Lane, type Race, run } from './race.ts';
import { stateOf } from './state.ts';

export type Axis = 'x' | 'y';

/** Where to measure, for the measures that ask: along which coordinate, at which step (the last one), below which height. */
export interface Where {
  axis?: Axis;
  step?: number;
  below?: number;
  /** Under which of its own rules; those that it opens with if nothing is said. */
  as?: Effort;
}

/** What can be said in a number about how an algorithm fares in a figure. */
export const measures = {
  /** The height at a step. */
  f: ({ path }: Lane, step: number) => path.values[step],

  /** The coordinate at a step. */
  at: ({ path }: Lane, step: number, i: 0 | 1) => path.points[step][i],

  /** How often the coordinate has changed sign by a step. */
  turns: ({ path }: Lane, step: number, i: 0 | 1) =>
    path.points.slice(1, step + 1).filter((point, k) => point[i] * path.points[k][i] < 0).length,

  /** The largest value of the coordinate up to a step. */
  farthest: ({ path }: Lane, step: number, i: 0 | 1) => Math.max(...path.points.slice(0, step + 1).map((point) => point[i])),

  /** The length of all strides up to a step together. */
  walked: ({ path }: Lane, step: number) =>
    path.points.slice(1, step + 1).reduce((sum, [x, y], k) => sum + Math.hypot(x - path.points[k][0], y - path.points[k][1]), 0),

  /** The length of the stride that led to a step, along the coordinate, in units of η. */
  stride: (lane: Lane, step: number, i: 0 | 1) => Math.abs(stateOf(lane, step).update?.delta[i] ?? 0) / lane.entry.hyper.lr,

  /** The step size with which gradient descent would have made that stride. */
  rate: (lane: Lane, step: number, i: 0 | 1) => stateOf(lane, step).update?.rate[i],

  /** The first step at which f is below a height, among a hundred thousand. */
  until: ({ entry, optimizer }: Lane, _step: number, _i: 0 | 1, { objective: id, start }: Race, below: number) => {
    const { hyper, form } = entry;
    const { values } = descend(optimizer, objective(id), { start: entry.start ?? start, steps: 100_000, hyper, form });
    const step = values.findIndex((value) => value < below);
    return step < 0 ? undefined : step;
  },
} satisfies Record<string, (lane: Lane, step: number, i: 0 | 1, race: Race, below: number) => number | undefined>;

/**
 * Measures an algorithm in a figure as it opens.
 *
 * @throws RangeError if the figure has no such algorithm, it makes no such step, or there is nothing to measure
 */
export function measure(id: string, of: string, what: keyof typeof measures, { axis = 'x', step, below = 0, as }: Where = {}): number {
  const race = raceIn(figure(id), as);
  const lane = run(race).find(({ entry }) => entry.optimizer === of);
  if (!lane) throw new RangeError(`“${of}” does not run in “${id}”, but ${race.entries.map(({ optimizer }) => optimizer).join(', ')} do`);
  const last = lane.path.points.length - 1;
  if (step !== undefined && !lane.path.points[step]) throw new RangeError(`${of} makes no step ${step} in “${id}”`);
  const found = measures[what](lane, step ?? last, axis === 'x' ? 0 : 1, race, below);
  if (found === undefined) throw new RangeError(`There is no “${what}” of ${of} in “${id}”`);
  return found;
}

/** The same in TeX: a count in full, other numbers with so many digits; with `f =` before it where it is named. */
export function measureTex(
  id: string,
  of: string,
  what: keyof typeof measures,
  { digits = 2, named, ...where }: Where & { digits?: number; named?: boolean } = {},
): string {
  const value = measure(id, of, what, where);
  const text = Number.isInteger(value) ? value.toLocaleString('en').replaceAll(',', '{,}') : toTex(value, digits);
  return named ? `f = ${text}` : text;
}
