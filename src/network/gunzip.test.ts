import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { seeded } from '../lib/random.ts';
import { gunzip, isGzip } from './gunzip.ts';

const packed = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));
const random = seeded(1);
const bytes = Uint8Array.from({ length: 200_000 }, () => 64 * random());
const whole = packed(bytes);

const longer = new Uint8Array(whole.length + 3);
longer.set(whole);

/** With one byte turned over. */
function flipped(at: number): Uint8Array<ArrayBuffer> {
  const copy = whole.slice();
  copy[at] ^= 0xff;
  return copy;
}

test('what is packed comes out as it went in', async () => {
  expect(isGzip(whole)).toBe(true);
  expect(isGzip(bytes)).toBe(false);
  expect(await gunzip(whole, bytes.length)).toEqual(bytes);
  expect(await gunzip(packed(new Uint8Array()), 0)).toEqual(new Uint8Array());
});

test('what would be larger than it may be does not come out', async () => {
  expect(await gunzip(whole, bytes.length - 1)).toBe('large');
  expect(await gunzip(packed(new Uint8Array(50_000_000)), 1_000_000)).toBe('large');
});

describe('is damaged:', () => {
  test.each<[string, Uint8Array<ArrayBuffer>]>([
    ['half of it', whole.slice(0, whole.length / 2)],
    ['its first bytes alone', whole.slice(0, 5)],
    ['all but its last byte', whole.slice(0, -1)],
    ['all but the sums at its end', whole.slice(0, -8)],
    ['a wrong byte in the middle', flipped(whole.length >> 1)],
    ['a wrong method', flipped(2)],
    ['a wrong sum', flipped(whole.length - 6)],
    ['a wrong length', flipped(whole.length - 2)],
    ['what goes on after its end', longer],
  ])('%s', async (_, bytes) => {
    expect(await gunzip(bytes, 1_000_000)).toBe('damaged');
  });
});
