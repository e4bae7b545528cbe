/**
 * A page's cells as a plain value, and the small verbs that change it. Nothing here knows a browser: the sandbox's events come
 * in, and what it is to run comes out.
 */
import type { Compiled, KernelEvent, ObjectiveFacts, OptimizerFacts, Shown, Tree, Trouble } from './protocol.ts';

/** One thing under a cell, in the order in which it came. */
export type Item =
  | { is: 'log'; level: 'log' | 'warn' | 'error'; items: Tree[] }
  | { is: 'shown'; shown: Shown }
  | { is: 'dropped'; logs: number; shown: number }
  | { is: 'value'; shown: Shown }
  | { is: 'trouble'; trouble: Trouble };

export interface Cell {
  id: string;
  kind: 'code' | 'markdown';
  /** As readers know it: a file's path, or a number of a cell of their own. */
  name: string;
  /** Its text as it came with the page; the reader's own cells have none. */
  original?: string;
  text: string;
  /** What the sandbox was last asked to run. */
  ran?: string;
  /** The same, ready to run; none where it could not be compiled, or clashed with another cell. */
  compiled?: Compiled;
  /** Names that another cell also defines: it runs again as soon as they are its own. */
  clashes: boolean;
  state: 'still' | 'waiting' | 'running';
  /** The number of its last run. */
  run?: number;
  out: Item[];
  /** `out` is that of the run before: it stays until the new run has something to show, so that nothing flickers. */
  old: boolean;
  /** What its default export is, after a run without an error. */
  optimizer?: OptimizerFacts;
  objective?: ObjectiveFacts;
}

export interface Notebook {
  /** In the order of the page. */
  cells: Cell[];
}

/** Turns a cell's text into code, or throws. */
export type Compile = (cell: string, text: string) => Compiled;

/** A cell as it is before anything was done to it. */
export function cell(id: string, given: Partial<Cell> = {}): Cell {
  const text = given.text ?? given.original ?? '';
  return { id, kind: 'code', name: id, clashes: false, state: 'still', out: [], old: false, ...given, text };
}

/** @throws RangeError that lists the cells there are */
export function find({ cells }: Notebook, id: string): Cell {
  const found = cells.find((one) => one.id === id);
  if (!found) throw new RangeError(`There is no cell “${id}”. Known: ${cells.map((one) => one.id).join(', ')}`);
  return found;
}

/** Changed, and not run since: what is under it, and in the figures, is older than its text. */
export const stale = ({ kind, text, ran, original }: Cell) => kind === 'code' && text !== (ran ?? original ?? '');

/** The reader changed it. */
export const edited = ({ text, original }: Cell) => text !== (original ?? '');

/** A cell of the reader's own. */
export const own = ({ original }: Cell) => original === undefined;

export const busy = ({ cells }: Notebook) => cells.some(({ state }) => state !== 'still');

function change(notebook: Notebook, id: string, into: (cell: Cell) => Partial<Cell>): Notebook {
  return { ...notebook, cells: notebook.cells.map((one) => (one.id === id ? { ...one, ...into(one) } : one)) };
}

export const edit = (notebook: Notebook, id: string, text: string) => change(notebook, id, () => ({ text }));

/** Code becomes Markdown or the other way round; only one's own cells do. What it showed goes. */
export function turn(notebook: Notebook, id: string, kind: Cell['kind']): Notebook {
  return change(notebook, id, (one) => (own(one) && one.kind !== kind ? cell(id, { kind, name: one.name, text: one.text }) : {}));
}

/** Puts a cell after another, or first. */
export function insert(notebook: Notebook, added: Cell, after?: string): Notebook {
  const at = notebook.cells.findIndex(({ id }) => id === after) + 1;
  return { ...notebook, cells: notebook.cells.toSpliced(at, 0, added) };
}

export const remove = (notebook: Notebook, id: string): Notebook => ({
  ...notebook,
  cells: notebook.cells.filter((one) => one.id !== id || !own(one)),
});

