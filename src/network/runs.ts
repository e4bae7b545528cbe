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

export function recordedRace() {
  const { experiment, tracks } = a4Mnist;
  const { images, labels } = builtIn().test;
  return {
    experiment,
    tracks: new Map(experiment.runners.map((runner): [string, Track] => [runner.optimizer, fromRecord(runner, tracks[runner.optimizer])])),
    /** Whose mistakes are shown. */
    focus: 'adam',
    images,
    labels: labels.subarray(0, scored),
  };
}
