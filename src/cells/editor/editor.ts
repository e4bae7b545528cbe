/** The editor of one cell, to look as its listing did. Loaded when a cell is first edited: `await import('./editor/editor.ts')`. */
import { acceptCompletion, closeBrackets, closeBracketsKeymap, closeCompletion, completionStatus } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyField, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, forceParsing, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { forEachDiagnostic, lintKeymap } from '@codemirror/lint';
import { unifiedMergeView } from '@codemirror/merge';
import { Compartment, EditorSelection, EditorState, type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { words } from '../../words.ts';
import './adopt.ts';
import { lengthAt, placeIn, show, troubles } from './trouble.ts';
import { recheck, types } from './types.ts';
import '../../styles/editor.css';

const t = words.en.editor;

/** What the reader asks for with Enter: Shift runs and goes on, Ctrl (or ⌘) runs, Alt runs and inserts a cell below. */
export type RunKind = 'advance' | 'stay' | 'insert';

/** A text is for reading: nothing of it is code, and nothing in it is wrong. */
export type Kind = 'code' | 'markdown';

/** What else the cell's code may name, for the types. */
export interface Neighbours {
  /** The text of every other cell of the page, by id. */
  cells: Record<string, string>;
  /** What sliders and the like bring in, by name. */
  inputs?: Record<string, 'number' | 'string' | 'boolean'>;
}

export interface EditorOptions {
  /** The editor becomes its last child, where the `<pre>` stood. */
  parent: HTMLElement;
  /** The id of the cell: its code is checked as src/lib/optimizers/<cell>.ts. */
  cell: string;
  text: string;
  /** What `compare` compares with; the first `text` where nothing is said. */
  original?: string;
  /** The accessible name. */
  label: string;
  kind?: Kind;
  /** What `saved` gave, perhaps in an earlier visit. Not used where it is damaged, or not of this text. */
  saved?: unknown;
  neighbours?(): Neighbours;
  /** After every change, whoever made it. */
  onChange(text: string): void;
  onRun(kind: RunKind): void;
  /** After Escape, when the focus is on the editor's `pane`. */
  onLeave(): void;
}

export interface Editor {
  /** What has the focus when the reader is at the cell and not in its text, as the `<pre>` had: Enter leads into the text, Tab away. */
  readonly pane: HTMLElement;
  /** Puts other text in; the reader can undo it. */
  setText(text: string): void;
  /** Into the text: to its start, or to a place that counts from 1. Places beyond the text are its end. */
  focus(line?: number, column?: number): void;
  /** Underlines what stands at a place, instead of what was underlined before; until the line is edited. */
  showTrouble(line: number, column: number): void;
  clearTrouble(): void;
  /** Shows, or no longer shows, beside each changed piece what stood there in the original, with a button that brings it back. */
  compare(on: boolean): void;
  turn(kind: Kind): void;
  /** Asks again what is wrong, where what is around the cell has changed. */
  recheck(): void;
  /** Text, selection and undo history as plain JSON, for `EditorOptions.saved`. */
  saved(): unknown;
}

export function mountEditor({
  parent,
  cell,
  text,
  original = text,
  label,
  kind = 'code',
  saved,
  neighbours,
  onChange,
  onRun,
  onLeave,
}: EditorOptions): Editor {
  const frame = parent.appendChild(document.createElement('div'));
  frame.className = 'editor';
  const foot = footOf(`${cell}-keys`);
  const [comparison, language] = [new Compartment(), new Compartment()];
  const of = (kind: Kind): Extension =>
    kind === 'markdown'
      ? [EditorView.lineWrapping, placeholder(t.text)]
      : [
          javascript({ typescript: true }),
          syntaxHighlighting(classHighlighter),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          keymap.of(closeBracketsKeymap),
          types(cell, () => ({ cells: {}, inputs: {}, ...neighbours?.() })),
          troubles,
        ];

  const run = (kind: RunKind) => (view: EditorView) => {
    // A list of names would lie over what the cell shows.
    closeCompletion(view);
    onRun(kind);
    return true;
  };
  const leave = (view: EditorView) => {
    // The first Escape closes a list of names that is open; one that is still to come will not open.
    if (completionStatus(view.state) === 'active') return false;
    closeCompletion(view);
    view.scrollDOM.focus({ preventScroll: true });
    onLeave();
    return true;
  };

  const extensions: Extension = [
    Prec.highest(
      keymap.of([
        { key: 'Shift-Enter', run: run('advance') },
        { key: 'Ctrl-Enter', run: run('stay') },
        { key: 'Mod-Enter', run: run('stay') },
        { key: 'Alt-Enter', run: run('insert') },
        { key: 'Escape', run: leave },
      ]),
    ),
    keymap.of([{ key: 'Tab', run: acceptCompletion }, indentWithTab, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
    history(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    // Before the keys above would take them, its own: a bracket and its partner go together.
    Prec.high(language.of(of(kind))),
    comparison.of([]),
    // Keyboards come in by Enter, as with the listing; with a Tab they would come in and not out.
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': foot.keys.id, tabindex: '-1' }),
    EditorView.updateListener.of(({ docChanged, state }) => docChanged && onChange(state.doc.toString())),
    EditorView.updateListener.of(({ state }) => foot.say(wrongAt(state))),
    // Who goes on reading wants to see where the lines begin.
    EditorView.domEventHandlers({ blur: (_, view) => view.scrollDOM.scrollTo({ left: 0 }) }),
  ];

  // CodeMirror guesses its height, and a page that is scrolled down would jump: it has its height, and measures itself at once.
  frame.style.setProperty('--height', `calc(${text.split('\n').length} * 1.36rem + 1.5rem)`);
  const view = new EditorView({ state: stateOf(text, saved, extensions), parent: frame });
  // Colours would come a moment later on a slow machine, and the text would flicker. What is further down comes when it is seen.
  forceParsing(view, Math.min(text.length, 20_000), 2000);
  view.coordsAtPos(0);
  frame.style.removeProperty('--height');
  frame.append(foot.element);

  const pane = view.scrollDOM;
  pane.tabIndex = 0;
  pane.role = 'group';
  pane.ariaLabel = label;
  pane.addEventListener('keydown', (event) => {
    const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.target !== pane || event.key !== 'Enter' || !plain) return;
    event.preventDefault();
    view.focus();
  });

  return {
    pane,
    setText(insert) {
      if (insert !== view.state.doc.toString())
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert }, userEvent: 'input' });
    },
    focus(line, column = 1) {
      view.focus();
      const at = line === undefined ? view.state.selection.main.head : placeIn(view.state.doc, line, column);
      view.dispatch({ selection: EditorSelection.cursor(at), scrollIntoView: true });
    },
    showTrouble(line, column) {
      const from = placeIn(view.state.doc, line, column);
      view.dispatch({ effects: show.of({ from, to: from + lengthAt(view.state.doc, from) }) });
    },
    clearTrouble() {
      view.dispatch({ effects: show.of(undefined) });
    },
    compare(on) {
      view.dispatch({ effects: comparison.reconfigure(on ? against(original) : []) });
    },
    turn: (kind) => view.dispatch({ effects: language.reconfigure(of(kind)) }),
    recheck: () => view.dispatch({ effects: recheck.of(null) }),
    saved: () => view.state.toJSON({ history: historyField }),
  };
}

