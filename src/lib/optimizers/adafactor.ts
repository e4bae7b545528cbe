import { divide, factor, numbersKept, rms } from '../factored.ts';
import { form, optimizer, whole, zeros } from '../optimizer.ts';

/** Adafactor: Adam’s division with hardly any memory: of a matrix of squares only its rows’ and its columns’ means. */
export default optimizer({
  name: 'Adafactor',
  year: 2018,
  // In February Shampoo, in March AMSGrad was shown.
  month: 4,
  family: 'matrix',
  from: {
    adam: {
      term: String.raw`\beta_t`,
      says: 'There is no memory of g, and of a matrix of squares only the means of rows and columns are kept; steps are bounded, and in proportion to x.',
      back: 'No setting leads back. Where weights are a vector, nothing is bounded and the rate is Adam’s, it would be Adam without a memory of g and with another memory of g².',
    },
  },
  paper: {
    by: 'Shazeer & Stern',
    title: 'Adafactor: adaptive learning rates with sublinear memory cost',
    url: 'https://arxiv.org/abs/1804.04235',
  },
  // ⟨ ⟩ are the means of rows and of columns, of a matrix; of a vector nothing.
  equation: String.raw`
    \beta_t = 1 - t^{-\zeta}
    v \leftarrow \beta_t v + (1 - \beta_t) \langle g^2 + \epsilon_0 \rangle
    \Delta = g / \sqrt{v}
    \eta_t = \min(\eta,\, 1/\sqrt{t}) \max(\epsilon_2,\, \text{rms}(x))
    q = \min(1,\, \Delta_{\max} / \text{rms}(\Delta))
    x \leftarrow x - \eta_t\, q\, \Delta`,
  hyper: { lr: 0.01, pace: 0.8, clip: 1, eps0: 1e-30, eps2: 1e-3 },
  // Only v is remembered; Δ is room to work in.
  init: (x, params = whole(x)) => ({ v: new Float64Array(numbersKept(params)), delta: zeros(x) }),
  step(x, g, { v, delta }, { lr, pace, clip, eps0, eps2 }, { t, params = whole(x) }) {
    const betaT = 1 - t ** -pace;
    factor(g, params, betaT, eps0, v);
    divide(g, params, v, delta);
    for (const param of params) {
      const lrT = Math.min(lr, 1 / Math.sqrt(t)) * Math.max(eps2, rms(x, param));
      const q = Math.min(1, clip / rms(delta, param));
      for (let i = param.from; i < param.from + param.rows * param.columns; i++) {
        x[i] -= lrT * q * delta[i];
      }
    }
  },
  also: {
    // The same with a step size that is what it says, as libraries offer.
    absolute: form({
      by: 'Hugging Face',
      without: 'steps in proportion to x',
      equation: String.raw`
        \beta_t = 1 - t^{-\zeta}
        v \leftarrow \beta_t v + (1 - \beta_t) \langle g^2 + \epsilon_0 \rangle
        \Delta = g / \sqrt{v}
        q = \min(1,\, \Delta_{\max} / \text{rms}(\Delta))
        x \leftarrow x - \eta\, q\, \Delta`,
      hyper: { lr: 0.001, pace: 0.8, clip: 1, eps0: 1e-30 },
      init: (x, params = whole(x)) => ({ v: new Float64Array(numbersKept(params)), delta: zeros(x) }),
      step(x, g, { v, delta }, { lr, pace, clip, eps0 }, { t, params = whole(x) }) {
        const betaT = 1 - t ** -pace;
        factor(g, params, betaT, eps0, v);
        divide(g, params, v, delta);
        for (const param of params) {
          const q = Math.min(1, clip / rms(delta, param));
          for (let i = param.from; i < param.from + param.rows * param.columns; i++) {
            x[i] -= lr * q * delta[i];
          }
        }
      },
    }),
  },
  as: {
    // With this the first stride in A0’s race is Adam’s, 0.4.
    fair: { lr: 0.08 },
    pytorch: { lr: 0.01, clip: 1, eps2: 1e-3 },
  },
  numpy:
    'beta = 1 - t ** -pace\nr = beta * r + (1 - beta) * (g ** 2 + eps0).mean(1)  # of a vector: v, whole\n' +
    'c = beta * c + (1 - beta) * (g ** 2 + eps0).mean(0)\nd = g / np.sqrt(np.outer(r, c) / r.mean())\n' +
    'rms = lambda a: np.sqrt(np.mean(a ** 2))\n' +
    'x -= min(lr, t ** -0.5) * max(eps2, rms(x)) / max(1, rms(d) / clip) * d',
  torch: {
    call: 'torch.optim.Adafactor(params, lr=0.01, eps=(None, 0.001), d=1.0)',
    args: { lr: 'lr', eps2: 'eps[1]', clip: 'd' },
  },
  separable: 'params',
});
