/** What a warm-up is for: how far apart Adam's rates are while it has seen few gradients, and what RAdam makes of them. */
import { normal } from './network/initial.ts';
import adam from './optimizers/adam.ts';
import radam from './optimizers/radam.ts';

const still = { value: () => 0, gradient() {} };

/** RAdam's factor at each update from 1 to `steps`, taken from its own step; 0 where it divides by nothing. */
export function factors(beta2: number, steps: number): number[] {
  const [x, m, v] = [0, 0, 0].map((zero) => Float64Array.of(zero));
  // On a steady slope of 2 Adam's stride is 1, RAdam's is its factor, and a stride that is not divided is 2.
  return Array.from({ length: steps }, (_, k) => {
    x[0] = 0;
    radam.step(x, [2], { m, v }, { ...radam.hyper, lr: 1, beta2, eps: 0 }, { t: k + 1, f: still });
    return -x[0] > 1 + 1e-9 ? 0 : -x[0];
  });
}

/** Of many numbers: the one that a tenth of all are below, the middle one, and the one that a tenth are above. */
export interface Spread {
  low: number;
  middle: number;
  high: number;
}

/**
 * Adam's rate 1/√v̂ at each update, for as many weights as `weights`, whose gradients are drawn from one normal distribution
 * around 0: all should have the same rate, 1, in units of the distribution's own.
 */
export function rates(beta2: number, steps: number, weights: number, seed = 1): Spread[] {
  const random = normal(seed);
  const [x, g, m, v] = Array.from({ length: 4 }, () => new Float64Array(weights));
  return Array.from({ length: steps }, (_, k) => {
    x.fill(0);
    for (let i = 0; i < weights; i++) g[i] = random();
    // Without a memory of g a step is the gradient times the rate.
    adam.step(x, g, { m, v }, { ...adam.hyper, lr: 1, beta1: 0, beta2, eps: 0 }, { t: k + 1, f: still });
    const sorted = x.map((step, i) => -step / g[i]).sort();
    const at = (share: number) => sorted[Math.round(share * (weights - 1))];
    return { low: at(0.1), middle: at(0.5), high: at(0.9) };
  });
}
