import { evenly, objective } from '../objective.ts';

/** A4's quadratic; the article draws no level above 7. */
export default objective({
  name: 'Valley of A4',
  formula: String.raw`x^2/20 + y^2`,
  value: (x, y) => (x * x) / 20 + y * y,
  gradient: (x, y) => [x / 10, 2 * y],
  hessian: () => [
    [0.1, 0],
    [0, 2],
  ],
  view: { x: [-10, 10], y: [-10, 10] },
  minima: [[0, 0]],
  start: [-7, 2],
  levels: evenly(1, 7, 7),
});
