import type { Vector } from './optimizer.ts';

/**
 * The rate γ with which a step −γg of plain descent, seen along the step −Δ, is as long as that step:
 * Δ·Δ / Δ·g. Below 0 where the step leads up; not a number where there is no slope along it.
 */
export function projected(delta: Vector, g: Vector): number {
  let [squares, along] = [0, 0];
  for (let i = 0; i < g.length; i++) {
    squares += delta[i] ** 2;
    along += delta[i] * g[i];
  }
  return along === 0 ? Number.NaN : squares / along;
}
