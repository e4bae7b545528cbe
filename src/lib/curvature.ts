/** The curvature along each coordinate, from two gradients: for algorithms that would ask for a Hessian where there is none. */
import { copy, type Surface, type Vector } from './optimizer.ts';

/** Far enough for a network's single precision, and near enough for the maps. */
const reach = 1e-4;

/**
 * Hutchinson's estimate of the Hessian's diagonal, into `out`, at every `every`-th update;
 * at others `out` stays as it is.
 *
 * A step in all coordinates at once, in each forwards or backwards by lot, changes the gradient by Hσ.
 * Times σ that is the diagonal, and what the other coordinates bring in, with either sign as often.
 */
export function hutchinson(f: Surface, x: Vector, g: Vector, t: number, every: number, out: Vector): void {
  if (!isDue(t, every)) return;
  const near = copy(x);
  for (let i = 0; i < x.length; i++) near[i] += reach * lot(t, i);
  f.gradient(near, out);
  for (let i = 0; i < x.length; i++) out[i] = (lot(t, i) * (out[i] - g[i])) / reach;
}

/** Whether update `t` is one of those that look at the curvature: the first is. */
export function isDue(t: number, every: number): boolean {
  return (t - 1) % Math.max(1, Math.round(every)) === 0;
}

/** 1 or −1, as if by lot, and the same in every run: the last mixing of MurmurHash3 (Austin Appleby, public domain). */
export function lot(t: number, i: number): number {
  let bits = Math.imul(t, 0x9e3779b1) ^ Math.imul(i + 1, 0x85ebca77);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) & 1 ? 1 : -1;
}
