import { optimizer, zeros } from '../optimizer.ts';

/** Adan: Adam that also remembers how the gradient changes, and so steps by the gradient that it will find ahead. */
export default optimizer({
  name: 'Adan',
  year: 2022,
  family: 'adam',
  from: {
    adam: {
      term: String.raw`\beta_d\, \hat m_d`,
      says: 'What the gradient has lately changed by is remembered too, and added to the gradient, above the fraction and below.',
      back: { betaD: 0, weightDecay: 0 },
    },
    nadam: {
      term: String.raw`\hat m_d`,
      says: 'The slope ahead is foretold from how the slope has changed, instead of from the newest gradient counted once more.',
      back: 'No setting counts the newest gradient twice. On an even slope, where nothing changes, the two walk alike.',
    },
  },
  paper: {
    by: 'Xie, Zhou, Li, Lin & Yan',
    title: 'Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models',
    url: 'https://arxiv.org/abs/2208.06677',
  },
  // As the authors' code has it, bias corrections and all. Their β₁ is β₁, their β₂ is β_d, and their β₃ is β₂: what v keeps.
  equation: String.raw`
    d = g - g_{\text{last}} \text{ if } t > 1, \text{ else } 0
    m \leftarrow \beta_1 m + (1 - \beta_1)\, g
    m_d \leftarrow \beta_d m_d + (1 - \beta_d)\, d
    v \leftarrow \beta_2 v + (1 - \beta_2)(g + \beta_d d)^2
    \hat m = m / (1 - \beta_1^{\,t})
    \hat m_d = m_d / (1 - \beta_d^{\,t})
    \hat v = v / (1 - \beta_2^{\,t})
    x \leftarrow (x - \eta\, (\hat m + \beta_d\, \hat m_d) / (\sqrt{\hat v + \epsilon_0} + \epsilon)) / (1 + \eta \lambda)
    g_{\text{last}} \leftarrow g`,
  hyper: { lr: 0.001, beta1: 0.98, betaD: 0.92, beta2: 0.99, weightDecay: 0, eps: 1e-8, eps0: 0 },
  init: (x) => ({ m: zeros(x), mD: zeros(x), v: zeros(x), gLast: zeros(x) }),
  step(x, g, { m, mD, v, gLast }, { lr, beta1, betaD, beta2, weightDecay, eps, eps0 }, { t }) {
    for (let i = 0; i < x.length; i++) {
      const d = t > 1 ? g[i] - gLast[i] : 0;
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      mD[i] = betaD * mD[i] + (1 - betaD) * d;
      v[i] = beta2 * v[i] + (1 - beta2) * (g[i] + betaD * d) ** 2;
      const mHat = m[i] / (1 - beta1 ** t);
      const mDHat = mD[i] / (1 - betaD ** t);
      const vHat = v[i] / (1 - beta2 ** t);
      x[i] = (x[i] - (lr * (mHat + betaD * mDHat)) / (Math.sqrt(vHat + eps0) + eps)) / (1 + lr * weightDecay);
      gLast[i] = g[i];
    }
  },
  as: {
    // Adam’s step size in A0’s race, with the authors’ memories.
    fair: { lr: 0.4, beta1: 0.98, betaD: 0.92, beta2: 0.99, weightDecay: 0, eps: 1e-8, eps0: 0 },
  },
  numpy:
    'd = g - gLast if t > 1 else 0 * g\nm = beta1 * m + (1 - beta1) * g\nmD = betaD * mD + (1 - betaD) * d\n' +
    'v = beta2 * v + (1 - beta2) * (g + betaD * d) ** 2\nmHat = m / (1 - beta1 ** t) + betaD * mD / (1 - betaD ** t)\n' +
    'x = (x - lr * mHat / (np.sqrt(v / (1 - beta2 ** t)) + eps)) / (1 + lr * weightDecay)\ngLast = g',
});
