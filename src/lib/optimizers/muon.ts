import { orthogonalise } from '../newton-schulz.ts';
import { form, optimizer, whole, zeros } from '../optimizer.ts';

/** Muon: momentum for matrices, whose memory goes into the step with all of its directions equally strong. */
export default optimizer({
  name: 'Muon',
  year: 2024,
  family: 'matrix',
  from: {
    momentum: {
      term: String.raw`\text{NS}_5(m)`,
      says: 'What is remembered of a layer is taken as one matrix, and all of its singular values are made alike before the step.',
      back: 'No setting leaves the singular values as they are. On a vector, as on the maps, there is only one, the length of m; times that length, the step would be momentum’s.',
    },
    shampoo: {
      term: String.raw`\text{NS}_5(m)`,
      says: 'Nothing is summed up but the gradient itself; what two roots of sums did to the present one, five products do to that.',
      back: 'No setting brings the sums back. Shampoo with the present gradient alone in them takes the step that the five products come near to.',
    },
  },
  paper: {
    by: 'Jordan, Jin, Boza, You, Cesista, Newhouse & Bernstein',
    title: 'Muon: an optimizer for hidden layers in neural networks',
    url: 'https://kellerjordan.github.io/posts/muon/',
  },
  equation: String.raw`
    m \leftarrow \beta_1 m + g
    \Delta = \text{NS}_5(m)
    x \leftarrow x - \eta\, \Delta`,
  hyper: { lr: 0.02, beta1: 0.95 },
  // Only m is remembered; Δ is room to work in.
  init: (x) => ({ m: zeros(x), delta: zeros(x) }),
  step(x, g, { m, delta }, { lr, beta1 }, { params = whole(x) }) {
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i] + g[i];
    }
    orthogonalise(m, params, delta);
    for (let i = 0; i < x.length; i++) {
      x[i] -= lr * delta[i];
    }
  },
  also: {
    // Looks ahead as Nesterov's form in PyTorch does; and where a layer has more outputs than inputs, it steps farther, so that
    // the outputs change by as much. PyTorch has a row for each output, we have a column.
    pytorch: form({
      by: 'PyTorch',
      torch: {
        call: 'torch.optim.Muon(params, lr=0.001, momentum=0.95, weight_decay=0.1)',
        args: { lr: 'lr', beta1: 'momentum', weightDecay: 'weight_decay' },
      },
      equation: String.raw`
        m \leftarrow \beta_1 m + (1 - \beta_1)\, g
        u = \beta_1 m + (1 - \beta_1)\, g
        \Delta = \text{NS}_5(u)
        x \leftarrow (1 - \eta \lambda)\, x - \eta \sqrt{\max(1,\, \text{columns} / \text{rows})}\, \Delta`,
      hyper: { lr: 0.001, beta1: 0.95, weightDecay: 0.1 },
      init: (x) => ({ m: zeros(x), u: zeros(x), delta: zeros(x) }),
      step(x, g, { m, u, delta }, { lr, beta1, weightDecay }, { params = whole(x) }) {
        for (let i = 0; i < x.length; i++) {
          m[i] = beta1 * m[i] + (1 - beta1) * g[i];
          u[i] = beta1 * m[i] + (1 - beta1) * g[i];
        }
        orthogonalise(u, params, delta);
        for (const { from, rows, columns } of params) {
          for (let i = from; i < from + rows * columns; i++) {
            x[i] = (1 - lr * weightDecay) * x[i] - lr * Math.sqrt(Math.max(1, columns / rows)) * delta[i];
          }
        }
      },
    }),
    // The root mean square of a step is about 0.2·η, as AdamW's is: with this, what was good for AdamW's η and λ is good here.
    matched: form({
      by: 'Liu et al.',
      torch: {
        call: "torch.optim.Muon(params, lr=0.001, momentum=0.95, weight_decay=0.1, adjust_lr_fn='match_rms_adamw')",
        args: { lr: 'lr', beta1: 'momentum', weightDecay: 'weight_decay' },
      },
      equation: String.raw`
        m \leftarrow \beta_1 m + (1 - \beta_1)\, g
        u = \beta_1 m + (1 - \beta_1)\, g
        \Delta = \text{NS}_5(u)
        x \leftarrow (1 - \eta \lambda)\, x - 0.2\, \eta \sqrt{\max(\text{rows},\, \text{columns})}\, \Delta`,
      hyper: { lr: 0.001, beta1: 0.95, weightDecay: 0.1 },
      init: (x) => ({ m: zeros(x), u: zeros(x), delta: zeros(x) }),
      step(x, g, { m, u, delta }, { lr, beta1, weightDecay }, { params = whole(x) }) {
        for (let i = 0; i < x.length; i++) {
          m[i] = beta1 * m[i] + (1 - beta1) * g[i];
          u[i] = beta1 * m[i] + (1 - beta1) * g[i];
        }
        orthogonalise(u, params, delta);
        for (const { from, rows, columns } of params) {
          for (let i = from; i < from + rows * columns; i++) {
            x[i] = (1 - lr * weightDecay) * x[i] - 0.2 * lr * Math.sqrt(Math.max(rows, columns)) * delta[i];
          }
        }
      },
    }),
  },
  as: {
    pytorch: { lr: 0.001, beta1: 0.95, form: 'pytorch' },
    // Momentum’s memory in A0’s race, and a stride as long as Adam’s first: 0.8 · 0.6964 for 0.4 · √2.
    fair: { lr: 0.8, beta1: 0.5 },
  },
  numpy:
    'm = beta1 * m + g\nX = m / np.linalg.norm(m)  # one matrix, no more rows than columns\nfor _ in range(5):\n' +
    '    A = X @ X.T\n    X = 3.4445 * X + (-4.7750 * A + 2.0315 * A @ A) @ X\nx -= lr * X',
  torch: {
    // Its memory is a mean where ours is a sum, of which the iterations see no difference.
    call: 'torch.optim.Muon(params, lr=0.02, momentum=0.95, nesterov=False, weight_decay=0)',
    args: { lr: 'lr', beta1: 'momentum' },
  },
  separable: 'params',
});
