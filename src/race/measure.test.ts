import { expect, test } from 'vitest';
import { measure } from './measure.ts';

const of = (what: Parameters<typeof measure>[2], where?: Parameters<typeof measure>[3]) =>
  measure('before-momentum', 'gradient-descent', what, where);

test('measures by hand: at η = 0.48 a step keeps −92 % of y and 90.4 % of x', () => {
  expect(of('at', { axis: 'y', step: 1 })).toBeCloseTo(-0.92 * 4, 10);
  expect(of('at', { step: 2 })).toBeCloseTo(-7 * 0.904 ** 2, 10);
  expect(of('f', { step: 0 })).toBeCloseTo(0.1 * 49 + 2 * 16, 10);
  expect(of('turns', { axis: 'y', step: 3 })).toBe(3);
  expect(of('turns', { axis: 'x' })).toBe(0);
  expect(of('farthest', { axis: 'y', step: 1 })).toBe(4);
  expect(of('stride', { axis: 'y', step: 1 })).toBeCloseTo((1.92 * 4) / 0.48, 10);
  expect(of('rate', { axis: 'x', step: 5 })).toBeCloseTo(0.48, 10);
  expect(of('walked', { step: 1 })).toBeCloseTo(Math.hypot(7 * 0.096, 4 * 1.92), 10);
});

test('counts on beyond what the figure shows', () => {
  expect(of('until', { below: 1e-6 })).toBeGreaterThan(20);
  expect(of('until', { below: 40 })).toBe(0);
});

test('what is not there is refused in words', () => {
  expect(() => measure('nowhere', 'adam', 'f')).toThrow('before-adam');
  expect(() => measure('before-adam', 'momentum', 'f')).toThrow('“momentum” does not run in “before-adam”, but rmsprop, adam do');
  expect(() => of('f', { step: 21 })).toThrow('gradient-descent makes no step 21 in “before-momentum”');
  expect(() => of('rate', { step: 0 })).toThrow('There is no “rate” of gradient-descent in “before-momentum”');
  expect(() => measure('before-adam', 'rmsprop', 'until', { below: -1 })).toThrow('There is no “until” of rmsprop');
});
