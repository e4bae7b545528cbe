/**
 * The reader's own algorithms and surfaces. Their code runs in the sandbox and nowhere else, so the page knows facts about
 * them and paths that they walked. To the figures each is an entry like any other: what stands for it in the catalog has
 * everything but working functions, and its paths are asked for when something changes and drawn when they come.
 */
import { guests, objective, objectives, optimizers } from '../catalog.ts';
import type { Path, Run } from '../lib/descend.ts';
import type { Objective, Point } from '../lib/objective.ts';
import type { Hyper, Optimizer, OtherForm } from '../lib/optimizer.ts';
import { words } from '../words.ts';

/** What is known of an algorithm in the sandbox. */
export type Algorithm = Pick<Optimizer, 'name' | 'hyper' | 'family' | 'as'> & {
  forms: string[];
  /** Of those forms that have their own. */
  formSettings?: Record<string, Hyper>;
};

/** What is known of a surface in the sandbox: its values over its view, row by row from the lower left corner. */
export type Surface = Pick<Objective, 'name' | 'formula' | 'view' | 'minima' | 'start' | 'levels'> & {
  grid: { columns: number; rows: number; values: ArrayLike<number> };
};

/** A path, and where its end is one that nobody wants, what may have led there. */
export type Walked = Path & { hint?: string };

/** Runs one descent in the sandbox; of the catalog's algorithms too, where the surface is the reader's. Rejects with what went wrong. */
export type Runner = (run: Run & { optimizer: string; objective: string }) => Promise<Walked>;

/** What the id of everything of the reader's ends with: no file is called that. */
const mark = '~mine';

/** The id of what a cell makes. */
export const guestId = (cell: string): string => cell + mark;

export const isGuest = (id: string): boolean => id.endsWith(mark);

/** The cell that makes a guest; of the cells of the library, the algorithm that the guest was made from as well. */
export const cellOf = (id: string): string => id.slice(0, -mark.length);

/** The algorithm of the catalog that a guest was made from, if any. */
export const originalOf = (id: string): string | undefined => (isGuest(id) && optimizers.has(cellOf(id)) ? cellOf(id) : undefined);

/** Whether something of that name is still there. */
export const isHere = (id: string): boolean => !isGuest(id) || guests.optimizers.has(id) || guests.objectives.has(id);

/** Every guest that ever came, in that order: who comes back looks as before. */
const seats: string[] = [];

/** The place of a guest among all guests. */
export const seatOf = (id: string): number => Math.max(0, seats.indexOf(id));

/** How often a guest's code has changed. What was answered for older code is no answer any more. */
const editions = new Map<string, number>();
const troubles = new Map<string, string>();
const stamps = new WeakMap<object, string>();
const listeners = new Set<() => void>();
let runner: Runner = async () => inSandbox();

/** Calls `listener` whenever a guest comes, changes, is in trouble or goes; gives back how to stop that. */
export function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function tell(): void {
  for (const listener of [...listeners]) listener();
}

/** Says where descents of guests run. */
export function serve(by: Runner): void {
  runner = by;
}

/** A cell has made an algorithm, a surface, or neither any more; its code may have changed. */
export function join(cell: string, { algorithm, surface }: { algorithm?: Algorithm; surface?: Surface }): void {
  const id = guestId(cell);
  if (!algorithm && !surface) {
    leave(cell);
    return;
  }
  if (!seats.includes(id)) seats.push(id);
  const edition = (editions.get(id) ?? 0) + 1;
  editions.set(id, edition);
  troubles.delete(id);
  put(guests.optimizers, id, algorithm && standInFor(algorithm));
  put(guests.objectives, id, surface && surfaceOf(surface));
  plain.set(id, (algorithm ?? surface)?.name ?? '');
  name();
  for (const made of [guests.optimizers.get(id), guests.objectives.get(id)]) if (made) stamps.set(made, `${id}${edition}`);
  tell();
}

/** A cell's code has failed: what it made before stays, and so do its paths, with the reason why they are not of the new code. */
export function fail(cell: string, trouble: string): void {
  const id = guestId(cell);
  if (!isHere(id)) return;
  troubles.set(id, trouble);
  tell();
}

/** A cell is as it was, or gone. */
export function leave(cell: string): void {
  const id = guestId(cell);
  if (!isHere(id)) return;
  guests.optimizers.delete(id);
  guests.objectives.delete(id);
  troubles.delete(id);
  name();
  tell();
}

function put<T>(all: Map<string, T>, id: string, one: T | undefined): void {
  if (one) all.set(id, one);
  else all.delete(id);
}

// ---- what stands for them in the catalog

const inSandbox = (): never => {
  throw new Error('This runs in the sandbox only');
};

/** What each calls itself. */
const plain = new Map<string, string>();

