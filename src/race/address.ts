import { objective, objectives, optimizer } from '../catalog.ts';
import { schedules } from '../lib/schedule.ts';
import { settings } from '../lib/vocabulary.ts';
import { bounded } from './eye.ts';
import { type Figure, protocolsOf, raceIn } from './figures.ts';
import { withoutGuests } from './hosting.ts';
import {
  hasRoot,
  last,
  limits,
  panels,
  type Race,
  run,
  withForm,
  withObjective,
  withSchedule,
  withSetting,
  withStart,
  withSteps,
} from './race.ts';

/** A race and the protocol that it was last set to. */
export interface Shown {
  protocol: Figure['protocol'];
  race: Race;
}

/** A part of an address that says nothing that could be shown. */
export class DamagedLink extends RangeError {
  readonly part: string;
  /** What may stand there, where that is known. */
  readonly allowed?: string;

  constructor(part: string, allowed?: string) {
    super(allowed ? `${part}: ${allowed}` : part);
    this.part = part;
    this.allowed = allowed;
  }
}

const views: Race['view'][] = ['overlay', 'multiples', 'one', 'surface'];

/** Where a figure opens with a path switched off, the address says that none is. */
const nobody = 'none';

/**
 * What an address must say to show this race in this figure: the difference from what the figure shows by itself.
 * Keys start with the figure's id, so that several figures share an address: `a0-adam.adam.lr=0.1`.
 */
export function write(figure: Figure, { protocol, race: shown }: Shown): Map<string, string> {
  const said = new Map<string, string>();
  const say = (key: string, value: string) => said.set(`${figure.id}.${key}`, value);
  let base = raceIn(figure, protocol);
  // Another reader of the address has none of this one's code.
  const race = withoutGuests(shown, base);
  const follow = (next: Race) => {
    base = next;
  };

  if (typeof protocol === 'string' && protocol !== figure.protocol) say('as', protocol);
  if (race.objective !== base.objective) {
    say('on', race.objective);
    follow(withObjective(base, race.objective));
  }
  const gaveUp = (key: 'start' | 'show') => base.entries.some((entry, i) => entry[key] !== undefined && race.entries[i][key] === undefined);
  if (String(race.start) !== String(base.start) || gaveUp('start')) {
    say('start', race.start.join(','));
    follow(withStart(base, race.start));
  }
  if (race.steps !== base.steps || gaveUp('show')) {
    say('steps', String(race.steps));
    follow(withSteps(base, race.steps));
  }
  race.entries.forEach((entry, i) => {
    const { optimizer: id, form } = entry;
    if (form !== base.entries[i].form) {
      say(`${id}.form`, form ?? 'own');
      follow(withForm(base, id, form));
    }
    for (const [name, value] of Object.entries(entry.hyper)) {
      if (value !== base.entries[i].hyper[name]) say(`${id}.${name}`, String(value));
    }
    if (entry.schedule !== base.entries[i].schedule) say(`${id}.schedule`, entry.schedule ?? 'constant');
  });
  if (race.levels !== base.levels) say('levels', race.levels);
  if (race.view !== base.view) say('view', race.view);
  if (String(race.eye) !== String(base.eye)) say('eye', race.eye.join(','));
  if (race.panel !== base.panel) say('panel', race.panel);
  // Of those that are there by choice, an address names the few that are on.
  const { spare = [] } = figure;
  const hidden = (of: Race) => of.hidden.filter((id) => !spare.includes(id)).join(',');
  const chosen = spare.filter((id) => !race.hidden.includes(id));
  if (hidden(race) !== hidden(base)) say('hide', hidden(race) || nobody);
  if (chosen.length > 0) say('show', chosen.join(','));
  if (race.focus !== base.focus) say('focus', race.focus);
  if (race.at !== last(race, run(race))) say('at', String(race.at));
  return said;
}

/**
 * The race that an address asks for in this figure.
 *
 * @throws DamagedLink
 */
