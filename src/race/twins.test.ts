import { describe, expect, test } from 'vitest';
import { descend } from '../lib/descend.ts';
import { grouped } from '../lib/groups.ts';
import { digits } from '../lib/network/digits.ts';
import { classes, part } from '../lib/network/images.ts';
import { initialise } from '../lib/network/initial.ts';
import { readableKernel } from '../lib/network/kernel.ts';
import { network } from '../lib/network/net.ts';
import { curvatures } from '../lib/objective.ts';
import himmelblau from '../lib/objectives/himmelblau.ts';
import rosenbrock from '../lib/objectives/rosenbrock.ts';
import sparse from '../lib/objectives/sparse.ts';
import type { Optimizer } from '../lib/optimizer.ts';
import gradientDescent from '../lib/optimizers/gradient-descent.ts';
import { schedules } from '../lib/schedule.ts';
import { networkModel, trainingLoop } from '../lib/training-loop.ts';
import { words } from '../words.ts';
import { figure, raceIn } from './figures.ts';
import { run, withSchedule, withSetting } from './race.ts';
import { type Control, firstOf, measureWalk, type TwinId, twins, walksOf } from './twins.ts';

const t = words.en.twins;

describe.each(Object.keys(twins) as TwinId[])('the pair “%s”', (id) => {
  test('shows a difference as it opens', () => {
    const [one, other] = walksOf(id, firstOf(id), t);
    expect(one.points).not.toEqual(other.points);
    expect(one.facts).not.toBe(other.facts);
  });

  test('runs with whatever its controls offer, and says which', () => {
    for (const control of twins[id].controls as Control[]) {
      const offered = 'options' in control ? Object.keys(control.options(t)) : [control.min, control.max].map(String);
      expect(offered).not.toHaveLength(0);
      for (const value of offered)
        for (const { name, facts } of walksOf(id, { ...firstOf(id), [control.name]: value }, t)) {
          expect(name).not.toMatch(/undefined|NaN/);
          expect(facts).not.toMatch(/undefined|NaN|Infinity/);
        }
    }
  });
});

