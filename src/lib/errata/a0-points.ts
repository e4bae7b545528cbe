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
  title: 'The paths are drawn to different lengths',
  why: 'All walk for 20 steps, or until they stop. The article’s figure then shows the first 15 points of four paths and asks for 20 of Adam’s. Each point is noted before its update, so Adam’s list ends at 17, one point short of the place where its loop stopped.',
  on: quad1,
  start: [-4, -6],
  steps: 20,
  printed: {
    walks: [
      { of: gradientDescent, show: 15 },
      { of: momentum, show: 15 },
      { of: adagrad, show: 15 },
      { of: rmsprop, show: 15 },
      // The figure asks for 20; there are 17.
      { of: adam, start: [-6, -6], box: 0.1, show: 17 },
    ],
  },
  mended: {
    walks: [
      { of: gradientDescent, show: 21 },
      { of: momentum, show: 21 },
      { of: adagrad, show: 21 },
      { of: rmsprop, show: 21 },
      { of: adam, start: [-6, -6], box: 0.1, show: 21 },
    ],
  },
  claims: [
    {
      says: 'Four paths are cut off at step 14 and Adam’s at step 16, so the ends that one compares by eye are not ends of the same step, and none is the end of its path.',
      holds: (printed) => printed.map(({ points }) => points.length - 1).join() === '14,14,14,14,16',
    },
    {
      says: String.raw`In the six steps that the figure leaves out, RMSprop falls from 0.35 to 0.011 and momentum from 0.0052 to $2.8 \cdot 10^{-4}$. The last step of Adam, from 0.19 to 0.0065, is left out as well.`,
      holds: ([, m, , rms, adam], [, mAll, , rmsAll, adamAll]) =>
        reads(rms.values[14], 0.35) &&
        reads(rmsAll.values[20], 0.011) &&
        reads(m.values[14], 0.0052) &&
        reads(mAll.values[20], 2.8e-4) &&
        reads(adam.values[16], 0.19) &&
        reads(adamAll.values[17], 0.0065) &&
        adamAll.points.length === 18,
    },
  ],
});
