import { reach, smooth, smoothAt } from '../lib/network/smooth.ts';
import type { LayerStep, Snapshot } from '../lib/network/train.ts';
import type { News } from './driver.ts';
import type { Runner } from './experiment.ts';
import type { Restart } from './loop.ts';
import type { Recorded, RecordedTrack } from './recorded.ts';

/** How well a network did after update `t`. */
export interface Score {
  t: number;
  /** The share of right answers on images for training, and on images that it has not seen. */
  train: number;
  test: number;
  /** What it took each image of the test for. */
  said: Uint8Array;
}

export type End = { reason: 'done' | 'non-finite' | 'stopped' } | { reason: 'failed'; message: string };

/** All that is known of one runner: it grows with the news from there, and stays when whoever trains is gone. */
export interface Track {
  /** Which settings held from which update on: the first from update 1. */
  legs: { from: number; runner: Runner }[];
  /** losses[k] is the one after update k + 1; `smoothed` is the same as A4 draws it. */
  losses: number[];
  smoothed: number[];
  /** When that was, in milliseconds of the runner's own work. */
  times: number[];
  layers: { t: number; layers: LayerStep[] }[];
  scores: Score[];
  /** Where it was; with the algorithm's memory it is also a place to go on from. */
  snapshots: (Pick<Snapshot, 't' | 'x'> & Partial<Snapshot>)[];
  /** What computed it. */
  kernel?: string;
  end?: End;
}

export function newTrack(runner: Runner): Track {
  return { legs: [{ from: 1, runner }], losses: [], smoothed: [], times: [], layers: [], scores: [], snapshots: [] };
}

/** The settings that it runs with now. */
export const runnerOn = ({ legs }: Track): Runner => legs[legs.length - 1].runner;

/** Takes in what is heard. */
export function follow(track: Track, news: News): void {
  switch (news.type) {
    case 'kernel':
      track.kernel = news.name;
      return;
    case 'losses': {
      const { from, losses, took } = news;
      // After a restart the first updates are told once more, and are the same.
      const before = track.times[from - 2] ?? 0;
      losses.forEach((loss, k) => {
        track.losses[from - 1 + k] = loss;
        track.times[from - 1 + k] = before + (took * (k + 1)) / losses.length;
      });
      for (let k = Math.max(0, from - 1 - reach); k < track.losses.length; k++) track.smoothed[k] = smoothAt(track.losses, k);
      return;
    }
    case 'layers':
      put(track.layers, { t: news.t, layers: news.layers });
      return;
    case 'score':
      put(track.scores, { t: news.t, train: news.train, test: news.test, said: news.said });
      return;
    case 'snapshot':
      put(track.snapshots, news.snapshot);
      thin(track);
      return;
    case 'end':
      track.end = { reason: news.reason };
      return;
    case 'failed':
      track.end = { reason: 'failed', message: news.message };
  }
}

/** In the order of updates, one for each. */
function put<T extends { t: number }>(all: T[], one: T): void {
  const place = all.findLastIndex(({ t }) => t <= one.t);
  all.splice(all[place]?.t === one.t ? place : place + 1, all[place]?.t === one.t ? 1 : 0, one);
}

/** How many snapshots may keep the algorithm's memory, which is up to twice as large as the weights. */
const most = 8;

/** Where more keep it, every second gives it up; but not where settings changed, since no walk from an earlier one leads past that. */
function thin(track: Track): void {
  const whole = track.snapshots.filter(({ memory }) => memory);
  if (whole.length <= most) return;
  const border = (t: number) => track.legs.some(({ from }) => from === t + 1);
  const given = whole.slice(0, -1).filter(({ t }, k) => k % 2 === 1 && !border(t));
  track.snapshots = track.snapshots.map((one) => (given.includes(one) ? { t: one.t, x: one.x } : one));
}

/**
 * Goes back to the moment after update `at`, or to the last that there is, from where it is to go on with other settings.
 *
 * @returns where whoever trains has to start; nothing where that is the beginning
 */
export function goBack(track: Track, at: number, runner: Runner): Restart | undefined {
  const until = Math.min(at, track.losses.length);
  const before = track.legs.findLast(({ from }) => from <= Math.max(1, until))?.runner ?? runner;
  for (const values of [track.losses, track.smoothed, track.times]) values.length = until;
  for (let k = Math.max(0, until - reach); k < until; k++) track.smoothed[k] = smoothAt(track.losses, k);
  track.layers = track.layers.filter(({ t }) => t <= until);
  track.scores = track.scores.filter(({ t }) => t <= until);
  track.snapshots = track.snapshots.filter(({ t }) => t <= until);
  track.legs = [...track.legs.filter(({ from }) => from <= until), { from: until + 1, runner }];
  track.end = undefined;
  const snapshot = track.snapshots.findLast((one): one is Snapshot => one.memory !== undefined);
  return snapshot && { snapshot, runner: before, until };
}

/** A track that was written down. What it took is not known, nor is where it could be taken up again. */
export function fromRecord(runner: Runner, { losses, layers, scores }: RecordedTrack): Track {
  return {
    ...newTrack(runner),
    losses,
    smoothed: smooth(losses),
    layers,
    scores: scores.map(({ said = '', ...score }) => ({ ...score, said: Uint8Array.from(said, Number) })),
    end: { reason: 'done' },
  };
}

/** All tracks of a race that was written down, by the optimizer's id. */
export function tracksOf({ experiment, tracks }: Pick<Recorded, 'experiment' | 'tracks'>): Map<string, Track> {
  return new Map(experiment.runners.map((runner) => [runner.optimizer, fromRecord(runner, tracks[runner.optimizer])]));
}
