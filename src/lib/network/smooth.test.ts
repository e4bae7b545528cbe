import { expect, test } from 'vitest';
import { reach, smooth, smoothAt } from './smooth.ts';

test('smooths as NumPy’s Kaiser window does', () => {
  // np.convolve(np.kaiser(11, 2) / sum, np.pad(x, 5, 'reflect'), 'valid')
  const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3];
  const reference = [
    3.3029475055758026, 3.0706515164239114, 3.287451429529103, 3.674923912285192, 3.837163290140271, 4.174261572388955, 4.546358595576983,
    5.068380626039386, 5.393705072051492, 5.92766051120965, 5.996207018909576, 6.1701036347815865, 6.568682194553203, 6.852621628675862,
    7.135211458073796, 7.290287573146256,
  ];
  smooth(values).forEach((value, i) => {
    expect(value).toBeCloseTo(reference[i], 13);
  });
});

test.each([1, 2, 3, 7])('a level curve of %d values stays level', (length) => {
  for (const value of smooth(Array.from({ length }, () => 0.7))) expect(value).toBeCloseTo(0.7, 14);
});

test('a value that comes changes the last few alone', () => {
  const values = Array.from({ length: 40 }, (_, i) => Math.sin(i * i));
  const before = smooth(values.slice(0, 30));
  for (let i = 0; i < 30 - reach; i++) expect(smoothAt(values, i)).toBe(before[i]);
  expect(smoothAt(values, 30 - reach)).not.toBe(before[30 - reach]);
});
