/** A page's notebook come to life: it holds the cells, and hands them to the sandbox when the reader runs them. */
import { link } from '../link.ts';
import { words } from '../words.ts';
import { type Command, type Host, type View, view } from './cell.ts';
import type { Desk } from './desk.ts';
import type { RunKind } from './editor/editor.ts';
import type { Guests } from './guests.ts';
import { hintOf } from './hints.ts';
import { keeping, ownCells } from './keeping.ts';
import { linking } from './linking.ts';
import type { Cell, Compile, Notebook, Plan } from './notebook.ts';
import * as notebook from './notebook.ts';
import { notices } from './notices.ts';
import type { Compiled, Kernel, Trouble } from './protocol.ts';
import { type Sliders, sliders } from './sliders.ts';
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
  /** The values that cells may use by name, and that no cell makes. */
  inputs(): Record<string, number>;
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
  register(() => {
    const { cells } = begun.notebook();
    const used = new Set(cells.flatMap(({ compiled }) => compiled?.uses ?? []));
    const inputs = Object.entries(begun.inputs()).filter(([name]) => used.has(name));
    return { cells, ...(inputs.length > 0 && { inputs: Object.fromEntries(inputs) }) };
  });
  return life;
}

function begin(root: HTMLElement): Life {
  const template = root.querySelector('template') as HTMLTemplateElement;
  const toolbar = root.querySelector('.all') as HTMLElement;
  const notice = notices(root);
  const views = new Map<string, View>();
  const listeners = new Set<(now: Notebook) => void>();
  let now: Notebook = { cells: [] };
  let drawing = 0;

  const desk: Desk = {
    now: () => now,
    update(next) {
      if (next === now) return;
      now = next;
      drawing ||= requestAnimationFrame(desk.draw);
    },
    draw() {
      cancelAnimationFrame(drawing);
      drawing = 0;
      for (const one of now.cells) views.get(one.id)?.draw(one, { linked: links.brought(one.id), moved: kept.moved(one.id) });
      toolbar.toggleAttribute('data-busy', notebook.busy(now));
      for (const listener of [...listeners]) listener(now);
    },
    put(id, text) {
      desk.update(notebook.edit(now, id, text));
    },
    arrange() {
      for (const [id, { element }] of views) {
        if (now.cells.some((one) => one.id === id)) continue;
        element.remove();
        views.delete(id);
      }
      let before: Element | undefined;
      for (const one of now.cells) {
        const { element } = views.get(one.id) ?? added(one);
        const place: Element | null = before ? before.nextElementSibling : root.firstElementChild;
        // Moving an element that is in its place would take the focus from it.
        if (place !== element) root.insertBefore(element, place);
        before = element;
      }
    },
    view: (id) => views.get(id),
    forget(id) {
      guests?.leave(id);
      if (notebook.find(now, id).compiled) void sandbox().then(({ kernel }) => kernel.remove([id]));
    },
  };

  const links = linking(desk, notice, () => kept);
  const kept = keeping(desk, notice.say, links.brought);

  /** A cell of the reader's own, made from the page's empty one. */
  function added(one: Cell): View {
    const element = (template.content.cloneNode(true) as DocumentFragment).querySelector('.cell') as HTMLElement;
    element.dataset.cell = one.id;
    for (const name of element.querySelectorAll('.name')) name.textContent = one.name;
    for (const code of element.querySelectorAll('code')) code.textContent = one.text;
    element.querySelector('pre')?.setAttribute('aria-label', t.label(one.name));
    element.querySelector('.out')?.setAttribute('aria-label', t.output(one.name));
    const made = view(element, one, host);
    views.set(one.id, made);
    return made;
  }

  // ---- running

  let starting: Promise<Sandbox> | undefined;
  /** What cells make, in the figures. */
  let guests: Guests | undefined;
  let inputs: Sliders | undefined;
  const { figure = '' } = root.dataset;
  function sandbox(): Promise<Sandbox> {
    starting ??= Promise.all([import('./host.ts'), import('./compile.ts'), import('./guests.ts'), awake(figure)]).then(
      ([{ createKernel }, { compile }, { host }]) => {
        const kernel = createKernel({ url: link('/sandbox.html') });
        kernel.listen((event) => {
          const told = event.type === 'error' ? { ...event, trouble: hinted(event.cell, event.trouble) } : event;
          desk.update(notebook.heard(now, told));
        });
        guests = host(kernel, {
          changed(id) {
            const one = now.cells.find((cell) => cell.id === id);
            return one?.ran !== one?.original;
          },
          complain: (id, trouble) => desk.update(notebook.complain(now, id, hinted(id, trouble))),
        });
        inputs = sliders(figure, kernel.input);
        return { kernel, compile: remembered(compile) };
      },
      (error: Error) => {
        starting = undefined;
        notice.say(t.trouble.sandbox(error.message));
        throw error;
      },
    );
    return starting;
  }

  function hinted(id: string, trouble: Trouble): Trouble {
    const cell = now.cells.find((one) => one.id === id);
    return cell ? { ...trouble, hint: hintOf(trouble, cell) } : trouble;
  }

  async function run(ids: string[]): Promise<void> {
    const { kernel, compile } = await sandbox();
    const plan = notebook.plan(now, ids, compile, unreadable, taken);
    carryOut(kernel, plan);
    links.touch(plan.define.map(({ compiled }) => compiled.cell));
  }

  function carryOut(kernel: Kernel, plan: Plan): void {
    const gone = plan.failed.map(({ cell }) => cell).filter((id) => notebook.find(now, id).compiled);
    desk.update(notebook.sent(now, plan));
    for (const { cell, trouble } of plan.failed) guests?.fail(cell, trouble);
    if (gone.length > 0) kernel.remove(gone);
    if (plan.define.length > 0) kernel.define(plan.define.map(({ compiled }) => compiled));
  }

  async function restart(): Promise<void> {
    if (starting) (await starting).kernel.restart();
  }

  // ---- what the reader does

  async function runCell(id: string, kind: RunKind): Promise<void> {
    const at = now.cells.findIndex((one) => one.id === id);
    const next = now.cells[at + 1];
    if (kind === 'insert') void views.get(add('code', '', id))?.enter();
    else if (kind === 'advance' && next) views.get(next.id)?.focus();
    if (now.cells[at].kind === 'markdown') await views.get(id)?.read();
    else await run([id]);
  }

  function add(kind: Cell['kind'], text: string, after?: string): string {
    const { id, number } = notebook.freshId(now);
    desk.update(notebook.insert(now, notebook.cell(id, { kind, text, name: t.ownName(number) }), after));
    desk.arrange();
    kept.now(id);
    return id;
  }

  const commands: Record<Command, (id: string, at: number) => unknown> = {
    reset: (id) => reset([id]),
    above: (_, at) => views.get(add('code', '', now.cells[at - 1]?.id))?.focus(),
    below: (id) => views.get(add('code', '', id))?.focus(),
    remove(id, at) {
      const neighbour = now.cells[at + 1] ?? now.cells[at - 1];
      desk.forget(id);
      desk.update(notebook.remove(now, id));
      desk.arrange();
      kept.now(id);
      if (neighbour) views.get(neighbour.id)?.focus();
      // A name that it shared with another may be free now.
      if (now.cells.some(({ clashes }) => clashes)) return run([]);
    },
    markdown(id) {
      desk.forget(id);
      desk.update(notebook.turn(now, id, 'markdown'));
      kept.now(id);
      return views.get(id)?.read();
    },
    code(id) {
      desk.update(notebook.turn(now, id, 'code'));
      kept.now(id);
    },
    up: (id) => move(id, -1),
    down: (id) => move(id, 1),
    restart: () => restart(),
    mine(id) {
      kept.settle(id);
      links.touch([id]);
      kept.now(id);
      desk.draw();
    },
    theirs: (id) => reset([id]),
  };

  function move(id: string, by: -1 | 1): void {
    const had = document.activeElement as HTMLElement | null;
    desk.update(notebook.move(now, id, by));
    desk.arrange();
    had?.focus();
    kept.now(id);
  }

  /** Back to what the page came with. What had run runs again, so that what is shown is what is written. */
  async function reset(ids: string[]): Promise<void> {
    const ran = ids.filter((id) => notebook.find(now, id).ran !== undefined);
    links.touch(ids);
    for (const id of ids) {
      desk.put(id, notebook.find(now, id).original ?? '');
      kept.now(id);
    }
    desk.draw();
    if (ran.length > 0) await run(ran);
  }

  const changed = () => now.cells.filter((one) => !notebook.own(one) && notebook.edited(one));
  const all: Record<string, () => unknown> = {
    run: () => run(now.cells.filter(({ kind, text }) => kind === 'code' && text.trim() !== '').map(({ id }) => id)),
    interrupt: async () => starting && (await starting).kernel.interrupt(),
    restart,
    reset: () => reset(changed().map(({ id }) => id)),
    add: () => views.get(add('code', '', now.cells.at(-1)?.id))?.enter(),
    async share() {
      const { shareDialog } = await import('./sharing.ts');
      const edits = Object.fromEntries(changed().map(({ id, text }) => [id, text]));
      shareDialog(root, { edits, own: ownCells(now.cells, ({ text }) => text !== '') }, (id) => notebook.find(now, id).original);
    },
  };
  toolbar.addEventListener('click', (event) => {
    const verb = (event.target as HTMLElement).closest<HTMLElement>('[data-all]')?.dataset.all;
    if (verb) void all[verb]();
  });

  const host: Host = {
    edit(id, text) {
      if (notebook.find(now, id).text === text) return;
      desk.put(id, text);
      links.touch([id]);
      kept.soon(id);
    },
    run: (id, kind) => void runCell(id, kind),
    command: (id, asked) =>
      void commands[asked](
        id,
        now.cells.findIndex((one) => one.id === id),
      ),
    neighbours(id) {
      const others = now.cells.filter((one) => one.id !== id && one.kind === 'code');
      return {
        cells: Object.fromEntries(others.map((one) => [one.id, one.text])),
        inputs: Object.fromEntries(Object.keys(inputs?.now() ?? {}).map((name) => [name, 'number' as const])),
      };
    },
    nameOf: (id) => now.cells.find((one) => one.id === id)?.name ?? id,
    history: kept.history,
  };

  for (const element of root.querySelectorAll<HTMLElement>('.cell[data-cell]')) {
    const { cell: id = '', name } = element.dataset;
    const first = notebook.cell(id, { original: element.querySelector('code')?.textContent ?? '', name });
    now = notebook.insert(now, first, now.cells.at(-1)?.id);
    views.set(id, view(element, first, host));
  }
  kept.restore();
  desk.draw();
  void links.follow();

  return {
    notebook: () => now,
    inputs: () => inputs?.now() ?? {},
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sandbox,
    run,
    add,
    edit: host.edit,
  };
}

const unreadable = (cell: string, error: unknown): Trouble => {
  const { message, line, column } = error as Error & { line?: number; column?: number };
  const frames = line === undefined || column === undefined ? [] : [{ cell, line, column }];
  return { name: t.trouble.names.syntax, message, frames };
};

const taken = (name: string, _: Cell, other: Cell): Trouble => ({
  name: t.trouble.names.twice,
  message: t.trouble.twice(name, other.name),
  frames: [],
});

/** Waits until a figure of the page is awake; one that cannot be woken has no sliders. */
async function awake(id: string): Promise<void> {
  await (document.getElementById(id) as (HTMLElement & { wake?: () => Promise<void> }) | null)?.wake?.();
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
