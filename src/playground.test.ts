import { expect, test } from 'vitest';
import { made } from '../tests/cell-text.ts';
import { objective } from './catalog.ts';
import { descend } from './lib/descend.ts';
import { gradientCheck } from './lib/gradient-check.ts';
import type { Objective } from './lib/objective.ts';
import type { Optimizer } from './lib/optimizer.ts';
import { blankObjective, blankOptimizer } from './playground.ts';

test('the algorithm that the playground opens with hops around the goal for ever, η to either side', async () => {
  const mine = await made<Optimizer>(blankOptimizer);
  const { points, values, memory } = descend(mine, objective('quad1'), { start: [-4, -6], steps: 200 });
  expect(Math.min(...values)).toBeLessThan(0.01);
  expect(Math.abs(points[200][0] - points[199][0])).toBeCloseTo(mine.hyper.lr, 12);
  expect(Object.keys(memory)).toEqual(['m']);
});

test('its surface has the slopes of its values', async () => {
  const mine = await made<Objective>(blankObjective);
  expect(gradientCheck(mine).difference).toBeLessThan(1e-8);
  const { start, levels, value } = mine;
  expect(value(...start)).toBeLessThan(levels[levels.length - 1]);
});
