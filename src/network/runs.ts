/** What was run beforehand, and on which images. For build time: the page has it in its HTML. */

import { builtIn } from './digits.ts';
import { scored } from './experiment.ts';
import type { Recorded } from './recorded.ts';
import seedsFile from './runs/a3-seeds.json';
import file from './runs/a4-mnist.json';
import type { RecordedSeeds } from './seeds.ts';
import { type Track, tracksOf } from './track.ts';

export const a4Mnist = file as Recorded;
export const a3Seeds = seedsFile as RecordedSeeds;

/** Its tracks by the optimizer's id. */
export const recordedTracks = (): Map<string, Track> => tracksOf(a4Mnist);

export function recordedRace() {
  const { images, labels } = builtIn().test;
  return {
    experiment: a4Mnist.experiment,
    tracks: recordedTracks(),
    /** Whose mistakes are shown. */
    focus: 'adam',
    images,
    labels: labels.subarray(0, scored),
  };
}
