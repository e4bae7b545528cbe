import { erratum, reads } from '../erratum.ts';
import quad2 from '../objectives/quad2.ts';
import adam from '../optimizers/adam.ts';

export default erratum({
  article: 'A4',
  about: ['adam'],
  title: String.raw`The second formula of Adam has no $\epsilon$`,
  why: String.raw`As with AdaGrad, the code has the guard and the formula does not. A coordinate that has had no gradient yet has $m = 0$ and $v = 0$, and without the guard its step is 0/0. Both runs start on the long axis of the valley, where the slope along $y$ is zero.`,
  on: quad2,
  start: [-7, 0],
  steps: 30,
  printed: {
    walks: [
      {
        of: adam,
        step(x, g, { m, v }, { lr, beta1, beta2 }, { t }) {
          const lrT = (lr * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
          for (let i = 0; i < x.length; i++) {
            m[i] = beta1 * m[i] + (1 - beta1) * g[i];
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
            x[i] -= (lrT * m[i]) / Math.sqrt(v[i]);
          }
        },
      },
    ],
  },
  mended: { walks: [{ of: adam }] },
  claims: [
    {
      says: 'The printed formula has no finite result for its very first step.',
      holds: ([{ path }]) => path.stop.reason === 'non-finite' && path.stop.step === 1,
    },
    {
      says: 'With the guard $y$ stays at 0, and after 30 steps $x$ is at 0.14.',
      holds: (_, [{ points }]) => points.every(([, y]) => y === 0) && reads(points[30][0], 0.14),
    },
  ],
});
