/** What Newton's method asks of linear algebra. A matrix is its rows, as `Surface.hessian` gives them. */
import { eigen } from './eigen.ts';
import type { Surface, Vector } from './optimizer.ts';

/** The smallest curvature that a step is divided by where the signs of curvatures are mended: below it a step has no bound. */
const least = 1e-6;

/**
 * The Hessian of f at `x`: how the gradient changes along each coordinate.
 *
 * @throws RangeError where f has none
 */
export function hessianAt(f: Surface, x: Vector): number[][] {
  const H = f.hessian?.(x);
  if (!H) throw new RangeError('Newton’s method asks for f.hessian(x), and this objective has none');
  return H;
}

/**
 * Writes H⁻¹g into `out`, by Gauss's elimination: the Δ for which HΔ = g. No inverse is made, which would cost three times as much.
 * Where H has no inverse, what is written is not finite.
 */
export function solve(H: readonly (readonly number[])[], g: Vector, out: Vector): void {
  const n = g.length;
  const rows = H.map((row, i) => [...row, g[i]]);
  for (let k = 0; k < n; k++) {
    // The largest of what is left of the column, so that rounding is not made larger.
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    const upper = rows[k];
    for (let i = k + 1; i < n; i++) {
      const row = rows[i];
      const share = row[k] / upper[k];
      for (let j = k + 1; j <= n; j++) row[j] -= share * upper[j];
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    let rest = rows[i][n];
    for (let j = i + 1; j < n; j++) rest -= rows[i][j] * out[j];
    out[i] = rest / rows[i][i];
  }
}

/** H + κI: every curvature greater by κ. */
export function damped(H: readonly (readonly number[])[], kappa: number): number[][] {
  return H.map((row, i) => row.map((value, j) => (i === j ? value + kappa : value)));
}

/** |H|: the same directions, with the size of each curvature in place of the curvature. */
export function absolute(H: readonly (readonly number[])[]): number[][] {
  const { values, vectors } = eigen(H);
  return H.map((row, i) =>
    row.map((_, j) => values.reduce((sum, value, k) => sum + Math.max(Math.abs(value), least) * vectors[k][i] * vectors[k][j], 0)),
  );
}

/** By how much all curvatures have to grow for the smallest to be positive: 0 where it is. */
export function lift(H: readonly (readonly number[])[]): number {
  const { values } = eigen(H);
  return Math.max(0, least - values[values.length - 1]);
}

/**
 * The first of κ, 10κ, 100κ … with which the step −(H + κI)⁻¹g is one down a bowl, and leads down indeed. Where none does, as at a
 * minimum, it ends at a κ that leaves next to nothing of the step.
 */
export function firstDown(f: Surface, x: Vector, g: Vector, H: readonly (readonly number[])[], kappa: number): number {
  const here = f.value(x);
  const delta = new Float64Array(x.length);
  const there = new Float64Array(x.length);
  const leadsDown = () => {
    const lifted = damped(H, kappa);
    if (!isBowl(lifted)) return false;
    solve(lifted, g, delta);
    for (let i = 0; i < x.length; i++) there[i] = x[i] - delta[i];
    return f.value(there) < here;
  };
  while (!leadsDown() && kappa < 1e12) kappa *= 10;
  return kappa;
}

/** Whether all curvatures of a symmetric matrix are positive: then elimination meets positive pivots only, in their own order. */
function isBowl(H: readonly (readonly number[])[]): boolean {
  const rows = H.map((row) => [...row]);
  return rows.every((upper, k) => {
    for (let i = k + 1; i < rows.length; i++) {
      const share = rows[i][k] / upper[k];
      for (let j = k; j < rows.length; j++) rows[i][j] -= share * upper[j];
    }
    return upper[k] > 0;
  });
}

/**
 * The first of η, η/2, η/4 … with which the step −ηΔ comes down by a ten-thousandth, at least, of what the slope promises
 * (Armijo, 1966). It is halved sixty times at most: by then it is too short to matter.
 */
export function halved(f: Surface, x: Vector, g: Vector, delta: Vector, lr: number): number {
  const here = f.value(x);
  const there = new Float64Array(x.length);
  let slope = 0;
  for (let i = 0; i < x.length; i++) slope += g[i] * delta[i];
  for (let k = 0; k < 60; k++) {
    for (let i = 0; i < x.length; i++) there[i] = x[i] - lr * delta[i];
    if (f.value(there) <= here - 1e-4 * lr * slope) break;
    lr /= 2;
  }
  return lr;
}
