/** What cells make, in the network: with a sandbox that runs here. */
import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { optimizer } from '../src/catalog.ts';
import type { Trouble } from '../src/cells/protocol.ts';
import { teach } from '../src/cells/training.ts';
import { digits } from '../src/lib/network/digits.ts';
import { readableKernel } from '../src/lib/network/kernel.ts';
import type { Sketch } from '../src/lib/optimizer.ts';
import { type Assignment, forGuests, type News } from '../src/network/driver.ts';
import type { Experiment } from '../src/network/experiment.ts';
import { training } from '../src/network/loop.ts';
import { localSource, type Store, serve } from '../src/network/store.ts';
import { type FakeKernel, fakeKernel } from './kernel.ts';

const adam = optimizer('adam');
const store: Store = { train: digits(40, 1), test: digits(20, 2) };

const runner = { optimizer: 'adam~mine', hyper: adam.hyper, schedule: 'cosine' };
const experiment: Experiment = {
  ...{ seed: 3, iterations: 12, batch: 4, activation: 'relu', weightDecay: 0.01, starts: 'same' },
  runners: [runner],
};

let kernel: FakeKernel;
let complaints: [string, Trouble][];
beforeEach(() => {
  kernel = fakeKernel();
  complaints = [];
  teach(kernel, { complain: (...one) => complaints.push(one) });
});

/** What is heard until nothing more will be; `meddle` may do something after each. */
function heard(assignment: Assignment = { experiment, runner }, meddle = (_: News) => {}): Promise<News[]> {
  const { port1, port2 } = new MessageChannel();
  serve(store, port2);
  const all: News[] = [];
  return new Promise((resolve) =>
    forGuests()(assignment, port1, (news) => {
      all.push(news);
      meddle(news);
      if (news.type === 'end' || news.type === 'failed') resolve(all);
    }),
  );
}

/** What was heard, for comparing: but for how long it took, which is never the same, and with a hash for long arrays. */
const plain = (all: News[]) =>
  all.map((news) => {
    if (news.type === 'losses') return { ...news, losses: [...news.losses], took: 0 };
    if (news.type !== 'snapshot') return news;
    const { t, x, memory } = news.snapshot;
    return { t, x: hash(x), ...Object.fromEntries(Object.entries(memory).map(([name, vector]) => [name, hash(vector)])) };
  });
const hash = (numbers: ArrayLike<number>) => createHash('sha1').update(Float64Array.from(numbers)).digest('hex');

test('an algorithm trains as its text does outside of the sandbox, bit for bit', async () => {
  kernel.make('adam', adam);
  const outside: News[] = [{ type: 'kernel', name: 'TypeScript' }];
  for await (const report of training(experiment, runner, adam as Sketch, readableKernel(), localSource(store))) outside.push(report);
  const inside = await heard();
  expect(plain(inside)).toEqual(plain(outside));
  expect(inside.map(({ type }) => type)).toEqual(['kernel', 'snapshot', 'score', 'losses', 'losses', 'snapshot', 'score', 'end']);
});

test('one that asks for the gradient elsewhere than where it is trains there as well, bit for bit', async () => {
  const nesterov = optimizer('nesterov');
  const runner = { optimizer: 'nesterov~mine', hyper: nesterov.hyper, schedule: 'constant' };
  const own = { ...experiment, runners: [runner] };
  kernel.make('nesterov', nesterov);
  const outside: News[] = [{ type: 'kernel', name: 'TypeScript' }];
  for await (const report of training(own, runner, nesterov as Sketch, readableKernel(), localSource(store))) outside.push(report);
  expect(plain(await heard({ experiment: own, runner }))).toEqual(plain(outside));
});

test('one that changes meanwhile goes on as it began, and the next one is the new', async () => {
  kernel.make('adam', adam);
  const before = await heard();
  const same = await heard(undefined, ({ type }) => type === 'kernel' && kernel.make('adam', { ...adam, step: () => {} }));
  expect(plain(same)).toEqual(plain(before));
  const losses = (all: News[]) => all.flatMap((news) => (news.type === 'losses' ? [...news.losses] : []));
  expect(losses(await heard())).not.toEqual(losses(before));
});

test('a failure says what is wrong, where, and what to do, to the figure and to the cell', async () => {
  kernel.make('adam', {
    ...adam,
    step() {
      throw new TypeError('m is not defined');
    },
  });
  expect((await heard()).at(-1)).toEqual({ type: 'failed', message: 'TypeError: m is not defined (line 3)' });
  expect(complaints).toEqual([
    ['adam', { name: 'TypeError', message: 'm is not defined', frames: [{ cell: 'adam', line: 3, column: 1 }] }],
  ]);

  const trouble: Trouble = { name: 'Stopped', message: 'a loop may have no end', hint: 'Edit it.', frames: [] };
  kernel.train = (_training, _images, hear) => {
    queueMicrotask(() => hear({ type: 'failed', trouble, blames: false }));
    return { pause() {}, resume() {}, stop() {} };
  };
  expect(await heard()).toEqual([{ type: 'failed', message: 'Stopped: a loop may have no end. Edit it.' }]);
  // The cell has been told already, or has done nothing.
  expect(complaints).toHaveLength(1);
});
