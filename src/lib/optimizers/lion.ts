import { optimizer, zeros } from '../optimizer.ts';

/** Lion: one memory, of which only the sign is used, so that every coordinate moves by the same stride at every step. */
export default optimizer({
  name: 'Lion',
  year: 2023,
  family: 'momentum',
  from: {
    momentum: {
      term: String.raw`\text{sign}(u)`,
      says: 'Only the sign of the memory decides, with the newest gradient mixed in once more; and weights decay beside the step, as AdamW’s do.',
      back: 'No setting takes the sign away. Without it, without decay, and with m weighing in the mix what it weighs in the memory, Lion would be momentum with the step size η(1 − β₁).',
    },
    adamw: {
      term: String.raw`\text{sign}(u)`,
      says: 'The division by the running size of the gradient gives way to a sign, which needs no memory of squares.',
      back: 'No setting brings the squares back; but without any memory, and with no guard, the step of AdamW is η times the sign of the gradient as well.',
    },
  },
  paper: {
    by: 'Chen, Liang, Huang, Real, Wang, Liu, Pham, Dong, Luong, Hsieh, Lu & Le',
    title: 'Symbolic discovery of optimization algorithms',
    url: 'https://arxiv.org/abs/2302.06675',
  },
  // The paper's β₁ is β_u here, and its β₂ is β₁: on this site β₁ is always what m keeps.
  equation: String.raw`
    u = \beta_u m + (1 - \beta_u)\, g
    m \leftarrow \beta_1 m + (1 - \beta_1)\, g
    x \leftarrow (1 - \eta \lambda)\, x - \eta\, \text{sign}(u)`,
  hyper: { lr: 0.0001, betaU: 0.9, beta1: 0.99, weightDecay: 0 },
  init: (x) => ({ m: zeros(x) }),
  step(x, g, { m }, { lr, betaU, beta1, weightDecay }) {
    for (let i = 0; i < x.length; i++) {
      const u = betaU * m[i] + (1 - betaU) * g[i];
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      x[i] = (1 - lr * weightDecay) * x[i] - lr * Math.sign(u);
    }
  },
  as: {
    // A third of what Adam has there, with which its loss falls about as fast.
    network: { lr: 0.0003, betaU: 0.9, beta1: 0.99, weightDecay: 0 },
    // Adam’s step size in A0’s race.
    fair: { lr: 0.4, betaU: 0.9, beta1: 0.99, weightDecay: 0 },
  },
  numpy: 'u = betaU * m + (1 - betaU) * g\nm = beta1 * m + (1 - beta1) * g\nx *= 1 - lr * weightDecay\nx -= lr * np.sign(u)',
});
