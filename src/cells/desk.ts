import type { View } from './cell.ts';
import type { Notebook } from './notebook.ts';

/** The notebook of a page while it is open: what it is now, and how to change what is seen of it. */
export interface Desk {
  now(): Notebook;
  update(next: Notebook): void;
  /** Puts a text into a cell, by whomever it is; the reader can undo it. */
  put(id: string, text: string): void;
  /** Puts the elements into the order of the cells, and takes away those whose cells have gone. */
  arrange(): void;
  /** Draws now and not a moment later. */
  draw(): void;
  view(id: string): View | undefined;
  /** The sandbox forgets a cell. */
  forget(id: string): void;
}
