/** Gradients made smaller before an update sees them, as `torch.nn.utils` does it. They are changed in place. */

import type { Surface, Vector } from './optimizer.ts';

export interface Clip {
  /** Whether each part of a gradient has a largest size, or its length. */
  by: 'value' | 'norm';
  limit: number;
}

/** Every part within ±limit: `clip_grad_value_`. The direction changes where only some parts are cut. */
export function clipValue(g: Vector, limit: number): void {
  for (let i = 0; i < g.length; i++) {
    g[i] = Math.min(Math.max(g[i], -limit), limit);
  }
}

/** The whole no longer than the limit: `clip_grad_norm_`. Returns the length that it had. */
export function clipNorm(g: Vector, limit: number): number {
  let squares = 0;
  for (let i = 0; i < g.length; i++) {
    squares += g[i] ** 2;
  }
  const length = Math.sqrt(squares);
  // PyTorch's guard, for a gradient of no length.
  const share = Math.min(1, limit / (length + 1e-6));
  for (let i = 0; i < g.length; i++) {
    g[i] *= share;
  }
  return length;
}

/** The one or the other. */
export function clip(g: Vector, { by, limit }: Clip): void {
  if (by === 'value') clipValue(g, limit);
  else clipNorm(g, limit);
}

/** The same landscape to an algorithm that asks for slopes by itself: it is given clipped ones wherever it asks. */
export function clippedSurface(f: Surface, limits: Clip): Surface {
  return {
    ...f,
    gradient(x, out) {
      f.gradient(x, out);
      clip(out, limits);
    },
  };
}
