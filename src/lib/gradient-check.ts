import { byDifferences } from './differences.ts';
import type { Objective, Point } from './objective.ts';
import { seeded } from './random.ts';

/** Where a gradient and the values that it should belong to disagree most. */
export interface GradientCheck {
  /** Of the length of the gradient, or of 1 where that is shorter: 10⁻⁸ and less is rounding. */
  difference: number;
  at: Point;
  /** As the objective has it there, and as central differences of its values have it. */
  gradient: Point;
  found: Point;
  places: number;
}

/** Without what is checked. */
const valuesOf = ({ gradient: _, hessian: __, ...values }: Objective) => values;

/**
 * Holds an objective's gradient against central differences of its values, at places all over its view, the same in every run.
 * A place where f has no finite values around it says nothing.
 *
 * @throws RangeError where f has no finite value at any of the places
 */
export function gradientCheck(f: Objective, places = 200): GradientCheck {
  const { gradient: found } = byDifferences(valuesOf(f));
  const random = seeded(1847);
  const somewhere = ([low, high]: Point) => low + random() * (high - low);
  let worst: GradientCheck | undefined;
  for (let k = 0; k < places; k++) {
    const at: Point = [somewhere(f.view.x), somewhere(f.view.y)];
    const near = found(...at);
    if (!near.every(Number.isFinite)) continue;
    const gradient = f.gradient(...at);
    const apart = Math.hypot(gradient[0] - near[0], gradient[1] - near[1]) / Math.max(1, Math.hypot(...near));
    // A gradient that is not a number is as wrong as it can be.
    const difference = Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart;
    if (!worst || difference > worst.difference) worst = { difference, at, gradient, found: near, places };
  }
  if (!worst) throw new RangeError(`${f.name} has no finite value in its view`);
  return worst;
}
