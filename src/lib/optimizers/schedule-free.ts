import { copy, form, optimizer, zeros } from '../optimizer.ts';

/** Schedule-free AdamW: stride on at full length, and stand at the mean of all places that the strides have led to. */
export default optimizer({
  name: 'Schedule-free',
  year: 2024,
  month: 5,
  family: 'adam',
  from: {
    adamw: {
      term: String.raw`c_t z`,
      says: 'AdamW’s strides lead another point, z; x is the mean of all places where z has been, and the gradient is asked for between the two, in place of a memory of gradients.',
      back: 'No setting leads back, since x is always a mean. With β₁ = 0 the point z walks as AdamW does without its memory of g.',
    },
  },
  paper: {
    by: 'Defazio, Yang, Mehta, Mishchenko, Khaled & Cutkosky',
    title: 'The road less scheduled',
    url: 'https://arxiv.org/abs/2405.15682',
  },
  // The paper's y is p here: on this site y is a coordinate. The maximum is for η = 0, of which all shares are 0.
  equation: String.raw`
    p = (1 - \beta_1)\, z + \beta_1 x
    g_p = \nabla f(p)
    \eta_t = \eta \sqrt{1 - \beta_2^{\,t}}
    v \leftarrow \beta_2 v + (1 - \beta_2)\, g_p^2
    z \leftarrow z - \eta_t\, (g_p / (\sqrt{v + \epsilon_0} + \epsilon) + \lambda p)
    w \leftarrow w + \eta_t^2
    c_t = \eta_t^2 / \max(w,\, 10^{-300})
    x \leftarrow (1 - c_t)\, x + c_t z`,
  hyper: { lr: 0.0025, beta1: 0.9, beta2: 0.999, weightDecay: 0, eps: 1e-8, eps0: 0 },
  // p and its gradient are room to work in.
  init: (x) => ({ z: copy(x), v: zeros(x), w: zeros(x), p: zeros(x), gP: zeros(x) }),
  step(x, _g, { z, v, w, p, gP }, { lr, beta1, beta2, weightDecay, eps, eps0 }, { t, f }) {
    for (let i = 0; i < x.length; i++) {
      p[i] = (1 - beta1) * z[i] + beta1 * x[i];
    }
    f.gradient(p, gP);
    const lrT = lr * Math.sqrt(1 - beta2 ** t);
    for (let i = 0; i < x.length; i++) {
      v[i] = beta2 * v[i] + (1 - beta2) * gP[i] ** 2;
      z[i] -= lrT * (gP[i] / (Math.sqrt(v[i] + eps0) + eps) + weightDecay * p[i]);
      w[i] += lrT ** 2;
      const cT = lrT ** 2 / Math.max(w[i], 1e-300);
      x[i] = (1 - cT) * x[i] + cT * z[i];
    }
  },
  also: {
    // Calls p x, so that the gradient at x is the one that is needed: one gradient an update, and a path that is p's.
    between: {
      by: 'its authors’ code',
      equation: String.raw`
        \eta_t = \eta \sqrt{1 - \beta_2^{\,t}}
        v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
        \Delta = g / (\sqrt{v + \epsilon_0} + \epsilon) + \lambda x
        w \leftarrow w + \eta_t^2
        c_t = \eta_t^2 / \max(w,\, 10^{-300})
        x \leftarrow (1 - c_t)\, x + c_t z - \eta_t\, (1 - \beta_1 (1 - c_t))\, \Delta
        z \leftarrow z - \eta_t\, \Delta`,
      step(x, g, { z, v, w }, { lr, beta1, beta2, weightDecay, eps, eps0 }, { t }) {
        const lrT = lr * Math.sqrt(1 - beta2 ** t);
        for (let i = 0; i < x.length; i++) {
          v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
          const delta = g[i] / (Math.sqrt(v[i] + eps0) + eps) + weightDecay * x[i];
          w[i] += lrT ** 2;
          const cT = lrT ** 2 / Math.max(w[i], 1e-300);
          x[i] = (1 - cT) * x[i] + cT * z[i] - lrT * (1 - beta1 * (1 - cT)) * delta;
          z[i] -= lrT * delta;
        }
      },
    },
    // The same around gradient descent: without a division there is nothing to remember but the mean.
    sgd: form({
      by: 'Defazio et al.',
      name: 'Schedule-free SGD',
      equation: String.raw`
        p = (1 - \beta_1)\, z + \beta_1 x
        g_p = \nabla f(p)
        z \leftarrow z - \eta\, (g_p + \lambda p)
        w \leftarrow w + \eta^2
        c_t = \eta^2 / \max(w,\, 10^{-300})
        x \leftarrow (1 - c_t)\, x + c_t z`,
      hyper: { lr: 0.1, beta1: 0.9, weightDecay: 0 },
      init: (x) => ({ z: copy(x), w: zeros(x), p: zeros(x), gP: zeros(x) }),
      step(x, _g, { z, w, p, gP }, { lr, beta1, weightDecay }, { f }) {
        for (let i = 0; i < x.length; i++) {
          p[i] = (1 - beta1) * z[i] + beta1 * x[i];
        }
        f.gradient(p, gP);
        for (let i = 0; i < x.length; i++) {
          z[i] -= lr * (gP[i] + weightDecay * p[i]);
          w[i] += lr ** 2;
          const cT = lr ** 2 / Math.max(w[i], 1e-300);
          x[i] = (1 - cT) * x[i] + cT * z[i];
        }
      },
    }),
  },
  as: {
    // Twice its own, with which its loss falls faster there.
    network: { lr: 0.005 },
    // Adam’s in A0’s race.
    fair: { lr: 0.4 },
  },
  numpy:
    'p = (1 - beta1) * z + beta1 * x\ng = grad(p)\nlrT = lr * np.sqrt(1 - beta2 ** t)\nv = beta2 * v + (1 - beta2) * g ** 2\n' +
    'z -= lrT * (g / (np.sqrt(v) + eps) + weightDecay * p)\nw += lrT ** 2\nx += (z - x) * lrT ** 2 / w',
});
