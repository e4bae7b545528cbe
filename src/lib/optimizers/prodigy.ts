import { copy, optimizer, zeros } from '../optimizer.ts';
import { length1, rise } from '../sums.ts';

/** Prodigy: Adam that measures on its way how far the goal must be at least, and strides by that. */
export default optimizer({
  name: 'Prodigy',
  year: 2023,
  month: 6,
  family: 'adam',
  from: {
    adam: {
      term: 'D_t',
      says: 'The step size is a distance now, which the gradients themselves prove to be no longer than the way to the goal; η is left at 1.',
      back: 'No setting holds the distance where it is. While it stands still, the path is that of Adam without corrections, with the step size ηD.',
    },
  },
  paper: {
    by: 'Mishchenko & Defazio',
    title: 'Prodigy: an expeditiously adaptive parameter-free learner',
    url: 'https://arxiv.org/abs/2306.06101',
  },
  // The paper's d is D here, and its s is s_g. The last maximum is for a place where every gradient so far has been 0.
  equation: String.raw`
    D_t = \max(D,\, D_0)
    r \leftarrow \sqrt{\beta_2}\, r + (1 - \sqrt{\beta_2})\, \eta\, D_t^2\, g \cdot (x_0 - x)
    m \leftarrow \beta_1 m + (1 - \beta_1)\, D_t\, g
    v \leftarrow \beta_2 v + (1 - \beta_2)(D_t\, g)^2
    s_g \leftarrow \sqrt{\beta_2}\, s_g + (1 - \sqrt{\beta_2})\, \eta\, D_t^2\, g
    x \leftarrow x - \eta\, D_t\, m / (\sqrt{v} + D_t\, \epsilon)
    D \leftarrow \max(D_t,\, r / \max(\|s_g\|_1,\, 10^{-300}))`,
  hyper: { lr: 1, beta1: 0.9, beta2: 0.999, d0: 1e-6, eps: 1e-8 },
  init: (x) => ({ m: zeros(x), v: zeros(x), sG: zeros(x), x0: copy(x), r: new Float64Array(1), dist: new Float64Array(1) }),
  step(x, g, { m, v, sG, x0, r, dist }, { lr, beta1, beta2, d0, eps }) {
    const distT = Math.max(dist[0], d0);
    r[0] = Math.sqrt(beta2) * r[0] + (1 - Math.sqrt(beta2)) * lr * distT ** 2 * rise(g, x, x0);
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * distT * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * (distT * g[i]) ** 2;
      sG[i] = Math.sqrt(beta2) * sG[i] + (1 - Math.sqrt(beta2)) * lr * distT ** 2 * g[i];
      x[i] -= (lr * distT * m[i]) / (Math.sqrt(v[i]) + distT * eps);
    }
    dist[0] = Math.max(distT, r[0] / Math.max(length1(sG), 1e-300));
  },
  // Both are slopes times a distance, which changes from step to step: there is no scale to draw them to.
  measures: { m: 'rate', v: 'rate' },
  as: {
    fair: { lr: 1 },
  },
  numpy:
    'dT = max(dist, d0)\nk = np.sqrt(beta2)\nr = k * r + (1 - k) * lr * dT ** 2 * np.sum(g * (x0 - x))\n' +
    'm = beta1 * m + (1 - beta1) * dT * g\nv = beta2 * v + (1 - beta2) * (dT * g) ** 2\n' +
    'sG = k * sG + (1 - k) * lr * dT ** 2 * g\nx -= lr * dT * m / (np.sqrt(v) + dT * eps)\ndist = max(dT, r / np.sum(np.abs(sG)))',
  separable: false,
});
