/** Runs a page's cells: starts the sandbox with the first that is run, and tells it what to run and what to forget. */
import { link } from '../link.ts';
import { words } from '../words.ts';
import type { Desk } from './desk.ts';
import type { Guests, Page } from './guests.ts';
import { hintOf } from './hints.ts';
import type { Cell, Compile } from './notebook.ts';
import { complain, heard, plan, sent } from './notebook.ts';
import type { Compiled, Kernel, Trouble } from './protocol.ts';
import { type Sliders, sliders } from './sliders.ts';

const t = words.en.cells.trouble;

export interface Running {
  /** Runs cells, and what they need. */
  run(ids: string[]): Promise<void>;
  /** Cells are gone, or no code any more: so is what they made, and a name that one of them shared with another is free. */
  forget(ids: string[]): Promise<void>;
  interrupt(): Promise<void>;
  restart(): Promise<void>;
  /** The values that cells may use by name, and that no cell makes. */
  inputs(): Record<string, number>;
}

interface Sandbox {
  kernel: Kernel;
  compile: Compile;
  /** What cells make, in the figures. */
  guests: Guests;
  inputs: Sliders;
}

/**
 * @param figure the id of the figure whose sliders are inputs
 * @param ran hears which cells were asked for, or had to run with them
 */
export function running(desk: Desk, figure: string, ran: (ids: string[]) => void): Running {
  let starting: Promise<Sandbox> | undefined;
  let inputs: Sliders | undefined;

  function sandbox(): Promise<Sandbox> {
    starting ??= start().catch((error: Error) => {
      starting = undefined;
      throw new Error(t.sandbox(error.message));
    });
    return starting;
  }

  async function start(): Promise<Sandbox> {
    const [{ createKernel }, { compile }, { host }, { teach }] = await Promise.all([
      import('./host.ts'),
      import('./compile.ts'),
      import('./guests.ts'),
      import('./training.ts'),
      awake(figure),
    ]);
    const kernel = createKernel({ url: link('/sandbox.html') });
    kernel.listen((event) => {
      const told = event.type === 'error' ? { ...event, trouble: explained(event.cell, event.trouble) } : event;
      desk.update(heard(desk.now(), told));
    });
    const page: Page = {
      changed(id) {
        const one = desk.find(id);
        return one?.ran !== one?.original;
      },
      complain: (id, trouble) => desk.update(complain(desk.now(), id, explained(id, trouble))),
    };
    const guests = host(kernel, page);
    teach(kernel, page);
    inputs = sliders(figure, kernel.input);
    return { kernel, compile: remembered(compile), guests, inputs };
  }

  /** With what to do about it, and with cells by the names that the reader has for them. */
  function explained(id: string, trouble: Trouble): Trouble {
    const message = trouble.message.replaceAll(/\bown-\d+-\w+/g, (id) => desk.find(id)?.name ?? id);
    const cell = desk.find(id);
    return { ...trouble, message, ...(cell && { hint: hintOf(trouble, cell) }) };
  }

  async function run(ids: string[]): Promise<void> {
    const { kernel, compile, guests } = await sandbox();
    const { define, failed } = plan(desk.now(), ids, compile, unreadable, taken);
    const gone = failed.map(({ cell }) => cell).filter((id) => desk.find(id)?.compiled);
    desk.update(sent(desk.now(), { define, failed }));
    for (const { cell, trouble } of failed) guests.fail(cell, trouble);
    if (gone.length > 0) kernel.remove(gone);
    if (define.length > 0) kernel.define(define.map(({ compiled }) => compiled));
    ran([...ids, ...define.map(({ compiled }) => compiled.cell)]);
  }

  return {
    run,
    async forget(ids) {
      if (!starting) return;
      const { kernel, guests } = await starting;
      for (const id of ids) guests.leave(id);
      kernel.remove(ids);
      if (desk.now().cells.some(({ clashes }) => clashes)) await run([]);
    },
    async interrupt() {
      if (starting) (await starting).kernel.interrupt();
    },
    async restart() {
      if (starting) (await starting).kernel.restart();
    },
    inputs: () => inputs?.now() ?? {},
  };
}

const unreadable = (cell: string, error: unknown): Trouble => {
  const { name, message, line, column } = error as Error & { line?: number; column?: number };
  const frames = line === undefined || column === undefined ? [] : [{ cell, line, column }];
  return { name: name === 'CellSyntaxError' ? t.names.syntax : name, message, frames };
};

const taken = (name: string, _: Cell, other: Cell): Trouble => ({
  name: t.names.twice,
  message: t.twice(name, other.name),
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
