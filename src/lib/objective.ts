import type { Surface, Vector } from './optimizer.ts';
import { absolute } from './second-order.ts';

/** A place on the map. */
export type Point = readonly [x: number, y: number];

/** Two rows of two numbers. */
export type Matrix = readonly [readonly [number, number], readonly [number, number]];

/** A test function of two variables: a surface that can be drawn. */
export interface Objective {
  /** As readers know it: 'Rosenbrock’s valley'. */
  name: string;
  /** f(x, y) in TeX. */
  formula: string;
  value: (x: number, y: number) => number;
  /** (∂f/∂x, ∂f/∂y) */
  gradient: (x: number, y: number) => Point;
  hessian: (x: number, y: number) => Matrix;
  /**
   * What update `t` is shown of the gradient at (x, y), where that is a part: the gradient of the row of data that it looks at.
   * `value`, `gradient` and `hessian` stay those of the whole. Deterministic: the same `t`, the same row.
   */
  seen?: (x: number, y: number, t: number) => Point;
  /** The part of the plane that is drawn. */
  view: { x: Point; y: Point };
  /** Every place where f is smallest; none where f has no minimum. */
  minima: Point[];
  /** Where a descent starts when nobody says otherwise. */
  start: Point;
  /** The values of f whose level sets are drawn, rising. */
  levels: number[];
}

/** Does nothing when it runs: it lets TypeScript check the record. */
export function objective(record: Objective): Objective {
  return record;
}

/** Whether a place is on the part of the plane that is drawn. */
export function inView({ view: { x, y } }: Objective, [px, py]: Point): boolean {
  return px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1];
}

/** The gradient that update `t` is given at (x, y): what it is shown, or the whole where nothing is hidden. */
export function given(f: Objective, [x, y]: Point, t: number): Point {
  return f.seen ? f.seen(x, y, t) : f.gradient(x, y);
}

/**
 * The objective as optimizers see it: a function of a vector of two numbers.
 *
 * @param t the update that asks: its gradient is what that update is shown, wherever it asks. Without it, of the whole.
 */
export function surface(f: Objective, t?: number): Surface {
  return {
    value: (x) => f.value(x[0], x[1]),
    gradient(x, out) {
      [out[0], out[1]] = t === undefined ? f.gradient(x[0], x[1]) : given(f, [x[0], x[1]], t);
    },
    // A reader's own may have none.
    ...(f.hessian && {
      hessian: (x: Vector) => f.hessian(x[0], x[1]).map((row) => [...row]),
      // One layer with two inputs and one output. Where f is a sum of squares of what goes out, |H| is the inputs' second moment.
      factors: { inputs: (x: Vector) => absolute(f.hessian(x[0], x[1])).flat(), slopes: () => [1] },
    }),
  };
}

/** The eigenvalues of a symmetric matrix, the smaller one first: the least and the greatest curvature. */
export function curvatures([[a, b], [, d]]: Matrix): [number, number] {
  const mean = (a + d) / 2;
  const reach = Math.hypot((a - d) / 2, b);
  return [mean - reach, mean + reach];
}

/** `count` numbers from `from` to `to`, equally far apart: level sets as on a hiking map. */
export function evenly(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** `count` numbers from `from` to `to`, each the same multiple of the last: for surfaces with steep walls. */
export function geometrically(from: number, to: number, count: number): number[] {
  return evenly(Math.log(from), Math.log(to), count).map(Math.exp);
}
