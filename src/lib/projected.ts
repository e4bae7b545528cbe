import type { Vector } from './optimizer.ts';
import { dot } from './sums.ts';

/**
 * The rate γ with which a step −γg of plain descent, seen along the step −Δ, is as long as that step:
 * Δ·Δ / Δ·g. Below 0 where the step leads up; not a number where there is no slope along it.
 */
export function projected(delta: Vector, g: Vector): number {
  const along = dot(delta, g);
  return along === 0 ? Number.NaN : dot(delta, delta) / along;
}
