import { optimizers } from './catalog.ts';
import type { Family } from './lib/optimizer.ts';
import { words } from './words.ts';

export interface Chapter {
  title: string;
  /** From the root of the site; give it to `link`. */
  path: string;
  /** Of chapters about an algorithm. */
  family?: Family;
}

/** What a reader goes through, in order. */
export const chapters: Chapter[] = [
  { title: words.en.site.problem, path: '/the-problem/' },
  ...[...optimizers].map(([id, { name, family }]) => ({ title: name, path: `/${id}/`, family })),
  { title: words.en.site.comparison, path: '/comparison/' },
  { title: words.en.site.races, path: '/races/' },
  { title: words.en.site.luck, path: '/luck/' },
  { title: words.en.site.training, path: '/training/' },
  { title: words.en.site.network, path: '/network/' },
  { title: words.en.site.choosing, path: '/choosing/' },
  { title: words.en.site.playground, path: '/playground/' },
];

/** The chapters before and after the page at `pathname`, which may stand under a base path. */
export function neighbours(pathname: string): { previous?: Chapter; next?: Chapter } {
  const here = chapters.findIndex(({ path }) => pathname.endsWith(path));
  return here < 0 ? {} : { previous: chapters[here - 1], next: chapters[here + 1] };
}
