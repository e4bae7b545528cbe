import { expect, test } from 'vitest';
import { type Slope, walk } from './descent.ts';

const bowl: Slope = { value: (x, y) => x * x + y * y, gradient: (x, y) => [2 * x, 2 * y] };
const run = { start: [1, 2] as const, steps: 3 };

test('a step that gives the new x back instead of moving x is told so', () => {
  const given = { hyper: {}, init: () => ({}), step: (x: ArrayLike<number>) => Array.from(x, (one) => one - 0.1) };
  expect(walk(given as never, bowl, run).hint).toContain('step changes x in place');
  // One that moves x may give back whatever it likes, and one that stays where it is on purpose gives nothing.
  const moves = { ...given, step: (x: Float64Array) => x.fill(0.5) };
  const stays = { ...given, step: () => {} };
  for (const other of [moves, stays]) expect(walk(other as never, bowl, run).hint).toBeUndefined();
});
