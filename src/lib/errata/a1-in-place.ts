import { erratum, reads } from '../erratum.ts';
import quad1 from '../objectives/quad1.ts';
import gradientDescent from '../optimizers/gradient-descent.ts';

export default erratum({
  article: 'A1',
  about: ['gradient-descent'],
  title: 'A list of visited points with one point in it',
  why: 'In NumPy `x -= lr * g` changes the array itself, and the article’s functions are written so. A caller who puts `x` into a list of visited points after each step puts the same array there again and again. Whoever looks at the list later finds the last point in every place. `x = x - lr * g` would make a new array; so would a copy.',
  on: quad1,
  start: [-4, -6],
  steps: 20,
  printed: {
    walks: [{ of: gradientDescent, visit: (x) => x }],
  },
  mended: {
    walks: [{ of: gradientDescent, visit: (x) => Float64Array.from(x) }],
  },
  claims: [
    {
      says: 'All 21 entries of the printed list are the end of the walk. The walk itself is right, its record is not.',
      holds: ([{ points, path }], [mended]) =>
        points.length === 21 &&
        points.every(([x, y]) => x === path.points[20][0] && y === path.points[20][1]) &&
        path.points.every(([x, y], i) => x === mended.points[i][0] && y === mended.points[i][1]),
    },
    {
      says: 'A loss curve drawn from that list is flat, at 0.057.',
      holds: ([{ values }]) => values.every((value) => reads(value, 0.057)),
    },
  ],
});
