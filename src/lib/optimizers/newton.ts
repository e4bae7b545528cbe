import { form, optimizer, zeros } from '../optimizer.ts';
import { absolute, damped, firstDown, halved, hessianAt, lift, solve } from '../second-order.ts';

/** Newton's method: where would the slope be zero, if it went on changing as it does here? Go there. */
export default optimizer({
  name: 'Newton',
  // Of the method for functions of many variables, and why it converges. Newton and Raphson had it for one unknown, before 1700.
  year: 1948,
  family: 'newton',
  from: {
    'gradient-descent': {
      term: String.raw`H^{-1}`,
      says: 'Before the step the slope is divided by the curvature, in every direction by that direction’s own.',
      back: 'No setting leads back: the curvature would have to be 1 in every direction. There H is the identity, and both are one.',
    },
  },
  paper: {
    by: 'Kantorovich',
    title: 'Functional analysis and applied mathematics',
    url: 'https://www.mathnet.ru/eng/umn/v3/i6/p89',
  },
  equation: String.raw`
    H = \nabla^2 f(x)
    \Delta = H^{-1} g
    x \leftarrow x - \eta\, \Delta`,
  hyper: { lr: 1 },
  // Nothing is remembered; Δ is room to work in.
  init: (x) => ({ delta: zeros(x) }),
  step(x, g, { delta }, { lr }, { f }) {
    const H = hessianAt(f, x);
    solve(H, g, delta);
    for (let i = 0; i < x.length; i++) {
      x[i] -= lr * delta[i];
    }
  },
  also: {
    // Adds to every curvature, as much as it takes to come down: from Newton's step, where that is good, to a short one downhill.
    damped: form({
      by: 'Levenberg, and Marquardt',
      name: 'Levenberg–Marquardt',
      equation: String.raw`
        H = \nabla^2 f(x)
        \kappa_t = 10^k \kappa \text{, at first } 10^k \kappa_0 \text{, so that } f(x - (H + 10^k \kappa I)^{-1} g) < f(x)
        \Delta = (H + \kappa_t I)^{-1} g
        x \leftarrow x - \Delta
        \kappa \leftarrow \max(\kappa_t / 10,\, 10^{-12})`,
      hyper: { damping: 1e-3 },
      init: (x) => ({ kappa: zeros(x), delta: zeros(x) }),
      step(x, g, { kappa, delta }, { damping }, { f }) {
        const H = hessianAt(f, x);
        const kappaT = firstDown(f, x, g, H, kappa[0] || damping);
        solve(damped(H, kappaT), g, delta);
        for (let i = 0; i < x.length; i++) {
          x[i] -= delta[i];
          kappa[i] = Math.max(kappaT / 10, 1e-12);
        }
      },
    }),
    // Makes a bowl of every place, by as little as will do, and halves the step until it comes down.
    backtracking: {
      by: 'Armijo',
      name: 'Newton with a line search',
      equation: String.raw`
        H = \nabla^2 f(x)
        \kappa_t = \max(0,\, 10^{-6} - \text{the least curvature in } H)
        \Delta = (H + \kappa_t I)^{-1} g
        \eta_t = \eta / 2^k \text{, so that } f(x - \eta \Delta / 2^k) \le f(x) - 10^{-4}\, \eta\, g \cdot \Delta / 2^k
        x \leftarrow x - \eta_t\, \Delta`,
      step(x, g, { delta }, { lr }, { f }) {
        const H = hessianAt(f, x);
        const kappaT = lift(H);
        solve(damped(H, kappaT), g, delta);
        const lrT = halved(f, x, g, delta, lr);
        for (let i = 0; i < x.length; i++) {
          x[i] -= lrT * delta[i];
        }
      },
    },
    // Where the ground curves down, the step is the same length, and the other way.
    saddleFree: {
      by: 'Dauphin et al.',
      name: 'Saddle-free Newton',
      equation: String.raw`
        H = \nabla^2 f(x)
        |H| = \sqrt{H^2}
        \Delta = |H|^{-1} g
        x \leftarrow x - \eta\, \Delta`,
      step(x, g, { delta }, { lr }, { f }) {
        const H = hessianAt(f, x);
        const absH = absolute(H);
        solve(absH, g, delta);
        for (let i = 0; i < x.length; i++) {
          x[i] -= lr * delta[i];
        }
      },
    },
  },
  as: { fair: { lr: 1 } },
  numpy: 'x -= lr * np.linalg.solve(hessian(x), g)',
  separable: false,
  needs: 'hessian',
});
