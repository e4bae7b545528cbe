/** A cell in the page: it shows what the notebook says of it, and tells the notebook what the reader does in it. */
import { words } from '../words.ts';
import type { Editor, Neighbours, RunKind } from './editor/editor.ts';
import { type Cell, edited, own, stale } from './notebook.ts';
import { make, outputIn } from './output.ts';

const t = words.en.cells;

/** What the reader may ask for beside edits and runs, by a button or a key. */
export type Command =
  | 'see'
  | 'undelete'
  | 'reset'
  | 'above'
  | 'below'
  | 'remove'
  | 'markdown'
  | 'code'
  | 'up'
  | 'down'
  | 'restart'
  | 'mine'
  | 'theirs';

/** The notebook, as a cell sees it. */
export interface Host {
  edit(id: string, text: string): void;
  run(id: string, kind: RunKind): void;
  command(id: string, command: Command): void;
  neighbours(id: string): Neighbours;
  nameOf(id: string): string;
  /** What can be undone, from an earlier visit. */
  history(id: string): unknown;
}

/** What is to be said of a cell beside what it is. */
export interface Mark {
  /** Its text came by a link, and was not run. */
  linked: boolean;
  /** The site's text is another since the reader changed it. */
  moved: boolean;
}

export interface View {
  element: HTMLElement;
  draw(cell: Cell, mark: Mark): void;
  /** Into the text; with a place that counts from 1, there. */
  enter(line?: number, column?: number): Promise<void>;
  /** At the cell and not in its text. */
  focus(): void;
  /** Shows a text of the reader’s own as it will be read. */
  read(): Promise<void>;
  /** Shows the text of the cell, where it is not the one that is there. */
  refresh(): Promise<void>;
  /** What can be undone, where the editor is there. */
  history(): unknown;
}

