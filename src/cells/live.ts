/** A page's notebook come to life: it holds the cells, hands them to the sandbox, keeps them, and opens links. */
import { words } from '../words.ts';
import { type Command, type Host, type View, view } from './cell.ts';
import type { RunKind } from './editor/editor.ts';
import type { Guests } from './guests.ts';
import { hash } from './hash.ts';
import { hintOf } from './hints.ts';
import type { Cell, Compile, Notebook, Plan } from './notebook.ts';
import * as notebook from './notebook.ts';
import { notices } from './notices.ts';
import type { Compiled, Kernel, KernelEvent, Trouble } from './protocol.ts';
import { type Edit, type OwnCell, shelf } from './saved.ts';
import type { Shared } from './share.ts';
import { register } from './take/source.ts';

const t = words.en.cells;

interface Sandbox {
  kernel: Kernel;
  compile: Compile;
}

/** A page's notebook, as the rest of the page may use it. */
export interface Life {
  /** The cells as they are now. */
  notebook(): Notebook;
  /** Says when they change; gives back how to stop that. */
  listen(listener: (notebook: Notebook) => void): () => void;
  /** Starts the sandbox, if it has not started. */
  sandbox(): Promise<Sandbox>;
  run(cells: string[]): Promise<void>;
  /** Puts a cell of the reader's own under another, or first. Gives back its id. */
  add(kind: Cell['kind'], text: string, after?: string): string;
  edit(cell: string, text: string): void;
}

let life: Life | undefined;

/** Brings the notebook of the page to life, once. */
export function enliven(root: HTMLElement): Life {
  if (life) return life;
  const begun = begin(root);
  life = begun;
  register(() => begun.notebook());
  return life;
}