/** Moves one of the reader's own cells up (−1) or down (1); at an end it stays. */
export function move(notebook: Notebook, id: string, by: -1 | 1): Notebook {
  const from = notebook.cells.findIndex((one) => one.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= notebook.cells.length || !own(notebook.cells[from])) return notebook;
  return { ...notebook, cells: notebook.cells.toSpliced(from, 1).toSpliced(to, 0, notebook.cells[from]) };
}

/** Puts the reader's own cells into the order of those ids, each under the one that it stands under there. */
export function ordered(notebook: Notebook, ids: string[]): Notebook {
  const cells = new Map(notebook.cells.map((one) => [one.id, one]));
  const known = ids.flatMap((id) => cells.get(id) ?? []);
  const moving = new Set(known.filter(own));
  const order = notebook.cells.filter((one) => !moving.has(one));
  for (const [i, one] of known.entries()) if (moving.has(one)) order.splice(order.indexOf(known[i - 1]) + 1, 0, one);
  return { ...notebook, cells: order };
}

/** The number that a cell of the reader's own is called by. */
export const numberIn = (id: string) => Number(/^own-(\d+)-/.exec(id)?.[1] ?? 0);

/** An id for a new cell of the reader's own: the number that it is called by, and letters that no other tab comes upon. */
export function freshId({ cells }: Notebook): string {
  const number = Math.max(0, ...cells.map(({ id }) => numberIn(id))) + 1;
  return `own-${number}-${Math.random().toString(36).slice(2, 8)}`;
}

/** What the sandbox has to be told when cells are run. */
export interface Plan {
  define: { text: string; compiled: Compiled }[];
  /** Cells that cannot run, and why; the sandbox forgets what it had of them, or they would run on unseen. */
  failed: { cell: string; trouble: Trouble; clashes: boolean }[];
}

/**
 * What is to happen when the reader runs `ids`: these cells; those they need that have never run, so that the order of the page
 * does not matter; and those that had to wait for a name to become free. The sandbox itself runs again what depends on them.
 *
 * @param why turns what `compile` throws into a trouble
 * @param taken says that a name is defined twice, and where else
 */
