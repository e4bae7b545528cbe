import { expect, test } from 'vitest';
import { drawn } from './batches.ts';

test('a batch is the same whenever it is drawn', () => {
  const first = drawn(1, 1, 5, 60_000);
  drawn(1, 2, 5, 60_000);
  expect(drawn(1, 1, 5, 60_000)).toEqual(first);
  // Written down, so that links to a race go on meaning the same race.
  expect([...first]).toEqual([3377, 47267, 15469, 55871, 42083]);
});

test('every row comes as often as any other', () => {
  const [size, of, batches] = [128, 50, 2000];
  const counts = new Uint32Array(of);
  for (let t = 1; t <= batches; t++) for (const row of drawn(7, t, size, of)) counts[row]++;
  const mean = (size * batches) / of;
  // χ² has `of` − 1 degrees of freedom, a mean of 49 and a deviation of √98: five of those are chance once in a million.
  const chi = counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
  expect(Math.abs(chi - (of - 1))).toBeLessThan(5 * Math.sqrt(2 * (of - 1)));
});

test('neighbouring batches and seeds have nothing to do with each other', () => {
  const [size, of] = [1000, 10];
  const pairs = [];
  for (let n = 0; n < 20; n++)
    pairs.push([drawn(n, 1, size, of), drawn(n + 1, 1, size, of)], [drawn(3, n, size, of), drawn(3, n + 1, size, of)]);
  // Two numbers out of ten are the same by chance once in ten times: 4000 times here, give or take 60.
  const same = pairs.reduce((sum, [a, b]) => sum + a.filter((row, i) => row === b[i]).length, 0);
  expect(Math.abs(same - 4000)).toBeLessThan(5 * 60);
  // Nor is one the other, moved on by a few draws.
  for (const [a, b] of pairs)
    for (let shift = 1; shift < 20; shift++) {
      const alike = a.filter((row, i) => row === b[i + shift]).length;
      expect(alike).toBeLessThan(200);
    }
});