/** No two have one name, and who came first does not matter for it. */
function name(): void {
  for (const [all, catalog] of [
    [guests.optimizers, optimizers],
    [guests.objectives, objectives],
  ] as [Map<string, { name: string }>, Map<string, { name: string }>][]) {
    const taken = new Set([...catalog.values()].map((one) => one.name));
    for (const id of [...all.keys()].sort()) {
      const own = plain.get(id) ?? '';
      const yours = taken.has(own) ? words.en.race.guests.name(own) : own;
      let unlike = yours;
      for (let n = 2; taken.has(unlike); n++) unlike = `${yours} ${n}`;
      taken.add(unlike);
      (all.get(id) as { name: string }).name = unlike;
    }
  }
}

function standInFor({ name, hyper, family, as, forms, formSettings }: Algorithm): Optimizer {
  return {
    name,
    hyper,
    family,
    as,
    year: 0,
    from: {},
    paper: { by: '', title: '', url: '' },
    equation: '',
    numpy: '',
    init: inSandbox,
    step: inSandbox,
    ...(forms.length > 0 && { also: Object.fromEntries(forms.map((form) => [form, standInForm(formSettings?.[form])])) }),
  };
}

/** One of its forms; with settings of its own, if it has them. */
function standInForm(hyper: Hyper | undefined): OtherForm {
  const form = { by: '', equation: '', step: inSandbox };
  return hyper ? { ...form, hyper, init: inSandbox } : form;
}

/** A surface as it is drawn: straight between the values of the grid, and level beyond its edges. */
export function surfaceOf({ grid: { columns, rows, values }, ...facts }: Surface): Objective {
  const { x: across, y: up } = facts.view;
  const cell = (part: number, count: number): [at: number, rest: number] => {
    const place = Math.min(count - 1, Math.max(0, part * (count - 1)));
    const at = Math.min(count - 2, Math.floor(place));
    return [at, place - at];
  };
  return {
    ...facts,
    value(x, y) {
      const [i, right] = cell((x - across[0]) / (across[1] - across[0]), columns);
      const [j, top] = cell((y - up[0]) / (up[1] - up[0]), rows);
      const row = (k: number) => values[k * columns + i] * (1 - right) + values[k * columns + i + 1] * right;
      return row(j) * (1 - top) + row(j + 1) * top;
    },
    // Not known here. Whatever is said about slopes and curvatures is not said of this surface.
    gradient: () => [Number.NaN, Number.NaN],
    hessian: () => [
      [Number.NaN, Number.NaN],
      [Number.NaN, Number.NaN],
    ],
  };
}

/** Tells a guest's surface, or algorithm, from its earlier editions; nothing of what is the catalog's. */
export const stampOf = (made: Objective | Optimizer): string => stamps.get(made) ?? '';

// ---- their paths

/** What the sandbox answered, by what it was asked: a path, or why there is none. The newest are kept. */
const answers = new Map<string, Walked | string>();
const most = 1000;

const editionOf = (id: string) => editions.get(id) ?? 0;
const keyOf = (optimizer: string, objective: string, run: Run) =>
  JSON.stringify([optimizer, editionOf(optimizer), objective, editionOf(objective), run]);

/** The path that was answered, or else the one that was there before, or the start alone; and what is wrong with that. */
export function fetched(id: string, on: string, run: Run, before: Walked | undefined): { path: Walked; trouble?: string } {
  const answer = answers.get(keyOf(id, on, run));
  const trouble = troubles.get(id) ?? troubles.get(on) ?? (typeof answer === 'string' ? answer : undefined);
  const path = typeof answer === 'object' ? answer : (before ?? standing(run.start, objective(on)));
  return { path, trouble };
}

function standing(start: Point, f: Objective): Path {
  return { points: [start], values: [f.value(...start)], gradients: [], memory: {}, stop: { reason: 'budget', step: 0 } };
}

/** A descent that a figure needs. */
export interface Wanted {
  optimizer: string;
  objective: string;
  run: Run;
}

const answered = ({ optimizer, objective, run }: Wanted) =>
  (!isGuest(optimizer) && !isGuest(objective)) || answers.has(keyOf(optimizer, objective, run));

/** Whether every path of a race is there. */
export const allAnswered = (all: Wanted[]): boolean => all.every(answered);

/**
 * Asks the sandbox for the paths of races: one race at a time, and after it for the newest that was asked for meanwhile.
 *
 * @param came is told of each race whose paths are there
 */
export function fetcher<T>(wanted: (race: T) => Wanted[], came: (race: T) => void): (race: T) => void {
  let busy = false;
  let next: { race: T } | undefined;
  return (race) => {
    next = { race };
    if (!busy) void go();
  };

  async function go() {
    busy = true;
    while (next) {
      const { race } = next;
      next = undefined;
      await Promise.all(
        wanted(race)
          .filter((one) => !answered(one))
          .map(fetchOne),
      );
      came(race);
    }
    busy = false;
  }
}

async function fetchOne({ optimizer, objective, run }: Wanted): Promise<void> {
  // Code that changes meanwhile makes this an answer to a question that nobody asks any more.
  const key = keyOf(optimizer, objective, run);
  const answer = await runner({ ...run, optimizer, objective }).catch((error: Error) => error.message);
  answers.set(key, answer);
  for (const old of [...answers.keys()].slice(0, Math.max(0, answers.size - most))) answers.delete(old);
}
