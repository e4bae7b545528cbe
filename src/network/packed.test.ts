import { expect, test } from 'vitest';
import { digits } from '../lib/network/digits.ts';
import { seeded } from '../lib/random.ts';
import { beginnings, pack, unpack } from './packed.ts';

function roundTrip(images: Uint8Array, pixels: number): Uint8Array {
  const packed = pack(images, pixels);
  const out = new Uint8Array(images.length).fill(77);
  beginnings(packed, pixels).forEach((from, k) => {
    unpack(packed, from, out, k * pixels, pixels);
  });
  return out;
}

test('digits come back as they were, and take a third of the room or less', () => {
  const { images } = digits(300, 5);
  expect(roundTrip(images, 784)).toEqual(images);
  expect(pack(images, 784).length).toBeLessThan(images.length / 3);
});

test('so does whatever else there may be', () => {
  const random = seeded(6);
  const kinds: (() => number)[] = [
    () => 0,
    () => 255,
    () => Math.floor(256 * random()),
    () => (random() < 0.5 ? 0 : 9),
    () => (random() < 0.01 ? 1 : 0),
  ];
  for (const pixel of kinds)
    for (const pixels of [1, 2, 255, 256, 784]) {
      const images = Uint8Array.from({ length: 5 * pixels }, pixel);
      expect(roundTrip(images, pixels)).toEqual(images);
    }
  const everyOther = Uint8Array.from({ length: 784 }, (_, i) => i % 2);
  expect(roundTrip(everyOther, 784)).toEqual(everyOther);
});

test('damaged ones are found', () => {
  const packed = pack(digits(2, 1).images, 784);
  expect(() => beginnings(packed.subarray(0, packed.length - 3), 784)).toThrow(RangeError);
  expect(() => beginnings(Uint8Array.of(255, 255, 0), 784)).toThrow(RangeError);
});
