import { form, optimizer, zeros } from '../optimizer.ts';

/** AdaBound: Adam whose rates are kept between two bounds, which close on one rate for all: it begins as Adam and ends as SGD. */
export default optimizer({
  name: 'AdaBound',
  year: 2019,
  family: 'adam',
  from: {
    adam: {
      term: String.raw`\eta_\ell, \eta_u`,
      says: 'The rate of each coordinate is not let below one bound or above another, and the two close on one final rate as time goes on.',
      back: 'With γ = 0 the bounds stay at 0 and ∞ for ever, and the path is Adam’s in its rate form, but for the order in which it is rounded.',
    },
  },
  paper: {
    by: 'Luo, Xiong, Liu & Sun',
    title: 'Adaptive gradient methods with dynamic bound of learning rate',
    url: 'https://arxiv.org/abs/1902.09843',
  },
  // As the authors' code has it; the paper's own lines correct nothing and divide every rate by √t as well.
  equation: String.raw`
    \eta_t = \eta \sqrt{1 - \beta_2^{\,t}} / (1 - \beta_1^{\,t})
    \eta_\ell = \eta_* (1 - 1/(\gamma t + 1))
    \eta_u = \eta_* (1 + 1/(\gamma t))
    m \leftarrow \beta_1 m + (1 - \beta_1)\, g
    v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
    \hat\eta = \min(\max(\eta_t / (\sqrt{v} + \epsilon), \eta_\ell), \eta_u)
    x \leftarrow x - \hat\eta\, m`,
  hyper: { lr: 0.001, beta1: 0.9, beta2: 0.999, finalLr: 0.1, gamma: 0.001, eps: 1e-8 },
  init: (x) => ({ m: zeros(x), v: zeros(x) }),
  step(x, g, { m, v }, { lr, beta1, beta2, finalLr, gamma, eps }, { t }) {
    const lrT = (lr * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
    const lower = finalLr * (1 - 1 / (gamma * t + 1));
    const upper = finalLr * (1 + 1 / (gamma * t));
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
      const rate = Math.min(Math.max(lrT / (Math.sqrt(v[i]) + eps), lower), upper);
      x[i] -= rate * m[i];
    }
  },
  also: {
    // What AdaBound began with: rates that are cut off at the same two numbers for ever.
    fixed: form({
      by: 'A2',
      name: 'Adam, clipped',
      equation: String.raw`
        \eta_t = \eta \sqrt{1 - \beta_2^{\,t}} / (1 - \beta_1^{\,t})
        m \leftarrow \beta_1 m + (1 - \beta_1)\, g
        v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
        \hat\eta = \min(\max(\eta_t / (\sqrt{v} + \epsilon), \eta_{\min}), \eta_{\max})
        x \leftarrow x - \hat\eta\, m`,
      // The upper bound is AdaBound's final rate; below, whatever is no smaller than Adam's own step size for a slope of 1.
      hyper: { lr: 0.001, beta1: 0.9, beta2: 0.999, minLr: 0.001, maxLr: 0.1, eps: 1e-8 },
      init: (x) => ({ m: zeros(x), v: zeros(x) }),
      step(x, g, { m, v }, { lr, beta1, beta2, minLr, maxLr, eps }, { t }) {
        const lrT = (lr * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
        for (let i = 0; i < x.length; i++) {
          m[i] = beta1 * m[i] + (1 - beta1) * g[i];
          v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
          const rate = Math.min(Math.max(lrT / (Math.sqrt(v[i]) + eps), minLr), maxLr);
          x[i] -= rate * m[i];
        }
      },
    }),
  },
  // The authors' bounds close over thousands of steps. The fair race has twenty: there they close ten times as fast.
  as: { fair: { lr: 0.4, beta1: 0.9, beta2: 0.999, finalLr: 0.1, gamma: 0.01, eps: 1e-8 } },
  numpy:
    'm = beta1 * m + (1 - beta1) * g\nv = beta2 * v + (1 - beta2) * g ** 2\n' +
    'rate = lr * np.sqrt(1 - beta2 ** t) / (1 - beta1 ** t) / (np.sqrt(v) + eps)\n' +
    'x -= np.clip(rate, finalLr * (1 - 1 / (gamma * t + 1)), finalLr * (1 + 1 / (gamma * t))) * m',
});
