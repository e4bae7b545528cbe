/** How guests take part in a race: they come with settings, and a race goes on without them. */
import { guests, optimizer } from '../catalog.ts';
import { type Optimizer, settingsIn } from '../lib/optimizer.ts';
import { isGuest, isHere, originalOf, type Wanted } from './guests.ts';
import { type Conditions, type Effort, type Protocol, settingsUnder } from './protocols.ts';
import { type Entry, isOn, last, type Race, run, runOf, withObjective } from './race.ts';

/** The descents that a race is made of: of those that are switched on. */
export function descentsOf(race: Race): Wanted[] {
  return race.entries
    .filter((entry) => isOn(race, entry))
    .map((entry) => ({ optimizer: entry.optimizer, objective: race.objective, run: runOf(race, entry) }));
}

/**
 * A race with all guests that are there, and with none that has left.
 *
 * @param met what each guest was when it last took part
 * @param home what the figure shows by itself
 */
export function withGuests(race: Race, met: ReadonlyMap<string, Optimizer>, protocol: Protocol | Effort | Conditions, home: Race): Race {
  const there = isHere(race.objective) ? race : withObjective(race, home.objective);
  const kept = there.entries.filter(({ optimizer: id }) => isHere(id));
  const next = {
    ...there,
    entries: kept.map((entry) => (isGuest(entry.optimizer) ? taught(entry.optimizer, entry, met.get(entry.optimizer), protocol) : entry)),
    hidden: there.hidden.filter(isHere),
    focus: isHere(there.focus) ? there.focus : home.focus,
  };
  for (const id of guests.optimizers.keys()) {
    if (kept.some((entry) => entry.optimizer === id)) continue;
    const original = originalOf(id);
    const like = kept.find((entry) => entry.optimizer === original);
    next.entries.push(taught(id, like, original === undefined ? undefined : optimizer(original), protocol));
    next.focus = id;
  }
  return next;
}

/**
 * A guest's entry. What the reader has not touched in the code is as in the entry that it follows: its original's, or its own
 * from before the change. Who changes a default wants to see what that does.
 */
function taught(id: string, like: Entry | undefined, before: Optimizer | undefined, protocol: Protocol | Effort | Conditions): Entry {
  const guest = optimizer(id);
  const said = settingsUnder(protocol, guest);
  if (!like || !before) return { optimizer: id, ...said };
  const old = settingsUnder(protocol, before);
  const hyper = Object.entries(said.hyper).map(([name, value]) => {
    const same = Object.hasOwn(old.hyper, name) && old.hyper[name] === value && Object.hasOwn(like.hyper, name);
    return [name, same ? like.hyper[name] : value];
  });
  const { form: _, ...rest } = like;
  const meant = said.form === old.form ? like.form : said.form;
  const form = meant !== undefined && Object.hasOwn(guest.also ?? {}, meant) ? meant : undefined;
  const settings = settingsIn(guest, form, { ...like.hyper, ...Object.fromEntries(hyper) });
  return { ...rest, optimizer: id, hyper: settings, ...(form && { form }) };
}

/**
 * The same race among the catalog's own.
 *
 * @param home gives what the race had from a guest
 */
export function withoutGuests(race: Race, home: Race): Race {
  if (![race.objective, race.focus, ...race.entries.map((entry) => entry.optimizer)].some(isGuest)) return race;
  const own = {
    ...(isGuest(race.objective) ? withObjective(race, home.objective) : race),
    hidden: race.hidden.filter((id) => !isGuest(id)),
    focus: isGuest(race.focus) ? home.focus : race.focus,
  };
  const alone = { ...own, entries: own.entries.filter(({ optimizer: id }) => !isGuest(id)) };
  return { ...alone, at: Math.min(alone.at, last(alone, run(alone))) };
}

/** Whether everything that a race names is there. */
export function isWhole(race: Race): boolean {
  return [race.objective, ...race.entries.map((entry) => entry.optimizer)].every(isHere);
}
