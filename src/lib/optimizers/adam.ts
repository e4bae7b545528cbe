import { optimizer, zeros } from '../optimizer.ts';

/** Adam: a running mean of the gradient, divided by a running estimate of its size. */
export default optimizer({
  name: 'Adam',
  year: 2014,
  family: 'adam',
  from: {
    momentum: {
      term: String.raw`/ \sqrt{\hat v}`,
      says: 'The sum of gradients becomes a running mean, corrected for its start at zero, and each coordinate’s step is divided by the running size of its gradient.',
      back: 'No setting takes the division away. Without it and without the corrections, Adam would be momentum with the step size η(1 − β₁).',
    },
    rmsprop: {
      term: String.raw`\hat m`,
      says: 'The step follows a running mean of the gradient instead of the present one, and both means are corrected for their start at zero.',
      back: { beta1: 0, form: 'uncorrected' },
    },
  },
  paper: {
    by: 'Kingma & Ba',
    title: 'Adam: a method for stochastic optimization',
    url: 'https://arxiv.org/abs/1412.6980',
  },
  equation: String.raw`
    m \leftarrow \beta_1 m + (1 - \beta_1)\, g
    v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
    \hat m = m / (1 - \beta_1^{\,t})
    \hat v = v / (1 - \beta_2^{\,t})
    x \leftarrow x - \eta\, \hat m / (\sqrt{\hat v + \epsilon_0} + \epsilon)`,
  hyper: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, eps0: 0 },
  init: (x) => ({ m: zeros(x), v: zeros(x) }),
  step(x, g, { m, v }, { lr, beta1, beta2, eps, eps0 }, { t }) {
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
      const mHat = m[i] / (1 - beta1 ** t);
      const vHat = v[i] / (1 - beta2 ** t);
      x[i] -= (lr * mHat) / (Math.sqrt(vHat + eps0) + eps);
    }
  },
  also: {
    // Both corrections moved into the rate: cheaper, but eps then acts on the uncorrected v.
    rate: {
      by: 'A4',
      equation: String.raw`
        \eta_t = \eta \sqrt{1 - \beta_2^{\,t}} / (1 - \beta_1^{\,t})
        m \leftarrow \beta_1 m + (1 - \beta_1)\, g
        v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
        x \leftarrow x - \eta_t\, m / (\sqrt{v + \epsilon_0} + \epsilon)`,
      step(x, g, { m, v }, { lr, beta1, beta2, eps, eps0 }, { t }) {
        const lrT = (lr * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
        for (let i = 0; i < x.length; i++) {
          m[i] = beta1 * m[i] + (1 - beta1) * g[i];
          v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
          x[i] -= (lrT * m[i]) / (Math.sqrt(v[i] + eps0) + eps);
        }
      },
    },
    // What the corrections are for: without them both memories are too small at first, and v more so than m.
    uncorrected: {
      by: 'for comparison',
      without: 'bias correction',
      equation: String.raw`
        m \leftarrow \beta_1 m + (1 - \beta_1)\, g
        v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
        x \leftarrow x - \eta\, m / (\sqrt{v + \epsilon_0} + \epsilon)`,
      step(x, g, { m, v }, { lr, beta1, beta2, eps, eps0 }) {
        for (let i = 0; i < x.length; i++) {
          m[i] = beta1 * m[i] + (1 - beta1) * g[i];
          v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
          x[i] -= (lr * m[i]) / (Math.sqrt(v[i] + eps0) + eps);
        }
      },
    },
  },
  as: {
    a0: { lr: 0.4, eps: 0, eps0: 1e-6 },
    a1: { lr: 0.4, eps: 1e-8 },
    a4: { lr: 0.3, eps: 1e-7, form: 'rate' },
    network: { lr: 0.001, eps: 1e-7, form: 'rate' },
    pytorch: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  },
  numpy:
    'm = beta1 * m + (1 - beta1) * g\nv = beta2 * v + (1 - beta2) * g ** 2\n' +
    'x -= lr * m / (1 - beta1 ** t) / (np.sqrt(v / (1 - beta2 ** t)) + eps)',
  torch: {
    call: 'torch.optim.Adam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-8)',
    args: { lr: 'lr', beta1: 'betas[0]', beta2: 'betas[1]', eps: 'eps' },
  },
});
