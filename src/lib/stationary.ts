import { curvatures, type Objective, type Point } from './objective.ts';

type Differentiable = Pick<Objective, 'view' | 'gradient' | 'hessian'>;

export type Kind = 'minimum' | 'maximum' | 'saddle';

/**
 * The places in an objective's view where the gradient is zero, each with its kind. Newton's method looks for them
 * from a grid of starts, so places closer together than the grid's mesh, or with zero curvature, may be missed.
 *
 * @param starts how many starts there are along each side of the view
 */
export function stationaryPoints(f: Differentiable, starts = 24): { point: Point; kind: Kind }[] {
  const { x: across, y: up } = f.view;
  const mesh = Math.max(across[1] - across[0], up[1] - up[0]) / starts;
  const found: { point: Point; kind: Kind }[] = [];
  for (let i = 0; i <= starts; i++) {
    for (let j = 0; j <= starts; j++) {
      const point = newton(f, [across[0] + ((across[1] - across[0]) * i) / starts, up[0] + ((up[1] - up[0]) * j) / starts]);
      if (!point || point[0] < across[0] || point[0] > across[1] || point[1] < up[0] || point[1] > up[1]) continue;
      if (found.some(({ point: [x, y] }) => Math.hypot(x - point[0], y - point[1]) < mesh / 10)) continue;
      const [least, greatest] = curvatures(f.hessian(...point));
      found.push({ point, kind: least > 0 ? 'minimum' : greatest < 0 ? 'maximum' : 'saddle' });
    }
  }
  return found;
}

/** Undamped Newton steps until the gradient is as good as zero; nothing where they do not get there. */
function newton(f: Differentiable, [x, y]: Point): Point | undefined {
  for (let step = 0; step < 50; step++) {
    const [gx, gy] = f.gradient(x, y);
    if (Math.hypot(gx, gy) < 1e-10) return [x, y];
    const [[a, b], [, d]] = f.hessian(x, y);
    const determinant = a * d - b * b;
    x -= (d * gx - b * gy) / determinant;
    y -= (a * gy - b * gx) / determinant;
    if (!Number.isFinite(x + y)) return undefined;
  }
  return undefined;
}
