import { optimizer } from '../optimizer.ts';

/** Gradient descent: a step against the slope. */
export default optimizer({
  name: 'Gradient descent',
  year: 1847,
  family: 'descent',
  from: {},
  paper: {
    by: 'Cauchy',
    title: 'Méthode générale pour la résolution des systèmes d’équations simultanées',
    url: 'https://gallica.bnf.fr/ark:/12148/bpt6k2982c/f540.item',
  },
  equation: String.raw`x \leftarrow x - \eta\, g`,
  hyper: { lr: 0.01 },
  init: () => ({}),
  step(x, g, _memory, { lr }) {
    for (let i = 0; i < x.length; i++) {
      x[i] -= lr * g[i];
    }
  },
  as: { a0: { lr: 0.4 }, a1: { lr: 0.4 }, a4: { lr: 0.95 }, network: { lr: 0.01 }, pytorch: { lr: 0.001 } },
  numpy: 'x -= lr * g',
  torch: { call: 'torch.optim.SGD(params, lr=0.001)', args: { lr: 'lr' } },
  limit: () => 2,
});
