import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Snapshot } from '../lib/network/train.ts';
import type { Restart } from '../network/loop.ts';
import type { Order } from './kernel/messages.ts';
import type { Told, Training, TrainingNews, Trouble } from './protocol.ts';
import { course, type Trainings, trainings } from './trainings.ts';

const runner = { optimizer: 'adam~mine', hyper: { lr: 0.1 }, schedule: 'constant' };
const training: Training = {
  ...{ optimizer: 'adam', cell: 'adam', runner },
  experiment: { seed: 1, iterations: 215, batch: 128, activation: 'relu', weightDecay: 0, starts: 'same', runners: [runner] },
};
const restart: Restart = { snapshot: { t: 100, x: [], memory: {} }, runner: { ...runner, hyper: { lr: 0.2 } }, until: 130 };

const kernel: Told = { type: 'kernel', name: 'TypeScript' };
const losses = (from: number, count = 10): Told => ({ type: 'losses', from, losses: new Float64Array(count), took: 1 });
const layers = (t: number): Told => ({ type: 'layers', t, layers: [] });
const score = (t: number): Told => ({ type: 'score', t, train: 0, test: 0, said: new Uint8Array(0) });
const snapshot = (t: number): Told & { snapshot: Snapshot } => ({ type: 'snapshot', snapshot: { t, x: [], memory: {} } });
const end = (t: number, reason: 'done' | 'non-finite'): Told => ({ type: 'end', t, reason });

/** What an honest training says from an update to another, both its own. */
function between(from: number, to: number, total = 215): Told[] {
  const all: Told[] = [];
  for (let t = from - 1; t < to; ) {
    const count = Math.min(10, total - t);
    all.push(losses(t + 1, count));
    t += count;
    if (t % 20 === 0) all.push(layers(t));
    if (t % 100 === 0 || t === total) all.push(snapshot(t), score(t));
  }
  return all;
}

describe('the course of a training', () => {
  const fits = (all: Told[], from?: Restart) => {
    const isNext = course({ ...training, restart: from });
    return all.findIndex((news) => !isNext(news));
  };

  test.each<[string, Told[], Restart?]>([
    ['from the beginning to the end', [kernel, snapshot(0), score(0), ...between(1, 215), end(215, 'done')]],
    ['to a loss that is no number', [kernel, snapshot(0), score(0), ...between(1, 30), losses(31, 4), end(35, 'non-finite')]],
    ['to one at the beginning of a stride', [kernel, snapshot(0), score(0), losses(1, 0), end(1, 'non-finite')]],
    [
      'from a snapshot, over the place where settings change',
      [kernel, losses(101), losses(111), snapshot(113), layers(120)],
      { ...restart, until: 113 },
    ],
    ['from its last update', [kernel, end(215, 'done')], { ...restart, snapshot: { ...restart.snapshot, t: 215 }, until: 215 }],
  ])('%s', (_, all, from) => {
    expect(fits(all, from)).toBe(-1);
  });

  test.each<[string, Told[], Restart?]>([
    ['a second kernel', [kernel, kernel]],
    ['losses from further on', [losses(2)]],
    ['losses once more', [losses(1), losses(1)]],
    ['losses without end', [losses(1, 0), losses(1, 0)]],
    ['more losses than updates', [...between(1, 215), losses(216, 1)]],
    ['layers of what is still to come', [losses(1), layers(20)]],
    ['layers at any time', [losses(1), layers(10)]],
    ['layers once more', [losses(1, 20), layers(20), layers(20)]],
    ['a score at any time', [losses(1), score(10)]],
    ['a snapshot once more', [snapshot(0), snapshot(0)]],
    ['how it began, of one that did not begin here', [snapshot(0)], restart],
    ['an end too early', [losses(1), end(10, 'done')]],
    ['an end elsewhere', [losses(1), end(15, 'non-finite')]],
  ])('has no place for %s', (_, all, from) => {
    expect(fits(all, from)).toBe(all.length - 1);
  });
});

