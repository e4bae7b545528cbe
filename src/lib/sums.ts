/** Sums over all coordinates, for algorithms in which each coordinate's step depends on the others. */
import type { Vector } from './optimizer.ts';

/** Σ a·b: the product of `a` with the vector that begins in `b` at `from`. */
export function dot(a: Vector, b: Vector, from = 0): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[from + i];
  return sum;
}

/** Σ g·(to − from): how far the slope g would have f rise on the way from one place to the other. */
export function rise(g: Vector, from: Vector, to: Vector): number {
  let sum = 0;
  for (let i = 0; i < g.length; i++) sum += g[i] * (to[i] - from[i]);
  return sum;
}

/** Σ |s|: the length of s, walked along the coordinates. */
export function length1(s: Vector): number {
  let sum = 0;
  for (let i = 0; i < s.length; i++) sum += Math.abs(s[i]);
  return sum;
}
