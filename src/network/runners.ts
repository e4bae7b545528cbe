import { optimizer } from '../catalog.ts';
import type { Hyper } from '../lib/optimizer.ts';
import type { Experiment, Runner } from './experiment.ts';

/** An algorithm as A4's class has it; as it recommends itself, where A4 has none. */
export function runnerOf(id: string): Runner {
  const { hyper, as } = optimizer(id);
  const { form, ...own } = as.network ?? {};
  return { optimizer: id, hyper: { ...hyper, ...(own as Hyper) }, ...(form && { form }), schedule: 'constant' };
}

/**
 * A reader's own: with its own step, which is what the reader writes.
 *
 * @param before what it was when it last came, and how it was set then: settings that the code has not changed stay as they are set
 */
export function guestOf(id: string, before?: { usual: Runner; set: Runner }): Runner {
  const { form: _, ...usual } = runnerOf(id);
  if (!before) return usual;
  const hyper = Object.entries(usual.hyper).map(([name, value]) => {
    const same = before.usual.hyper[name] === value && Object.hasOwn(before.set.hyper, name);
    return [name, same ? before.set.hyper[name] : value];
  });
  const { form, schedule } = before.set;
  const known = form !== undefined && Object.hasOwn(optimizer(id).also ?? {}, form);
  return { ...usual, hyper: Object.fromEntries(hyper), schedule, ...(known && { form }) };
}

/** Who runs in A4. */
export const a4 = ['gradient-descent', 'momentum', 'adagrad', 'adam'];

/** A4's experiment, but that all have the same start. */
export function firstExperiment(ids: readonly string[] = a4): Experiment {
  return { seed: 1, iterations: 2000, batch: 128, activation: 'relu', weightDecay: 0, starts: 'same', runners: ids.map(runnerOf) };
}
