import { inputsAt, layersOf, slopesAt, solveLayers, squares } from '../kronecker.ts';
import { optimizer, whole, zeros } from '../optimizer.ts';
import { dot } from '../sums.ts';

/** K-FAC: Newton's step for each layer, whose curvature is taken for a product of two matrices that are small enough to divide by. */
export default optimizer({
  name: 'K-FAC',
  year: 2015,
  family: 'newton',
  from: {
    newton: {
      term: '(A, G)',
      says: 'The curvature is taken layer by layer, without its sign, as a product of two small matrices, and g is divided by one on each side.',
      back: 'No setting leads to H itself. Without damping and without a mean the step is saddle-free Newton’s on a map, which is one layer with one output.',
    },
  },
  paper: {
    by: 'Martens & Grosse',
    title: 'Optimizing neural networks with Kronecker-factored approximate curvature',
    url: 'https://arxiv.org/abs/1503.05671',
  },
  // The mean's β_{F,t} and the factored damping are the paper's (5 and 6.3). It also rescales each step by a model of the loss, remembers
  // the last step, and finds κ_F on the way; here a constant η does. κ_F is the paper's λ, which here is the weight decay.
  equation: String.raw`
    A_t = \langle a a^\top \rangle \text{ at } x
    G_t = \langle e e^\top \rangle \text{ at } x \text{, in draw } t
    \beta_{F,t} = \min(1 - 1/t,\, \beta_F)
    A \leftarrow \beta_{F,t}\, A + (1 - \beta_{F,t})\, A_t
    G \leftarrow \beta_{F,t}\, G + (1 - \beta_{F,t})\, G_t
    \Delta = (A + \pi \sqrt{\kappa_F}\, I)^{-1}\, g\, (G + \sqrt{\kappa_F}\, I / \pi)^{-1}
    \eta_t = \min(\eta,\, \sqrt{\nu / (\Delta \cdot g)})
    x \leftarrow x - \eta_t\, \Delta`,
  hyper: { lr: 1, betaF: 0.95, kappaF: 0.01, nu: 0.01 },
  // Δ is room to work in.
  init: (x, params = whole(x)) => ({
    A: squares(x, layersOf(params), 'rows'),
    G: squares(x, layersOf(params), 'columns'),
    delta: zeros(x),
  }),
  step(x, g, { A, G, delta }, { lr, betaF, kappaF, nu }, { t, f, params = whole(x) }) {
    const newA = inputsAt(f, x);
    const newG = slopesAt(f, x, t);
    const betaFT = Math.min(1 - 1 / t, betaF);
    for (let i = 0; i < A.length; i++) {
      A[i] = betaFT * A[i] + (1 - betaFT) * newA[i];
    }
    for (let i = 0; i < G.length; i++) {
      G[i] = betaFT * G[i] + (1 - betaFT) * newG[i];
    }
    solveLayers(A, G, kappaF, layersOf(params), g, delta);
    const lrT = Math.min(lr, Math.sqrt(nu / dot(delta, g)));
    for (let i = 0; i < x.length; i++) {
      x[i] -= lrT * delta[i];
    }
  },
  as: {
    // Newton's: a map's curvature is exact, and there a step may be as long as it says.
    fair: { lr: 1, betaF: 0.95, kappaF: 1e-3, nu: 1e3 },
  },
  numpy:
    '# of one layer, whose weights are W; a and e have a row for each example\n' +
    'betaFT = min(1 - 1 / t, betaF)\nA = betaFT * A + (1 - betaFT) * a.T @ a / len(a)\nG = betaFT * G + (1 - betaFT) * e.T @ e / len(e)\n' +
    'pi = np.sqrt(np.trace(A) / len(A) / (np.trace(G) / len(G)))\n' +
    'left = np.linalg.inv(A + pi * np.sqrt(kappaF) * np.eye(len(A)))\nright = np.linalg.inv(G + np.sqrt(kappaF) / pi * np.eye(len(G)))\n' +
    'delta = left @ g @ right\nW -= min(lr, np.sqrt(nu / np.sum(delta * g))) * delta  # the sum over all layers',
  separable: false,
  needs: 'factors',
});
