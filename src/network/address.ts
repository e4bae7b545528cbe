import { optimizer, optimizers } from '../catalog.ts';
import { schedules } from '../lib/schedule.ts';
import { settings } from '../lib/vocabulary.ts';
import { DamagedLink } from '../race/address.ts';
import { type Experiment, isWhole, limits, type Runner } from './experiment.ts';
import { able, firstExperiment, inForm, runnerOf } from './runners.ts';

/** What every key begins with: the figure's id. */
const prefix = 'network.';

const choices = {
  activation: ['relu', 'sigmoid'],
  starts: ['same', 'own'],
} as const satisfies Partial<Record<keyof Experiment, readonly string[]>>;

/** What an address must say to ask for this experiment: the difference from the first one. A reader's own runners stay out. */
export function write(experiment: Experiment): Map<string, string> {
  const said = new Map<string, string>();
  const first = firstExperiment();
  const runners = experiment.runners.filter(({ optimizer: id }) => optimizers.has(id));
  const ids = ({ runners }: Pick<Experiment, 'runners'>) => runners.map(({ optimizer }) => optimizer).join(',');
  if (ids({ runners }) !== ids(first)) said.set(`${prefix}run`, ids({ runners }));
  for (const key of ['seed', 'iterations', 'activation', 'weightDecay', 'clip', 'starts'] as const)
    if (experiment[key] !== first[key]) said.set(prefix + key, String(experiment[key] ?? 0));
  for (const runner of runners) {
    const { optimizer: id, hyper, form, schedule } = runner;
    const known = runnerOf(id);
    const usual = form === known.form ? known : inForm(known, form);
    for (const [name, value] of Object.entries(hyper)) if (value !== usual.hyper[name]) said.set(`${prefix}${id}.${name}`, String(value));
    if (form !== known.form) said.set(`${prefix}${id}.form`, form ?? 'own');
    if (schedule !== known.schedule) said.set(`${prefix}${id}.schedule`, schedule);
  }
  return said;
}

/**
 * The experiment that an address asks for.
 *
 * @throws DamagedLink
 */
export function read(address: URLSearchParams): Experiment {
  const said = new Map([...address].filter(([key]) => key.includes('.')));
  const stray = [...said.keys()].find((key) => !key.startsWith(prefix));
  if (stray) throw new DamagedLink(stray, `${prefix}…`);
  const take = (key: string) => {
    const value = said.get(prefix + key);
    said.delete(prefix + key);
    return value;
  };
  const oneOf = <T extends string>(key: string, value: string, known: readonly T[]): T => {
    if (!known.includes(value as T)) throw new DamagedLink(`${prefix}${key}=${value}`, known.join(', '));
    return value as T;
  };
  const number = (key: string, text: string, { min, max }: { min: number; max: number }, whole = false): number => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!(value >= min && value <= max) || (whole && !Number.isInteger(value)))
      throw new DamagedLink(`${prefix}${key}=${text}`, `${min} … ${max}`);
    return value;
  };

  const run = take('run');
  const experiment = firstExperiment(run?.split(',').map((id) => oneOf('run', id, able)));
  for (const key of ['seed', 'iterations', 'weightDecay', 'clip'] as const) {
    const text = take(key);
    if (text !== undefined) experiment[key] = number(key, text, limits[key], isWhole(key));
  }
  // No limit is the experiment that knows of none.
  if (experiment.clip === 0) delete experiment.clip;
  const activation = take('activation');
  if (activation !== undefined) experiment.activation = oneOf('activation', activation, choices.activation);
  const starts = take('starts');
  if (starts !== undefined) experiment.starts = oneOf('starts', starts, choices.starts);

  // A form has settings of its own, so it comes before them.
  for (const [key, text] of [...said].sort(([a], [b]) => Number(b.endsWith('.form')) - Number(a.endsWith('.form')))) {
    const [id, name, ...more] = key.slice(prefix.length).split('.');
    const runner = experiment.runners.find(({ optimizer }) => optimizer === id);
    if (!runner || more.length > 0) throw new DamagedLink(key);
    set(runner, name, text);
  }
  return experiment;

  function set(runner: Runner, name: string, text: string) {
    const key = `${runner.optimizer}.${name}`;
    if (name === 'form') {
      const form = oneOf(key, text, ['own', ...Object.keys(optimizer(runner.optimizer).also ?? {})]);
      delete runner.form;
      Object.assign(runner, inForm(runner, form === 'own' ? undefined : form));
    } else if (name === 'schedule') runner.schedule = oneOf(key, text, Object.keys(schedules));
    else if (Object.hasOwn(runner.hyper, name)) runner.hyper[name] = number(key, text, settings[name]);
    else throw new DamagedLink(`${prefix}${key}`);
  }
}
