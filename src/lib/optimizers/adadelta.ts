import { optimizer, zeros } from '../optimizer.ts';

/** AdaDelta: the size of recent steps takes the place of the step size. */
export default optimizer({
  name: 'AdaDelta',
  year: 2012,
  // In December; RMSprop was taught before.
  month: 12,
  family: 'rmsprop',
  from: {
    adagrad: {
      term: String.raw`\sqrt{s + \epsilon_0}`,
      says: 'The sum of squared gradients becomes a running mean, and above it stands a second one, of the steps themselves, in place of a step size.',
      back: 'No setting leads back: s would have to stand still, and v to forget nothing.',
    },
  },
  paper: {
    by: 'Zeiler',
    title: 'ADADELTA: an adaptive learning rate method',
    url: 'https://arxiv.org/abs/1212.5701',
  },
  equation: String.raw`
    v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
    \Delta = -\sqrt{s + \epsilon_0} / \sqrt{v + \epsilon_0} \cdot g
    s \leftarrow \beta_2 s + (1 - \beta_2)\, \Delta^2
    x \leftarrow x + \eta\, \Delta`,
  hyper: { lr: 1, beta2: 0.9, eps0: 1e-6 },
  init: (x) => ({ v: zeros(x), s: zeros(x) }),
  step(x, g, { v, s }, { lr, beta2, eps0 }) {
    for (let i = 0; i < x.length; i++) {
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
      const delta = (-Math.sqrt(s[i] + eps0) / Math.sqrt(v[i] + eps0)) * g[i];
      s[i] = beta2 * s[i] + (1 - beta2) * delta ** 2;
      x[i] += lr * delta;
    }
  },
  as: {
    // A first stride of 0.4, the η that the others have in A0's race: √(ε/(1 − β₂)).
    fair: { lr: 1, beta2: 0.9, eps0: 0.016 },
    pytorch: { lr: 1, beta2: 0.9, eps0: 1e-6 },
  },
  numpy:
    'v = beta2 * v + (1 - beta2) * g ** 2\ndelta = -np.sqrt(s + eps0) / np.sqrt(v + eps0) * g\n' +
    's = beta2 * s + (1 - beta2) * delta ** 2\nx += lr * delta',
  torch: {
    call: 'torch.optim.Adadelta(params, lr=1.0, rho=0.9, eps=1e-6)',
    args: { lr: 'lr', beta2: 'rho', eps0: 'eps' },
  },
});
