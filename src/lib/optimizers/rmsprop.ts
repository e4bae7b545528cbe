import { form, optimizer, zeros } from '../optimizer.ts';

/** RMSprop: AdaGrad that forgets. The sum of squares becomes a running mean. */
export default optimizer({
  name: 'RMSprop',
  year: 2012,
  family: 'rmsprop',
  from: {
    adagrad: {
      term: String.raw`\beta_2 v`,
      says: 'The sum of squared gradients becomes a running mean, so that what is long past fades and the rate can recover.',
      back: 'Only a limit leads back: the closer β₂ is to 1, with AdaGrad’s η times √(1 − β₂) as the step size, the closer is the path to AdaGrad’s.',
    },
  },
  paper: {
    by: 'Tieleman & Hinton',
    title: 'Lecture 6.5: divide the gradient by a running average of its recent magnitude',
    url: 'https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf',
  },
  equation: String.raw`
    v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
    x \leftarrow x - \eta\, g / (\sqrt{v + \epsilon_0} + \epsilon)`,
  hyper: { lr: 0.01, beta2: 0.99, eps: 1e-8, eps0: 0 },
  init: (x) => ({ v: zeros(x) }),
  step(x, g, { v }, { lr, beta2, eps, eps0 }) {
    for (let i = 0; i < x.length; i++) {
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
      x[i] -= (lr * g[i]) / (Math.sqrt(v[i] + eps0) + eps);
    }
  },
  also: {
    // Divides by the spread of recent gradients instead of their size.
    centred: form({
      by: 'A2',
      equation: String.raw`
        \bar g \leftarrow \beta_2 \bar g + (1 - \beta_2)\, g
        v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
        x \leftarrow x - \eta\, g / (\sqrt{v - \bar g^2 + \epsilon_0} + \epsilon)`,
      hyper: { lr: 0.01, beta2: 0.99, eps: 1e-8, eps0: 0 },
      init: (x) => ({ gBar: zeros(x), v: zeros(x) }),
      step(x, g, { gBar, v }, { lr, beta2, eps, eps0 }) {
        for (let i = 0; i < x.length; i++) {
          gBar[i] = beta2 * gBar[i] + (1 - beta2) * g[i];
          v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
          x[i] -= (lr * g[i]) / (Math.sqrt(v[i] - gBar[i] ** 2 + eps0) + eps);
        }
      },
      torch: {
        call: 'torch.optim.RMSprop(params, lr=0.01, alpha=0.99, eps=1e-8, centered=True)',
        args: { lr: 'lr', beta2: 'alpha', eps: 'eps' },
      },
    }),
    // Remembers its divided steps. PyTorch multiplies by the rate afterwards: the same path as long as lr stays what it is.
    rolling: form({
      by: 'A2',
      equation: String.raw`
        v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
        m \leftarrow \beta_1 m + \eta\, g / (\sqrt{v + \epsilon_0} + \epsilon)
        x \leftarrow x - m`,
      hyper: { lr: 0.01, beta1: 0.9, beta2: 0.99, eps: 1e-8, eps0: 0 },
      init: (x) => ({ v: zeros(x), m: zeros(x) }),
      step(x, g, { v, m }, { lr, beta1, beta2, eps, eps0 }) {
        for (let i = 0; i < x.length; i++) {
          v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
          m[i] = beta1 * m[i] + (lr * g[i]) / (Math.sqrt(v[i] + eps0) + eps);
          x[i] -= m[i];
        }
      },
      measures: { m: 'step' },
      torch: {
        call: 'torch.optim.RMSprop(params, lr=0.01, alpha=0.99, eps=1e-8, momentum=0.9)',
        args: { lr: 'lr', beta1: 'momentum', beta2: 'alpha', eps: 'eps' },
      },
    }),
    // Both at once, as Graves trained networks that write by hand.
    graves: form({
      by: 'Graves',
      equation: String.raw`
        \bar g \leftarrow \beta_2 \bar g + (1 - \beta_2)\, g
        v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
        m \leftarrow \beta_1 m + \eta\, g / (\sqrt{v - \bar g^2 + \epsilon_0} + \epsilon)
        x \leftarrow x - m`,
      hyper: { lr: 0.01, beta1: 0.9, beta2: 0.99, eps: 1e-8, eps0: 0 },
      init: (x) => ({ gBar: zeros(x), v: zeros(x), m: zeros(x) }),
      step(x, g, { gBar, v, m }, { lr, beta1, beta2, eps, eps0 }) {
        for (let i = 0; i < x.length; i++) {
          gBar[i] = beta2 * gBar[i] + (1 - beta2) * g[i];
          v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
          m[i] = beta1 * m[i] + (lr * g[i]) / (Math.sqrt(v[i] - gBar[i] ** 2 + eps0) + eps);
          x[i] -= m[i];
        }
      },
      measures: { m: 'step' },
      torch: {
        call: 'torch.optim.RMSprop(params, lr=0.01, alpha=0.99, eps=1e-8, momentum=0.9, centered=True)',
        args: { lr: 'lr', beta1: 'momentum', beta2: 'alpha', eps: 'eps' },
      },
    }),
  },
  // A4's figure leaves RMSprop out: these are the defaults of its class.
  as: {
    a0: { lr: 0.4, beta2: 0.9, eps: 0, eps0: 1e-6 },
    a1: { lr: 0.1, beta2: 0.9, eps: 1e-8 },
    a4: { lr: 0.01, beta2: 0.99, eps: 1e-7 },
    network: { lr: 0.01, beta2: 0.99, eps: 1e-7 },
    pytorch: { lr: 0.01, beta2: 0.99, eps: 1e-8 },
  },
  numpy: 'v = beta2 * v + (1 - beta2) * g ** 2\nx -= lr * g / (np.sqrt(v) + eps)',
  torch: {
    call: 'torch.optim.RMSprop(params, lr=0.01, alpha=0.99, eps=1e-8)',
    args: { lr: 'lr', beta2: 'alpha', eps: 'eps' },
  },
});