export function plan(
  notebook: Notebook,
  ids: string[],
  compile: Compile,
  why: (cell: string, error: unknown) => Trouble,
  taken: (name: string, cell: Cell, other: Cell) => Trouble,
): Plan {
  const code = notebook.cells.filter(({ kind }) => kind === 'code');
  const failed: Plan['failed'] = [];
  const wanted = new Map<string, Plan['define'][number]>();
  for (const { id, text, ran, clashes } of code) {
    if (!ids.includes(id) && !clashes) continue;
    const now = ids.includes(id) ? text : (ran ?? text);
    try {
      wanted.set(id, { text: now, compiled: compile(id, now) });
    } catch (error) {
      failed.push({ cell: id, trouble: why(id, error), clashes: false });
    }
  }

  // What could be asked for: cells that have never run, as they stand. One that cannot be read defines nothing.
  const fresh = code.filter(({ id, ran }) => ran === undefined && !ids.includes(id));
  const offers = fresh.flatMap(({ id, text }) => attempt(() => ({ text, compiled: compile(id, text) })) ?? []);
  const broken = new Set(failed.map(({ cell }) => cell));
  const known = code.flatMap(({ id, compiled }) => (compiled && !wanted.has(id) && !broken.has(id) ? [compiled] : []));
  const inForce = () => [...known, ...[...wanted.values()].map(({ compiled }) => compiled)];
  const queue = inForce();
  for (const { uses } of queue) {
    for (const name of uses) {
      if (inForce().some(({ defines }) => defines.includes(name))) continue;
      const offer = offers.find(({ compiled }) => compiled.defines.includes(name));
      if (!offer) continue;
      wanted.set(offer.compiled.cell, offer);
      queue.push(offer.compiled);
    }
  }

  // Of two cells that define one name neither counts: which ran first must not matter.
  const all = inForce();
  for (const { cell: id, defines } of all) {
    const other = all.find((one) => one.cell !== id && one.defines.some((name) => defines.includes(name)));
    const name = other && defines.find((one) => other.defines.includes(one));
    if (!name) continue;
    failed.push({ cell: id, trouble: taken(name, find(notebook, id), find(notebook, other.cell)), clashes: true });
    wanted.delete(id);
  }
  // In the order of the page, so that the same page does the same.
  return { define: code.flatMap(({ id }) => wanted.get(id) ?? []), failed };
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** The sandbox was told: the cells wait for their turn. */
export function sent(notebook: Notebook, { define, failed }: Plan): Notebook {
  let next = notebook;
  for (const { text, compiled } of define)
    next = change(next, compiled.cell, () => ({ ran: text, compiled, clashes: false, state: 'waiting', old: true }));
  for (const { cell: id, trouble, clashes } of failed)
    next = change(next, id, ({ text, ran }) => ({
      ...failing(trouble),
      ran: clashes ? (ran ?? text) : text,
      compiled: undefined,
      clashes,
    }));
  return next;
}

const failing = (trouble: Trouble): Partial<Cell> => ({
  state: 'still',
  out: [{ is: 'trouble', trouble }],
  old: false,
  optimizer: undefined,
  objective: undefined,
});

/** Says what is wrong with a cell that ran well by itself: an optimizer whose steps fail. One that failed has said more already. */
export function complain(notebook: Notebook, id: string, trouble: Trouble): Notebook {
  return change(notebook, id, ({ out, optimizer, objective }) =>
    optimizer || objective ? { out: [...out.filter(({ is }) => is !== 'trouble'), { is: 'trouble', trouble }] } : {},
  );
}

const show = (one: Cell, ...items: Item[]): Partial<Cell> => ({ out: [...(one.old ? [] : one.out), ...items], old: false });

/** What the sandbox says of a cell. Words on a run that another has overtaken change nothing. */
export function heard(notebook: Notebook, event: KernelEvent): Notebook {
  switch (event.type) {
    case 'ready':
      return notebook;
    case 'start':
      return change(notebook, event.cell, () => ({ state: 'running', run: event.run, old: true }));
    case 'log':
      return change(notebook, event.cell, (one) => show(one, { is: 'log', level: event.level, items: event.items }));
    case 'shown':
      return change(notebook, event.cell, (one) => show(one, { is: 'shown', shown: event.shown }));
    case 'dropped':
      return change(notebook, event.cell, (one) => show(one, { is: 'dropped', logs: event.logs, shown: event.shown }));
    case 'done':
      return change(notebook, event.cell, (one) => {
        if (event.run < (one.run ?? 0)) return {};
        const value: Item[] = event.value ? [{ is: 'value', shown: event.value }] : [];
        const { run, optimizer, objective } = event;
        return { ...show(one, ...value), state: 'still', run, optimizer, objective };
      });
    case 'error':
      return change(notebook, event.cell, (one) => {
        // Of a cell that never came to run there is no number.
        if (event.run > 0 && event.run < (one.run ?? 0)) return {};
        const items: Item[] = [{ is: 'trouble', trouble: event.trouble }];
        return { ...show(one, ...items), state: 'still', run: event.run || one.run, optimizer: undefined, objective: undefined };
      });
    case 'restarted': {
      // What stopped them they were told by an error of their own.
      const guilty: Partial<Cell> = { compiled: undefined, state: 'still', optimizer: undefined, objective: undefined };
      const again: Partial<Cell> = { state: 'waiting', old: true };
      const cells = notebook.cells.map((one) =>
        event.cells.includes(one.id) ? { ...one, ...guilty } : one.compiled ? { ...one, ...again } : one,
      );
      return { ...notebook, cells };
    }
  }
}
