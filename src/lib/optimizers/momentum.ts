import { form, optimizer, zeros } from '../optimizer.ts';

/** Momentum: step along the sum of past gradients, of which each step forgets a part. */
export default optimizer({
  name: 'Momentum',
  year: 1964,
  family: 'momentum',
  from: {
    'gradient-descent': {
      term: String.raw`\beta_1 m`,
      says: 'The step follows the fading sum of all gradients so far instead of the present gradient alone.',
      back: { beta1: 0 },
    },
  },
  paper: {
    by: 'Polyak',
    title: 'Some methods of speeding up the convergence of iteration methods',
    url: 'https://doi.org/10.1016/0041-5553(64)90137-5',
  },
  equation: String.raw`
    m \leftarrow \beta_1 m + g
    x \leftarrow x - \eta\, m`,
  hyper: { lr: 0.01, beta1: 0.9 },
  init: (x) => ({ m: zeros(x) }),
  step(x, g, { m }, { lr, beta1 }) {
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i] + g[i];
      x[i] -= lr * m[i];
    }
  },
  also: {
    // Remembers steps instead of gradients: the same path as long as lr stays what it is.
    steps: {
      by: 'A1, A4',
      equation: String.raw`
        m \leftarrow \beta_1 m - \eta\, g
        x \leftarrow x + m`,
      step(x, g, { m }, { lr, beta1 }) {
        for (let i = 0; i < x.length; i++) {
          m[i] = beta1 * m[i] - lr * g[i];
          x[i] += m[i];
        }
      },
      measures: { m: 'step' },
    },
    // PyTorch's third way. The first gradient comes in whole, since there is nothing yet to mix it with.
    dampened: form({
      by: 'A2',
      equation: String.raw`
        \tau_t = \tau \min(t - 1, 1)
        m \leftarrow \beta_1 m + (1 - \tau_t)\, g
        x \leftarrow x - \eta\, m`,
      hyper: { lr: 0.01, beta1: 0.9, tau: 0.5 },
      init: (x) => ({ m: zeros(x) }),
      step(x, g, { m }, { lr, beta1, tau }, { t }) {
        const tauT = tau * Math.min(t - 1, 1);
        for (let i = 0; i < x.length; i++) {
          m[i] = beta1 * m[i] + (1 - tauT) * g[i];
          x[i] -= lr * m[i];
        }
      },
      torch: {
        call: 'torch.optim.SGD(params, lr=0.001, momentum=0.9, dampening=0.5)',
        args: { lr: 'lr', beta1: 'momentum', tau: 'dampening' },
      },
    }),
  },
  as: {
    a0: { lr: 0.4, beta1: 0.5 },
    a1: { lr: 0.05, beta1: 0.9, form: 'steps' },
    a4: { lr: 0.1, beta1: 0.9, form: 'steps' },
    network: { lr: 0.01, beta1: 0.9, form: 'steps' },
    pytorch: { lr: 0.001, beta1: 0.9 },
  },
  numpy: 'm = beta1 * m + g\nx -= lr * m',
  torch: { call: 'torch.optim.SGD(params, lr=0.001, momentum=0.9)', args: { lr: 'lr', beta1: 'momentum' } },
  // Dampened steps are shorter by the share that is left out.
  limit: ({ beta1, tau = 0 }) => (2 + 2 * beta1) / (1 - tau),
});
