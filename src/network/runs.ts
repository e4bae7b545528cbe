/** What was run beforehand, and on which images. For build time: the page has it in its HTML. */

import { builtIn } from './digits.ts';
import { scored } from './experiment.ts';
import type { Recorded } from './recorded.ts';
import seedsFile from './runs/a3-seeds.json';
import file from './runs/a4-mnist.json';
import type { RecordedSeeds } from './seeds.ts';
import { fromRecord, type Track } from './track.ts';

export const a4Mnist = file as Recorded;
export const a3Seeds = seedsFile as RecordedSeeds;

/** Its tracks by the optimizer's id. */
export function recordedTracks(): Map<string, Track> {
  const { experiment, tracks } = a4Mnist;
  return new Map(experiment.runners.map((runner): [string, Track] => [runner.optimizer, fromRecord(runner, tracks[runner.optimizer])]));
}

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
