import { optimizer, zeros } from '../optimizer.ts';

/** Nesterov's momentum: look where the memory is about to lead, and ask for the slope there. */
export default optimizer({
  name: 'Nesterov',
  year: 1983,
  family: 'momentum',
  from: {
    momentum: {
      term: String.raw`\tilde g`,
      says: 'The gradient is asked for where the memory alone would lead, one jump ahead, instead of where we are.',
      back: 'No setting leads back: the slope ahead would have to be the slope here, as on an even incline. Without memory both are gradient descent.',
    },
  },
  paper: {
    by: 'Nesterov',
    title: 'A method of solving a convex programming problem with convergence rate O(1/k²)',
    url: 'https://www.mathnet.ru/eng/dan46009',
  },
  equation: String.raw`
    \tilde x = x - \eta\, \beta_1 m
    \tilde g = \nabla f(\tilde x)
    m \leftarrow \beta_1 m + \tilde g
    x \leftarrow x - \eta\, m`,
  hyper: { lr: 0.01, beta1: 0.9 },
  // Only m is remembered; the other two are room to work in.
  init: (x) => ({ m: zeros(x), xAhead: zeros(x), gAhead: zeros(x) }),
  step(x, _g, { m, xAhead, gAhead }, { lr, beta1 }, { f }) {
    for (let i = 0; i < x.length; i++) {
      xAhead[i] = x[i] - lr * beta1 * m[i];
    }
    f.gradient(xAhead, gAhead);
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i] + gAhead[i];
      x[i] -= lr * m[i];
    }
  },
  also: {
    // Calls the look-ahead point x, so that the gradient at x is the one that is needed: the same path, seen a jump further on.
    pytorch: {
      by: 'PyTorch',
      equation: String.raw`
        m \leftarrow \beta_1 m + g
        x \leftarrow x - \eta\, (g + \beta_1 m)`,
      step(x, g, { m }, { lr, beta1 }) {
        for (let i = 0; i < x.length; i++) {
          m[i] = beta1 * m[i] + g[i];
          x[i] -= lr * (g[i] + beta1 * m[i]);
        }
      },
    },
  },
  as: {
    // A0's memory; its η of 0.4 is beyond the limit that this one has on A0's valley, 0.375.
    fair: { lr: 0.3, beta1: 0.5 },
    // One gradient an update instead of two.
    network: { lr: 0.01, beta1: 0.9, form: 'pytorch' },
    pytorch: { lr: 0.001, beta1: 0.9, form: 'pytorch' },
  },
  numpy: 'm = beta1 * m + grad(x - lr * beta1 * m)\nx -= lr * m',
  torch: { call: 'torch.optim.SGD(params, lr=0.001, momentum=0.9, nesterov=True)', args: { lr: 'lr', beta1: 'momentum' } },
  limit: ({ beta1 }) => (2 + 2 * beta1) / (1 + 2 * beta1),
});
