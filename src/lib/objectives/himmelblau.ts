import { evenly, objective } from '../objective.ts';

/** Himmelblau (1972). */
export default objective({
  name: 'Himmelblau’s function',
  formula: String.raw`(x^2+y-11)^2 + (x+y^2-7)^2`,
  value(x, y) {
    const a = x * x + y - 11;
    const b = x + y * y - 7;
    return a * a + b * b;
  },
  gradient(x, y) {
    const a = x * x + y - 11;
    const b = x + y * y - 7;
    return [4 * x * a + 2 * b, 2 * a + 4 * y * b];
  },
  hessian: (x, y) => [
    [12 * x * x + 4 * y - 42, 4 * x + 4 * y],
    [4 * x + 4 * y, 12 * y * y + 4 * x - 26],
  ],
  view: { x: [-6, 6], y: [-6, 6] },
  minima: [
    [3, 2],
    [-2.805118086952745, 3.131312518250573],
    [-3.779310253377747, -3.28318599128617],
    [3.584428340330492, -1.848126526964404],
  ],
  start: [0, 0],
  // Squares, so that the four low places and the walls both get lines.
  levels: evenly(1.5, 30, 16).map((root) => root * root),
});
