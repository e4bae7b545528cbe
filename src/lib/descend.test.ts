import { expect, test } from 'vitest';
import { optimizers } from '../catalog.ts';
import { descend } from './descend.ts';
import { objective, type Point } from './objective.ts';
import quad1 from './objectives/quad1.ts';
import rosenbrock from './objectives/rosenbrock.ts';
import { type Optimizer, optimizer, zeros } from './optimizer.ts';
import adam from './optimizers/adam.ts';
import gradientDescent from './optimizers/gradient-descent.ts';
import momentum from './optimizers/momentum.ts';
import { schedules } from './schedule.ts';

test('a budget of n steps gives the start and n more points, each with its value', () => {
  const { points, values, stop } = descend(adam, quad1, { start: [-4, -6], steps: 20 });
  expect(points).toHaveLength(21);
  expect(points[0]).toEqual([-4, -6]);
  expect(values).toEqual(points.map(([x, y]) => quad1.value(x, y)));
  expect(stop).toEqual({ reason: 'budget', step: 20 });
});

test('a budget of nothing stays at the start', () => {
  expect(descend(adam, quad1, { start: [-4, -6], steps: 0 })).toMatchObject({ points: [[-4, -6]], stop: { reason: 'budget', step: 0 } });
});

test('A0’s box stops Adam after 17 steps, inside it', () => {
  const { points, stop } = descend(adam, quad1, { start: [-6, -6], steps: 20, hyper: adam.as.a0 as Record<string, number>, box: 0.1 });
  expect(stop).toEqual({ reason: 'box', step: 17 });
  expect(points).toHaveLength(18);
  expect(Math.max(...points[17].map(Math.abs))).toBeLessThan(0.1);
  expect(Math.max(...points[16].map(Math.abs))).toBeGreaterThan(0.1);
});

test('the box has its edge for x but not for y', () => {
  const toEdge = (dx: number, dy: number) =>
    optimizer({
      ...gradientDescent,
      step(x) {
        x[0] = dx;
        x[1] = dy;
      },
    });
  expect(descend(toEdge(0.5, 0.25), quad1, { start: [2, 2], steps: 3, box: 0.5 }).stop.reason).toBe('box');
  expect(descend(toEdge(0.25, 0.5), quad1, { start: [2, 2], steps: 3, box: 0.5 }).stop.reason).toBe('budget');
});

test('a step to where nothing is finite is named and not recorded', () => {
  const { points, values, memory, stop } = descend(momentum, rosenbrock, { start: [-1.5, 2], steps: 100, hyper: { lr: 1 } });
  expect(stop.reason).toBe('non-finite');
  expect(points).toHaveLength(stop.step);
  expect(values).toHaveLength(stop.step);
  expect(memory.m).toHaveLength(stop.step);
  for (const numbers of [points.flat(), values, memory.m.flat()]) expect(numbers.every(Number.isFinite)).toBe(true);
});

test('memory that is not finite ends a run although x still is', () => {
  const hoarder = optimizer({
    ...(gradientDescent as Optimizer),
    init: (x) => ({ sum: zeros(x) }),
    step(_x, _g, { sum }, _hyper, { t }) {
      sum[1] = t === 3 ? Number.POSITIVE_INFINITY : t;
    },
  });
  expect(descend(hoarder, quad1, { start: [1, 1], steps: 9 }).stop).toEqual({ reason: 'non-finite', step: 3 });
});

test('the memory is recorded by name, with what it held before the first step', () => {
  const { memory } = descend(momentum, quad1, { start: [-4, -6], steps: 2, hyper: { lr: 0.4, beta1: 0.5 } });
  expect(Object.keys(memory)).toEqual(['m']);
  const [none, first, second] = memory.m;
  expect(none).toEqual([0, 0]);
  expect(first).toEqual([...quad1.gradient(-4, -6)]);
  expect(second[1]).toBeCloseTo(0.5 * -24 + 4 * (-6 + 0.4 * 24), 12);
});

test('the settings that are not given are the optimizer’s own', () => {
  const all = descend(adam, quad1, { start: [-4, -6], steps: 9, hyper: { ...adam.hyper, lr: 0.4 } });
  expect(descend(adam, quad1, { start: [-4, -6], steps: 9, hyper: { lr: 0.4 } })).toEqual(all);
});

test('the same run twice is the same path, and neither disturbs the other or its inputs', () => {
  const start = Object.freeze([-4, -6]) as [number, number];
  const hyper = Object.freeze({ lr: 0.4 });
  const once = descend(adam, quad1, { start, steps: 50, hyper });
  descend(adam, rosenbrock, { start: [1, -2], steps: 7, hyper });
  expect(descend(adam, quad1, { start, steps: 50, hyper })).toEqual(once);
});

test.each([
  [Number.NaN, 0],
  [0, Number.POSITIVE_INFINITY],
])('a start at (%s, %s) is refused in words', (x, y) => {
  expect(() => descend(adam, quad1, { start: [x, y], steps: 1 })).toThrow(
    new RangeError(`A start has two finite numbers, not (${x}, ${y})`),
  );
});

