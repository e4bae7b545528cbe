/** The check that the page shows before anybody has made one there: written with `npm run network`, and else held to its numbers. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Checked, curvesOf, firstView } from '../src/network/check-picture.ts';
import { toRecord } from '../src/network/check-record.ts';
import { checking, firstSetup, type Precision, placeOf } from '../src/network/checking.ts';

const path = 'src/network/runs/check.json';

const heard = (precision: Precision) => [...checking(firstSetup, precision)];
const made = toRecord({ double: heard('double'), single: heard('single') });

// Before the file is read, which may be damaged or not there yet.
if (import.meta.env.MODE === 'network') writeFileSync(path, `${JSON.stringify(made)}\n`);
const recorded = JSON.parse(readFileSync(path, 'utf8')) as Checked;

describe('the check that was written down', () => {
  test('is the one that the page would make: `npm run network` writes it', () => {
    // How long it took is another machine's.
    const { double, single, times, ...facts } = recorded;
    const { double: _, single: __, times: ___, ...ours } = made;
    expect(facts).toEqual(ours);
    for (const precision of ['double', 'single'] as const) {
      const slopes = (checked: Checked) => checked[precision].map(({ index, backprop }) => ({ index, backprop }));
      expect(slopes(recorded).map(({ index }) => index)).toEqual(slopes(made).map(({ index }) => index));
      for (const [k, { backprop }] of slopes(recorded).entries())
        expect(Math.abs(backprop / made[precision][k].backprop - 1)).toBeLessThan(precision === 'double' ? 1e-5 : 1e-3);
    }
    expect(times.loss).toBeGreaterThan(0);
    expect(times.gradient).toBeGreaterThan(0);
  });

  test('has errors of the size that they are found with', () => {
    // Rounding falls otherwise on other engines, and is as large there.
    const [theirs, ours] = [curvesOf(recorded, firstView), curvesOf(made, firstView)];
    for (const kind of ['central', 'forward', 'single'] as const) {
      const errors = (curves: typeof ours) => curves[kind]?.points.map(([, error]) => error) ?? [];
      expect(errors(theirs)).toHaveLength(errors(ours).length);
      for (const [k, error] of errors(theirs).entries()) expect(Math.abs(Math.log(error / errors(ours)[k]))).toBeLessThan(Math.log(3));
    }
  });

  test('looks into every layer', () => {
    expect(new Set(recorded.double.map(({ index }) => placeOf(index).layer))).toEqual(new Set([1, 2, 3, 4, 5]));
  });
});

test('numbers of the network are called by their place', () => {
  expect(placeOf(0)).toEqual({ layer: 1, from: 0, to: 0 });
  expect(placeOf(784 * 100 - 1)).toEqual({ layer: 1, from: 783, to: 99 });
  expect(placeOf(784 * 100 + 7)).toEqual({ layer: 1, to: 7 });
  expect(placeOf(785 * 100 + 101)).toEqual({ layer: 2, from: 1, to: 1 });
  expect(placeOf(109_809)).toEqual({ layer: 5, to: 9 });
  expect(() => placeOf(109_810)).toThrow('109810');
});
