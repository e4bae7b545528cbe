import { optimizer, optimizers } from '../catalog.ts';
import { type Hyper, settingsIn, written } from '../lib/optimizer.ts';
import type { Experiment, Runner } from './experiment.ts';

/** An algorithm as A4's class has it; as it recommends itself, where A4 has none. */
export function runnerOf(id: string): Runner {
  const o = optimizer(id);
  const { form, ...own } = o.as.network ?? {};
  return { optimizer: id, hyper: { ...written(o, form).hyper, ...(own as Hyper) }, ...(form && { form }), schedule: 'constant' };
}

/**
 * A reader's own: with its own step, which is what the reader writes.
 *
 * @param before what it was when it last came, and how it was set then: settings that the code has not changed stay as they are set
 */
export function guestOf(id: string, before?: { usual: Runner; set: Runner }): Runner {
  const o = optimizer(id);
  const { form: _, ...rest } = runnerOf(id);
  const usual = { ...rest, hyper: settingsIn(o, undefined, rest.hyper) };
  if (!before) return usual;
  const hyper = Object.entries(usual.hyper).map(([name, value]) => {
    const same = before.usual.hyper[name] === value && Object.hasOwn(before.set.hyper, name);
    return [name, same ? before.set.hyper[name] : value];
  });
  const { form: meant, schedule } = before.set;
  const form = meant !== undefined && Object.hasOwn(o.also ?? {}, meant) ? meant : undefined;
  const settings = settingsIn(o, form, { ...before.set.hyper, ...Object.fromEntries(hyper) });
  return { ...usual, hyper: settings, schedule, ...(form && { form }) };
}

/** A runner in another way of writing its update, its own if none is named, with the settings that belong to that. */
export function inForm({ form: _, ...runner }: Runner, form: string | undefined): Runner {
  return { ...runner, hyper: settingsIn(optimizer(runner.optimizer), form, runner.hyper), ...(form && { form }) };
}

/** Who can run: all but those that ask for what a network does not give. */
export const able = [...optimizers].filter(([, { needs }]) => needs !== 'hessian').map(([id]) => id);

/** Who runs in A4. */
export const a4 = ['gradient-descent', 'momentum', 'adagrad', 'adam'];

/** A4's experiment, but that all have the same start. */
export function firstExperiment(ids: readonly string[] = a4): Experiment {
  return { seed: 1, iterations: 2000, batch: 128, activation: 'relu', weightDecay: 0, starts: 'same', runners: ids.map(runnerOf) };
}
