import { expect, test } from 'vitest';
import { smooth } from '../lib/network/smooth.ts';
import type { Snapshot } from '../lib/network/train.ts';
import type { Runner } from './experiment.ts';
import { toRecord } from './recorded.ts';
import { follow, fromRecord, goBack, newTrack, runnerOn, type Track } from './track.ts';

const slow: Runner = { optimizer: 'adam', hyper: { lr: 0.001 }, schedule: 'constant' };
const fast: Runner = { ...slow, hyper: { lr: 0.01 } };
const snapshot = (t: number): Snapshot => ({ t, x: [t], memory: {} });
const lossAt = (t: number) => 2 / t + Math.sin(t) / 50;

/** What is heard of ten updates at a time, with a snapshot every `every`. */
function run(track: Track, from: number, to: number, every = 20) {
  for (let t = from; t <= to; t += 10) {
    const losses = Float64Array.from({ length: Math.min(10, to - t + 1) }, (_, k) => lossAt(t + k));
    follow(track, { type: 'losses', from: t, losses, took: 20 });
    follow(track, { type: 'layers', t: t + 9, layers: [{ gradient: 1, rate: 0.1 }] });
    if ((t + 9) % every === 0) follow(track, { type: 'snapshot', snapshot: snapshot(t + 9) });
    if ((t + 9) % every === 0) follow(track, { type: 'score', t: t + 9, train: 0.9, test: 0.8, said: Uint8Array.of(7, 1) });
  }
}

function trained(): Track {
  const track = newTrack(slow);
  follow(track, { type: 'kernel', name: 'TypeScript' });
  follow(track, { type: 'snapshot', snapshot: snapshot(0) });
  run(track, 1, 100);
  return track;
}

test('a track grows with what is heard, and is smoothed as a whole would be', () => {
  const track = trained();
  expect(track.losses).toEqual(Array.from({ length: 100 }, (_, k) => lossAt(k + 1)));
  expect(track.smoothed).toEqual(smooth(track.losses));
  expect(track.times[0]).toBe(2);
  expect(track.times[99]).toBe(200);
  expect(track.kernel).toBe('TypeScript');
  expect(track.end).toBeUndefined();
  follow(track, { type: 'end', t: 100, reason: 'done' });
  expect(track.end).toEqual({ reason: 'done' });
});

test('a failure ends it, and what it had stays', () => {
  const track = trained();
  follow(track, { type: 'failed', message: 'step is not a function' });
  expect(track.end).toEqual({ reason: 'failed', message: 'step is not a function' });
  expect(track.losses).toHaveLength(100);
});

test('to go back is to start from the last snapshot, with the settings of that time up to the moment that is meant', () => {
  const track = trained();
  expect(goBack(track, 57, fast)).toEqual({ snapshot: snapshot(40), runner: slow, until: 57 });
  expect(track.losses).toHaveLength(57);
  expect(track.smoothed).toEqual(smooth(track.losses));
  expect(track.snapshots.map(({ t }) => t)).toEqual([0, 20, 40]);
  expect(track.scores.map(({ t }) => t)).toEqual([20, 40]);
  expect(runnerOn(track)).toBe(fast);
});

test('what is told once more after a restart is not told twice', () => {
  const track = trained();
  goBack(track, 57, fast);
  const times = [...track.times];
  run(track, 41, 50);
  expect(track.losses).toHaveLength(57);
  expect(track.layers.map(({ t }) => t)).toEqual([10, 20, 30, 40, 50]);
  expect(track.times).toEqual(times);
  follow(track, { type: 'snapshot', snapshot: snapshot(40) });
  expect(track.snapshots.map(({ t }) => t)).toEqual([0, 20, 40]);
});

test('whoever goes back twice finds the settings of each stretch', () => {
  const track = trained();
  goBack(track, 57, fast);
  follow(track, { type: 'snapshot', snapshot: snapshot(57) });
  run(track, 58, 97);
  follow(track, { type: 'snapshot', snapshot: snapshot(77) });
  expect(goBack(track, 80, slow)).toEqual({ snapshot: snapshot(77), runner: fast, until: 80 });
  expect(goBack(track, 30, fast)).toEqual({ snapshot: snapshot(20), runner: slow, until: 30 });
  expect(goBack(track, 0, fast)).toEqual({ snapshot: snapshot(0), runner: slow, until: 0 });
});

test('of many snapshots all keep the weights, and a few the memory: the first, the last, and where settings changed', () => {
  const track = trained();
  goBack(track, 57, fast);
  for (const t of [57, ...Array.from({ length: 40 }, (_, k) => 60 + 5 * k)]) follow(track, { type: 'snapshot', snapshot: snapshot(t) });
  const whole = track.snapshots.filter(({ memory }) => memory).map(({ t }) => t);
  expect(whole.length).toBeLessThanOrEqual(8);
  expect(whole.length).toBeGreaterThan(4);
  expect(whole).toEqual(expect.arrayContaining([0, 57, 255]));
  expect(track.snapshots).toHaveLength(3 + 41);
  for (const { t, x } of track.snapshots) expect(x).toEqual(snapshot(t).x);
  run(track, 58, 100);
  const from = whole.findLast((t) => t <= 99) as number;
  expect(goBack(track, 99, slow)).toEqual({ snapshot: snapshot(from), runner: fast, until: 99 });
});

test('there is no way back further than it has come', () => {
  const track = newTrack(slow);
  expect(goBack(track, 50, fast)).toBeUndefined();
  follow(track, { type: 'snapshot', snapshot: snapshot(0) });
  expect(goBack(track, 50, fast)).toMatchObject({ until: 0 });
});

test('a track that is written down comes back, but for its times and snapshots', () => {
  const track = trained();
  const back = fromRecord(slow, JSON.parse(JSON.stringify(toRecord(track))));
  back.losses.forEach((loss, k) => {
    expect(loss).toBeCloseTo(track.losses[k], 5);
  });
  expect(back.smoothed).toEqual(smooth(back.losses));
  expect(back.scores.map(({ t, said }) => [t, said.length])).toEqual([20, 40, 60, 80, 100].map((t) => [t, t === 100 ? 2 : 0]));
  expect(back.scores.at(-1)?.said).toEqual(Uint8Array.of(7, 1));
  expect(back.layers).toEqual(track.layers);
});
