import { expect, test } from 'vitest';
import { optimizers } from '../catalog.ts';
import { clipNorm, clipValue } from './clipping.ts';
import { descend } from './descend.ts';
import type { Point } from './objective.ts';
import quad1 from './objectives/quad1.ts';
import rosenbrock from './objectives/rosenbrock.ts';
import gradientDescent from './optimizers/gradient-descent.ts';
import nesterov from './optimizers/nesterov.ts';

test('by value, each part is cut by itself', () => {
  const g = Float64Array.of(3, -4, 0.5, -0.25);
  clipValue(g, 1);
  expect([...g]).toEqual([1, -1, 0.5, -0.25]);
});

test('by norm, a long gradient keeps its direction and gives the length that it had', () => {
  const g = Float64Array.of(3, -4);
  expect(clipNorm(g, 1)).toBe(5);
  // clip_grad_norm_ of PyTorch: the coefficient is max_norm / (total_norm + 1e-6).
  expect([...g]).toEqual([3 * (1 / 5.000001), -4 * (1 / 5.000001)]);
  expect(Math.hypot(...g)).toBeLessThan(1);
});

test('what is within the limit stays, bit for bit; nothing at all stays nothing', () => {
  const g = Float64Array.of(0.1, -0.7);
  clipValue(g, 0.7);
  clipNorm(g, 0.8);
  expect([...g]).toEqual([0.1, -0.7]);
  const none = new Float64Array(3);
  expect(clipNorm(none, 1)).toBe(0);
  expect([...none]).toEqual([0, 0, 0]);
});

test('no stride of clipped gradient descent is longer than lr times the limit', () => {
  const run = { start: [-1.9, 2.9] as Point, steps: 50, hyper: { lr: 0.01 } };
  const { points, gradients, stop } = descend(gradientDescent, rosenbrock, { ...run, clip: { by: 'norm', limit: 10 } });
  expect(stop.reason).toBe('budget');
  for (const [k, [x, y]] of points.slice(1).entries())
    expect(Math.hypot(x - points[k][0], y - points[k][1])).toBeLessThanOrEqual(0.1 * (1 + 1e-12));
  for (const g of gradients) expect(Math.hypot(...g)).toBeLessThanOrEqual(10);
  expect(descend(gradientDescent, rosenbrock, run).stop.reason).toBe('non-finite');
});

test('who looks ahead is shown clipped slopes there as well', () => {
  const asked: Point[] = [];
  const f = {
    ...quad1,
    gradient(x: number, y: number) {
      asked.push([x, y]);
      return quad1.gradient(x, y);
    },
  };
  const { memory } = descend(nesterov, f, { start: [-4, -6], steps: 1, clip: { by: 'value', limit: 0.5 } });
  expect(asked.length).toBe(2);
  expect(memory.m[1]).toEqual([-0.5, -0.5]);
});

test.each([...optimizers])('%s walks its own path under a limit that nothing reaches', (_, o) => {
  const run = { start: [-4, -6] as Point, steps: 30 };
  for (const by of ['value', 'norm'] as const)
    expect(descend(o, quad1, { ...run, clip: { by, limit: 1e9 } })).toEqual(descend(o, quad1, run));
});

test.each([0, -1, Number.NaN])('a limit of %s is refused', (limit) => {
  expect(() => descend(gradientDescent, quad1, { start: [0, 0], steps: 1, clip: { by: 'norm', limit } })).toThrow('A limit for gradients');
});