describe('a training in the sandbox', () => {
  let orders: [Order, MessagePort[] | undefined][];
  let heard: TrainingNews[];
  let images: MessageChannel;
  let school: Trainings;
  beforeEach(() => {
    orders = [];
    heard = [];
    images = new MessageChannel();
    school = trainings((order, ports) => orders.push([order, ports]));
  });
  afterEach(() => {
    for (const port of [images.port1, images.port2, ...orders.flatMap(([, ports]) => ports ?? [])]) port.close();
  });
  const begin = (own: Training = training) => school.begin(1, own, images.port1, (news) => heard.push(news));
  const tell = (...all: Told[]) => {
    for (const news of all) school.told(1, news);
  };
  const asked = () => orders.map(([{ type }]) => type);
  /** Where the last one was told to start. */
  const restarted = () => orders.flatMap(([order]) => (order.type === 'train' ? [order.training] : [])).at(-1)?.restart;

  test('gets a port of its own to the images, and gives it back', async () => {
    begin();
    const [[order, ports]] = orders;
    expect(order).toEqual({ type: 'train', id: 1, training });
    const given = await new Promise<MessagePort>((resolve) => {
      images.port2.onmessage = ({ ports }) => resolve(ports[0]);
    });
    const told = new Promise((resolve) => {
      given.onmessage = ({ data }) => resolve(data);
    });
    ports?.[0].postMessage('through');
    expect(await told).toBe('through');
    given.close();
  });

  test('is heard to its end, and not after it', () => {
    begin();
    const all = [kernel, snapshot(0), score(0), ...between(1, 215), end(215, 'done')];
    tell(...all, kernel, losses(1));
    expect(heard).toEqual(all);
    expect(asked()).toEqual(['train', 'stop']);
  });

  test('is not heard when it was stopped, and does as it is told until then', () => {
    const driver = begin();
    driver.pause();
    driver.resume();
    driver.stop();
    driver.stop();
    driver.pause();
    tell(kernel);
    expect(heard).toEqual([]);
    expect(asked()).toEqual(['train', 'pause', 'resume', 'stop']);
  });

  test('that says what it should not is ended', () => {
    begin();
    tell(kernel, losses(5), losses(1));
    expect(heard).toEqual([kernel, { type: 'failed', blames: true, trouble: expect.objectContaining({ name: 'Not readable' }) }]);
    expect(asked()).toEqual(['train', 'stop']);
  });

  test('goes on from its last snapshot in a new sandbox, paused if it was', () => {
    const driver = begin();
    tell(kernel, snapshot(0), score(0), ...between(1, 140));
    driver.pause();
    school.again();
    expect(asked()).toEqual(['train', 'pause', 'train', 'pause']);
    expect(restarted()).toEqual({ snapshot: { t: 100, x: [], memory: {} }, runner, until: 100 });
    tell(kernel, ...between(101, 215), end(215, 'done'));
    expect(heard.at(-1)).toEqual(end(215, 'done'));
  });

  test('begins anew where it has not got anywhere yet', () => {
    begin();
    school.again();
    expect(restarted()).toBeUndefined();
    tell(kernel, snapshot(0), score(0));
    school.again();
    expect(restarted()).toMatchObject({ snapshot: { t: 0 }, until: 0 });
  });

  test('goes on with the settings that held where it goes on', () => {
    begin({ ...training, restart });
    tell(kernel, losses(101), losses(111), layers(120));
    school.again();
    expect(restarted()).toEqual(restart);
    tell(kernel, losses(101), losses(111), layers(120), losses(121), snapshot(130));
    school.again();
    expect(restarted()).toMatchObject({ snapshot: { t: 130 }, runner: { hyper: { lr: 0.1 } }, until: 130 });
  });

  test('does not go on with other code than it began with', () => {
    begin();
    // As all cells do in a new sandbox, before anything trains with their code.
    school.ran('adam');
    tell(kernel, snapshot(0));
    school.ran('momentum');
    school.again();
    expect(asked()).toEqual(['train', 'train']);
    school.ran('adam');
    tell(kernel);
    school.ran('adam');
    school.again();
    expect(heard.at(-1)).toEqual({
      type: 'failed',
      blames: false,
      trouble: expect.objectContaining({ message: expect.stringContaining('has run again'), hint: expect.stringContaining('any point') }),
    });
    expect(asked()).toEqual(['train', 'train', 'stop']);
  });

  test('ends with its cell, or with all, and says why when it is time to', () => {
    const trouble: Trouble = { name: 'Stopped', message: 'no end', frames: [] };
    begin();
    school.end(trouble, ['momentum'])();
    expect(heard).toEqual([]);
    const say = school.end(trouble, ['adam']);
    expect([heard, asked()]).toEqual([[], ['train', 'stop']]);
    say();
    expect(heard).toEqual([{ type: 'failed', trouble, blames: false }]);
    school.end(trouble)();
    expect(heard).toHaveLength(1);
  });
});
