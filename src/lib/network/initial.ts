import { seeded } from '../random.ts';
import type { Network } from './net.ts';
import { ln } from './portable.ts';

/** Numbers of a normal distribution with mean 0 and deviation 1, the same in every run (Marsaglia's polar method). */
export function normal(seed: number): () => number {
  const random = seeded(seed);
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const [u, v] = [2 * random() - 1, 2 * random() - 1];
      const square = u * u + v * v;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * ln(square)) / square);
      spare = v * factor;
      return u * factor;
    }
  };
}

/** The deviation of the first weights of a layer, so that signals neither die nor blow up on their way through many. */
export const deviations = {
  /** √(2/n), for ReLU, which lets half of the signal through (He and others, 2015). */
  he: (inputs: number) => Math.sqrt(2 / inputs),
  /** √(1/n), for sigmoid and tanh (Glorot & Bengio, 2010, for layers of one width). */
  xavier: (inputs: number) => Math.sqrt(1 / inputs),
};
export type Initial = keyof typeof deviations;

/** Random weights for every layer, and biases of 0. The same seed gives the same ones. */
export function initialise(net: Network, initial: Initial, seed: number): void {
  const random = normal(seed);
  for (const { W, b } of net.layers) {
    const deviation = deviations[initial](W.rows);
    for (let k = 0; k < W.data.length; k++) W.data[k] = deviation * random();
    b.fill(0);
  }
}
