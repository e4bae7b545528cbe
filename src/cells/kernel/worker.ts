/**
 * The kernel: runs cells, and runs again what depends on them. It lives in a worker of the sandbox's frame; nothing of it is
 * trusted by the page.
 */
import './stripped.ts';
import kernels from 'virtual:network-kernel';
import { Runtime, RuntimeError, type Variable } from '@observablehq/runtime';
import { readableKernel } from '../../lib/network/kernel.ts';
import { Gate } from '../../network/gate.ts';
import { simdKernel } from '../../network/kernel/simd.ts';
import { training } from '../../network/loop.ts';
import { portSource } from '../../network/store.ts';
import { words } from '../../words.ts';
import { camelCase, nearest } from '../name.ts';
import type { Compiled, Descent, Training } from '../protocol.ts';
import { isObjective, isOptimizer, lacking, type Runnable, type Slope, walk } from './descent.ts';
import { enter, entered, turns } from './entered.ts';
import { objectiveFacts, optimizerFacts } from './facts.ts';
import { imported, known } from './library.ts';
import type { Order, Report } from './messages.ts';
import { type Make, moduleOf } from './module.ts';
import { nail, shared } from './nailed.ts';
import { ownOf } from './own.ts';
import { post } from './stripped.ts';
import { carried, Pupil } from './training.ts';
import { forget, remember, troubleOf } from './trouble.ts';
import { treeOf } from './values.ts';

const t = words.en.sandbox;

interface Cell extends Compiled {
  /** The cell's code, or why there is none. */
  make: Make | { error: unknown };
  url: string;
  variable: Variable;
  /** The number of its last run. */
  run: number;
  /** How many errors that run has had that it did not wait for. */
  strays: number;
}

/** Values travel between variables in boxes, because the runtime would wait for promises and run generators. */
interface Box {
  is: unknown;
}

/** What a cell's variable throws when the cell has told its error itself. */
class Told extends Error {}

const cells = new Map<string, Cell>();
/** Every cell that ever came, in that order: the page sends them as they stand. */
const places: string[] = [];
const inputs = new Map<string, Box['is']>();
/** Names of cells that are set aside. */
const aside = new Map<string, string>();
/** What is defined under each name now, to see what changed. */
const names = new Map<string, { source: string; variable: Variable }>();
let runs = 0;

const own = ['display', 'console', 'setTimeout', 'setInterval'];
const main = new Runtime({}, (name): Box => {
  if (name in self) return { is: self[name as keyof typeof self] };
  throw new ReferenceError(`${name} is not defined`);
}).module();

const tell = (report: Report, gives?: ArrayBuffer[]) => post(report, gives);

