import type { Point } from '../lib/objective.ts';
import type { Lane } from './race.ts';

/** Where a lane is after an update, and all that is known of the update that led there. */
export interface State {
  step: number;
  x: Point;
  f: number;
  /** Each memory vector after the update. */
  memory: Record<string, readonly number[]>;
  /** The update itself; the start has none. */
  update?: {
    /** The gradient that it was given, at the place before. */
    g: Point;
    /** Of that gradient. */
    length: number;
    delta: Point;
    /** The step size with which plain gradient descent would have gone as far along each coordinate; none where g is 0. */
    rate: [x: number | undefined, y: number | undefined];
    /** Between the step and the steepest way down, in degrees; none where one of them is 0. */
    angle: number | undefined;
  };
}

/** @throws RangeError if the lane makes no such step */
export function stateOf({ path, optimizer }: Lane, step: number): State {
  const x = path.points[step];
  if (!x) throw new RangeError(`${optimizer.name} makes no step ${step}`);
  const memory = Object.fromEntries(Object.entries(path.memory).map(([name, vectors]) => [name, vectors[step]]));
  const state = { step, x, f: path.values[step], memory };
  if (step === 0) return state;

  const before = path.points[step - 1];
  const g = path.gradients[step - 1];
  const delta: Point = [x[0] - before[0], x[1] - before[1]];
  const rate = (i: 0 | 1) => (g[i] === 0 ? undefined : -delta[i] / g[i]);
  return { ...state, update: { g, length: Math.hypot(...g), delta, rate: [rate(0), rate(1)], angle: angleBetween(delta, [-g[0], -g[1]]) } };
}

/** In degrees. From both parts, since the cosine alone cannot tell small angles from none. */
export function angleBetween([ax, ay]: Point, [bx, by]: Point): number | undefined {
  if ((ax === 0 && ay === 0) || (bx === 0 && by === 0)) return undefined;
  return (Math.atan2(Math.abs(ax * by - ay * bx), ax * bx + ay * by) * 180) / Math.PI;
}
