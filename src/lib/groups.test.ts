import { expect, test } from 'vitest';
import { optimizers } from '../catalog.ts';
import { descend } from './descend.ts';
import { grouped } from './groups.ts';
import { initialise } from './network/initial.ts';
import { readableKernel } from './network/kernel.ts';
import { network } from './network/net.ts';
import { train } from './network/train.ts';
import type { Point } from './objective.ts';
import quad1 from './objectives/quad1.ts';
import type { Optimizer } from './optimizer.ts';
import adam from './optimizers/adam.ts';
import gradientDescentOf from './optimizers/gradient-descent.ts';
import { seeded } from './random.ts';
import { schedules } from './schedule.ts';

const gradientDescent = gradientDescentOf as Optimizer;
const run = { start: [-4, -6] as Point, steps: 30 };
const apart = [
  { from: 0, to: 1 },
  { from: 1, to: 2 },
];

// What asks for the factors of whole layers takes all of them together.
test.each([...optimizers].filter(([, { needs }]) => needs !== 'factors'))(
  '%s in one group of all is itself, bit for bit',
  (_, optimizer) => {
    expect(descend(grouped(optimizer, [{ from: 0, to: 2, times: { lr: 1 } }]), quad1, run)).toEqual(descend(optimizer, quad1, run));
  },
);

test.each([...optimizers].filter(([, { separable }]) => separable === undefined))(
  '%s in two groups with the same settings walks its own path, bit for bit',
  (_, optimizer) => {
    expect(descend(grouped(optimizer, apart), quad1, run).points).toEqual(descend(optimizer, quad1, run).points);
  },
);

test('gradient descent with the inverse of each curvature as its rates lands on the lowest point in one step', () => {
  // 0.25 is 1 over the curvature across, 5 that along.
  const own = grouped(gradientDescent, [apart[0], { ...apart[1], times: { lr: 1 / 20 } }]);
  const { points } = descend(own, quad1, { ...run, steps: 1, hyper: { lr: 5 } });
  expect(Math.hypot(...points[1])).toBeLessThan(1e-12);
});

test('a schedule rules every group, and a setting of one reaches no other', () => {
  const own = grouped(adam as Optimizer, [apart[0], { ...apart[1], times: { lr: 0.5, beta1: 0 } }]);
  const both = descend(own, quad1, { ...run, hyper: { lr: 0.4 }, schedule: 'cosine' });
  const alone = (hyper: Record<string, number>) => descend(adam as Optimizer, quad1, { ...run, hyper, schedule: 'cosine' });
  expect(both.points.map(([x]) => x)).toEqual(alone({ lr: 0.4 }).points.map(([x]) => x));
  expect(both.points.map(([, y]) => y)).toEqual(alone({ lr: 0.2, beta1: 0 }).points.map(([, y]) => y));
});

test('each group has a memory and matrices of its own', () => {
  const seen: unknown[] = [];
  const counter: Optimizer = {
    ...gradientDescent,
    init: (_, params = []) => ({ count: new Float64Array(1), rows: new Float64Array(params.reduce((sum, { rows }) => sum + rows, 0)) }),
    step(x, _g, { count, rows }, _hyper, { params }) {
      count[0] += x.length;
      seen.push([rows.length, params]);
    },
  };
  const x = new Float64Array(10);
  const params = [
    { from: 0, rows: 2, columns: 3 },
    { from: 6, rows: 4, columns: 1 },
  ];
  const own = grouped(counter, [
    { from: 0, to: 6 },
    { from: 6, to: 10 },
  ]);
  const memory = own.init(x, params);
  own.step(x, x, memory, {}, { t: 1, f: { value: () => 0, gradient() {} }, params });
  expect(memory).toEqual({ count: Float64Array.of(6, 4), rows: new Float64Array(6) });
  expect(seen).toEqual([
    [2, [{ from: 0, rows: 2, columns: 3 }]],
    [4, [{ from: 0, rows: 4, columns: 1 }]],
  ]);
  // Who cuts through a matrix has a vector.
  const cut = grouped(counter, [
    { from: 0, to: 4 },
    { from: 4, to: 10 },
  ]);
  expect(cut.init(x, params).rows).toHaveLength(0);
});

test('a layer of a network learns at its own rate, and one of rate 0 stays', () => {
  const net = network(readableKernel(Float64Array), { sizes: [6, 5, 4, 3], activation: 'relu', weightDecay: 0 });
  initialise(net, 'he', 1);
  const [first, , last] = net.layers;
  const own = grouped(gradientDescent, [
    { from: 0, to: first.to, times: { lr: 0 } },
    { from: first.to, to: last.from },
    { from: last.from, to: last.to, times: { lr: 0.1 } },
  ]);
  const random = seeded(1);
  const batch = {
    inputs: Float64Array.from({ length: 42 }, random),
    labels: Uint8Array.from({ length: 7 }, () => Math.floor(3 * random())),
  };
  const { layers } = train(net, own, { hyper: { lr: 0.5 }, schedule: schedules.constant, total: 10 }).watch(batch);
  for (const [i, rate] of [0, 0.5, 0.05].entries()) expect(layers[i].rate).toBeCloseTo(rate, 12);
});

test.each([
  [[{ from: 0, to: 1 }]],
  [[apart[1], apart[0]]],
  [
    [
      { from: 0, to: 2 },
      { from: 1, to: 2 },
    ],
  ],
])('groups that leave a parameter out, or have it twice, are refused', (groups) => {
  expect(() => descend(grouped(gradientDescent, groups), quad1, run)).toThrow('Groups cover 2 parameters once, in order');
});
