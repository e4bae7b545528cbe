import { seeded } from '../random.ts';

/** The rows of batch `t`, drawn with replacement from `of` rows: a function of seed and t alone. */
export function drawn(seed: number, t: number, size: number, of: number): Uint32Array {
  const random = seeded(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(t, 0x85ebca6b));
  return Uint32Array.from({ length: size }, () => Math.floor(of * random()));
}
