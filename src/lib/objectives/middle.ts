import { geometrically, objective, type Point } from '../objective.ts';
import { seeded } from '../random.ts';

/** How steep it is: a gradient is a hundredth of the way that is missing, as small as gradients in networks are. */
const gentle = 0.01;

const places = centred(6, 20);

/** Places drawn at random, moved so that their middle is (0, 0). */
function centred(seed: number, count: number): Point[] {
  const draw = seeded(seed);
  const drawn = Array.from({ length: count }, (): Point => [8 * draw() - 4, 8 * draw() - 4]);
  const middle = [0, 1].map((i) => drawn.reduce((sum, place) => sum + place[i], 0) / count);
  return drawn.map(([x, y]) => [x - middle[0], y - middle[1]]);
}

const value = (x: number, y: number) =>
  ((gentle / 2) * places.reduce((sum, [a, b]) => sum + (x - a) ** 2 + (y - b) ** 2, 0)) / places.length;

/** The mean of the squared distances to twenty places, of which an update sees one: what is left at the middle is all noise. */
export default objective({
  name: 'Middle of twenty places',
  formula: String.raw`\tfrac{1}{200n}\textstyle\sum_i \left((x - a_i)^2 + (y - b_i)^2\right)`,
  value,
  gradient: (x, y) => [gentle * x, gentle * y],
  hessian: () => [
    [gentle, 0],
    [0, gentle],
  ],
  seen(x, y, t): Point {
    const [a, b] = places[(t - 1) % places.length];
    return [gentle * (x - a), gentle * (y - b)];
  },
  view: { x: [-6.4, 6.4], y: [-3.6, 3.6] },
  minima: [[0, 0]],
  start: [-5, -2],
  levels: geometrically(0.002, 0.2, 10).map((above) => value(0, 0) + above),
});
