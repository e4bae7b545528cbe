import { optimizer, zeros } from '../optimizer.ts';

/** AMSGrad: Adam whose divisor never forgets a large gradient, because it is the largest that v has been. */
export default optimizer({
  name: 'AMSGrad',
  year: 2018,
  family: 'adam',
  from: {
    adam: {
      term: String.raw`\max(v_{\max}, v)`,
      says: 'The step is divided by the root of the largest v so far instead of the present one.',
      back: 'No setting takes the maximum away; but as long as v only grows, it is its own maximum, and the path is Adam’s.',
    },
  },
  paper: {
    by: 'Reddi, Kale & Kumar',
    title: 'On the convergence of Adam and beyond',
    url: 'https://openreview.net/forum?id=ryQu7f-RZ',
  },
  // As PyTorch has it: the maximum is taken of v as it is, and corrected afterwards. The paper corrects nothing.
  equation: String.raw`
    m \leftarrow \beta_1 m + (1 - \beta_1)\, g
    v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
    v_{\max} \leftarrow \max(v_{\max}, v)
    \hat m = m / (1 - \beta_1^{\,t})
    \hat v = v_{\max} / (1 - \beta_2^{\,t})
    x \leftarrow x - \eta\, \hat m / (\sqrt{\hat v} + \epsilon)`,
  hyper: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  init: (x) => ({ m: zeros(x), v: zeros(x), vMax: zeros(x) }),
  step(x, g, { m, v, vMax }, { lr, beta1, beta2, eps }, { t }) {
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
      vMax[i] = Math.max(vMax[i], v[i]);
      const mHat = m[i] / (1 - beta1 ** t);
      const vHat = vMax[i] / (1 - beta2 ** t);
      x[i] -= (lr * mHat) / (Math.sqrt(vHat) + eps);
    }
  },
  also: {
    paper: {
      by: 'Reddi, Kale & Kumar',
      without: 'bias correction',
      equation: String.raw`
        m \leftarrow \beta_1 m + (1 - \beta_1)\, g
        v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2
        v_{\max} \leftarrow \max(v_{\max}, v)
        x \leftarrow x - \eta\, m / (\sqrt{v_{\max}} + \epsilon)`,
      step(x, g, { m, v, vMax }, { lr, beta1, beta2, eps }) {
        for (let i = 0; i < x.length; i++) {
          m[i] = beta1 * m[i] + (1 - beta1) * g[i];
          v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2;
          vMax[i] = Math.max(vMax[i], v[i]);
          x[i] -= (lr * m[i]) / (Math.sqrt(vMax[i]) + eps);
        }
      },
    },
  },
  as: {
    fair: { lr: 0.4, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
    pytorch: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  },
  numpy:
    'm = beta1 * m + (1 - beta1) * g\nv = beta2 * v + (1 - beta2) * g ** 2\nvMax = np.maximum(vMax, v)\n' +
    'x -= lr * m / (1 - beta1 ** t) / (np.sqrt(vMax / (1 - beta2 ** t)) + eps)',
  torch: {
    call: 'torch.optim.Adam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, amsgrad=True)',
    args: { lr: 'lr', beta1: 'betas[0]', beta2: 'betas[1]', eps: 'eps' },
  },
});
