/** Takes the gradient of A4's network by hand, at some places in it. The page's worker and the tests run this. */
import { type Check, check, places, powersDown } from '../lib/network/check.ts';
import { digits } from '../lib/network/digits.ts';
import { initialise } from '../lib/network/initial.ts';
import { readableKernel } from '../lib/network/kernel.ts';
import { type Architecture, network, parameters } from '../lib/network/net.ts';
import { initialFor, sizes } from './experiment.ts';

/** What a check starts from: the seed gives the weights, the digits and the places. */
export interface Setup {
  seed: number;
  activation: Architecture['activation'];
}

export const firstSetup: Setup = { seed: 1, activation: 'relu' };

/** Digits in the batch, and numbers from each layer: few, so that a check takes a second or two. */
export const batchSize = 8;
export const perLayer = { weights: 4, biases: 1 };

/** The arithmetic, and the distances h that make sense in it: in single precision x + h is x for much less than the last. */
export const precisions = {
  double: { Numbers: Float64Array, steps: powersDown(-1, -14, 3) },
  single: { Numbers: Float32Array, steps: powersDown(-1, -8, 3) },
} as const;
export type Precision = keyof typeof precisions;

/** Losses that the whole gradient takes by values. */
export const passes = 2 * parameters(sizes);

/** One number of the network, and how far its slopes from values are off. */
export interface Found extends Check {
  index: number;
}

/** How long the network takes for the loss of the batch, and for the loss with its gradient: in milliseconds. */
export interface Times {
  loss: number;
  gradient: number;
}

/** What is heard of a check: its beginning, then each number; in double precision also times, better from one to the next. */
export type Finding =
  /** How many numbers will be checked; and how many slopes are exactly 0, and of how many. */
  { type: 'begun'; places: number; zeros: number; of: number } | { type: 'times'; times: Times } | { type: 'found'; found: Found };

/** The network with its gradient for the batch, and the places in it at which that is checked. */
export function prepared({ seed, activation }: Setup, precision: Precision) {
  const net = network(readableKernel(precisions[precision].Numbers), { sizes, activation, weightDecay: 0 }, batchSize);
  initialise(net, initialFor[activation], seed);
  const { images: inputs, labels } = digits(batchSize, seed);
  const batch = { inputs, labels };
  net.gradient(batch);
  return { net, batch, chosen: places(net, perLayer.weights, perLayer.biases, seed) };
}

/**
 * A check from its beginning to its end, one number of the network after the other. An engine that has met both precisions is half
 * as fast in either, so a page has a worker for each.
 */
export function* checking(setup: Setup, precision: Precision): Generator<Finding> {
  const { net, batch, chosen } = prepared(setup, precision);
  const { steps } = precisions[precision];
  const zeros = Array.from(net.g).filter((slope) => slope === 0).length;
  yield { type: 'begun', places: chosen.length, zeros, of: net.g.length };
  const times = { loss: Number.POSITIVE_INFINITY, gradient: Number.POSITIVE_INFINITY };
  for (const index of chosen) {
    yield { type: 'found', found: { index, ...check(net, batch, index, steps) } };
    if (precision === 'single') continue;
    // By turns and again and again: the shortest times are those that were disturbed the least.
    times.loss = Math.min(
      times.loss,
      timed(() => net.loss(batch)),
    );
    times.gradient = Math.min(
      times.gradient,
      timed(() => net.gradient(batch)),
    );
    yield { type: 'times', times: { ...times } };
  }
}

/** How long something takes, in milliseconds: a mean over so long that a clock of whole milliseconds will do. */
function timed(what: () => void): number {
  const begun = performance.now();
  let [count, took] = [0, 0];
  while (took < 12) {
    what();
    count++;
    took = performance.now() - begun;
  }
  return took / count;
}

/** Where a number stands: in which layer, counted from 1, and there as a weight between two neurons or the bias of one. */
export interface Place {
  layer: number;
  from?: number;
  to: number;
}

export function placeOf(index: number): Place {
  let rest = index;
  for (const [i, to] of sizes.slice(1).entries()) {
    const weights = sizes[i] * to;
    if (rest < weights) return { layer: i + 1, from: Math.floor(rest / to), to: rest % to };
    if (rest < weights + to) return { layer: i + 1, to: rest - weights };
    rest -= weights + to;
  }
  throw new RangeError(`The network has ${parameters(sizes)} numbers, and none at ${index}`);
}
