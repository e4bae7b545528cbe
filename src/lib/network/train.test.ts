import { describe, expect, test } from 'vitest';
import type { Optimizer } from '../optimizer.ts';
import adam from '../optimizers/adam.ts';
import momentum from '../optimizers/momentum.ts';
import nesterov from '../optimizers/nesterov.ts';
import rmsprop from '../optimizers/rmsprop.ts';
import { seeded } from '../random.ts';
import { schedules } from '../schedule.ts';
import { initialise } from './initial.ts';
import { readableKernel } from './kernel.ts';
import { type Batch, network } from './net.ts';
import { type Settings, type Training, train } from './train.ts';

const sizes = [6, 5, 4, 3];

function batchOf(t: number): Batch {
  const random = seeded(t);
  return {
    inputs: Float32Array.from({ length: 42 }, random),
    labels: Uint8Array.from({ length: 7 }, () => Math.floor(3 * random())),
  };
}

function setUp(optimizer: Optimizer, settings: Partial<Settings> = {}, seed = 1, kernel = readableKernel()) {
  const net = network(kernel, { sizes, activation: 'relu', weightDecay: 0.01 });
  initialise(net, 'he', seed);
  return { net, run: train(net, optimizer, { hyper: { lr: 0.02 }, schedule: schedules.constant, total: 40, ...settings }) };
}

const losses = (run: Training, count: number) => Array.from({ length: count }, () => run.iterate(batchOf(run.t + 1)));

describe.each([
  ['Adam', adam],
  ['Momentum', momentum],
  // It asks for the gradient elsewhere than where the network is.
  ['Nesterov', nesterov],
])('%s', (_name, record) => {
  const optimizer = record as Optimizer;

  test('goes the same way again from the same seed, and another from another', () => {
    const whole = losses(setUp(optimizer).run, 40);
    expect(losses(setUp(optimizer).run, 40)).toEqual(whole);
    expect(losses(setUp(optimizer, {}, 2).run, 40)).not.toEqual(whole);
    expect(whole[39]).toBeLessThan(whole[0]);
  });

  test('goes on from a snapshot as if it had never stopped', () => {
    const whole = losses(setUp(optimizer).run, 40);
    const first = setUp(optimizer).run;
    losses(first, 17);
    const snapshot = first.snapshot();
    // What comes later leaves the snapshot as it is.
    losses(first, 5);
    const second = setUp(optimizer, {}, 99).run;
    second.restore(snapshot);
    expect(second.t).toBe(17);
    expect(losses(second, 23)).toEqual(whole.slice(17));
  });

  test('is watched without being disturbed', () => {
    const plain = setUp(optimizer);
    const watched = setUp(optimizer);
    for (let k = 0; k < 10; k++) {
      const { loss, layers } = watched.run.watch(batchOf(watched.run.t + 1));
      expect(loss).toBe(plain.run.iterate(batchOf(plain.run.t + 1)));
      expect(layers).toHaveLength(3);
    }
    expect(watched.net.x).toEqual(plain.net.x);
  });
});

test('with gradient descent as momentum without memory, each layer’s rate in effect is lr', () => {
  const { run } = setUp(momentum as Optimizer, { hyper: { lr: 0.25, beta1: 0 } });
  for (const { gradient, rate } of run.watch(batchOf(1)).layers) {
    expect(gradient).toBeGreaterThan(0);
    // In single precision, where a step is rounded to the last digit of the weight.
    expect(rate).toBeCloseTo(0.25, 5);
  }
});

test('Nesterov’s own form trains the network along PyTorch’s path, whose weights are one jump ahead', () => {
  const hyper = { lr: 0.02, beta1: 0.9 };
  const [own, pytorch] = [undefined, 'pytorch'].map((form) => setUp(nesterov as Optimizer, { hyper, form }));
  for (let t = 1; t <= 20; t++) {
    for (const { run } of [own, pytorch]) run.iterate(batchOf(t));
    const { m } = own.run.snapshot().memory;
    // In single precision.
    for (let i = 0; i < m.length; i++) expect(own.net.x[i] - hyper.lr * hyper.beta1 * m[i]).toBeCloseTo(pytorch.net.x[i], 5);
  }
});

test('settings change from one update to the next', () => {
  const { run } = setUp(momentum as Optimizer, { hyper: { lr: 0.25, beta1: 0 } });
  run.iterate(batchOf(1));
  run.set({ hyper: { lr: 0.5, beta1: 0 }, schedule: schedules.constant, total: 40 });
  for (const { rate } of run.watch(batchOf(2)).layers) expect(rate).toBeCloseTo(0.5, 5);
});

test('a form that remembers more goes on with what both remember, and with the rest empty', () => {
  const { run } = setUp(rmsprop as Optimizer, { hyper: { lr: 0.01 } });
  run.iterate(batchOf(1));
  const { v } = run.snapshot().memory;
  run.set({ hyper: { lr: 0.01 }, form: 'rolling', schedule: schedules.constant, total: 40 });
  const { memory } = run.snapshot();
  expect(Object.keys(memory)).toEqual(['v', 'm']);
  expect(memory.v).toEqual(v);
  expect(Array.from(memory.m).every((one) => one === 0)).toBe(true);
  run.iterate(batchOf(2));
  expect(Array.from(run.snapshot().memory.m).some((one) => one !== 0)).toBe(true);
});

test.each(Object.entries(schedules))('the schedule “%s” multiplies lr', (_id, schedule) => {
  // In double precision, which has digits left for steps that have become a millionth of the first.
  const precise = readableKernel(Float64Array);
  const { run } = setUp(momentum as Optimizer, { hyper: { lr: 0.25, beta1: 0 }, schedule, total: 10 }, 1, precise);
  for (let t = 1; t <= 10; t++) {
    const factor = schedule.factor(t, 10);
    const [first] = run.watch(batchOf(t)).layers;
    expect(first.rate / 0.25 / factor).toBeCloseTo(1, 6);
  }
});

test('a clipped gradient makes a step of the length that the limit allows, and is told in its own length', () => {
  const limits = { by: 'norm', limit: 0.01 } as const;
  const { net, run } = setUp(momentum as Optimizer, { hyper: { lr: 0.25, beta1: 0 }, clip: limits }, 1, readableKernel(Float64Array));
  const before = net.x.slice();
  const { layers } = run.watch(batchOf(1));
  const moved = Math.hypot(...net.x.map((x, i) => x - before[i]));
  expect(moved).toBeLessThan(0.25 * 0.01);
  expect(moved).toBeGreaterThan(0.25 * 0.01 * 0.999);
  const whole = Math.hypot(...layers.map(({ gradient }) => gradient));
  expect(whole).toBeGreaterThan(0.1);
  for (const { rate } of layers) expect(rate / ((0.25 * 0.01) / whole)).toBeCloseTo(1, 3);
});

test('a limit that no gradient reaches changes nothing, whoever looks ahead', () => {
  const limits = { by: 'norm', limit: 1e6 } as const;
  expect(losses(setUp(nesterov as Optimizer, { clip: limits }).run, 10)).toEqual(losses(setUp(nesterov as Optimizer).run, 10));
});

test('a form that there is not is refused', () => {
  expect(() => setUp(adam as Optimizer, { form: 'wrong' })).toThrow(/Adam has no form “wrong”/);
});
