import { evenly, objective } from '../objective.ts';

/** The plainest saddle: a valley along x, a ridge along y. */
export default objective({
  name: 'Saddle',
  formula: String.raw`x^2 - y^2`,
  value: (x, y) => x * x - y * y,
  gradient: (x, y) => [2 * x, -2 * y],
  hessian: () => [
    [2, 0],
    [0, -2],
  ],
  view: { x: [-2, 2], y: [-2, 2] },
  minima: [],
  start: [-1, 0.001],
  levels: evenly(-3.5, 3.5, 15),
});
