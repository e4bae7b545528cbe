import { type Objective, objective } from './objective.ts';

/** How far a coordinate is moved to both sides: for a slope, and for a curvature, where more digits cancel. */
const steps = { slope: 6e-6, curvature: 1e-4 };

/**
 * An objective from its values alone, or from values and gradient. What is not given are central differences: (f(x + h) − f(x − h)) / 2h, with
 * h = 6·10⁻⁶ or as many parts of |x|, whose error is about 10⁻¹⁰ of the size of f on smooth surfaces; for curvatures h is 10⁻⁴ and
 * the error 10⁻⁷. At a kink they are the mean of both sides.
 */
export function byDifferences(record: Omit<Objective, 'gradient' | 'hessian'> & Partial<Pick<Objective, 'gradient'>>): Objective {
  const { value } = record;
  const moves = (x: number, y: number, step: number) => [step * Math.max(1, Math.abs(x)), step * Math.max(1, Math.abs(y))];
  return objective({
    gradient(x, y) {
      const [h, k] = moves(x, y, steps.slope);
      return [(value(x + h, y) - value(x - h, y)) / (2 * h), (value(x, y + k) - value(x, y - k)) / (2 * k)];
    },
    hessian(x, y) {
      const [h, k] = moves(x, y, steps.curvature);
      const xx = (value(x + h, y) - 2 * value(x, y) + value(x - h, y)) / (h * h);
      const yy = (value(x, y + k) - 2 * value(x, y) + value(x, y - k)) / (k * k);
      const xy = (value(x + h, y + k) - value(x + h, y - k) - value(x - h, y + k) + value(x - h, y - k)) / (4 * h * k);
      return [
        [xx, xy],
        [xy, yy],
      ];
    },
    ...record,
  });
}
