/**
 * What L-BFGS asks of linear algebra: what the last steps have shown of the curvature, and how long a step may be. Pairs of a step
 * and of how the slope changed along it stand in two rings, `S` and `Y`, one after the other, the newest first.
 */
import { type Surface, type Vector, zeros } from './optimizer.ts';
import { dot } from './sums.ts';

/** How many pairs there is room for: the usual choices are 3 to 10. */
export const room = 10;

/** An empty ring for pairs as long as `x`. */
export function ring(x: Vector): Vector {
  return zeros(x, room * x.length);
}

/**
 * Writes into `out` what becomes of `g` where slopes change as the newest pairs have shown, and evenly in
 * every other direction: two loops, from the newest pair to the oldest and back, in place of a matrix
 * (Nocedal, 1980). Without a pair that is `g` itself.
 *
 * @param pairs so many at most
 */
export function twoLoops(g: Vector, S: Vector, Y: Vector, pairs: number, out: Vector): void {
  const n = g.length;
  for (let i = 0; i < n; i++) out[i] = g[i];

  const shares: number[] = [];
  const changes: number[] = [];
  for (let k = 0; k < Math.min(pairs, room); k++) {
    const at = k * n;
    let [change, along] = [0, 0];
    for (let i = 0; i < n; i++) {
      change += S[at + i] * Y[at + i];
      along += S[at + i] * out[i];
    }
    // Where nothing has been remembered yet.
    if (change === 0) break;
    const share = along / change;
    for (let i = 0; i < n; i++) out[i] -= share * Y[at + i];
    shares.push(share);
    changes.push(change);
  }
  if (shares.length === 0) return;

  // Of the directions that no pair is about, the newest is a sample: a step per change of slope, γ = s·y / y·y.
  let squares = 0;
  for (let i = 0; i < n; i++) squares += Y[i] ** 2;
  const even = changes[0] / squares;
  for (let i = 0; i < n; i++) out[i] *= even;

  for (let k = shares.length - 1; k >= 0; k--) {
    const at = k * n;
    const share = shares[k] - dot(out, Y, at) / changes[k];
    for (let i = 0; i < n; i++) out[i] += share * S[at + i];
  }
}

/**
 * Puts a vector of a pair, its step or its change of slope, into its ring in front of the others, and the oldest out. A pair along
 * which the slope does not grow is left out: it would say that the ground curves down, and a step divided by that would lead up. So
 * is one that is too short to divide by in a double.
 */
export function remember(vector: Vector, s: Vector, y: Vector, ring: Vector): void {
  const n = vector.length;
  if (!(dot(s, y) > 1e-200 + 1e-10 * Math.sqrt(dot(s, s) * dot(y, y)))) return;
  for (let i = ring.length - 1; i >= n; i--) ring[i] = ring[i - n];
  for (let i = 0; i < n; i++) ring[i] = vector[i];
}

/**
 * A rate with which the step −ηΔ comes down by a ten-thousandth, at least, of what the slope promises, and
 * goes on until at most nine tenths of that slope are left (Wolfe, 1969): η itself if it does, or else by
 * halving what is too long and doubling what is too short. It also writes the gradient where that step ends
 * into `out`. After forty tries it takes the longest step that came down, or none.
 */
export function wolfe(f: Surface, x: Vector, g: Vector, delta: Vector, lr: number, out: Vector): number {
  const there = zeros(x);
  const go = (rate: number) => {
    for (let i = 0; i < x.length; i++) there[i] = x[i] - rate * delta[i];
  };
  const here = f.value(x);
  const slope = dot(g, delta);
  let [short, long] = [0, Number.POSITIVE_INFINITY];
  for (let k = 0; k < 40; k++) {
    go(lr);
    if (f.value(there) <= here - 1e-4 * lr * slope) {
      f.gradient(there, out);
      if (dot(out, delta) <= 0.9 * slope) return lr;
      short = lr;
    } else long = lr;
    lr = long < Number.POSITIVE_INFINITY ? (short + long) / 2 : 2 * lr;
  }
  go(short);
  f.gradient(there, out);
  return short;
}
