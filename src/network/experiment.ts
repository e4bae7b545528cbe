import type { Initial } from '../lib/network/initial.ts';
import type { Architecture } from '../lib/network/net.ts';
import type { Hyper } from '../lib/optimizer.ts';

/** One optimizer in the race, with what is its own there. */
export interface Runner {
  /** Its id in the catalog. */
  optimizer: string;
  /** Every setting that it has. */
  hyper: Hyper;
  /** The way of writing the update; its own unless named. */
  form?: string;
  /** The id of what becomes of its step size (see `lib/schedule.ts`). */
  schedule: string;
}

/** A race of optimizers through one network: a plain value, from which everything follows, bit for bit. */
export interface Experiment {
  seed: number;
  /** Updates of each. */
  iterations: number;
  /** Images that an update sees, drawn with replacement. */
  batch: number;
  activation: Architecture['activation'];
  weightDecay: number;
  /** How long a gradient may be; any length unless named. */
  clip?: number;
  /** Whether all start from the same random weights, or each from its own, as in A4. */
  starts: 'same' | 'own';
  runners: Runner[];
}

/** Images of 28 × 28, four hidden layers, ten digits. */
export const sizes = [784, 100, 100, 100, 100, 10] as const;

/** How often it is noted what an update does to each layer; how well the network does; and all that it is. In iterations. */
export const every = { layers: 20, score: 100, snapshot: 100 };

/** How many images a score is taken over, of those for training and of those for testing. */
export const scored = 1000;

/** What is told of a training on its way. What it comes to does not depend on that. */
export interface Notes {
  every: typeof every;
  scored: number;
}

export const limits = {
  seed: { min: 0, max: 999_999 },
  iterations: { min: 100, max: 20_000 },
  weightDecay: { min: 0, max: 1 },
  /** 0 stands for no limit. */
  clip: { min: 0, max: 1000 },
};

export const isWhole = (key: keyof typeof limits): boolean => key === 'seed' || key === 'iterations';

/** The weights that belong to an activation. */
export const initialFor: Record<Architecture['activation'], Initial> = { relu: 'he', sigmoid: 'xavier' };

/** The seed of a runner's first weights. */
export function startSeed({ seed, starts }: Experiment, id: string): number {
  if (starts === 'same') return seed;
  // A reader's own starts where the one does that it was made from.
  const [name] = id.split('~');
  // Far from each other, and from the seeds that a reader tries, whatever the ids are (FNV-1a).
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return (hash ^ seed) >>> 0;
}
