/** How often an algorithm asks: steps are not comparable where one of them asks for f once and another a hundred times. */
import { descend, type Run } from './descend.ts';
import type { Objective } from './objective.ts';
import type { Optimizer } from './optimizer.ts';

export interface Asked {
  /** Updates until f is below the height. */
  steps: number;
  /** How often it asked for f, for ∇f and for its Hessian on the way there. The gradient that every update is given is one of them. */
  values: number;
  gradients: number;
  hessians: number;
}

/** What it takes an algorithm to bring f below a height, within the budget of the run; nothing if it does not. */
export function askedUntil(optimizer: Optimizer, objective: Objective, run: Run, below: number): Asked | undefined {
  // Most are done long before the budget is.
  const until = (budget: number): number => {
    const found = descend(optimizer, objective, { ...run, steps: budget }).values.findIndex((value) => value < below);
    return found >= 0 || budget === run.steps ? found : until(Math.min(4 * budget, run.steps));
  };
  const steps = until(Math.min(100, run.steps));
  if (steps < 0) return undefined;
  const asked: Asked = { steps, values: 0, gradients: 0, hessians: 0 };
  const counted = <A extends unknown[], R>(of: 'values' | 'gradients' | 'hessians', ask: (...at: A) => R) => {
    return (...at: A): R => {
      asked[of]++;
      return ask(...at);
    };
  };
  const { value, gradient, hessian } = objective;
  descend(
    optimizer,
    { ...objective, value: counted('values', value), gradient: counted('gradients', gradient), hessian: counted('hessians', hessian) },
    { ...run, steps },
  );
  // The path itself notes f at the start and after each step.
  asked.values -= steps + 1;
  return asked;
}
