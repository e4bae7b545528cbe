import { erratum, reads } from '../erratum.ts';
import quad1 from '../objectives/quad1.ts';
import momentum from '../optimizers/momentum.ts';

export default erratum({
  article: 'A1',
  about: ['momentum'],
  title: 'A momentum that never moves',
  why: 'The article’s function for momentum works out the new velocity, our $m$, and returns it. It never adds it to the weights, so whoever calls it in a loop stays at the start. There the gradient is always the same, and the velocity grows and grows.',
  on: quad1,
  start: [-4, -6],
  steps: 20,
  printed: {
    walks: [
      {
        of: momentum,
        step(x, g, { m }, { lr, beta1 }) {
          for (let i = 0; i < x.length; i++) {
            m[i] = beta1 * m[i] - lr * g[i];
          }
        },
      },
    ],
  },
  mended: { walks: [{ of: momentum }] },
  claims: [
    {
      says: 'After 20 steps the printed version stands where it started, with a velocity of (0.35, 10.5) that it never used.',
      holds: ([{ points, path }]) => {
        const [along, across] = path.memory.m[20];
        return points.every(([x, y]) => x === -4 && y === -6) && reads(along, 0.35) && reads(across, 10.5, 3);
      },
    },
    {
      says: 'With the missing line put in, the first step alone takes $f$ from 74 to 48.',
      holds: (_, [{ values }]) => reads(values[0], 74) && reads(values[1], 48),
    },
  ],
});
