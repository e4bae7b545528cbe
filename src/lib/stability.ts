import { curvatures, given, type Objective, type Point, surface } from './objective.ts';
import { type Hyper, type Optimizer, written } from './optimizer.ts';

/** The least and the greatest curvature of a quadratic, which has the same everywhere; none of any other objective. */
export function constantCurvatures({ hessian, view: { x, y } }: Objective): [number, number] | undefined {
  const at = ([a, b]: Point) => hessian(x[0] + a * (x[1] - x[0]), y[0] + b * (y[1] - y[0]));
  const [first, ...others] = (
    [
      [0.5, 0.5],
      [0, 0],
      [1, 0.1],
      [0.21, 1],
      [0.83, 0.64],
    ] as Point[]
  ).map(at);
  const size = Math.max(...first.flat().map(Math.abs));
  const same = others.every((other) => other.flat().every((value, i) => Math.abs(value - first.flat()[i]) <= 1e-12 * size));
  return same ? curvatures(first) : undefined;
}

/** The limit of lr·λ as a line in β₁: `at0` + `slope`·β₁. */
export interface LimitLine {
  at0: number;
  slope: number;
}

/** An optimizer's limit as a line in β₁, which is level where it has none; undefined where theory knows no limit, or a bent one. */
export function limitLine({ limit }: Optimizer, hyper: Hyper): LimitLine | undefined {
  if (!limit) return undefined;
  const [at0, half, at1] = [0, 0.5, 1].map((beta1) => limit({ ...hyper, beta1 }));
  return Math.abs(half - (at0 + at1) / 2) < 1e-9 ? { at0, slope: at1 - at0 } : undefined;
}

/**
 * How far a descent has come down after `steps` updates: what is left of f above its minimum, as a part of what was there
 * at the start. Infinite where a step has no finite result.
 *
 * @param f has a minimum
 */
export function left(optimizer: Optimizer, f: Objective, hyper: Hyper, form: string | undefined, start: Point, steps: number): number {
  const { step, init } = written(optimizer, form);
  const x = Float64Array.from(start);
  const g = new Float64Array(2);
  const memory = init(x);
  const moment = { t: 0, f: surface(f) };
  const lowest = f.value(...f.minima[0]);
  const above = f.value(...start) - lowest;
  for (let t = 1; t <= steps; t++) {
    [g[0], g[1]] = given(f, [x[0], x[1]], t);
    moment.t = t;
    if (f.seen) moment.f = surface(f, t);
    step(x, g, memory, hyper, moment);
    if (!Number.isFinite(x[0] + x[1])) return Number.POSITIVE_INFINITY;
  }
  const end = f.value(x[0], x[1]) - lowest;
  return end <= 0 ? 0 : Number.isFinite(end) ? end / above : Number.POSITIVE_INFINITY;
}
