import { optimizer, zeros } from '../optimizer.ts';

/** NAdam: Adam that already counts on the next gradient, for which the present one stands in. */
export default optimizer({
  name: 'NAdam',
  year: 2016,
  family: 'adam',
  from: {
    adam: {
      term: String.raw`\mu'`,
      says: 'The numerator is no longer the mean up to the present gradient but what that mean will be once the present gradient has come again, with a share of memory that rises over time.',
      back: 'No setting leads back. Where both are without a memory of g, at β₁ = 0, they walk one path.',
    },
    nesterov: {
      term: String.raw`(1 - \mu)\, g / c`,
      says: 'Instead of asking for the slope ahead, the present gradient stands in for the coming one, and the step is divided by the running size of gradients.',
      back: 'No setting takes the division away. Without it this would be Nesterov’s momentum as PyTorch writes it, with a running mean for its sum.',
    },
  },
  paper: {
    by: 'Dozat',
    title: 'Incorporating Nesterov momentum into Adam',
    url: 'https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ',
  },
  equation: String.raw`
    \mu = \beta_1 (1 - 0.5 \cdot 0.96^{\,t \psi})
    \mu' = \beta_1 (1 - 0.5 \cdot 0.96^{(t + 1) \psi})
    c \leftarrow \mu c + (1 - \mu)
    m \leftarrow \beta_1 m + (1 - \beta_1)\, g
    v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
    \hat m = (1 - \mu)\, g / c + \mu' m / (\mu' c + (1 - \mu'))
    \hat v = v / (1 - \beta_2^{\,t})
    x \leftarrow x - \eta\, \hat m / (\sqrt{\hat v + \epsilon_0} + \epsilon)`,
  hyper: { lr: 0.002, beta1: 0.9, beta2: 0.999, momentumDecay: 0.004, eps: 1e-8, eps0: 0 },
  // c is one number, which every coordinate keeps for itself: a memory is as long as x.
  init: (x) => ({ m: zeros(x), v: zeros(x), c: zeros(x) }),
  step(x, g, { m, v, c }, { lr, beta1, beta2, momentumDecay, eps, eps0 }, { t }) {
    const mu = beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
    const muNext = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentumDecay));
    for (let i = 0; i < x.length; i++) {
      c[i] = mu * c[i] + (1 - mu);
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
      const mHat = ((1 - mu) * g[i]) / c[i] + (muNext * m[i]) / (muNext * c[i] + (1 - muNext));
      const vHat = v[i] / (1 - beta2 ** t);
      x[i] -= (lr * mHat) / (Math.sqrt(vHat + eps0) + eps);
    }
  },
  also: {
    // The idea alone: a share of memory that stays what it is, and Adam's own correction for both parts.
    steady: {
      by: 'A3',
      without: 'schedule of μ',
      equation: String.raw`
        m \leftarrow \beta_1 m + (1 - \beta_1)\, g
        v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
        \hat m = (\beta_1 m + (1 - \beta_1)\, g) / (1 - \beta_1^{\,t})
        \hat v = v / (1 - \beta_2^{\,t})
        x \leftarrow x - \eta\, \hat m / (\sqrt{\hat v + \epsilon_0} + \epsilon)`,
      step(x, g, { m, v }, { lr, beta1, beta2, eps, eps0 }, { t }) {
        for (let i = 0; i < x.length; i++) {
          m[i] = beta1 * m[i] + (1 - beta1) * g[i];
          v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
          const mHat = (beta1 * m[i] + (1 - beta1) * g[i]) / (1 - beta1 ** t);
          const vHat = v[i] / (1 - beta2 ** t);
          x[i] -= (lr * mHat) / (Math.sqrt(vHat + eps0) + eps);
        }
      },
    },
  },
  as: {
    pytorch: { lr: 0.002, beta1: 0.9, beta2: 0.999, momentumDecay: 0.004, eps: 1e-8 },
    // Adam’s settings in A0’s race, with PyTorch’s schedule.
    fair: { lr: 0.4, beta1: 0.9, beta2: 0.999, momentumDecay: 0.004, eps: 0, eps0: 1e-6 },
  },
  numpy:
    'mu = beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay))\nmu_next = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentumDecay))\n' +
    'c = mu * c + (1 - mu)\n' +
    'm = beta1 * m + (1 - beta1) * g\nv = beta2 * v + (1 - beta2) * g ** 2\n' +
    'm_hat = (1 - mu) * g / c + mu_next * m / (mu_next * c + (1 - mu_next))\n' +
    'x -= lr * m_hat / (np.sqrt(v / (1 - beta2 ** t)) + eps)',
  torch: {
    call: 'torch.optim.NAdam(params, lr=0.002, betas=(0.9, 0.999), eps=1e-8, momentum_decay=0.004)',
    args: { lr: 'lr', beta1: 'betas[0]', beta2: 'betas[1]', momentumDecay: 'momentum_decay', eps: 'eps' },
  },
});
