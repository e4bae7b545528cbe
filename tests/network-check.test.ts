/** The check that the page shows before anybody has made one there: written with `npm run network`, and else held to its numbers. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { check, errors } from '../src/lib/network/check.ts';
import type { Point } from '../src/lib/objective.ts';
import { type Checked, curvesOf, firstView, type View } from '../src/network/check-picture.ts';
import { toRecord } from '../src/network/check-record.ts';
import { checking, firstSetup, type Precision, placeOf, prepared } from '../src/network/checking.ts';

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

describe('what the page says of it', () => {
  const curves = (of: View['of'] = 'all') => curvesOf(recorded, { of, at: 0 });
  const at = (points: Point[] = [], h: number) => points.find(([one]) => Math.abs(one / h - 1) < 1e-6)?.[1] ?? Number.NaN;
  const { central, forward, single } = curves();

  test('central differences are best near h = 2·10⁻⁵, to 2·10⁻¹⁰; at 10⁻¹² they are 0.7 % off, at 10⁻¹⁴ by half', () => {
    expect(central?.best[0]).toBeCloseTo(2.2e-5, 6);
    expect(central?.best[1]).toBeCloseTo(2e-10, 10);
    expect(at(central?.points, 1e-12)).toBeCloseTo(0.007, 3);
    expect(at(central?.points, 1e-14)).toBeCloseTo(0.5, 1);
  });

  test('forward ones are best near 2·10⁻⁷, some 300 times worse; single precision near 2·10⁻³, to 10⁻⁴', () => {
    expect(forward?.best[0]).toBeCloseTo(2.2e-7, 8);
    expect((forward?.best[1] ?? 0) / (central?.best[1] ?? 1)).toBeCloseTo(300, -2);
    expect(single?.best[0]).toBeCloseTo(2.2e-3, 4);
    expect(single?.best[1]).toBeCloseTo(1e-4, 4);
    // What a reader is asked to find: at 10⁻⁵ it is 4 % off.
    expect(at(single?.points, 1e-5)).toBeCloseTo(0.04, 2);
  });

  test('ReLU’s kinks begin between h = 10⁻³ and 10⁻²; the last layer has none', () => {
    expect(at(central?.points, 1e-3)).toBeLessThan(1e-7);
    expect(at(central?.points, 1e-2)).toBeGreaterThan(0.05);
    const { points } = curves({ layer: 5 }).central ?? { points: [] };
    expect(at(points, 1e-1) / at(points, 1e-3)).toBeCloseTo(10_000, -3);
  });

  test('a sigmoid has none either: at h = 0.1 its error is 250 times smaller', () => {
    const { net, batch, chosen } = prepared({ ...firstSetup, activation: 'sigmoid' }, 'double');
    const checks = chosen.map((index) => check(net, batch, index, [0.1]));
    const [error] = errors(
      checks.map((one) => one.central),
      checks.map(({ backprop }) => backprop),
    );
    expect(at(central?.points, 0.1) / error).toBeCloseTo(250, -2);
  });

  test('two thirds of the slopes are 0, by both ways', () => {
    expect(recorded.zeros / recorded.of).toBeCloseTo(2 / 3, 1);
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
