/** Gradients and Hessians beside what central differences find. */
import type { Objective, Point } from '../src/lib/objective.ts';
import { seeded } from '../src/lib/random.ts';

/** `count` places on the map of an objective, the same in every run. */
export function places({ view }: Pick<Objective, 'view'>, count: number): Point[] {
  const next = seeded(1847);
  return Array.from({ length: count }, () => [between(view.x, next()), between(view.y, next())]);
}

const between = ([from, to]: Point, part: number) => from + (to - from) * part;

/** The slope of `f` along x and along y by central differences; its error is about 1e-10 of the size of f. */
export function differences(f: (x: number, y: number) => number, x: number, y: number): Point {
  const h = 1e-5;
  return [(f(x + h, y) - f(x - h, y)) / (2 * h), (f(x, y + h) - f(x, y - h)) / (2 * h)];
}
