import { geometrically, objective } from '../objective.ts';

/** Beale (1958): flat in the middle, with four steep corners. */
export default objective({
  name: 'Beale’s function',
  formula: String.raw`(1.5-x+xy)^2 + (2.25-x+xy^2)^2 + (2.625-x+xy^3)^2`,
  value(x, y) {
    const a = 1.5 - x + x * y;
    const b = 2.25 - x + x * y * y;
    const c = 2.625 - x + x * y * y * y;
    return a * a + b * b + c * c;
  },
  gradient(x, y) {
    const a = 1.5 - x + x * y;
    const b = 2.25 - x + x * y * y;
    const c = 2.625 - x + x * y * y * y;
    return [2 * a * (y - 1) + 2 * b * (y * y - 1) + 2 * c * (y * y * y - 1), 2 * a * x + 4 * b * x * y + 6 * c * x * y * y];
  },
  hessian(x, y) {
    const b = 2.25 - x + x * y * y;
    const c = 2.625 - x + x * y * y * y;
    const a = 1.5 - x + x * y;
    const [ax, bx, cx] = [y - 1, y * y - 1, y * y * y - 1];
    const [ay, by, cy] = [x, 2 * x * y, 3 * x * y * y];
    const xx = 2 * (ax * ax + bx * bx + cx * cx);
    const xy = 2 * (ax * ay + bx * by + cx * cy + a + 2 * b * y + 3 * c * y * y);
    const yy = 2 * (ay * ay + by * by + cy * cy + 2 * b * x + 6 * c * x * y);
    return [
      [xx, xy],
      [xy, yy],
    ];
  },
  view: { x: [-4.5, 4.5], y: [-4.5, 4.5] },
  minima: [[3, 0.5]],
  start: [1, 1.5],
  levels: geometrically(0.25, 131072, 16),
});
