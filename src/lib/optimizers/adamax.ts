import { optimizer, zeros } from '../optimizer.ts';

/** AdaMax: Adam that divides by the largest recent gradient instead of the root of a mean of squares. */
export default optimizer({
  name: 'AdaMax',
  year: 2014,
  family: 'adam',
  from: {
    adam: {
      term: String.raw`\max(\beta_2 v_\infty, |g|)`,
      says: 'The size of the gradient is the largest one so far, each of them shrunk by β₂ at every step, instead of the root of a running mean of squares.',
      back: 'No setting leads back: Adam measures size with squares, and AdaMax with a power that has grown beyond all bounds.',
    },
  },
  paper: {
    by: 'Kingma & Ba',
    title: 'Adam: a method for stochastic optimization',
    url: 'https://arxiv.org/abs/1412.6980',
  },
  // ε stands where PyTorch has it; the paper has none, and divides 0 by 0 where no gradient has come yet.
  equation: String.raw`
    m \leftarrow \beta_1 m + (1 - \beta_1)\, g
    v_\infty \leftarrow \max(\beta_2 v_\infty, |g| + \epsilon)
    \hat m = m / (1 - \beta_1^{\,t})
    x \leftarrow x - \eta\, \hat m / v_\infty`,
  hyper: { lr: 0.002, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  init: (x) => ({ m: zeros(x), vInf: zeros(x) }),
  step(x, g, { m, vInf }, { lr, beta1, beta2, eps }, { t }) {
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      vInf[i] = Math.max(beta2 * vInf[i], Math.abs(g[i]) + eps);
      const mHat = m[i] / (1 - beta1 ** t);
      x[i] -= (lr * mHat) / vInf[i];
    }
  },
  as: {
    fair: { lr: 0.4, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
    pytorch: { lr: 0.002, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  },
  numpy: 'm = beta1 * m + (1 - beta1) * g\nvInf = np.maximum(beta2 * vInf, np.abs(g) + eps)\nx -= lr * m / (1 - beta1 ** t) / vInf',
  torch: {
    call: 'torch.optim.Adamax(params, lr=0.002, betas=(0.9, 0.999), eps=1e-8)',
    args: { lr: 'lr', beta1: 'betas[0]', beta2: 'betas[1]', eps: 'eps' },
  },
});
