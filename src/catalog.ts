import type { Objective } from './lib/objective.ts';
import type { Optimizer } from './lib/optimizer.ts';

/** Every optimizer by id: the name of its file without ending, found by the file itself. In order of invention. */
export const optimizers = parentsFirst(
  byFile<Optimizer>(
    import.meta.glob(['./lib/optimizers/*.ts', '!**/*.test.ts'], { eager: true, import: 'default' }),
    // Whole years for those that do not say more, so that who says a month comes after them.
    (o) => o.year + (o.month ?? 0) / 13,
  ),
);

/** Every objective by id, in the order of the alphabet but for the articles' two, which come first. */
export const objectives = byFile<Objective>(
  import.meta.glob(['./lib/objectives/*.ts', '!**/*.test.ts'], { eager: true, import: 'default' }),
  (_f, id) => (id.startsWith('quad') ? 0 : 1),
);

/** The reader's own by id. They come and go while a page is read, and stand in no list of the site's: see `race/guests.ts`. */
export const guests = { optimizers: new Map<string, Optimizer>(), objectives: new Map<string, Objective>() };

/** @throws RangeError that lists the known ids */
export function optimizer(id: string): Optimizer {
  return guests.optimizers.get(id) ?? known('optimizer', optimizers, id);
}

/** @throws RangeError that lists the known ids */
export function objective(id: string): Objective {
  return guests.objectives.get(id) ?? known('objective', objectives, id);
}

/**
 * Files come in the order of the alphabet; those of equal rank stay in it.
 *
 * @throws Error that names a file without a default export
 */
export function byFile<T>(files: Record<string, unknown>, rank: (record: T, id: string) => number): Map<string, T> {
  const entries = Object.entries(files).map(([path, record]) => {
    if (!record) throw new Error(`${path.replace(/^\./, 'src')} has no default export`);
    return [path.replace(/^.*\/|\.ts$/g, ''), record as T] as const;
  });
  return new Map(entries.sort(([a, one], [b, other]) => rank(one, a) - rank(other, b)));
}

/** The same in an order in which nobody stands before one that it grew out of, which matters within a year. */
export function parentsFirst<T extends { from: Record<string, unknown> }>(all: Map<string, T>): Map<string, T> {
  const rest = [...all];
  const order = new Map<string, T>();
  while (rest.length > 0) {
    const ready = rest.findIndex(([, { from }]) => !rest.some(([id]) => Object.hasOwn(from, id)));
    const [[id, one]] = rest.splice(Math.max(0, ready), 1);
    order.set(id, one);
  }
  return order;
}

/** @throws RangeError that lists the known ids */
export function known<T>(kind: string, all: Map<string, T>, id: string): T {
  const found = all.get(id);
  if (!found) throw new RangeError(`There is no ${kind} “${id}”. Known: ${[...all.keys()].join(', ')}`);
  return found;
}