export function read(figure: Figure, address: URLSearchParams): Shown {
  const said = new Map<string, string>();
  for (const [key, value] of address) if (key.startsWith(`${figure.id}.`)) said.set(key.slice(figure.id.length + 1), value);

  const take = (key: string) => {
    const value = said.get(key);
    said.delete(key);
    return value;
  };
  const damaged = (key: string, value: string, allowed: string): never => {
    throw new DamagedLink(`${figure.id}.${key}=${value}`, allowed);
  };
  const oneOf = <T extends string>(key: string, known: readonly T[], value: string): T =>
    known.includes(value as T) ? (value as T) : damaged(key, value, known.join(', '));
  const number = (key: string, text: string, min: number, max: number, whole = false): number => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    const good = value >= min && value <= max && (!whole || Number.isInteger(value));
    return good ? value : damaged(key, text, `${min} … ${max}`);
  };

  const as = take('as');
  const protocol = as === undefined ? figure.protocol : oneOf('as', protocolsOf(figure), as);
  let race = raceIn(figure, protocol);

  const on = take('on');
  if (on !== undefined) race = withObjective(race, oneOf('on', [...objectives.keys()], on));
  const start = take('start');
  if (start !== undefined) {
    const parts = start.split(',');
    if (parts.length !== 2) damaged('start', start, 'x,y');
    const [x, y] = parts.map((part) => number('start', part, limits.start.min, limits.start.max));
    race = withStart(race, [x, y]);
  }
  const steps = take('steps');
  if (steps !== undefined) race = withSteps(race, number('steps', steps, limits.steps.min, limits.steps.max, true));

  const at = take('at');
  const levels = take('levels');
  const view = take('view');
  const eye = take('eye');
  const panel = take('panel');
  const hide = take('hide');
  const show = take('show');
  const focus = take('focus');
  const ids = race.entries.map((entry) => entry.optimizer);

  // A form has settings of its own, so it comes before them.
  for (const [key, text] of [...said].sort(([a], [b]) => Number(b.endsWith('.form')) - Number(a.endsWith('.form')))) {
    const [id, name, ...more] = key.split('.');
    const entry = race.entries.find((one) => one.optimizer === id);
    if (!entry || more.length > 0) throw new DamagedLink(`${figure.id}.${key}`);
    if (name === 'form') {
      const also = Object.keys(optimizer(id).also ?? {});
      const form = oneOf(key, ['own', ...also], text);
      race = withForm(race, id, form === 'own' ? undefined : form);
    } else if (name === 'schedule') {
      const schedule = oneOf(key, Object.keys(schedules), text);
      race = withSchedule(race, id, schedule === 'constant' ? undefined : schedule);
    } else if (Object.hasOwn(entry.hyper, name)) {
      const { min, max } = settings[name];
      race = withSetting(race, id, name, number(key, text, min, max));
    } else {
      throw new DamagedLink(`${figure.id}.${key}`);
    }
  }

  if (levels !== undefined) race = { ...race, levels: oneOf('levels', hasRoot(objective(race.objective)) ? ['f', 'root'] : ['f'], levels) };
  if (view !== undefined) race = { ...race, view: oneOf('view', views, view) };
  if (eye !== undefined) {
    const parts = eye.split(',');
    if (parts.length !== 2) damaged('eye', eye, 'azimuth,elevation');
    race = { ...race, eye: bounded([number('eye', parts[0], -180, 180), number('eye', parts[1], 0, 90)]) };
  }
  if (panel !== undefined) race = { ...race, panel: oneOf('panel', panels, panel) };
  const { spare = [] } = figure;
  if (show !== undefined) {
    const chosen = show.split(',').map((id) => oneOf('show', spare, id));
    race = { ...race, hidden: race.hidden.filter((id) => !chosen.includes(id)) };
  }
  if (hide !== undefined) {
    const off = hide === nobody ? [] : hide.split(',').map((id) => oneOf('hide', [...ids, nobody], id));
    race = { ...race, hidden: [...off, ...race.hidden.filter((id) => spare.includes(id))] };
  }
  if (focus !== undefined) race = { ...race, focus: oneOf('focus', ids, focus) };
  const end = last(race, run(race));
  // The longest path may have been switched off since.
  return { protocol, race: { ...race, at: at === undefined ? end : Math.min(end, number('at', at, 0, race.steps, true)) } };
}