/** @param element as `Cell.astro` has it */
export function view(element: HTMLElement, first: Cell, host: Host): View {
  const { id } = first;
  const one = <E extends HTMLElement>(selector: string) => element.querySelector<E>(selector) as E;
  const [code, prompt, state, out] = [one('.code'), one('.prompt'), one('.state'), one('.out')];
  const drawInto = outputIn(out, host.nameOf);
  const hint = state.dataset.still ?? '';
  let cell = first;
  let drawn: Cell | undefined;
  let mark: Mark = { linked: false, moved: false };
  let editor: Editor | undefined;
  let coming: Promise<Editor> | undefined;
  /** A text of the reader's own is seen as it will be read, or as it is written. */
  let prose: HTMLElement | undefined;
  /** The prose that is on its way; none, once the reader has gone on to write. */
  let reading: HTMLElement | undefined;
  let comparing = false;
  let shown = first.text;

  /** Until the editor takes its place. */
  const listing = () => code.querySelector<HTMLElement>(':scope > pre');
  /** What has the focus when the reader is at the cell. */
  const pane = () => (prose ?? editor?.pane ?? listing()) as HTMLElement;

  // ---- the editor

  function mount(): Promise<Editor> {
    coming ??= import('./editor/editor.ts').then(
      ({ mountEditor }) => {
        const pre = listing();
        const top = pre?.scrollTop ?? 0;
        editor = mountEditor({
          parent: code,
          cell: id,
          text: cell.text,
          original: cell.original ?? '',
          label: t.editor(cell.name),
          kind: cell.kind,
          saved: host.history(id),
          neighbours: () => host.neighbours(id),
          onChange(text) {
            shown = text;
            reading = undefined;
            host.edit(id, text);
          },
          onRun: (kind) => host.run(id, kind),
          onLeave: () => cell.kind === 'markdown' && host.run(id, 'stay'),
        });
        shown = cell.text;
        pre?.remove();
        editor.pane.scrollTop = top;
        return editor;
      },
      (error) => {
        coming = undefined;
        state.textContent = t.asleep;
        throw error;
      },
    );
    return coming;
  }

  async function enter(line?: number, column?: number): Promise<void> {
    const pre = listing();
    const from = line ?? (pre ? firstSeen(pre) : undefined);
    const mounted = await mount();
    write();
    mounted.focus(from, column);
  }

  async function refresh(): Promise<void> {
    if (shown === cell.text) return;
    const mounted = await mount();
    const seen = prose ?? reading;
    shown = cell.text;
    mounted.setText(cell.text);
    if (seen) await read();
  }

  // ---- a text of the reader's own

  async function read(): Promise<void> {
    const next = make('div', 'prose');
    reading = next;
    const { render } = await import('./markdown.ts');
    next.tabIndex = 0;
    next.setAttribute('role', 'group');
    next.setAttribute('aria-label', t.prose(cell.name));
    await render(shown, next);
    if (reading !== next) return;
    reading = undefined;
    const had = code.contains(document.activeElement);
    prose?.remove();
    prose = next;
    code.append(next);
    for (const child of code.children) (child as HTMLElement).hidden = child !== next;
    if (had) next.focus();
  }

  function write(): void {
    reading = undefined;
    const had = prose !== undefined && prose === document.activeElement;
    prose?.remove();
    prose = undefined;
    for (const child of code.children) (child as HTMLElement).hidden = false;
    if (had) pane().focus();
  }

  // Into the text, and not only to the cell: whoever comes there wants to write.
  code.addEventListener('focusin', ({ target }) => {
    if (target !== pane()) reading = undefined;
  });

  // ---- what the reader does

  code.addEventListener('click', (event) => {
    const target = event.target as HTMLElement;
    if (prose?.contains(target) && !target.closest('a')) void enter();
    const pre = listing();
    // Who marks text to copy it does not want it to change under them.
    if (!pre?.contains(target) || prose || !document.getSelection()?.isCollapsed) return;
    const { line, column } = placeAt(pre, event.clientX, event.clientY);
    void enter(line, column);
  });

  let last = { key: '', at: 0 };
  element.addEventListener('keydown', (event) => {
    if (event.target !== pane()) return;
    const asked = event.key === 'Enter' ? runKind(event) : undefined;
    if (asked) {
      host.run(id, asked);
    } else if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    } else if (event.key === 'Enter') {
      // Once it is there, the editor does this itself.
      if (editor && !prose) return;
      void enter();
    } else {
      const twice = last.key === event.key && event.timeStamp - last.at < 1000 && !event.repeat;
      last = twice ? { key: '', at: 0 } : { key: event.key, at: event.timeStamp };
      const command = commandOf(event.key, twice, own(cell));
      if (!command) return;
      host.command(id, command);
    }
    event.preventDefault();
  });

  element.addEventListener('click', (event) => {
    const button = (event.target as HTMLElement).closest<HTMLButtonElement>('[data-do]');
    if (!button) return;
    switch (button.dataset.do) {
      case 'run':
        return host.run(id, 'stay');
      case 'changes':
        return void compare(!comparing);
      case 'go':
        return void enter(Number(button.dataset.line), Number(button.dataset.column));
      case 'turn':
        return host.command(id, cell.kind === 'code' ? 'markdown' : 'code');
      default:
        return host.command(id, button.dataset.do as Command);
    }
  });

  async function compare(on: boolean): Promise<void> {
    comparing = on;
    (await mount()).compare(on);
    one('[data-do=changes]').setAttribute('aria-pressed', String(on));
  }

  // ---- what it looks like

  function draw(next: Cell, marked: Mark): void {
    const before = drawn;
    if (next === before && marked.linked === mark.linked && marked.moved === mark.moved) return;
    [cell, drawn] = [next, next];
    if (marked.moved !== mark.moved) drawMoved(marked.moved);
    mark = marked;

    const { kind, run } = cell;
    const busy = cell.state !== 'still';
    element.dataset.kind = kind;
    element.dataset.state = cell.state;
    element.toggleAttribute('data-stale', stale(cell) && !busy);
    prompt.textContent = kind === 'code' ? t.in(busy ? t.busy : String(run ?? ' ')) : '';
    set(state, stateOf());
    for (const [verb, enabled] of Object.entries({ reset: edited(cell), changes: edited(cell) || comparing })) {
      const button = element.querySelector<HTMLButtonElement>(`[data-do=${verb}]`);
      if (button) button.disabled = !enabled;
    }
    const turner = element.querySelector('[data-do=turn]');
    if (turner) turner.textContent = kind === 'code' ? t.verbs.markdown : t.verbs.code;

    out.toggleAttribute('data-old', cell.old && busy);
    if (cell.out !== before?.out || cell.run !== before?.run || cell.old !== before?.old) drawOut();
    if (kind !== before?.kind) editor?.turn(kind);
    // A run may have brought inputs with it.
    if (run !== before?.run) editor?.recheck();
    if (kind === 'code' && (prose || reading)) write();
    void refresh();
  }

  function stateOf(): string {
    if (cell.kind === 'markdown') return '';
    if (cell.state !== 'still') return t.state[cell.state];
    if (mark.linked) return t.state.link;
    if (stale(cell)) return t.state.stale;
    if (edited(cell) && !own(cell)) return t.state.edited;
    return cell.run === undefined ? hint : '';
  }

  function drawOut(): void {
    // What the run before has shown stays as it is, opened or scrolled as the reader left it.
    if (cell.old) return;
    out.hidden = cell.out.length === 0;
    drawInto(cell);
    const trouble = cell.out.find((item) => item.is === 'trouble')?.trouble;
    const place = trouble?.frames.find((frame) => frame.cell === id);
    if (trouble && place && cell.text === cell.ran) void mount().then((it) => it.showTrouble(place.line, place.column));
    else editor?.clearTrouble();
  }

  function drawMoved(moved: boolean): void {
    element.querySelector('.moved')?.remove();
    if (moved) {
      const button = (name: string, verb: string) => {
        const made = make('button', '', name);
        made.type = 'button';
        made.dataset.do = verb;
        return made;
      };
      const buttons = [button(t.moved.mine, 'mine'), button(t.moved.theirs, 'theirs')];
      out.before(make('div', 'moved', make('p', '', t.moved.text(cell.name)), ...buttons));
    }
    void compare(moved);
  }

  return {
    element,
    draw,
    enter,
    refresh,
    focus: () => pane().focus(),
    history: () => editor?.saved(),
    read,
  };
}

