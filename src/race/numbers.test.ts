import { describe, expect, it } from 'vitest';
import { place, short, toTex } from './numbers.ts';
import { outcome } from './outcome.ts';

describe('numbers for reading', () => {
  it.each([
    [0, '0'],
    [-0.30120000001, '−0.3012'],
    [73.6, '73.6'],
    [123456, '123500'],
    [1234567, '1.235e6'],
    [0.000278776, '2.788e−4'],
    [-1e-17, '−1e−17'],
  ])('writes %d as %s', (value, text) => {
    expect(short(value)).toBe(text);
  });

  it('writes a place', () => {
    expect(place([-4, 0.5])).toBe('(−4, 0.5)');
  });

  it('writes powers of ten in TeX', () => {
    expect(toTex(0.000278776, 2)).toBe(String.raw`2.8 \cdot 10^{-4}`);
    expect(toTex(0.7139, 2)).toBe('0.71');
  });

  it('knows the outcome of a race, and of a step of it', () => {
    expect(outcome('fair', 'adam')).toBeCloseTo(0.7138967023934867, 12);
    expect(outcome('fair', 'adam', 0)).toBe(73.6);
    expect(() => outcome('fair', 'adam', 21)).toThrow(RangeError);
  });
});
