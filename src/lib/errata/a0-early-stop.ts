import { descend } from '../descend.ts';
import { erratum, reads } from '../erratum.ts';
import quad1 from '../objectives/quad1.ts';
import adagrad from '../optimizers/adagrad.ts';
import adam from '../optimizers/adam.ts';
import gradientDescent from '../optimizers/gradient-descent.ts';
import momentum from '../optimizers/momentum.ts';
import rmsprop from '../optimizers/rmsprop.ts';

export default erratum({
  article: 'A0',
  about: ['adam', 'rmsprop', 'adagrad', 'momentum', 'gradient-descent'],
  title: 'Adam wins a race with a start and a finish of its own',
  why: String.raw`The article concludes that Adam converges fastest, even from farther away. But Adam alone starts at $(-6, -6)$, where the way down is a straight diagonal for it, and its loop alone ends once $|x| \le 0.1$ and $|y| < 0.1$. That is at step 17, on the way *through* the minimum.`,
  on: quad1,
  start: [-4, -6],
  steps: 20,
  printed: {
    walks: [
      { of: gradientDescent, start: [-4, -6] },
      { of: momentum, start: [-4, -6] },
      { of: adagrad, start: [-4, -6] },
      { of: rmsprop, start: [-4, -6] },
      { of: adam, start: [-6, -6], box: 0.1 },
    ],
  },
  mended: {
    walks: [
      { of: gradientDescent, start: [-4, -6] },
      { of: momentum, start: [-4, -6] },
      { of: adagrad, start: [-4, -6] },
      { of: rmsprop, start: [-4, -6] },
      { of: adam, start: [-4, -6] },
    ],
  },
  claims: [
    {
      says: 'Adam’s loop stops at $f = 0.0065$. Without the stop, $f$ would be 0.63 three steps later.',
      holds: (printed) => {
        const { path, hyper } = printed[4];
        const on = descend(adam, quad1, { start: [-6, -6], steps: path.stop.step + 3, hyper });
        return path.stop.reason === 'box' && path.stop.step === 17 && reads(path.values[17], 0.0065) && reads(on.values[20], 0.63);
      },
    },
    {
      says: 'At step 17 momentum, which nobody stops, is lower already: at 0.0020.',
      holds: (printed) => reads(printed[1].values[17], 0.002) && printed[1].values[17] < printed[4].values[17],
    },
    {
      says: String.raw`With one start and no stop Adam is fourth of five, at 0.71. Before it are momentum ($2.8 \cdot 10^{-4}$), RMSprop (0.011) and gradient descent (0.057); behind it is AdaGrad (22).`,
      holds: (_, mended) => {
        const [gd, m, ada, rms, adam] = mended.map(({ values }) => values[20]);
        const ranked = m < rms && rms < gd && gd < adam && adam < ada;
        return ranked && reads(m, 2.8e-4) && reads(rms, 0.011) && reads(gd, 0.057) && reads(adam, 0.71) && reads(ada, 22);
      },
    },
  ],
});
