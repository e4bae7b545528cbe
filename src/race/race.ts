import { objective, optimizer } from '../catalog.ts';
import { descend, type Run } from '../lib/descend.ts';
import type { Objective, Point } from '../lib/objective.ts';
import { type Hyper, nameIn, type Optimizer, settingsIn } from '../lib/optimizer.ts';
import type { Eye } from './eye.ts';
import { type Look, lookOf } from './families.ts';
import { fetched, isGuest, type Walked } from './guests.ts';

/** One algorithm in a race, with what is its own there. */
export interface Entry {
  /** Its id in the catalog. */
  optimizer: string;
  /** Every setting that it has in its form. */
  hyper: Hyper;
  /** The way of writing the update; its own unless named. */
  form?: string;
  /** The id of what becomes of its step size on the way; nothing unless named. */
  schedule?: string;
  /** Starts elsewhere than the others do. */
  start?: Point;
  /** Ends early: once |x| ≤ box and |y| < box. */
  box?: number;
  /** Only this many points are shown. */
  show?: number;
}

/** What can stand beside the map. */
export const panels = ['loss', 'rate', 'memory', 'stability'] as const;

/** Everything that a figure shows: a plain value, so that it can be kept in an address and compared. */
export interface Race {
  objective: string;
  start: Point;
  /** Updates at most. */
  steps: number;
  /** Which values the level sets stand at: equally far apart in √f, or as the objective has them in f. */
  levels: 'f' | 'root';
  view: 'overlay' | 'multiples' | 'one' | 'surface';
  /** From where the surface is looked at. */
  eye: Eye;
  /** What is drawn beside the map. */
  panel: (typeof panels)[number];
  entries: Entry[];
  /** Ids of the entries whose paths are switched off. */
  hidden: string[];
  /** The entry in focus: its settings are at hand, its numbers are read out, and it is seen when one is seen at a time. */
  focus: string;
  /** The step under the cursor. */
  at: number;
}

/** One entry's run. */
export interface Lane {
  entry: Entry;
  /** The budget of its race, over which its step size changes where it does. */
  steps: number;
  /** By the name that it has in the entry's form. */
  optimizer: Optimizer;
  look: Look;
  path: Walked;
  /** The part of the path that is shown. */
  points: Point[];
  values: number[];
  /** Why the path is not that of the entry as it is now, but the last good one: only what runs in the sandbox has that. */
  trouble?: string;
}

export const limits = { steps: { min: 1, max: 500 }, start: { min: -1000, max: 1000 } };

/** What one entry is run with. */
export function runOf(race: Race, { start = race.start, hyper, form, schedule, box }: Entry): Run {
  return { start, steps: race.steps, hyper, form, schedule, box };
}

/**
 * A lane for every entry, each run when its path is first looked at: of those that are switched off, nobody does that. What is
 * the reader's own runs in the sandbox, which takes a moment: until its path is there, it keeps the one that it has in `before`.
 */
export function run(race: Race, before: Lane[] = []): Lane[] {
  const f = objective(race.objective);
  return race.entries.map((entry) => {
    const id = entry.optimizer;
    const asks = runOf(race, entry);
    // What was answered is taken at once: whoever keeps the lane shall not keep those before it as well.
    if (isGuest(id) || isGuest(race.objective)) {
      const { path, trouble } = fetched(id, race.objective, asks, before.find((lane) => lane.entry.optimizer === id)?.path);
      return laneFor(race, entry, () => path, trouble);
    }
    return laneFor(race, entry, () => descend(optimizer(id), f, asks));
  });
}

function laneFor({ steps }: Race, entry: Entry, walk: () => Walked, trouble?: string): Lane {
  let walked: Pick<Lane, 'path' | 'points' | 'values'> | undefined;
  const once = () => {
    if (walked) return walked;
    const path = walk();
    walked = { path, points: path.points.slice(0, entry.show), values: path.values.slice(0, entry.show) };
    return walked;
  };
  return {
    entry,
    steps,
    optimizer: called(optimizer(entry.optimizer), entry.form),
    look: lookOf(entry.optimizer),
    get path() {
      return once().path;
    },
    get points() {
      return once().points;
    },
    get values() {
      return once().values;
    },
    ...(trouble && { trouble }),
  };
}

/** An algorithm by the name that it has in a form. */
function called(o: Optimizer, form: string | undefined): Optimizer {
  const name = nameIn(o, form);
  return name === o.name ? o : { ...o, name };
}

