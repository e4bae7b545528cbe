import { expect, test } from 'vitest';
import { optimizers } from './catalog.ts';
import { allChecks, type Check, checksOf, lawsOf, sum } from './trust.ts';

const check = (change: Partial<Check>): Check => ({ source: 'a0', series: 1, objectives: ['quad1'], steps: 20, largest: 0, ...change });

test('every algorithm in the catalog has its checks and its laws', () => {
  for (const id of optimizers.keys()) {
    expect(sum(checksOf(id)).steps, id).toBeGreaterThan(0);
    expect(lawsOf(id), id).not.toEqual([]);
  }
  expect(allChecks().map(({ source }) => source)).toEqual(expect.arrayContaining(['a0', 'a1', 'a4', 'pytorch']));
});

test('an algorithm that nobody checked is told what it needs, rather than passed over', () => {
  const sentence = 'src/trust.json says nothing about “nobody”: give it paths in tests/golden/references.ts, then run `npm run trust`';
  expect(() => checksOf('nobody')).toThrow(sentence);
  expect(() => checksOf('nobody', { checks: { nobody: [] } })).toThrow(sentence);
});

test('checks add up, but an objective counts once, and the worst difference stands for all', () => {
  const all = sum([
    check({ series: 2, steps: 40, largest: 1e-15 }),
    check({ source: 'pytorch', series: 3, objectives: ['quad1', 'saddle'], steps: 300, largest: 2e-11 }),
  ]);
  expect(all).toEqual({ series: 5, objectives: 2, steps: 340, largest: 2e-11 });
});
