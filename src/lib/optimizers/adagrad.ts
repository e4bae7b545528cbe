import { form, optimizer, zeros } from '../optimizer.ts';

/** AdaGrad: a rate for each coordinate, divided by the size of all the gradients that it has seen. */
export default optimizer({
  name: 'AdaGrad',
  year: 2011,
  family: 'adagrad',
  from: {
    'gradient-descent': {
      term: String.raw`/ \sqrt v`,
      says: 'Each coordinate’s step is divided by the root of the sum of its own squared gradients.',
      back: 'No setting takes the division away: √v would have to stand still at 1.',
    },
  },
  paper: {
    by: 'Duchi, Hazan & Singer',
    title: 'Adaptive subgradient methods for online learning and stochastic optimization',
    url: 'https://jmlr.org/papers/v12/duchi11a.html',
  },
  equation: String.raw`
    v \leftarrow v + g^2
    x \leftarrow x - \eta\, g / (\sqrt{v + \epsilon_0} + \epsilon)`,
  hyper: { lr: 0.01, eps: 1e-8, eps0: 0 },
  init: (x) => ({ v: zeros(x) }),
  step(x, g, { v }, { lr, eps, eps0 }) {
    for (let i = 0; i < x.length; i++) {
      v[i] += g[i] ** 2;
      x[i] -= (lr * g[i]) / (Math.sqrt(v[i] + eps0) + eps);
    }
  },
  also: {
    // The rate falls by itself as well, as time passes.
    decaying: form({
      by: 'A2',
      equation: String.raw`
        \eta_t = \eta / (1 + (t - 1)\, \delta)
        v \leftarrow v + g^2
        x \leftarrow x - \eta_t\, g / (\sqrt{v + \epsilon_0} + \epsilon)`,
      hyper: { lr: 0.01, decay: 0.001, eps: 1e-8, eps0: 0 },
      init: (x) => ({ v: zeros(x) }),
      step(x, g, { v }, { lr, decay, eps, eps0 }, { t }) {
        const lrT = lr / (1 + (t - 1) * decay);
        for (let i = 0; i < x.length; i++) {
          v[i] += g[i] ** 2;
          x[i] -= (lrT * g[i]) / (Math.sqrt(v[i] + eps0) + eps);
        }
      },
      torch: {
        call: 'torch.optim.Adagrad(params, lr=0.01, lr_decay=0.001, eps=1e-10)',
        args: { lr: 'lr', decay: 'lr_decay', eps: 'eps' },
      },
    }),
  },
  as: {
    a0: { lr: 0.4, eps: 0, eps0: 1e-6 },
    a1: { lr: 1, eps: 1e-8 },
    a4: { lr: 1.5, eps: 1e-7 },
    network: { lr: 0.01, eps: 1e-7 },
    pytorch: { lr: 0.01, eps: 1e-10 },
  },
  numpy: 'v += g ** 2\nx -= lr * g / (np.sqrt(v) + eps)',
  torch: { call: 'torch.optim.Adagrad(params, lr=0.01, eps=1e-10)', args: { lr: 'lr', eps: 'eps' } },
});
