import { optimizer, zeros } from '../optimizer.ts';
import { projected } from '../projected.ts';

/** SWATS: Adam until the rate that SGD would need for Adam’s own steps has settled, and from then on SGD with that rate. */
export default optimizer({
  name: 'SWATS',
  year: 2017,
  month: 12,
  family: 'adam',
  from: {
    adam: {
      term: String.raw`\Lambda`,
      says: 'At every step the rate is worked out with which plain descent would make Adam’s stride, and once its running mean agrees with its newest value, all coordinates have that rate.',
      back: 'With an accuracy of 0 the two never agree, and the path is Adam’s in its rate form.',
    },
    momentum: {
      term: String.raw`\Lambda`,
      says: 'The step size need not be known: Adam runs first, and finds it.',
      back: 'No setting begins with momentum. After the switch the path is momentum’s, with an empty memory and the step size (1 − β₁)Λ.',
    },
  },
  paper: {
    by: 'Keskar & Socher',
    title: 'Improving generalization performance by switching from Adam to SGD',
    url: 'https://arxiv.org/abs/1712.07628',
  },
  // The paper has one ε, 1e-9, both for the guard and for the switch, and does not say what becomes of a rate below 0, which would climb.
  equation: String.raw`
    \eta_t = \eta \sqrt{1 - \beta_2^{\,t}} / (1 - \beta_1^{\,t})
    m \leftarrow \beta_1 m + (1 - \beta_1)\, g \text{; if } \Lambda > 0 \text{, } \beta_1 m + g
    v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
    \Delta = \eta_t m / (\sqrt{v} + \epsilon) \text{; if } \Lambda > 0 \text{, } (1 - \beta_1) \Lambda m
    x \leftarrow x - \Delta
    \gamma_t = \Delta \cdot \Delta / \Delta \cdot g
    \bar\gamma \leftarrow \beta_2 \bar\gamma + (1 - \beta_2)\, \gamma_t
    \hat\gamma = \bar\gamma / (1 - \beta_2^{\,t})
    \Lambda_t = \hat\gamma \text{ if } t > 1, |\hat\gamma - \gamma_t| < \epsilon_\gamma \text{, else } 0
    m \leftarrow 0 \text{ if } \Lambda = 0, \Lambda_t > 0
    \Lambda \leftarrow \Lambda_t \text{ if } \Lambda = 0, \Lambda_t > 0`,
  hyper: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, epsGamma: 1e-9 },
  // One rate is for all coordinates, so one number of each is remembered.
  init: (x) => ({ m: zeros(x), v: zeros(x), delta: zeros(x), gammaBar: zeros(x, 1), lrSgd: zeros(x, 1) }),
  step(x, g, { m, v, delta, gammaBar, lrSgd }, { lr, beta1, beta2, eps, epsGamma }, { t }) {
    const lrT = (lr * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
    for (let i = 0; i < x.length; i++) {
      m[i] = lrSgd[0] === 0 ? beta1 * m[i] + (1 - beta1) * g[i] : beta1 * m[i] + g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
      delta[i] = lrSgd[0] === 0 ? (lrT * m[i]) / (Math.sqrt(v[i]) + eps) : (1 - beta1) * lrSgd[0] * m[i];
      x[i] -= delta[i];
    }
    const gammaT = projected(delta, g);
    gammaBar[0] = Number.isNaN(gammaT) ? gammaBar[0] : beta2 * gammaBar[0] + (1 - beta2) * gammaT;
    const gammaHat = gammaBar[0] / (1 - beta2 ** t);
    const lrSgdT = t > 1 && Math.abs(gammaHat - gammaT) < epsGamma ? gammaHat : 0;
    for (let i = 0; i < x.length; i++) {
      m[i] = lrSgd[0] === 0 && lrSgdT > 0 ? 0 : m[i];
    }
    lrSgd[0] = lrSgd[0] === 0 && lrSgdT > 0 ? lrSgdT : lrSgd[0];
  },
  as: {
    // Adam’s settings in A0’s race, with the paper’s accuracy.
    fair: { lr: 0.4, beta1: 0.9, beta2: 0.999, eps: 1e-8, epsGamma: 1e-9 },
    // Coarse enough to be met within a race: with the paper's it is Adam to the end.
    network: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, epsGamma: 0.001 },
  },
  numpy:
    '# lrSgd, gammaBar = 0, 0 at first\nm = beta1 * m + (1 - beta1 if lrSgd == 0 else 1) * g\nv = beta2 * v + (1 - beta2) * g ** 2\n' +
    'rate = lr * np.sqrt(1 - beta2 ** t) / (1 - beta1 ** t) / (np.sqrt(v) + eps)\n' +
    'delta = (rate if lrSgd == 0 else (1 - beta1) * lrSgd) * m\nx = x - delta\nif lrSgd == 0 and delta @ g != 0:\n' +
    '    gamma = delta @ delta / (delta @ g)\n    gammaBar = beta2 * gammaBar + (1 - beta2) * gamma\n' +
    '    mean = gammaBar / (1 - beta2 ** t)\n    if t > 1 and mean > 0 and abs(mean - gamma) < epsGamma: lrSgd, m = mean, 0 * m',
  separable: false,
});