/** The lanes that the reader sees. */
export function seen(race: Race, lanes: Lane[]): Lane[] {
  return lanes.filter(({ entry }) => (race.view === 'one' ? entry.optimizer === race.focus : !race.hidden.includes(entry.optimizer)));
}

/** Whether a reader may see an entry without switching it on. */
export function isOn({ hidden, focus }: Race, { optimizer: id }: Entry): boolean {
  return !hidden.includes(id) || id === focus;
}

/** Other entries switched off. The focus goes to one that is seen, if there is one. */
export function withHidden(race: Race, hidden: string[]): Race {
  const visible = race.entries.map(({ optimizer }) => optimizer).filter((id) => !hidden.includes(id));
  return { ...race, hidden, focus: visible.includes(race.focus) ? race.focus : (visible[0] ?? race.focus) };
}

/** The lane whose numbers are read out: the one in focus, or the first one seen. None where none is. */
export function inFocus(race: Race, visible: Lane[]): Lane | undefined {
  return visible.find(({ entry }) => entry.optimizer === race.focus) ?? visible[0];
}

/** Who is thick and in full colour: the reader's own, the page's own algorithm, or the one in focus. */
export function loudest({ entries, focus }: Race, own: string | undefined): string {
  const guest = isGuest(focus) ? focus : entries.findLast(({ optimizer }) => isGuest(optimizer))?.optimizer;
  return guest ?? own ?? focus;
}

/** The last step that any lane shows that is switched on. */
export function last(race: Race, lanes: Lane[]): number {
  return Math.max(...lanes.filter(({ entry }) => isOn(race, entry)).map(({ points }) => points.length - 1));
}

/** Whether √f has a meaning all over the objective's map. */
export function hasRoot(f: Objective): boolean {
  return f.minima.length > 0 && f.value(...f.minima[0]) >= 0;
}

/** All of them from one place. A start of one's own is given up: a race is fair or it says so. */
export function withStart(race: Race, start: Point): Race {
  return { ...race, start, entries: race.entries.map(({ start: _, ...entry }) => entry) };
}

/** Another budget. Every point is shown, and nobody stops early. The cursor stays, even if it is then beyond the end. */
export function withSteps(race: Race, steps: number): Race {
  const entries = race.entries.map(({ show: _, box: __, ...entry }) => entry);
  return { ...race, steps, entries };
}

/** Another surface, from its own start, with every point shown. */
export function withObjective(race: Race, id: string): Race {
  const f = objective(id);
  const levels = hasRoot(f) ? race.levels : 'f';
  return withSteps(withStart({ ...race, objective: id, levels }, f.start), race.steps);
}

/** Another value for a setting of one entry. */
export function withSetting(race: Race, id: string, name: string, value: number): Race {
  return withEntry(race, id, (entry) => ({ ...entry, hyper: { ...entry.hyper, [name]: value } }));
}

/** Another way of writing the update of one entry, its own if none is named, with the settings that belong to that. */
export function withForm(race: Race, id: string, form: string | undefined): Race {
  return withEntry(race, id, ({ form: _, ...entry }) => {
    const hyper = settingsIn(optimizer(id), form, entry.hyper);
    return { ...entry, hyper, ...(form && { form }) };
  });
}

/** Another course of one entry's step size: none if it is to stay as it is. */
export function withSchedule(race: Race, id: string, schedule: string | undefined): Race {
  return withEntry(race, id, ({ schedule: _, ...entry }) => ({ ...entry, ...(schedule && { schedule }) }));
}

/** Whether two races have the same rules: surface, start, budget, and all that each entry has of its own. */
export function sameRules(a: Race, b: Race): boolean {
  const rules = ({ objective, start, steps, entries }: Race) => JSON.stringify([objective, start, steps, entries]);
  return rules(a) === rules(b);
}

/** Whether two races differ in the step under the cursor at most. */
export function sameButCursor(a: Race, b: Race): boolean {
  return (Object.keys(a) as (keyof Race)[]).every((key) => key === 'at' || a[key] === b[key]);
}

/** The cursor at the end of the longest path. */
export function atEnd(race: Race): Race {
  return { ...race, at: last(race, run(race)) };
}

function withEntry(race: Race, id: string, change: (entry: Entry) => Entry): Race {
  return { ...race, entries: race.entries.map((entry) => (entry.optimizer === id ? change(entry) : entry)) };
}
