import { byFile, known, optimizers } from './catalog.ts';
import type { Erratum, Walk } from './lib/erratum.ts';

/** Every mistake by id: the name of its file without ending, found by the file itself. By article, then in the order of the alphabet. */
export const errata = byFile<Erratum>(import.meta.glob('./lib/errata/*.ts', { eager: true, import: 'default' }), ({ article }) =>
  Number(article.slice(1)),
);

/** @throws RangeError that lists the known ids */
export function erratum(id: string): Erratum {
  return known('erratum', errata, id);
}

/**
 * The id of the algorithm that a walk is of.
 *
 * @throws Error if the catalog does not have it: a changed copy has no id, what is changed belongs into the walk
 */
export function idOf({ of }: Pick<Walk, 'of'>): string {
  const found = [...optimizers].find(([, one]) => one === of);
  if (!found) throw new Error(`“${of.name}” in an erratum is not an algorithm of the catalog`);
  return found[0];
}
