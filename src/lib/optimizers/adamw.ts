import { optimizer, zeros } from '../optimizer.ts';

/** AdamW: Adam, and beside it a decay that takes the same share off every weight at every step. */
export default optimizer({
  name: 'AdamW',
  year: 2017,
  family: 'adam',
  from: {
    adam: {
      term: String.raw`(1 - \eta \lambda)`,
      says: 'Before Adam’s step every coordinate loses the same share of itself, of which neither memory hears.',
      back: { weightDecay: 0 },
    },
  },
  paper: {
    by: 'Loshchilov & Hutter',
    title: 'Decoupled weight decay regularization',
    url: 'https://arxiv.org/abs/1711.05101',
  },
  equation: String.raw`
    m \leftarrow \beta_1 m + (1 - \beta_1)\, g
    v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
    \hat m = m / (1 - \beta_1^{\,t})
    \hat v = v / (1 - \beta_2^{\,t})
    x \leftarrow (1 - \eta \lambda)\, x - \eta\, \hat m / (\sqrt{\hat v + \epsilon_0} + \epsilon)`,
  hyper: { lr: 0.001, beta1: 0.9, beta2: 0.999, weightDecay: 0.01, eps: 1e-8, eps0: 0 },
  init: (x) => ({ m: zeros(x), v: zeros(x) }),
  step(x, g, { m, v }, { lr, beta1, beta2, weightDecay, eps, eps0 }, { t }) {
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
      const mHat = m[i] / (1 - beta1 ** t);
      const vHat = v[i] / (1 - beta2 ** t);
      x[i] = (1 - lr * weightDecay) * x[i] - (lr * mHat) / (Math.sqrt(vHat + eps0) + eps);
    }
  },
  also: {
    // The penalty’s slope joins the gradient, so that both memories take it in and the division makes nothing of its size.
    l2: {
      by: 'PyTorch’s Adam',
      name: 'Adam + L2',
      equation: String.raw`
        g' = g + \lambda x
        m \leftarrow \beta_1 m + (1 - \beta_1)\, g'
        v \leftarrow \beta_2 v + (1 - \beta_2)\, g'^2
        \hat m = m / (1 - \beta_1^{\,t})
        \hat v = v / (1 - \beta_2^{\,t})
        x \leftarrow x - \eta\, \hat m / (\sqrt{\hat v + \epsilon_0} + \epsilon)`,
      step(x, g, { m, v }, { lr, beta1, beta2, weightDecay, eps, eps0 }, { t }) {
        for (let i = 0; i < x.length; i++) {
          const gPenalised = g[i] + weightDecay * x[i];
          m[i] = beta1 * m[i] + (1 - beta1) * gPenalised;
          v[i] = beta2 * v[i] + (1 - beta2) * gPenalised ** 2;
          const mHat = m[i] / (1 - beta1 ** t);
          const vHat = v[i] / (1 - beta2 ** t);
          x[i] -= (lr * mHat) / (Math.sqrt(vHat + eps0) + eps);
        }
      },
    },
  },
  as: {
    pytorch: { lr: 0.001, beta1: 0.9, beta2: 0.999, weightDecay: 0.01, eps: 1e-8 },
    // Adam’s settings in A0’s race, with PyTorch’s decay.
    fair: { lr: 0.4, beta1: 0.9, beta2: 0.999, weightDecay: 0.01, eps: 0, eps0: 1e-6 },
  },
  numpy:
    'm = beta1 * m + (1 - beta1) * g\nv = beta2 * v + (1 - beta2) * g ** 2\nx *= 1 - lr * weightDecay\n' +
    'x -= lr * m / (1 - beta1 ** t) / (np.sqrt(v / (1 - beta2 ** t)) + eps)',
  torch: {
    call: 'torch.optim.AdamW(params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01)',
    args: { lr: 'lr', beta1: 'betas[0]', beta2: 'betas[1]', weightDecay: 'weight_decay', eps: 'eps' },
  },
});