/** Imports a cell's code, as it will run. */
async function load(compiled: Compiled): Promise<Pick<Cell, 'make' | 'url'>> {
  const url = URL.createObjectURL(new Blob([moduleOf(compiled)], { type: 'text/javascript' }));
  remember(url, compiled);
  try {
    const { default: make } = await import(/* @vite-ignore */ url);
    return { make, url };
  } catch (error) {
    return { make: { error }, url };
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function define(compiled: Compiled[]) {
  // All the new code first: until it is there, the old goes on.
  const loaded = await Promise.all(compiled.map(load));
  for (const [i, cell] of compiled.entries()) {
    remove(cell.cell);
    const variable = main.variable({ rejected: (error) => rejected(cell.cell, variable, error) });
    if (!places.includes(cell.cell)) places.push(cell.cell);
    cells.set(cell.cell, { ...cell, ...loaded[i], variable, run: 0, strays: 0 });
  }
  name();
  for (const { cell } of compiled) {
    const { variable, uses } = cells.get(cell) as Cell;
    const needed = uses.filter((name) => !own.includes(name));
    variable.define(variableOf(cell), needed, (...boxes: Box[]) =>
      run(cell, Object.fromEntries(needed.map((name, i) => [name, boxes[i].is]))),
    );
  }
}

function remove(id: string) {
  const cell = cells.get(id);
  if (!cell) return;
  cells.delete(id);
  forget(cell.url);
  cell.variable.delete();
}

const variableOf = (cell: string) => `cell ${cell}`;

/** Gives each name to whoever defines it. */
function name() {
  const owners = new Map<string, string[]>();
  for (const { cell, defines } of cells.values()) for (const name of defines) owners.set(name, [...(owners.get(name) ?? []), cell]);

  const wanted = new Map<string, { source: string; inputs?: string[]; definition: (...values: never[]) => unknown }>();
  for (const [name, cell] of aside)
    wanted.set(name, {
      source: `aside ${cell}`,
      definition: () => {
        throw new Error(t.isAside(name, cell));
      },
    });
  for (const [name, is] of inputs) wanted.set(name, { source: `input ${typeof is} ${is}`, definition: (): Box => ({ is }) });
  for (const [name, [cell, ...others]] of owners)
    if (others.length > 0) {
      const all = [cell, ...others].sort();
      const error = () => {
        throw new Error(t.twice(name, all));
      };
      wanted.set(name, { source: `twice ${all}`, definition: error });
    } else {
      wanted.set(name, {
        source: variableOf(cell),
        inputs: [variableOf(cell)],
        definition: (made: Record<string, unknown>): Box => ({ is: made[name] }),
      });
    }

  for (const [name, { variable }] of names)
    if (!wanted.has(name)) {
      variable.delete();
      names.delete(name);
    }
  for (const [name, { source, inputs = [], definition }] of wanted) {
    const now = names.get(name);
    if (now?.source === source) continue;
    now?.variable.delete();
    names.set(name, { source, variable: main.variable().define(name, inputs, definition) });
  }
}

/** Cells that could run now, by where they stand. */
const ready: { place: number; start: () => void }[] = [];
let starting = false;
const { port1: here, port2: there } = new MessageChannel();
const breathing: (() => void)[] = [];
here.onmessage = () => breathing.shift()?.();
/** Lets everything have its turn that waits for it. */
const breath = () =>
  new Promise<void>((resolve) => {
    breathing.push(resolve);
    there.postMessage(null);
  });

/**
 * Starts one cell at a time, in the order of the page, and the next when the first has come to rest: whoever never does, by
 * promises that make promises, is then known to be the last that was entered.
 */
function turnOf(id: string): Promise<void> {
  return new Promise((start) => {
    ready.push({ place: places.indexOf(id), start });
    void startAll();
  });
}

async function startAll() {
  if (starting) return;
  starting = true;
  // Those that can run at the same time ask one after another.
  await breath();
  for (let next = first(); next; next = first()) {
    next.start();
    await breath();
  }
  starting = false;
}

const first = () => ready.sort((a, b) => a.place - b.place).shift();

/** Runs a cell's code, and tells what comes of it. */
async function run(id: string, given: Record<string, unknown>): Promise<Record<string, unknown>> {
  const cell = cells.get(id) as Cell;
  await turnOf(id);
  const run = ++runs;
  cell.run = run;
  cell.strays = 0;
  const current = () => cells.get(id) === cell && cell.run === run;
  const fail = (error: unknown) => {
    if (current()) tell({ type: 'error', cell: id, run, trouble: troubleOf(error) });
  };
  const { names: around, dropped } = ownOf(id, current, (later) => {
    enter([id]);
    try {
      later();
    } catch (error) {
      if (current()) stray(error);
    }
  });

  tell({ type: 'start', cell: id, run });
  enter([id]);
  try {
    if ('error' in cell.make) throw cell.make.error;
    const made = await cell.make({ given: { ...around, ...given }, imports: cell.imports.flatMap(imported) });
    const facts = factsOf(made.value, cell);
    if (!current()) return made.names;
    if (facts.warning) tell({ type: 'log', cell: id, level: 'warn', items: [treeOf(facts.warning)] });
    const value = made.value === undefined ? undefined : ({ mime: 'tree', tree: treeOf(made.value) } as const);
    tellDropped(id, dropped());
    tell({ type: 'done', cell: id, run, value, ...facts.facts });
    return made.names;
  } catch (error) {
    tellDropped(id, dropped());
    fail(error);
    throw new Told();
  }
}

function tellDropped(cell: string, dropped: { logs: number; shown: number }) {
  if (dropped.logs + dropped.shown > 0) tell({ type: 'dropped', cell, ...dropped });
}

function factsOf(value: unknown, { cell, defines }: Cell) {
  const isExported = defines.includes(camelCase(cell));
  if (isExported && isOptimizer(value)) {
    const { facts: optimizer, warning } = optimizerFacts(value, cell);
    return { facts: { optimizer }, warning };
  }
  if (isExported && isObjective(value)) return { facts: { objective: objectiveFacts(value, cell) } };
  const missing = isExported ? lacking(value) : [];
  return { facts: {}, warning: missing.length > 0 ? t.lacks(missing) : undefined };
}

/** A cell did not run, because something that it needs is missing. What it throws itself, it has told. */
function rejected(id: string, variable: Variable, error: unknown) {
  const cell = cells.get(id);
  if (cell?.variable !== variable || error instanceof Told) return;
  const run = ++runs;
  cell.run = run;
  const missing = error instanceof RuntimeError ? error.input : undefined;
  const place = missing !== undefined && Object.hasOwn(cell.where, missing) ? cell.where[missing] : undefined;
  const message = error instanceof Error ? error.message : String(error);
  const near = missing && nearest(missing, [...names.keys(), ...own, ...cell.defines]);
  tell({ type: 'start', cell: id, run });
  tell({
    type: 'error',
    cell: id,
    run,
    trouble: {
      name: 'ReferenceError',
      message:
        missing === undefined
          ? t.circular
          : /could not be resolved$/.test(message)
            ? names.has(missing)
              ? t.failed(missing)
              : t.notHere(missing)
            : message,
      frames: place ? [{ cell: id, ...place }] : [],
      ...(/is not defined$/.test(message) && near && { hint: t.didYouMean(near) }),
    },
  });
}

/**
 * What the catalog has under a path, './adam.ts', or what a cell exports by default under a name; never the one for the other.
 * And whose it is, where it is a cell's.
 */
async function find<T>(kind: 'optimizer' | 'objective', name: string, is: (value: unknown) => value is T): Promise<[T, string[]]> {
  const own = known(kind, name);
  if (is(own)) return [own, []];
  const source = names.get(name)?.source;
  if (source === undefined) throw new ReferenceError(t.noSuch(kind, name));
  const value = ((await main.value(name)) as Box).is;
  if (!is(value)) throw new TypeError(t.isNot(kind, name));
  return [value, [source.replace(/^cell /, '')]];
}

async function descend(id: number, { optimizer, objective, ...run }: Descent) {
  try {
    const [f, surface] = await find<Slope>('objective', objective, isObjective);
    const [o, walker] = await find<Runnable>('optimizer', optimizer, isOptimizer);
    enter([...walker, ...surface]);
    tell({ type: 'path', id, path: walk(o, f, run) });
  } catch (error) {
    lose(id, optimizer, error);
  }
}

function lose(id: number, optimizer: string, error: unknown) {
  const untold = error instanceof Told || (error instanceof RuntimeError && /could not be resolved$/.test(error.message));
  tell({
    type: 'lost',
    id,
    trouble: untold ? { ...troubleOf(new Error(t.failed(optimizer))), frames: [] } : troubleOf(error),
  });
}

/** Those under way. */
const trainings = new Map<number, Gate>();

async function train(id: number, { optimizer, experiment, runner, restart }: Training, images: MessagePort) {
  const gate = new Gate();
  let turn: ReturnType<typeof turns> | undefined;
  trainings.set(id, gate);
  try {
    const [own, whose] = await find<Runnable>('optimizer', optimizer, isOptimizer);
    const kernel = simdKernel(kernels) ?? readableKernel();
    tell({ type: 'news', id, news: { type: 'kernel', name: kernel.name } });
    turn = turns(whose);
    const pupil = new Pupil(own, turn.begin, restart?.snapshot.memory);
    for await (const report of training(experiment, runner, pupil.optimizer(), kernel, portSource(images), restart)) {
      const why = report.type === 'end' && report.reason === 'non-finite' ? pupil.why(report.t) : undefined;
      if (why) throw new Error(why);
      turn.end();
      const { report: news, gives } = carried(report);
      tell({ type: 'news', id, news }, gives);
      await breath();
      await gate.passed();
      if (!trainings.has(id)) return;
    }
  } catch (error) {
    lose(id, optimizer, error);
  } finally {
    turn?.end();
    trainings.delete(id);
    images.close();
  }
}

async function follow(order: Order, port: MessagePort) {
  switch (order.type) {
    case 'define':
      await define(order.cells);
      break;
    case 'aside':
      aside.clear();
      for (const { cell, defines } of order.cells) for (const name of defines) aside.set(name, cell);
      name();
      break;
    case 'remove':
      for (const id of order.cells) remove(id);
      name();
      break;
    case 'input':
      if (order.value === undefined) inputs.delete(order.name);
      else inputs.set(order.name, order.value);
      name();
      break;
    case 'descend':
      // Others may be asked for while this one waits for its cell.
      void descend(order.id, order.descent);
      break;
    case 'train':
      void train(order.id, order.training, port);
      break;
    case 'pause':
      trainings.get(order.id)?.close();
      break;
    case 'resume':
      trainings.get(order.id)?.open();
      break;
    case 'stop':
      trainings.get(order.id)?.open();
      trainings.delete(order.id);
  }
}

let last = Promise.resolve();
addEventListener(
  'message',
  (event: MessageEvent<Order>) => {
    // A cell can make an event that looks like an order.
    if (!event.isTrusted) return;
    // And it shall not get hold of what comes with one.
    event.stopImmediatePropagation();
    const { data, ports } = event;
    if (data.type === 'ping') return tell({ type: 'pong', id: data.id });
    last = last.then(() => follow(data, ports[0]));
  },
  // Nobody comes before the first of those who capture.
  { capture: true },
);

/** How many errors a run may have after its own: a timer can throw for ever. */
const lateErrors = 20;

/** What nobody catches, in timers that are not ours and in promises, belongs to the cell in whose code it was thrown. */
function stray(error: unknown) {
  const trouble = troubleOf(error);
  const cell = cells.get(trouble.frames[0]?.cell ?? entered.cells[0]);
  if (cell && cell.strays++ < lateErrors) tell({ type: 'error', cell: cell.cell, run: cell.run, trouble });
}
addEventListener('error', (event) => stray(event.error));
addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  stray(event.reason);
});

nail(shared);
tell({ type: 'ready' });
