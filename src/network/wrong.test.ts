import { expect, test } from 'vitest';
import { mistakesIn, sheetOf } from './wrong.ts';

test('mistakes are where the two differ', () => {
  expect(mistakesIn([1, 2, 3, 4], [1, 0, 3, 5])).toEqual([1, 3]);
});

test('an image becomes a bitmap that begins with its first row, ink dark', () => {
  const images = new Uint8Array(2 * 784);
  images[784] = 255;
  images[2 * 784 - 1] = 100;
  const bytes = Uint8Array.from(atob(sheetOf(images, 1).replace('data:image/bmp;base64,', '')), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  expect(view.getUint32(2, true)).toBe(bytes.length);
  const start = view.getUint32(10, true);
  const ink = (k: number) => bytes[54 + 4 * bytes[start + k]];
  expect([ink(0), ink(1), ink(783)]).toEqual([0, 255, 155]);
  expect(view.getInt32(22, true)).toBe(-28);
});
