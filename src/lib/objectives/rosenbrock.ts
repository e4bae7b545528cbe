import { geometrically, objective } from '../objective.ts';

/** Rosenbrock (1960). */
export default objective({
  name: 'Rosenbrock’s valley',
  formula: String.raw`(1-x)^2 + 100\,(y-x^2)^2`,
  value: (x, y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x),
  gradient: (x, y) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
  hessian: (x, y) => [
    [2 - 400 * (y - x * x) + 800 * x * x, -400 * x],
    [-400 * x, 200],
  ],
  view: { x: [-2, 2], y: [-1, 3] },
  minima: [[1, 1]],
  start: [-1.5, 2],
  levels: geometrically(1, 2048, 12),
});
