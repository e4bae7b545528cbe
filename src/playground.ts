/** The cells that the playground opens with. */

/** An algorithm with everything that one may want to change. */
export const blankOptimizer = `import { sketch, zeros } from '../optimizer.ts';

export default sketch({
  name: 'Mine',
  hyper: { lr: 0.1, beta1: 0.8 },
  // What is remembered from step to step: vectors as long as x.
  init: (x) => ({ m: zeros(x) }),
  // x is where we are, g the slope there. The step moves x.
  step(x, g, { m }, { lr, beta1 }, { t }) {
    for (let i = 0; i < x.length; i++) {
      m[i] = beta1 * m[i] + g[i];
      x[i] -= lr * Math.sign(m[i]);
    }
  },
});`;

/** A surface with its slopes, as one would write it by hand. */
export const blankObjective = `import { byDifferences } from '../differences.ts';
import { evenly } from '../objective.ts';

export default byDifferences({
  name: 'My surface',
  formula: String.raw\`x^2/4 + y^2/2 + \\sin 2x\`,
  value: (x, y) => x ** 2 / 4 + y ** 2 / 2 + Math.sin(2 * x),
  // Leave it out, and slopes are central differences as well.
  gradient: (x, y) => [x / 2 + 2 * Math.cos(2 * x), y],
  view: { x: [-6, 6], y: [-4, 4] },
  minima: [],
  start: [-4, 3],
  levels: evenly(-0.5, 14.5, 16),
});`;

/** The slopes against the values: run again whenever the surface is. */
export const check = `import { gradientCheck } from '../gradient-check.ts';

gradientCheck(mySurface)`;
