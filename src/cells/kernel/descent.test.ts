import { expect, test } from 'vitest';
import { type Runnable, type Slope, walk } from './descent.ts';
import { optimizerFacts } from './facts.ts';

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

test('a form runs with the memory and the settings that it brings, and the page hears of the settings', () => {
  const own: Runnable = {
    hyper: { lr: 0.1 },
    init: () => ({}),
    step: (x, g, _, { lr }) => {
      for (let i = 0; i < x.length; i++) x[i] -= lr * g[i];
    },
    also: {
      heavy: {
        by: '',
        equation: '',
        hyper: { lr: 0.1, keep: 0.5 },
        init: (x) => ({ m: new Float64Array(x.length) }),
        step(x, g, { m }, { lr, keep }) {
          for (let i = 0; i < x.length; i++) {
            m[i] = keep * m[i] + g[i];
            x[i] -= lr * m[i];
          }
        },
      },
    },
  };
  expect(optimizerFacts(own, 'own').facts).toMatchObject({
    hyper: { lr: 0.1 },
    forms: ['heavy'],
    formSettings: { heavy: { lr: 0.1, keep: 0.5 } },
  });
  expect(Object.keys(walk(own, bowl, { ...run, form: 'heavy' }).memory)).toEqual(['m']);
  expect(walk(own, bowl, { ...run, form: 'heavy', hyper: { keep: 0 } }).points).toEqual(walk(own, bowl, run).points);
});
