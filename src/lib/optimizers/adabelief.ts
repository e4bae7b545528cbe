import { optimizer, zeros } from '../optimizer.ts';

/** AdaBelief: Adam that divides by how far gradients stray from their mean, and so goes far where they are as expected. */
export default optimizer({
  name: 'AdaBelief',
  year: 2020,
  family: 'adam',
  from: {
    adam: {
      term: String.raw`(g - m)^2`,
      says: 'The step is divided by the size of what was not expected of the gradient, instead of the size of the gradient.',
      back: 'No setting takes m out of the difference. Where m stays near zero, as it does when gradients change sign from step to step, the difference is the gradient, and the step is nearly Adam’s.',
    },
  },
  paper: {
    by: 'Zhuang, Tang, Ding, Tatikonda, Dvornek, Papademetris & Duncan',
    title: 'AdaBelief optimizer: adapting stepsizes by the belief in observed gradients',
    url: 'https://arxiv.org/abs/2010.07468',
  },
  // As the paper and its authors' code have it: the guard inside is added at every step, and the memory keeps it.
  equation: String.raw`
    m \leftarrow \beta_1 m + (1 - \beta_1)\, g
    v_m \leftarrow \beta_2 v_m + (1 - \beta_2)(g - m)^2 + \epsilon_0
    \hat m = m / (1 - \beta_1^{\,t})
    \hat v_m = v_m / (1 - \beta_2^{\,t})
    x \leftarrow x - \eta\, \hat m / (\sqrt{\hat v_m} + \epsilon)`,
  hyper: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-16, eps0: 1e-16 },
  init: (x) => ({ m: zeros(x), vM: zeros(x) }),
  step(x, g, { m, vM }, { lr, beta1, beta2, eps, eps0 }, { t }) {
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      vM[i] = beta2 * vM[i] + (1 - beta2) * (g[i] - m[i]) ** 2 + eps0;
      const mHat = m[i] / (1 - beta1 ** t);
      const vMHat = vM[i] / (1 - beta2 ** t);
      x[i] -= (lr * mHat) / (Math.sqrt(vMHat) + eps);
    }
  },
  as: {
    // Adam’s settings in A0’s race. Its guard is its own: A0’s, added at every step, would be a thousand times as large.
    fair: { lr: 0.4, beta1: 0.9, beta2: 0.999, eps: 1e-16, eps0: 1e-16 },
  },
  numpy:
    'm = beta1 * m + (1 - beta1) * g\nvM = beta2 * vM + (1 - beta2) * (g - m) ** 2 + eps0\n' +
    'x -= lr * m / (1 - beta1 ** t) / (np.sqrt(vM / (1 - beta2 ** t)) + eps)',
});
