import { optimizer } from '../catalog.ts';
import type { Hyper } from '../lib/optimizer.ts';
import type { Experiment, Runner } from './experiment.ts';

/** An algorithm as A4's class has it; as it recommends itself, where A4 has none. */
export function runnerOf(id: string): Runner {
  const { hyper, as } = optimizer(id);
  const { form, ...own } = as.network ?? {};
  return { optimizer: id, hyper: { ...hyper, ...(own as Hyper) }, ...(form && { form }), schedule: 'constant' };
}

/** Who runs in A4. */
export const a4 = ['gradient-descent', 'momentum', 'adagrad', 'adam'];

/** A4's experiment, but that all have the same start. */
export function firstExperiment(ids: readonly string[] = a4): Experiment {
  return { seed: 1, iterations: 2000, batch: 128, activation: 'relu', weightDecay: 0, starts: 'same', runners: ids.map(runnerOf) };
}
