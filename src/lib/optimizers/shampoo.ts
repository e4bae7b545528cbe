import { optimizer, whole, zeros } from '../optimizer.ts';
import { compare, pairs, precondition, root } from '../shampoo.ts';

/** Shampoo: AdaGrad with whole matrices, so that it divides along the directions that slopes have, not along the axes. */
export default optimizer({
  name: 'Shampoo',
  year: 2018,
  // After AMSGrad’s paper had been shown for review, and before Adafactor’s.
  month: 2,
  family: 'matrix',
  from: {
    adagrad: {
      term: String.raw`g g^\top`,
      says: 'Not only the square of each coordinate’s slope is added up but the products of all with each other, for each side of a matrix.',
      back: 'No setting leaves the products of different coordinates out. Where the slope is along one axis at each step there are none, and on a vector it is AdaGrad.',
    },
  },
  paper: {
    by: 'Gupta, Koren & Singer',
    title: 'Shampoo: preconditioned stochastic tensor optimization',
    url: 'https://arxiv.org/abs/1802.09568',
  },
  // Of a vector. A matrix has two sides, and L and P for each: beside g·gᵀ also gᵀ·g, both to the power of −1/4, and Δ = P g P′.
  equation: String.raw`
    L \leftarrow L + g g^\top
    P = (L + \epsilon_0 I)^{-1/2} \text{, if } n \mid t
    \Delta = P g
    x \leftarrow x - \eta\, \Delta`,
  hyper: { lr: 0.01, renewal: 20, eps0: 1e-6 },
  // Only L and P are remembered; Δ is room to work in.
  init(x, params = whole(x)) {
    const [L, P] = [0, 0].map(() => new Float64Array(pairs(params)));
    return { L, P, delta: zeros(x) };
  },
  step(x, g, { L, P, delta }, { lr, renewal, eps0 }, { t, params = whole(x) }) {
    compare(g, params, L);
    root(L, params, eps0, t, renewal, P);
    precondition(g, params, P, delta);
    for (let i = 0; i < x.length; i++) {
      x[i] -= lr * delta[i];
    }
  },
  as: {
    // What A0 gives AdaGrad; a root of two rows and two columns costs nothing.
    fair: { lr: 0.4, renewal: 1, eps0: 1e-6 },
    // Found by trial: as the loss falls under Adam it falls with these.
    network: { lr: 0.05, renewal: 20, eps0: 1e-2 },
  },
  numpy:
    'L = L + g @ g.T\nR = R + g.T @ g  # of a vector there is only L\n' +
    'def root(A, p):\n    w, V = np.linalg.eigh(A)\n    return V * (w + eps0) ** (-1 / p) @ V.T\n' +
    'if t % renewal == 0 or t in (1, 2, 4, 8, 16):\n    P, Q = root(L, 4), root(R, 4)  # of a vector root(L, 2)\nx -= lr * P @ g @ Q',
  separable: 'params',
});
