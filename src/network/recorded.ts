import type { LayerStep } from '../lib/network/train.ts';
import type { Experiment } from './experiment.ts';
import type { Score, Track } from './track.ts';

/** A race that was run once and written down: what a page shows before anybody has run it there. */
export interface Recorded {
  about: string;
  experiment: Experiment;
  /** Which images: those that are built in. */
  images: 'built-in';
  /** By the optimizer's id. Losses have six digits, all else four. */
  tracks: Record<string, RecordedTrack>;
}

export interface RecordedTrack {
  /** losses[k] is the one after update k + 1, on the batch of that update. */
  losses: number[];
  /** What updates did to each layer. */
  layers: { t: number; layers: LayerStep[] }[];
  /** The share of right answers; at the end also what the network took each image of the test for, a digit each. */
  scores: (Omit<Score, 'said'> & { said?: string })[];
}

const digits = (value: number, count: number) => Number(value.toPrecision(count));

/** A track as it is written down. */
export function toRecord({ losses, layers, scores }: Track): RecordedTrack {
  return {
    losses: losses.map((loss) => digits(loss, 6)),
    layers: layers.map(({ t, layers }) => ({
      t,
      layers: layers.map(({ gradient, rate }) => ({ gradient: digits(gradient, 4), rate: digits(rate, 4) })),
    })),
    scores: scores.map(({ t, train, test, said }, i) => ({ t, train, test, ...(i === scores.length - 1 && { said: said.join('') }) })),
  };
}