describe('the page on the training loop says', () => {
  const ends = (id: TwinId, which: 1 | 2, set = {}) => measureWalk(id, which, 'above', set);

  test('without the first line the path circles at every step size', () => {
    expect(walksOf('forgotten', firstOf('forgotten'), t)[0].points[0]).toEqual(twins.forgotten.f.start);
    const { f } = twins.forgotten;
    expect(f.value(...f.start) - f.value(...f.minima[0])).toBeCloseTo(3.2, 1);
    for (const lr of ['0.02', '0.1', '0.3', '0.6']) expect(ends('forgotten', 2, { lr })).toBeGreaterThan(1);
    expect(ends('forgotten', 1, { lr: '0.6' })).toBeLessThan(0.001);
  });

  test('of all schedules the exponential one comes closest on single rows; without any 0.3 is best, and eleven times as far', () => {
    const all = Object.keys(schedules).map((schedule) => ({ schedule, above: ends('decay', 2, { schedule }) }));
    expect(all.toSorted((a, b) => a.above - b.above)[0].schedule).toBe('exponential');
    const lrs = Array.from({ length: 14 }, (_, k) => (0.05 * (k + 1)).toFixed(2));
    const best = lrs.toSorted((a, b) => ends('decay', 1, { lr: a }) - ends('decay', 1, { lr: b }))[0];
    expect(best).toBe('0.30');
    expect(ends('decay', 1, { lr: '0.3' })).toBeCloseTo(0.0046, 4);
    expect(ends('decay', 1, { lr: '0.3' }) / ends('decay', 2)).toBeCloseTo(11, 0);
  });

  const highest = (values: number[]) => Math.max(...values.slice(-20)) - sparse.value(...sparse.minima[0]);

  test('with a constant step size RMSprop ends up to 0.30 above the lowest loss, and gradient descent highest of the five', () => {
    const race = raceIn(figure('resting'));
    const ids = race.entries.map(({ optimizer }) => optimizer);
    const constant = run(ids.reduce((now, id) => withSchedule(now, id, undefined), race));
    const above = Object.fromEntries(constant.map(({ entry, path }) => [entry.optimizer, highest(path.values)]));
    expect(above.rmsprop).toBeCloseTo(0.3, 2);
    expect(above['gradient-descent']).toBeCloseTo(1.1, 1);
    expect(Math.max(...Object.values(above))).toBe(above['gradient-descent']);
    // Each ends lower with the cosine.
    for (const { entry, path } of run(race)) expect(highest(path.values)).toBeLessThan(above[entry.optimizer] / 5);
  });

  test('Adam with 0.2 ends within 0.0012 by itself, and at 0.021 with a cosine', () => {
    const slower = withSetting(raceIn(figure('resting')), 'adam', 'lr', 0.2);
    const adamIn = (race: typeof slower) => run(race).find(({ entry }) => entry.optimizer === 'adam')?.path.values ?? [];
    expect(highest(adamIn(withSchedule(slower, 'adam', undefined)))).toBeCloseTo(0.0012, 4);
    expect(highest(adamIn(slower))).toBeCloseTo(0.021, 3);
  });

  test('on Himmelblau’s wall the second point is on the other side and the third higher than the start; no schedule that begins high helps', () => {
    const [{ points }] = walksOf('warm-up', firstOf('warm-up'), t);
    const heights = points.map((point) => himmelblau.value(...point));
    expect(Math.max(...points[1])).toBeLessThan(-5);
    expect(heights[2]).toBeGreaterThan(2 * heights[0]);
    expect(curvatures(himmelblau.hessian(5.5, 5.5))[1]).toBeCloseTo(396, 0);
    expect(curvatures(himmelblau.hessian(3, 2))[1]).toBeCloseTo(82, 0);
    for (const schedule of ['constant', 'step', 'exponential', 'cosine'])
      expect(walksOf('warm-up', { ...firstOf('warm-up'), schedule }, t)[1].lost).toBeGreaterThan(0);
    for (const schedule of ['oneCycle', 'warmUp', 'warmUpCosine']) expect(ends('warm-up', 2, { schedule })).toBeLessThan(1e-9);
  });

  test('the gradient at the foot of Rosenbrock’s wall is 3024 long; η is three times too long there and short enough on the floor', () => {
    expect(Math.hypot(...rosenbrock.gradient(-1.8, -0.8))).toBeCloseTo(3024, 0);
    expect((0.0015 * curvatures(rosenbrock.hessian(-1.8, -0.8))[1]) / 2).toBeCloseTo(3.3, 1);
    for (const x of [-0.3, 0, 0.4, 1]) expect(0.0015 * curvatures(rosenbrock.hessian(x, x * x))[1]).toBeLessThan(2);
    const [, { points }] = walksOf('cliff', firstOf('cliff'), t);
    for (const [k, [x, y]] of points.slice(1).entries()) expect(Math.hypot(x - points[k][0], y - points[k][1])).toBeLessThan(0.15);
  });

  test('with 0.0013 the unclipped path is thrown across and ends ahead by luck; with 0.0014 it is lost', () => {
    const [{ points }] = walksOf('cliff', { ...firstOf('cliff'), lr: '0.0013' }, t);
    expect(Math.hypot(points[1][0] - points[0][0], points[1][1] - points[0][1])).toBeGreaterThan(3);
    expect(ends('cliff', 1, { lr: '0.0013' })).toBeCloseTo(0.0007, 4);
    expect(ends('cliff', 2, { lr: '0.0013' })).toBeGreaterThan(0.4);
    expect(measureWalk('cliff', 1, 'lost', { lr: '0.0014' })).toBe(7);
  });

  test('by value both parts are cut at first, and the step goes along a diagonal', () => {
    const [, { points }] = walksOf('cliff', { ...firstOf('cliff'), by: 'value' }, t);
    for (const i of [0, 1]) expect(points[1][i] - points[0][i]).toBeCloseTo(0.15, 12);
  });

  test('clipped descent hops about the bottom of a bowl for ever, η times the limit at a time', () => {
    const f = { ...twins.groups.f };
    const o = gradientDescent as Optimizer;
    const run = { start: [0, 1.01] as const, steps: 500, hyper: { lr: 0.6 } };
    expect(descend(o, f, run).values.at(-1)).toBeGreaterThan(1e9);
    const { points } = descend(o, f, { ...run, clip: { by: 'norm', limit: 1 } });
    for (const k of [497, 498, 499]) expect(Math.abs(points[k + 1][1] - points[k][1])).toBeCloseTo(0.6, 5);
  });

  test('5 and 0.25 land in a single step; 0.5 across bounces for ever', () => {
    const [, both] = walksOf('groups', { ...firstOf('groups'), along: '5', across: '0.25' }, t);
    expect(Math.hypot(...both.points[1])).toBeLessThan(1e-12);
    const [, { points }] = walksOf('groups', { ...firstOf('groups'), across: '0.5' }, t);
    expect(points.map(([, y]) => y)).toEqual(points.map((_, k) => (k % 2 === 0 ? -6 : 6)));
  });

  test('a small network reads 86.0 % of unseen digits; with a slower last layer 86.1, a fixed one 85.9, and a fixed first one 33', {
    timeout: 60_000,
  }, () => {
    const [size, updates] = [32, 200];
    const [seen, unseen] = [digits(size * updates, 5), digits(1000, 6)];
    const batches = Array.from({ length: updates }, (_, k) => {
      const { images: inputs, labels } = part(seen, k * size, (k + 1) * size);
      return { inputs, labels };
    });
    const right = (first: number, last: number) => {
      const net = network(readableKernel(), { sizes: [784, 30, classes], activation: 'relu', weightDecay: 0 }, 1000);
      initialise(net, 'he', 1);
      const groups = net.layers.map(({ from, to }, i) => ({ from, to, times: { lr: [first, last][i] } }));
      trainingLoop(networkModel(net), grouped(gradientDescent as Optimizer, groups), batches, { hyper: { lr: 0.1 } });
      return net.classify(unseen.images).filter((label, i) => label === unseen.labels[i]).length / 10;
    };
    expect(right(1, 1)).toBe(86);
    expect(right(1, 0.1)).toBe(86.1);
    expect(right(1, 0)).toBe(85.9);
    expect(right(0, 1)).toBeCloseTo(33, 0);
  });
});
