/** Where what is taken away gets the page's cells from, as they are now. Small, so that a notebook can register without the rest. */
import type { Cell, Page } from './page.ts';

export type Source = () => { cells: Cell[]; inputs?: Page['inputs'] };

let source: Source | undefined;

/** The page's notebook says here how to ask it for its cells: all of them, in their order. */
export function register(from: Source): void {
  source = from;
}

/** The cells as they are now; nothing where nobody has registered, since nothing was changed then. */
export function current(): ReturnType<Source> | undefined {
  return source?.();
}
