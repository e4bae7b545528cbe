import { evenly, objective } from '../objective.ts';

/** A0's quadratic: a valley twenty times steeper across than along. */
export default objective({
  name: 'Valley of A0',
  formula: String.raw`0.1x^2 + 2y^2`,
  value: (x, y) => 0.1 * x * x + 2 * y * y,
  gradient: (x, y) => [0.2 * x, 4 * y],
  hessian: () => [
    [0.2, 0],
    [0, 4],
  ],
  view: { x: [-8, 8], y: [-8, 8] },
  minima: [[0, 0]],
  start: [-4, -6],
  levels: evenly(8, 128, 16),
});
