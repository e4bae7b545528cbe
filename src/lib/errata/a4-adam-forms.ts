import { erratum, reads, type Walked } from '../erratum.ts';
import quad2 from '../objectives/quad2.ts';
import adam from '../optimizers/adam.ts';

export default erratum({
  article: 'A4',
  about: ['adam'],
  title: String.raw`The two forms of Adam are one only where $\epsilon$ does not matter`,
  why: String.raw`The article’s code moves both corrections into the rate and leaves $\epsilon$ as it was. But there $\epsilon$ is added to the root of the *uncorrected* $v$, which is small at first, and acts as $\epsilon/\sqrt{1 - \beta_2^{\,t}}$ would in the form with $\hat m$ and $\hat v$. With the article’s $10^{-7}$ nobody sees that; the runs below have $\epsilon = 0.1$, so that it can be seen.`,
  on: quad2,
  start: [-7, 2],
  steps: 30,
  printed: { walks: [{ of: adam, hyper: { eps: 0.1 }, form: 'rate' }] },
  mended: { walks: [{ of: adam, hyper: { eps: 0.1 }, form: '' }] },
  claims: [
    {
      says: String.raw`In the printed form $\epsilon$ acts 32 times as large at the first step and 10 times at the tenth.`,
      holds: (printed, mended) => {
        const size = (t: number) => actual(printed[0], t) / mended[0].hyper.eps;
        const theory = (t: number) => 1 / Math.sqrt(1 - printed[0].hyper.beta2 ** t);
        return [1, 10].every((t) => Math.abs(size(t) / theory(t) - 1) < 1e-9) && reads(size(1), 32) && reads(size(10), 10);
      },
    },
    {
      says: 'So its first stride along $x$ is 0.054 instead of 0.26, and after 30 steps $f$ is 0.62 instead of 0.11.',
      holds: ([a], [b]) =>
        reads(a.points[1][0] - a.points[0][0], 0.054) &&
        reads(b.points[1][0] - b.points[0][0], 0.26) &&
        reads(a.values[30], 0.62) &&
        reads(b.values[30], 0.11),
    },
  ],
});

/** The ε that the first form would need to make step `t` of the other: from x ← x − η m̂/(√v̂ + ε), solved for ε. */
function actual({ path, hyper: { lr, beta1, beta2 } }: Walked, t: number): number {
  const stride = path.points[t - 1][0] - path.points[t][0];
  const mHat = path.memory.m[t][0] / (1 - beta1 ** t);
  const vHat = path.memory.v[t][0] / (1 - beta2 ** t);
  return (lr * mHat) / stride - Math.sqrt(vHat);
}