function begin(root: HTMLElement): Life {
  const template = root.querySelector('template') as HTMLTemplateElement;
  const toolbar = root.querySelector('.all') as HTMLElement;
  const shelfOf = shelf(() => localStorage, location.pathname);
  const { say, ask, close } = notices(root);

  const views = new Map<string, View>();
  const listeners = new Set<(now: Notebook) => void>();
  /** What each changed cell of the page was made from: the site's text may be another by now. */
  const bases = new Map<string, string>();
  const histories = new Map<string, unknown>();
  /** Cells whose text came by a link, with the text before it. Kept once the reader runs, changes or wants them. */
  const linked = new Map<string, string>();

  let now: Notebook = { cells: [] };

  const original = (id: string) => now.cells.find((one) => one.id === id)?.original;
  const moved = (id: string) => bases.has(id) && bases.get(id) !== hash(original(id) ?? '');

  // ---- showing

  let drawing = 0;
  function update(next: Notebook): void {
    if (next === now) return;
    now = next;
    drawing ||= requestAnimationFrame(draw);
  }

  function draw(): void {
    drawing = 0;
    for (const one of now.cells) views.get(one.id)?.draw(one, { linked: linked.has(one.id), moved: moved(one.id) });
    toolbar.toggleAttribute('data-busy', notebook.busy(now));
    for (const listener of [...listeners]) listener(now);
  }

  /** The elements in the order of the cells, each there once. */
  function arrange(): void {
    for (const [id, { element }] of views) {
      if (now.cells.some((one) => one.id === id)) continue;
      element.remove();
      views.delete(id);
    }
    let before: Element | undefined;
    for (const one of now.cells) {
      const element = viewOf(one).element;
      const place = before ? before.nextElementSibling : root.firstElementChild;
      // Moving an element that is in its place would take the focus from it.
      if (place !== element) place ? place.before(element) : root.append(element);
      before = element;
    }
  }

  function viewOf(one: Cell): View {
    const known = views.get(one.id);
    if (known) return known;
    const element = (template.content.cloneNode(true) as DocumentFragment).querySelector('.cell') as HTMLElement;
    element.dataset.cell = one.id;
    (element.querySelector('.name') as HTMLElement).textContent = one.name;
    element.querySelector('pre')?.setAttribute('aria-label', t.label(one.name));
    element.querySelector('.out')?.setAttribute('aria-label', t.output(one.name));
    (element.querySelector('code') as HTMLElement).textContent = one.text;
    const made = view(element, one, host);
    views.set(one.id, made);
    return made;
  }

  // ---- running

  let starting: Promise<Sandbox> | undefined;
  /** What cells make, in the figures. */
  let guests: Guests | undefined;
  function sandbox(): Promise<Sandbox> {
    starting ??= Promise.all([import('./host.ts'), import('./compile.ts'), import('./guests.ts')]).then(
      ([{ createKernel }, { compile }, { host }]) => {
        const kernel = createKernel();
        kernel.listen(heard);
        guests = host(kernel, {
          changed(id) {
            const one = now.cells.find((cell) => cell.id === id);
            return one?.ran !== one?.original;
          },
          complain: (id, trouble) => update(notebook.complain(now, id, trouble)),
        });
        return { kernel, compile: remembered(compile) };
      },
      (error: Error) => {
        starting = undefined;
        say(t.trouble.sandbox(error.message));
        throw error;
      },
    );
    return starting;
  }

  function heard(event: KernelEvent): void {
    update(notebook.heard(now, hinted(event), stopped));
  }

  function hinted(event: KernelEvent): KernelEvent {
    if (event.type !== 'error') return event;
    const cell = now.cells.find(({ id }) => id === event.cell);
    return cell ? { ...event, trouble: { ...event.trouble, hint: hintOf(event.trouble, cell) } } : event;
  }

  async function run(ids: string[]): Promise<void> {
    const { kernel, compile } = await sandbox();
    const plan = notebook.plan(now, ids, compile, unreadable, taken);
    keepLinked(plan.define.map(({ compiled }) => compiled.cell));
    carryOut(kernel, plan);
  }

  function carryOut(kernel: Kernel, plan: Plan): void {
    const gone = plan.failed.map(({ cell }) => cell).filter((id) => notebook.find(now, id).compiled);
    update(notebook.sent(now, plan));
    for (const { cell, trouble } of plan.failed) guests?.fail(cell, trouble);
    if (gone.length > 0) kernel.remove(gone);
    if (plan.define.length > 0) kernel.define(plan.define.map(({ compiled }) => compiled));
  }

  const nameOf = (id: string) => now.cells.find((one) => one.id === id)?.name ?? id;

  function unreadable(cell: string, error: unknown): Trouble {
    const { message, line, column } = error as Error & { line?: number; column?: number };
    const frames = line === undefined || column === undefined ? [] : [{ cell, line, column }];
    return { name: t.trouble.names.syntax, message, frames };
  }

  const taken = (name: string, _: Cell, other: Cell): Trouble => ({
    name: t.trouble.names.twice,
    message: t.trouble.twice(name, other.name),
    frames: [],
  });

  const stopped = (why: string): Trouble => ({ name: t.trouble.names.stopped, message: t.trouble.stopped[why], frames: [] });

  const codeCells = () => now.cells.filter(({ kind, text }) => kind === 'code' && text.trim() !== '').map(({ id }) => id);

  // ---- keeping

  let refused = false;
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();

  /** A moment later, since typing is many changes. */
  function keepSoon(id: string): void {
    clearTimeout(waiting.get(id));
    waiting.set(
      id,
      setTimeout(() => keep(id), 300),
    );
  }

  function keep(id: string): void {
    clearTimeout(waiting.get(id));
    waiting.delete(id);
    const one = now.cells.find((cell) => cell.id === id);
    if (linked.has(id)) return;
    if (!one || notebook.own(one)) {
      keepOwn();
      return;
    }
    if (!notebook.edited(one)) bases.delete(id);
    else if (!bases.has(id)) bases.set(id, hash(one.original ?? ''));
    const edit: Edit | undefined = notebook.edited(one)
      ? { text: one.text, base: bases.get(id) ?? '', history: views.get(id)?.history() ?? histories.get(id) }
      : undefined;
    told(shelfOf.keepEdit(id, edit));
  }

  function keepOwn(): void {
    told(shelfOf.keepOwn(ownCells(({ id }) => !linked.has(id))));
  }

  function ownCells(which: (one: Cell) => boolean): OwnCell[] {
    return now.cells.flatMap((one, i) =>
      notebook.own(one) && which(one)
        ? [{ id: one.id, kind: one.kind, text: one.text, ...(i > 0 ? { after: now.cells[i - 1].id } : {}) }]
        : [],
    );
  }

  function told(kept: boolean): void {
    if (kept || refused) return;
    refused = true;
    say(t.saved.refused);
  }

  function keepAll(): void {
    for (const id of [...waiting.keys()]) keep(id);
  }
  addEventListener('pagehide', keepAll);
  document.addEventListener('visibilitychange', () => document.hidden && keepAll());

  // ---- what the reader does

  /** A text of a cell, by whomever. */
  function put(id: string, text: string): void {
    update(notebook.edit(now, id, text));
    void views.get(id)?.refresh();
  }

  function edit(id: string, text: string): void {
    const one = notebook.find(now, id);
    if (one.text === text) return;
    update(notebook.edit(now, id, text));
    keepLinked([id]);
    keepSoon(id);
  }

  async function runCell(id: string, kind: RunKind): Promise<void> {
    const at = now.cells.findIndex((one) => one.id === id);
    const next = now.cells[at + 1];
    const here = now.cells[at];
    if (kind === 'insert') void views.get(add('code', '', id))?.enter();
    else if (kind === 'advance' && next) views.get(next.id)?.focus();
    if (here.kind === 'markdown') return views.get(id)?.read();
    await run([id]);
  }

  function add(kind: Cell['kind'], text: string, after?: string): string {
    const { id, number } = notebook.freshId(now);
    update(notebook.insert(now, notebook.cell(id, { kind, text, name: t.ownName(number) }), after));
    arrange();
    keepOwn();
    return id;
  }

  async function command(id: string, asked: Command): Promise<void> {
    const at = now.cells.findIndex((one) => one.id === id);
    const neighbour = now.cells[at + 1] ?? now.cells[at - 1];
    switch (asked) {
      case 'reset':
        return reset([id]);
      case 'above':
        return views.get(add('code', '', now.cells[at - 1]?.id))?.focus();
      case 'below':
        return views.get(add('code', '', id))?.focus();
      case 'remove':
        await leave(id);
        update(notebook.remove(now, id));
        arrange();
        keepOwn();
        if (neighbour) views.get(neighbour.id)?.focus();
        // A name that it shared with another may be free now.
        return run([]);
      case 'markdown':
        await leave(id);
        update(notebook.turn(now, id, 'markdown'));
        keepOwn();
        return views.get(id)?.read();
      case 'code':
        update(notebook.turn(now, id, 'code'));
        return keepOwn();
      case 'up':
      case 'down': {
        const had = document.activeElement as HTMLElement | null;
        update(notebook.move(now, id, asked === 'up' ? -1 : 1));
        arrange();
        had?.focus();
        return keepOwn();
      }
      case 'restart':
        return restart();
      case 'mine':
        bases.set(id, hash(original(id) ?? ''));
        keep(id);
        return draw();
      case 'theirs':
        return reset([id]);
    }
  }

  /** The sandbox forgets a cell. */
  async function leave(id: string): Promise<void> {
    if (!notebook.find(now, id).compiled) return;
    const { kernel } = await sandbox();
    kernel.remove([id]);
    guests?.leave(id);
  }

  /** Back to what the page came with. What had run runs again, so that what is shown is what is written. */
  async function reset(ids: string[]): Promise<void> {
    const ran = ids.filter((id) => notebook.find(now, id).ran !== undefined);
    for (const id of ids) {
      linked.delete(id);
      put(id, original(id) ?? '');
      keep(id);
    }
    if (ran.length > 0) await run(ran);
  }

  async function restart(): Promise<void> {
    if (starting) (await starting).kernel.restart();
  }

  const all: Record<string, () => unknown> = {
    run: () => run(codeCells()),
    interrupt: async () => starting && (await starting).kernel.interrupt(),
    restart,
    reset: () => reset(now.cells.filter((one) => !notebook.own(one) && notebook.edited(one)).map(({ id }) => id)),
    add: () => views.get(add('code', '', now.cells.at(-1)?.id))?.enter(),
    async share() {
      const { shareDialog } = await import('./sharing.ts');
      const edits = now.cells.filter((one) => !notebook.own(one) && notebook.edited(one)).map(({ id, text }) => [id, text]);
      shareDialog(root, { edits: Object.fromEntries(edits), own: ownCells(({ text }) => text !== '') }, original);
    },
  };
  toolbar.addEventListener('click', (event) => {
    const verb = (event.target as HTMLElement).closest<HTMLElement>('[data-all]')?.dataset.all;
    if (verb) void all[verb]();
  });

  // ---- links

  async function follow(): Promise<void> {
    if (!location.hash.startsWith('#cells=')) return;
    const { LinkError, open } = await import('./share.ts');
    try {
      offer(open(location.hash, original));
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      say(t.link.faults[error.fault](error.cell ?? ''));
    }
  }

  function offer({ edits, own }: Shared): void {
    const different = Object.entries(edits).filter(([id, text]) => notebook.find(now, id).text !== text);
    const fresh = own.filter(({ text, kind }) => !now.cells.some((one) => notebook.own(one) && one.text === text && one.kind === kind));
    if (different.length === 0 && fresh.length === 0) {
      forget();
      return;
    }

    const names = [...different.map(([id]) => nameOf(id)), ...fresh.map((_, i) => t.ownName(notebook.freshId(now).number + i))];
    const fill = () => {
      for (const [id, text] of different) {
        linked.set(id, notebook.find(now, id).text);
        put(id, text);
      }
      const added = new Map<string, string>();
      for (const { id, kind, text, after } of fresh) {
        const under = after === undefined ? undefined : (added.get(after) ?? after);
        const { id: given, number } = notebook.freshId(now);
        added.set(id, given);
        linked.set(given, '');
        const place = under === undefined || now.cells.some((one) => one.id === under) ? under : now.cells.at(-1)?.id;
        update(notebook.insert(now, notebook.cell(given, { kind, text, name: t.ownName(number) }), place));
      }
      arrange();
      draw();
      views.get([...linked.keys()][0])?.element.scrollIntoView({ block: 'center' });
      ask(t.link.filled(names), [
        [t.link.keep, () => keepLinked([...linked.keys()])],
        [t.link.back, takeBack],
      ]);
    };
    // What is the reader's own goes only if they say so.
    if (different.some(([id]) => notebook.edited(notebook.find(now, id)))) {
      ask(t.link.asks(names), [
        [t.link.take, fill],
        [t.link.keepMine, forget],
      ]);
    } else fill();
  }

  function takeBack(): void {
    for (const [id, text] of linked) {
      const one = notebook.find(now, id);
      if (notebook.own(one)) update(notebook.remove(now, id));
      else put(id, text);
    }
    linked.clear();
    arrange();
    draw();
    forget();
  }

  /** One of the cells that a link brought is the reader's now: then all of them are, and the link has done its work. */
  function keepLinked(touched: string[]): void {
    if (!touched.some((id) => linked.has(id))) return;
    const ids = [...linked.keys()];
    linked.clear();
    for (const id of ids) {
      // What is taken is made from the site's text as it is now.
      bases.delete(id);
      keep(id);
    }
    draw();
    forget();
  }

  function forget(): void {
    close();
    history.replaceState(history.state, '', location.pathname + location.search);
  }

  // ---- the cells of the page, with what is kept of them

  const host: Host = {
    edit,
    run: (id, kind) => void runCell(id, kind),
    command: (id, asked) => void command(id, asked),
    neighbours: (id) => ({
      cells: Object.fromEntries(now.cells.flatMap((one) => (one.id !== id && one.kind === 'code' ? [[one.id, one.text]] : []))),
    }),
    nameOf,
    history: (id) => histories.get(id),
  };

  for (const element of root.querySelectorAll<HTMLElement>('.cell[data-cell]')) {
    const id = element.dataset.cell ?? '';
    const first = notebook.cell(id, { original: element.querySelector('code')?.textContent ?? '', name: element.dataset.name ?? id });
    now = notebook.insert(now, first, now.cells.at(-1)?.id);
    views.set(id, view(element, first, host));
    const kept = shelfOf.edit(id);
    if (!kept || kept.text === first.original) continue;
    bases.set(id, kept.base);
    histories.set(id, kept.history);
    put(id, kept.text);
  }

  function putOwn(cells: OwnCell[]): void {
    for (const { id, kind, text, after } of cells) {
      const known = now.cells.find((one) => one.id === id);
      if (!known) {
        const number = Number(id.slice('own-'.length));
        update(notebook.insert(now, notebook.cell(id, { kind, text, name: t.ownName(number) }), after ?? undefined));
      } else {
        if (known.kind !== kind) update(notebook.turn(now, id, kind));
        if (known.text !== text) put(id, text);
      }
    }
    arrange();
    for (const { id, kind } of cells) if (kind === 'markdown') void views.get(id)?.read();
  }
  putOwn(shelfOf.own());

  shelfOf.watch(
    (id, edit) => {
      const one = now.cells.find((cell) => cell.id === id);
      const text = edit?.text ?? one?.original ?? '';
      if (!one || one.text === text) return;
      clearTimeout(waiting.get(id));
      waiting.delete(id);
      linked.delete(id);
      if (edit) bases.set(id, edit.base);
      else bases.delete(id);
      put(id, text);
      say(t.saved.tab(one.name));
    },
    (cells) => {
      for (const one of now.cells)
        if (notebook.own(one) && !cells.some(({ id }) => id === one.id) && !linked.has(one.id)) {
          void leave(one.id);
          update(notebook.remove(now, one.id));
        }
      putOwn(cells);
    },
  );

  addEventListener('hashchange', () => void follow());
  draw();
  void follow();

  return {
    notebook: () => now,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sandbox,
    run,
    add,
    edit(id, text) {
      put(id, text);
      keepSoon(id);
    },
  };
}

/** Reading a text takes a millisecond, and each run reads those of all cells that never ran. */
function remembered(compile: Compile): Compile {
  const known = new Map<string, { text: string; compiled: Compiled }>();
  return (cell, text) => {
    const last = known.get(cell);
    if (last?.text === text) return last.compiled;
    const compiled = compile(cell, text);
    known.set(cell, { text, compiled });
    return compiled;
  };
}