/** The line that lies on the lower edge: how to leave the text, or what is wrong where the caret is. */
function footOf(id: string) {
  const element = document.createElement('div');
  element.className = 'foot';
  const keys = element.appendChild(document.createElement('p'));
  keys.id = id;
  keys.className = 'keys';
  keys.textContent = t.keys;
  const wrong = element.appendChild(document.createElement('p'));
  wrong.className = 'message';
  wrong.ariaLive = 'polite';
  return {
    element,
    keys,
    say(message: string) {
      if (wrong.textContent !== message) wrong.textContent = message;
    },
  };
}

/** As it was saved, where that is a state of this very text; what is damaged costs the reader no more than the steps back. */
function stateOf(text: string, saved: unknown, extensions: Extension): EditorState {
  try {
    const { doc } = saved as { doc: unknown };
    if (doc === text) return EditorState.fromJSON(saved, { extensions }, { history: historyField });
  } catch {
    // Nothing was saved, or nothing that can be read.
  }
  return EditorState.create({ doc: text, extensions });
}

/** What the types say is wrong where the caret is, for those who do not point with a mouse. */
function wrongAt(state: EditorState): string {
  const { head } = state.selection.main;
  const messages: string[] = [];
  forEachDiagnostic(state, ({ message }, from, to) => {
    if (from <= head && head <= to) messages.push(message);
  });
  return messages.join('\n');
}

function against(original: string): Extension {
  return unifiedMergeView({
    original,
    gutter: false,
    mergeControls(type, action) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = t.back;
      button.addEventListener('click', action);
      // Nothing here could change the original.
      button.hidden = type === 'accept';
      return button;
    },
  });
}
