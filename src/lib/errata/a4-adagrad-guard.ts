import { erratum } from '../erratum.ts';
import quad2 from '../objectives/quad2.ts';
import adagrad from '../optimizers/adagrad.ts';

export default erratum({
  article: 'A4',
  about: ['adagrad'],
  title: String.raw`AdaGrad’s formula has no $\epsilon$`,
  why: String.raw`The article’s code adds $10^{-7}$ below the line, its formula does not. Without that guard a coordinate whose gradient has been zero so far divides 0 by 0, which is no number. From then on nothing that is computed with it is one, and in a network that is soon everything. Both runs start on the long axis of the valley, where the slope along $y$ is zero.`,
  on: quad2,
  start: [-7, 0],
  steps: 30,
  printed: {
    walks: [
      {
        of: adagrad,
        step(x, g, { v }, { lr }) {
          for (let i = 0; i < x.length; i++) {
            v[i] += g[i] ** 2;
            x[i] -= (lr * g[i]) / Math.sqrt(v[i]);
          }
        },
      },
    ],
  },
  mended: { walks: [{ of: adagrad }] },
  claims: [
    {
      says: 'The printed formula has no finite result for its very first step.',
      holds: ([{ path }]) => path.stop.reason === 'non-finite' && path.stop.step === 1,
    },
    {
      says: 'With the guard, 0 divided by 0.0000001 is 0: $y$ stays where it is, and $x$ walks home.',
      holds: (_, [{ points, hyper }]) => hyper.eps === 1e-7 && points.every(([, y]) => y === 0) && Math.abs(points[30][0]) < 0.13,
    },
  ],
});
