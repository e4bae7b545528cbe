import { optimizer, zeros } from '../optimizer.ts';

/** RAdam: Adam that warms up by itself, trusting its division only as far as the squares that it has seen allow. */
export default optimizer({
  name: 'RAdam',
  year: 2019,
  family: 'adam',
  from: {
    adam: {
      term: 'r_t',
      says: 'Adam’s stride is multiplied by a factor that rises to 1 as more squares are seen; as long as there are too few, nothing is divided at all.',
      back: 'No setting leads back, but time does: the factor rises to 1, and with it the step becomes Adam’s.',
    },
  },
  paper: {
    by: 'Liu, Jiang, He, Chen, Liu, Gao & Han',
    title: 'On the variance of the adaptive learning rate and beyond',
    url: 'https://arxiv.org/abs/1908.03265',
  },
  equation: String.raw`
    \rho_\infty = 2 / (1 - \beta_2) - 1
    \rho_t = \rho_\infty - 2 t \beta_2^{\,t} / (1 - \beta_2^{\,t})
    r_t = \sqrt{\frac{(\rho_t - 4)(\rho_t - 2)\, \rho_\infty}{(\rho_\infty - 4)(\rho_\infty - 2)\, \rho_t}} \text{ if } \rho_t > 5, \text{ else } 0
    m \leftarrow \beta_1 m + (1 - \beta_1)\, g
    v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
    \hat m = m / (1 - \beta_1^{\,t})
    x \leftarrow x - \eta\, \hat m \cdot (r_t \sqrt{1 - \beta_2^{\,t}} / (\sqrt{v + \epsilon_0} + \epsilon) \text{ if } r_t > 0, \text{ else } 1)`,
  hyper: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, eps0: 0 },
  init: (x) => ({ m: zeros(x), v: zeros(x) }),
  step(x, g, { m, v }, { lr, beta1, beta2, eps, eps0 }, { t }) {
    const rhoInf = 2 / (1 - beta2) - 1;
    const rhoT = rhoInf - (2 * t * beta2 ** t) / (1 - beta2 ** t);
    const rT = rhoT > 5 ? Math.sqrt(((rhoT - 4) * (rhoT - 2) * rhoInf) / ((rhoInf - 4) * (rhoInf - 2) * rhoT)) : 0;
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
      const mHat = m[i] / (1 - beta1 ** t);
      x[i] -= lr * mHat * (rT > 0 ? (rT * Math.sqrt(1 - beta2 ** t)) / (Math.sqrt(v[i] + eps0) + eps) : 1);
    }
  },
  as: {
    pytorch: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
    // Adam’s settings in A0’s race.
    fair: { lr: 0.4, beta1: 0.9, beta2: 0.999, eps: 0, eps0: 1e-6 },
  },
  numpy:
    'm = beta1 * m + (1 - beta1) * g\nv = beta2 * v + (1 - beta2) * g ** 2\nrho_inf = 2 / (1 - beta2) - 1\n' +
    'rho = rho_inf - 2 * t * beta2 ** t / (1 - beta2 ** t)\n' +
    'r = np.sqrt((rho - 4) * (rho - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho)) if rho > 5 else 0\n' +
    'scale = r * np.sqrt(1 - beta2 ** t) / (np.sqrt(v) + eps) if r > 0 else 1\nx -= lr * scale * m / (1 - beta1 ** t)',
  torch: {
    call: 'torch.optim.RAdam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-8)',
    args: { lr: 'lr', beta1: 'betas[0]', beta2: 'betas[1]', eps: 'eps' },
  },
});