/** Who listens is told once. */
function set(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function runKind({ shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): RunKind | undefined {
  if (shiftKey) return 'advance';
  if (ctrlKey || metaKey) return 'stay';
  return altKey ? 'insert' : undefined;
}

/** Jupyter's keys. Those that change what cells there are answer on the reader's own cells only. */
function commandOf(key: string, twice: boolean, mine: boolean): Command | undefined {
  if (key === '0') return twice ? 'restart' : undefined;
  if (key === 'z') return 'undelete';
  if (!mine) return undefined;
  if (key === 'd') return twice ? 'remove' : undefined;
  return ({ a: 'above', b: 'below', m: 'markdown', y: 'code' } as const)[key];
}

/** The line that is first in sight, from 1. */
function firstSeen(pre: HTMLElement): number {
  const lines = pre.scrollTop / Number.parseFloat(getComputedStyle(pre).lineHeight);
  return lines < 1 ? 1 : Math.ceil(lines) + 1;
}

/**
 * Where in its text a listing was clicked, from 1. All its letters are of one width; browsers that are asked for the letter at a
 * point name one of another line where the listing is scrolled.
 */
function placeAt(pre: HTMLElement, x: number, y: number): { line: number; column: number } {
  const { left, top } = pre.getBoundingClientRect();
  const { lineHeight, paddingLeft, paddingTop } = getComputedStyle(pre);
  const text = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT).nextNode();
  if (!text) return { line: 1, column: 1 };
  const letter = document.createRange();
  letter.setStart(text, 0);
  letter.setEnd(text, 1);
  const down = (y - top - Number.parseFloat(paddingTop) + pre.scrollTop) / Number.parseFloat(lineHeight);
  const along = (x - left - Number.parseFloat(paddingLeft) + pre.scrollLeft) / letter.getBoundingClientRect().width;
  return { line: Math.max(1, Math.floor(down) + 1), column: Math.max(1, Math.round(along) + 1) };
}
