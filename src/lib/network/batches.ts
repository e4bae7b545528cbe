import { seeded } from '../random.ts';

/**
 * The rows of batch `t`, drawn with replacement: this site’s order of batches. It depends on nothing but the arguments, so that
 * any batch can be drawn at any time and every optimizer sees the same ones.
 *
 * @param of how many rows there are to draw from
 */
export function drawn(seed: number, t: number, size: number, of: number): Uint32Array {
  // Neighbouring seeds, and neighbouring batches, begin far from each other.
  const random = seeded(scattered(scattered(seed) + t));
  return Uint32Array.from({ length: size }, () => of * random());
}

/** A whole number of 32 bits for another, far from those of its neighbours. */
const scattered = (n: number) => seeded(n)() * 2 ** 32;
