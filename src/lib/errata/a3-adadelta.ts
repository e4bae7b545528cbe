import { erratum, reads, type Walked } from '../erratum.ts';
import quad1 from '../objectives/quad1.ts';
import adadelta from '../optimizers/adadelta.ts';
import rmsprop from '../optimizers/rmsprop.ts';

export default erratum({
  article: 'A3',
  about: ['adadelta', 'rmsprop'],
  title: String.raw`AdaDelta with $\gamma = 0.9$ is not RMSprop`,
  why: String.raw`The article says that RMSprop is AdaDelta with $\gamma = 0.9$, its name for $\beta_2$. That leaves out the main difference: AdaDelta has the running size of its own past steps above the line. Only when $s$ is dropped from there and a step size put in its place does RMSprop remain. Below are AdaDelta with that $\gamma$, and RMSprop with the article’s own settings.`,
  on: quad1,
  start: [-4, -6],
  steps: 600,
  printed: { walks: [{ of: adadelta, hyper: { beta2: 0.9 } }] },
  mended: { walks: [{ of: rmsprop, hyper: { lr: 0.001, beta2: 0.9 } }] },
  claims: [
    {
      says: String.raw`Both begin with a stride of 0.0032, since $\sqrt\epsilon$ happens to be the article’s $\eta$ of 0.001.`,
      holds: (printed, mended) => [...printed, ...mended].every((walk) => reads(stride(walk, 1), 0.0032)),
    },
    {
      says: 'At step 600 the strides of AdaDelta along $y$ are 0.0057, and those of RMSprop 0.001; $f$ is 17 and 59.',
      holds: ([a], [b]) =>
        reads(stride(a, 600), 0.0057) && reads(stride(b, 600), 0.001) && reads(a.values[600], 17) && reads(b.values[600], 59),
    },
  ],
});

/** How far a step went along y. */
function stride({ points }: Walked, step: number): number {
  return Math.abs(points[step][1] - points[step - 1][1]);
}
