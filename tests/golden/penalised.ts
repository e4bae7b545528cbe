import { type Objective, objective } from '../../src/lib/objective.ts';

/** f + λ/2·|x|²: the objective with an L2 penalty. */
export function penalised(f: Objective, lambda: number): Objective {
  return objective({
    ...f,
    value: (x, y) => f.value(x, y) + (lambda / 2) * (x * x + y * y),
    gradient(x, y) {
      const [gx, gy] = f.gradient(x, y);
      return [gx + lambda * x, gy + lambda * y];
    },
    hessian(x, y) {
      const [[xx, xy], [yx, yy]] = f.hessian(x, y);
      return [
        [xx + lambda, xy],
        [yx, yy + lambda],
      ];
    },
  });
}
