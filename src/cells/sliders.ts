/** The sliders of a figure as inputs of cells: the settings of its paths, by name. */
import { isGuest } from '../race/guests.ts';
import type { Race } from '../race/race.ts';
import { follow } from '../race/store.ts';

export interface Sliders {
  /** Every setting's value; none as long as the figure sleeps. */
  now(): Record<string, number>;
}

/**
 * Where paths differ in a setting, it is that of the path in focus, or else of the last one that has it. A reader's own algorithm
 * is not asked: what a cell makes of an input must not become that input.
 */
export function settingsOf({ entries, focus }: Pick<Race, 'entries' | 'focus'>): Record<string, number> {
  const theirs = entries.filter(({ optimizer }) => !isGuest(optimizer));
  return Object.assign({}, ...theirs.map(({ hyper }) => hyper), theirs.find(({ optimizer }) => optimizer === focus)?.hyper);
}

/** Calls `moved` for each setting that is new, has another value, or is gone, now and later. */
export function sliders(figure: string, moved: (name: string, value: number | undefined) => void): Sliders {
  let known: Record<string, number> = {};
  follow(figure, ({ race }) => {
    const now = settingsOf(race);
    const before = known;
    known = now;
    for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) if (before[name] !== now[name]) moved(name, now[name]);
  });
  return { now: () => known };
}