test.each([[[1]], [[1, 2, 3]]])('a start of %j is refused in words', (start) => {
  expect(() => descend(adam, quad1, { start: start as unknown as Point, steps: 1 })).toThrow(
    new RangeError(`A start has two finite numbers, not (${start.join(', ')})`),
  );
});

test('a start where f is not finite is refused in words', () => {
  const pole = objective({ ...quad1, value: (x) => 1 / x });
  expect(() => descend(adam, pole, { start: [0, 1], steps: 1 })).toThrow(
    new RangeError('At the start (0, 1) f or the memory is not finite'),
  );
});

test('f is asked for its value once a point', () => {
  let asked = 0;
  const counting = objective({
    ...quad1,
    value(x, y) {
      asked++;
      return quad1.value(x, y);
    },
  });
  descend(adam, counting, { start: [-4, -6], steps: 20 });
  expect(asked).toBe(21);
});

test.each(['momentum', 'constructor'])('the setting “%s” is refused with a list of the settings there are', (id) => {
  expect(() => descend(adam, quad1, { start: [0, 0], steps: 1, hyper: { [id]: 0.9 } })).toThrow(
    new RangeError(`Adam has no setting “${id}”; there is: lr, beta1, beta2, eps, eps0`),
  );
});

test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY])('a setting of %s is refused in words', (value) => {
  expect(() => descend(adam, quad1, { start: [0, 0], steps: 1, hyper: { lr: value as number } })).toThrow(
    new RangeError(`Adam’s setting lr is a finite number, not ${value}`),
  );
});

test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a budget of %s steps is refused in words', (steps) => {
  expect(() => descend(adam, quad1, { start: [0, 0], steps })).toThrow(`The number of steps is a whole number from 0, not ${steps}`);
});

/** Shows x to odd updates and y to even ones; the gradient is their mean. */
const halves = objective({ ...quad1, seen: (x, y, t) => (t % 2 === 1 ? [0.4 * x, 0] : [0, 8 * y]) });

test('an objective that shows each update a part is walked by that part, which the path notes', () => {
  const { points, gradients, values } = descend(gradientDescent, halves, { start: [-4, -6], steps: 2, hyper: { lr: 0.1 } });
  expect(gradients).toEqual([
    [-1.6, 0],
    [0, -48],
  ]);
  expect(points[1][1]).toBe(-6);
  expect(points[2][0]).toBe(points[1][0]);
  expect(points[2][1]).toBeCloseTo(-6 + 4.8, 12);
  // How high it stands is a matter of the whole.
  expect(values).toEqual(points.map(([x, y]) => quad1.value(x, y)));
});

test('an algorithm that looks ahead is shown the same part there', () => {
  const seen: number[][] = [];
  const scout = optimizer({
    ...(gradientDescent as Optimizer),
    step(x, _g, _memory, _hyper, { f }) {
      const ahead = new Float64Array(2);
      f.gradient([x[0] + 1, x[1] + 1], ahead);
      seen.push([...ahead]);
    },
  });
  descend(scout, halves, { start: [-1, -2], steps: 3 });
  expect(seen).toEqual([
    [0, 0],
    [0, -8],
    [0, 0],
  ]);
});

test.each(['lrt', 'constructor'])('the form “%s” is refused with a list of the forms there are', (form) => {
  expect(() => descend(adam, quad1, { start: [0, 0], steps: 1, form })).toThrow(`Adam has no form “${form}”; there is: rate`);
  expect(() => descend(gradientDescent, quad1, { start: [0, 0], steps: 1, form })).toThrow('there is: only its own');
});

test.each([...optimizers])(
  '%s walks its own path under a constant schedule, and with any as long as that leaves its step size alone',
  (id, o) => {
    const run = { start: [-4, -6] as Point, steps: 40 };
    const plain = descend(o, quad1, run);
    expect(descend(o, quad1, { ...run, schedule: 'constant' })).toEqual(plain);
    const stepped = descend(o, quad1, { ...run, schedule: 'step' });
    expect(stepped.points.slice(0, 21)).toEqual(plain.points.slice(0, 21));
    const [, first] = descend(o, quad1, { ...run, schedule: 'oneCycle' }).points;
    // AdaBound’s first rate is its lower bound, and K-FAC’s what ν allows, whatever lr is.
    if ('lr' in o.hyper && !['adabound', 'kfac'].includes(id)) expect(first).not.toEqual(plain.points[1]);
  },
);

test('a schedule gives each update its share of the step size', () => {
  const { points } = descend(gradientDescent, quad1, { start: [-4, -6], steps: 30, hyper: { lr: 0.4 }, schedule: 'oneCycle' });
  for (const [k, [x]] of points.slice(0, -1).entries())
    expect(points[k + 1][0]).toBeCloseTo(x * (1 - 0.4 * schedules.oneCycle.factor(k + 1, 30) * 0.2), 12);
  expect(() => descend(adam, quad1, { start: [0, 0], steps: 1, schedule: 'up' })).toThrow('There is no schedule “up”; there is: constant,');
});
