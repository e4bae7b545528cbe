/** Gradients by hand: the slope of a network's loss along one of its numbers, from values of the loss alone, to hold backprop against. */
import { seeded } from '../random.ts';
import type { Batch, Network } from './net.ts';

/** The loss of a batch with `x[index]` moved by each of these. The network is the same afterwards as before. */
export function lossesAround(net: Network, batch: Batch, index: number, moves: readonly number[]): number[] {
  const here = net.x[index];
  const losses = moves.map((move) => {
    net.x[index] = here + move;
    return net.loss(batch);
  });
  net.x[index] = here;
  return losses;
}

/**
 * ∂f/∂x[index] by central differences, as in A4: (f(x + h) − f(x − h)) / 2h.
 *
 * Its error is h²/6 of the third derivative, and about ε·f/h from rounding, where ε is the arithmetic's: the smallest lies where the
 * two meet. A kink of ReLU between x − h and x + h adds up to half of the slope's jump there.
 */
export function numericalDerivative(net: Network, batch: Batch, index: number, h: number): number {
  const [above, below] = lossesAround(net, batch, index, [h, -h]);
  return (above - below) / (2 * h);
}

/** One slope by backprop, and by how much those from values are off, by the step between the values. */
export interface Check {
  backprop: number;
  /** |(f(x + h) − f(x − h)) / 2h − backprop| */
  central: number[];
  /** |(f(x + h) − f(x)) / h − backprop|: h/2 of the second derivative, and twice the rounding. */
  forward: number[];
}

/** Holds the slope along `x[index]`, as it stands in `net.g`, against values at each of these distances. */
export function check(net: Network, batch: Batch, index: number, steps: readonly number[]): Check {
  const backprop = net.g[index];
  const [middle, ...around] = lossesAround(net, batch, index, [0, ...steps.flatMap((h) => [h, -h])]);
  return {
    backprop,
    central: steps.map((h, k) => Math.abs((around[2 * k] - around[2 * k + 1]) / (2 * h) - backprop)),
    forward: steps.map((h, k) => Math.abs((around[2 * k] - middle) / h - backprop)),
  };
}

const length = (vector: readonly number[]) => Math.sqrt(vector.reduce((sum, part) => sum + part * part, 0));

/**
 * How far the numerical gradient is off along several numbers together, at each step: the length of the difference, in parts of the
 * gradient's own. So small slopes, which rounding hits hardest, count little.
 */
export function errors(off: readonly (readonly number[])[], gradient: readonly number[]): number[] {
  return off[0].map((_, k) => length(off.map((one) => one[k])) / length(gradient));
}

/** `perDecade` numbers for each power of ten, from `10 ** from` down to `10 ** to`. */
export function powersDown(from: number, to: number, perDecade: number): number[] {
  return Array.from({ length: (from - to) * perDecade + 1 }, (_, k) => 10 ** (from - k / perDecade));
}

/**
 * Some places in `x` from every layer, drawn by the seed, of those that the batch has a say in: a weight behind a pixel that is
 * always blank has a slope of exactly 0, by values too, which proves nothing.
 *
 * @param weights how many of each layer; `biases` likewise. Where a layer has fewer, all of them
 * @returns layer by layer, weights first, in rising order
 */
export function places({ layers, g }: Network, weights: number, biases: number, seed: number): number[] {
  const random = seeded(seed);
  const pick = (from: number, to: number, count: number) => {
    const left = Array.from({ length: to - from }, (_, k) => from + k).filter((index) => g[index] !== 0);
    const picked = Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)[0]);
    return picked.sort((a, b) => a - b);
  };
  return layers.flatMap(({ from, to, b }) => [...pick(from, to - b.length, weights), ...pick(to - b.length, to, biases)]);
}
