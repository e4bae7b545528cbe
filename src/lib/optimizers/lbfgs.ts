import { form, optimizer, zeros } from '../optimizer.ts';
import { remember, ring, twoLoops, wolfe } from '../quasi-newton.ts';
import { length1 } from '../sums.ts';

/** L-BFGS: learn the curvature from the last steps, by how the slope changed along each of them. */
export default optimizer({
  name: 'L-BFGS',
  year: 1989,
  family: 'newton',
  from: {
    newton: {
      term: '(S, Y)',
      says: 'The curvature is no longer asked for: it is learned, from how the slope changed along the last K steps.',
      back: 'No setting leads back, but time does: on a bowl, the more directions have been walked, the closer its step is to Newton’s.',
    },
    'gradient-descent': {
      term: String.raw`\Delta`,
      says: 'The slope is turned and stretched by what the last steps have shown of the curvature, and each step is made as long as f allows.',
      back: 'Without pairs, K = 0, the direction is gradient descent’s. What is left is the search for the length of the step.',
    },
  },
  paper: {
    by: 'Liu & Nocedal',
    title: 'On the limited memory BFGS method for large scale optimization',
    url: 'https://doi.org/10.1007/BF01589116',
  },
  equation: String.raw`
    \Delta = \text{two loops}_{K}(S, Y)\, g
    \eta_t, y_t = \text{search}(x, g, \Delta, \eta)
    s_t = -\eta_t\, \Delta
    y_t \leftarrow y_t - g
    x \leftarrow x + s_t
    S \leftarrow s_t, S \text{ if } s_t \cdot y_t > 0
    Y \leftarrow y_t, Y \text{ if } s_t \cdot y_t > 0`,
  hyper: { lr: 1, pairs: 10 },
  // The two rings are what is remembered; the rest is room to work in.
  init: (x) => ({ S: ring(x), Y: ring(x), sT: zeros(x), yT: zeros(x), delta: zeros(x) }),
  step(x, g, { S, Y, sT, yT, delta }, { lr, pairs }, { f }) {
    twoLoops(g, S, Y, pairs, delta);
    const lrT = wolfe(f, x, g, delta, lr, yT);
    for (let i = 0; i < x.length; i++) {
      sT[i] = -lrT * delta[i];
      yT[i] -= g[i];
      x[i] += sT[i];
    }
    remember(sT, sT, yT, S);
    remember(yT, sT, yT, Y);
  },
  also: {
    // Asks for nothing but the gradient that it is given: the pair is complete when the next one comes.
    fixed: form({
      by: 'PyTorch',
      name: 'L-BFGS without a line search',
      without: 'the search for a length',
      equation: String.raw`
        y_t = g - g_{\text{last}}
        S \leftarrow s_t, S \text{ if } s_t \cdot y_t > 0
        Y \leftarrow y_t, Y \text{ if } s_t \cdot y_t > 0
        \Delta = \text{two loops}_{K}(S, Y)\, g
        \eta_t = \eta \text{ if } t > 1 \text{, else } \eta \min(1,\, 1 / \textstyle\sum |g|)
        s_t = -\eta_t\, \Delta
        x \leftarrow x + s_t
        g_{\text{last}} \leftarrow g`,
      hyper: { lr: 1, pairs: 10 },
      init: (x) => ({ S: ring(x), Y: ring(x), sT: zeros(x), yT: zeros(x), delta: zeros(x), gLast: zeros(x) }),
      step(x, g, { S, Y, sT, yT, delta, gLast }, { lr, pairs }, { t }) {
        for (let i = 0; i < x.length; i++) {
          yT[i] = g[i] - gLast[i];
        }
        remember(sT, sT, yT, S);
        remember(yT, sT, yT, Y);
        twoLoops(g, S, Y, pairs, delta);
        const lrT = t > 1 ? lr : lr * Math.min(1, 1 / length1(g));
        for (let i = 0; i < x.length; i++) {
          sT[i] = -lrT * delta[i];
          x[i] += sT[i];
          gLast[i] = g[i];
        }
      },
      torch: { call: 'torch.optim.LBFGS(params, lr=1, max_iter=1, history_size=10)', args: { lr: 'lr', pairs: 'history_size' } },
    }),
  },
  as: {
    fair: { lr: 1, pairs: 10 },
    pytorch: { lr: 1, pairs: 10, form: 'fixed' },
  },
  numpy:
    '# S, Y = [], [] at first\ndelta, shares = 1.0 * g, []\nfor s, y in zip(S, Y):\n    shares.append(s @ delta / (s @ y))\n' +
    '    delta = delta - shares[-1] * y\nif S: delta = delta * (S[0] @ Y[0]) / (Y[0] @ Y[0])\n' +
    'for s, y, share in zip(S[::-1], Y[::-1], shares[::-1]):\n    delta = delta + (share - y @ delta / (s @ y)) * s\n' +
    'lrT, low, high = lr, 0, np.inf\nfor _ in range(40):\n    s = -lrT * delta\n' +
    '    if not f(x + s) <= f(x) + 1e-4 * (g @ s): high = lrT\n    elif not grad(x + s) @ s >= 0.9 * (g @ s): low = lrT\n' +
    '    else: break\n    lrT = (low + high) / 2 if high < np.inf else 2 * lrT\ny = grad(x + s) - g\nx = x + s\n' +
    'if s @ y > 0: S, Y = [s, *S][:pairs], [y, *Y][:pairs]',
  torch: {
    call: "torch.optim.LBFGS(params, lr=1, max_iter=1, history_size=10, line_search_fn='strong_wolfe')",
    args: { lr: 'lr', pairs: 'history_size' },
  },
  separable: false,
});
