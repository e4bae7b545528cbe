/** What a cell knows of the editor, which it loads when it is first edited: `await import('./editor/editor.ts')`. */

/** What the reader asks for with Enter: Shift runs and goes on, Ctrl (or ⌘) runs, Alt runs and inserts a cell below. */
export type RunKind = 'advance' | 'stay' | 'insert';

/** What else the cell's code may name, for the types. */
export interface Neighbours {
  /** The text of every other cell of the page, by id. */
  cells: Record<string, string>;
  /** What sliders and the like bring in, by name. */
  inputs?: Record<string, 'number' | 'string' | 'boolean'>;
}

export interface EditorOptions {
  /** The editor becomes its last child, as `<div class="editor" tabindex="0">`, where the `<pre>` stood. */
  parent: HTMLElement;
  /** The id of the cell: its code is checked as src/lib/optimizers/<cell>.ts. */
  cell: string;
  text: string;
  /** What `compare` compares with; the first `text` where nothing is said. */
  original?: string;
  /** The accessible name. */
  label: string;
  /** What `saved` gave, perhaps in an earlier visit. Not used where it is damaged, or not of this text. */
  saved?: unknown;
  neighbours?(): Neighbours;
  /** After every change, whoever made it. */
  onChange(text: string): void;
  onRun(kind: RunKind): void;
  /** After Escape. The focus is then on the `<div class="editor">`, from which Enter leads back in and Tab away. */
  onLeave(): void;
}

export interface Editor {
  text(): string;
  /** Puts other text in; the reader can undo it. */
  setText(text: string): void;
  /** Into the text: to its start, or to a place that counts from 1. Places beyond the text are its end. */
  focus(line?: number, column?: number): void;
  /** Underlines `length` characters and says under them what is wrong, instead of what was said before; until the line is edited. */
  showTrouble(line: number, column: number, message: string, length?: number): void;
  clearTrouble(): void;
  /** Shows, or no longer shows, beside each changed piece what stood there in the original, with a button that brings it back. */
  compare(on: boolean): void;
  /** Text, selection and undo history as plain JSON, for `EditorOptions.saved`. */
  saved(): unknown;
  /** Takes the editor off the page. */
  destroy(): void;
}

export declare function mountEditor(options: EditorOptions): Editor;
