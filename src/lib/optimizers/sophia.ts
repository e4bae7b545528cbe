import { hutchinson, isDue } from '../curvature.ts';
import { optimizer, zeros } from '../optimizer.ts';

/** Sophia: the mean of gradients divided by the mean of curvatures, which are asked for now and then, and no stride above η. */
export default optimizer({
  name: 'Sophia',
  year: 2023,
  month: 5,
  family: 'newton',
  from: {
    newton: {
      term: String.raw`\gamma_h h`,
      says: 'Of all curvatures only those along the coordinates are left, guessed from a second gradient at every tenth update and averaged; where they are not positive, or too small, the stride is cut off.',
      back: 'No setting leads back. On a bowl with level axes, without memory, and with strides that are never cut, the two are one where η is γ.',
    },
    lion: {
      term: String.raw`\max(\gamma_h h,\, \epsilon)`,
      says: 'A coordinate that is steep for its curvature still goes by the sign; one that is near its lowest point goes only as far as that.',
      back: 'No setting leads back, since the newest gradient is not counted twice here. With γ = 0 it is the sign of the memory that decides, as in Lion where both its shares are one.',
    },
  },
  paper: {
    by: 'Liu, Li, Hall, Liang & Ma',
    title: 'Sophia: a scalable stochastic second-order optimizer for language model pre-training',
    url: 'https://arxiv.org/abs/2305.14342',
  },
  // The paper's β₂, γ and k have an h here: on this site β₂ is what v keeps, and γ closes AdaBound's bounds. σ is 1 or −1, by lot.
  equation: String.raw`
    \hat h = \sigma\, (\nabla f(x + 10^{-4} \sigma) - g) / 10^{-4} \text{ if } {k_h \mid t - 1}
    m \leftarrow \beta_1 m + (1 - \beta_1)\, g
    h \leftarrow \beta_h h + (1 - \beta_h)\, \hat h \text{ if } {k_h \mid t - 1}, \text{ else } h
    \Delta = \max(-1,\, \min(1,\, m / \max(\gamma_h h,\, \epsilon)))
    x \leftarrow (1 - \eta \lambda)\, x - \eta\, \Delta`,
  hyper: { lr: 0.001, beta1: 0.96, betaH: 0.99, gammaH: 0.01, every: 10, weightDecay: 0, eps: 1e-12 },
  // Only m and h are remembered; ĥ is room to work in.
  init: (x) => ({ m: zeros(x), h: zeros(x), hHat: zeros(x) }),
  step(x, g, { m, h, hHat }, { lr, beta1, betaH, gammaH, every, weightDecay, eps }, { t, f }) {
    hutchinson(f, x, g, t, every, hHat);
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      h[i] = isDue(t, every) ? betaH * h[i] + (1 - betaH) * hHat[i] : h[i];
      const delta = Math.max(-1, Math.min(1, m[i] / Math.max(gammaH * h[i], eps)));
      x[i] = (1 - lr * weightDecay) * x[i] - lr * delta;
    }
  },
  as: {
    // A shorter memory than its own, and fewer strides cut off: of some tried, what its loss falls fastest with.
    network: { lr: 0.001, beta1: 0.9, gammaH: 0.05 },
    // In a race of twenty steps the curvature is asked for at each; with γ = η a step that is not cut off is Newton's.
    fair: { lr: 0.4, beta1: 0.5, betaH: 0.9, gammaH: 0.4, every: 1 },
  },
  numpy:
    'due = (t - 1) % every == 0\nsigma = rng.choice([-1, 1], x.shape)\n' +
    'hHat = sigma * (grad(x + 1e-4 * sigma) - g) / 1e-4 if due else hHat\nm = beta1 * m + (1 - beta1) * g\n' +
    'h = betaH * h + (1 - betaH) * hHat if due else h\nx *= 1 - lr * weightDecay\n' +
    'x -= lr * np.clip(m / np.maximum(gammaH * h, eps), -1, 1)',
  separable: false,
});
