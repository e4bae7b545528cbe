import { erratum, reads } from '../erratum.ts';
import quad2 from '../objectives/quad2.ts';
import adam from '../optimizers/adam.ts';

export default erratum({
  article: 'A4',
  about: ['adam'],
  title: 'An Adam that climbs',
  why: String.raw`The article’s code keeps a few lines as a comment, with the corrections written out. In them the step is *added* to the weights. Anyone who removes the comment signs walks uphill, and thanks to Adam’s bounded stride at a steady pace.`,
  on: quad2,
  start: [-7, 2],
  steps: 30,
  printed: {
    walks: [
      {
        of: adam,
        step(x, g, { m, v }, { lr, beta1, beta2, eps, eps0 }, { t }) {
          for (let i = 0; i < x.length; i++) {
            m[i] = beta1 * m[i] + (1 - beta1) * g[i];
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
            const mHat = m[i] / (1 - beta1 ** t);
            const vHat = v[i] / (1 - beta2 ** t);
            x[i] += (lr * mHat) / (Math.sqrt(vHat + eps0) + eps);
          }
        },
      },
    ],
  },
  mended: { walks: [{ of: adam, form: '' }] },
  claims: [
    {
      says: 'The printed lines make $f$ larger at each of the 30 steps: from 6.45 to 155.',
      holds: ([{ values }]) => values.every((f, i) => i === 0 || f > values[i - 1]) && values[0] === 6.45 && reads(values[30], 155, 3),
    },
    {
      says: 'With a minus $f$ ends at 0.10.',
      holds: (_, [{ values }]) => reads(values[30], 0.1),
    },
  ],
});
