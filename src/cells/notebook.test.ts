import { describe, expect, test } from 'vitest';
import {
  busy,
  type Cell,
  cell,
  complain,
  edit,
  edited,
  find,
  freshId,
  heard,
  insert,
  move,
  type Notebook,
  ordered,
  plan,
  remove,
  sent,
  stale,
  turn,
} from './notebook.ts';
import type { Compiled, KernelEvent, OptimizerFacts, Trouble } from './protocol.ts';

/** Reads `a = b + c`, which defines a and uses b and c. */
function compile(id: string, text: string): Compiled {
  if (text.includes('!')) throw new Error(`! in ${id}`);
  const [names, value = ''] = text.split('=');
  return { cell: id, js: text, uses: value.match(/\w+/g) ?? [], defines: names.match(/\w+/g) ?? [], where: {}, imports: [], awaits: false };
}

const trouble = (message: string): Trouble => ({ name: 'Error', message, frames: [] });
const why = (_: string, error: unknown) => trouble((error as Error).message);
const taken = (name: string, one: Cell, other: Cell) => trouble(`${name} of ${one.id} is also defined in ${other.id}`);

const page = (texts: Record<string, string>): Notebook => ({
  cells: Object.entries(texts).map(([id, original]) => cell(id, { original })),
});
const planned = (notebook: Notebook, ...ids: string[]) => plan(notebook, ids, compile, why, taken);
const run = (notebook: Notebook, ...ids: string[]) => sent(notebook, planned(notebook, ...ids));
const told = (notebook: Notebook, ...events: KernelEvent[]) => events.reduce((all, event) => heard(all, event), notebook);
const defined = (notebook: Notebook, ...ids: string[]) => planned(notebook, ...ids).define.map(({ compiled }) => compiled.cell);
const failures = (notebook: Notebook, ...ids: string[]) => planned(notebook, ...ids).failed.map(({ trouble }) => trouble.message);
const shows = ({ out }: Cell) => out.map((item) => (item.is === 'trouble' ? item.trouble.message : item.is));

const value = { mime: 'text', text: '5' } as const;
const done = (id: string, number: number): KernelEvent => ({ type: 'done', cell: id, run: number, value });
const start = (id: string, number: number): KernelEvent => ({ type: 'start', cell: id, run: number });

describe('what is run', () => {
  test('takes along what a cell needs and what never ran, from wherever it stands on the page', () => {
    const notebook = page({ last: 'c = b', first: 'a = 1', middle: 'b = a', other: 'd = 1' });
    expect(defined(notebook, 'last')).toEqual(['last', 'first', 'middle']);
    expect(defined(run(notebook, 'middle'), 'last')).toEqual(['last']);
  });

  test('leaves a needed cell at what it last ran, though it was edited since', () => {
    const notebook = edit(run(page({ a: 'a = 1', b: 'b = a' }), 'a'), 'a', 'a = 2');
    expect(defined(notebook, 'b')).toEqual(['b']);
    expect(stale(find(notebook, 'a'))).toBe(true);
  });

  test('is in the order of the page, whatever was asked first', () => {
    const notebook = page({ a: 'a = 1', b: 'b = 1', c: 'c = 1' });
    expect(defined(notebook, 'c', 'a', 'b')).toEqual(['a', 'b', 'c']);
  });

  test('of two cells that define one name neither counts, and each names the other', () => {
    const both = ['x of a is also defined in b', 'x of b is also defined in a'];
    const notebook = page({ a: 'x = 1', b: 'x = 2', c: 'y = 3' });
    expect(failures(notebook, 'a', 'b')).toEqual(both);
    // Which of them ran first changes nothing.
    expect(failures(run(notebook, 'a'), 'b')).toEqual(both);
    expect(failures(run(notebook, 'b'), 'a').toSorted()).toEqual(both);
    const clashing = run(run(notebook, 'a'), 'b');
    expect(clashing.cells.map(shows)).toEqual([[both[0]], [both[1]], []]);
    expect(clashing.cells[0].compiled).toBeUndefined();
  });

  test('includes a cell whose name has become its own again', () => {
    const clashing = run(run(page({ a: 'x = 1', b: 'x = 2' }), 'a'), 'b');
    const mended = edit(clashing, 'b', 'z = 2');
    expect(defined(mended, 'b')).toEqual(['a', 'b']);
    expect(run(mended, 'b').cells.map(({ clashes, ran }) => [clashes, ran])).toEqual([
      [false, 'x = 1'],
      [false, 'z = 2'],
    ]);
  });

  test('a cell that cannot be read fails alone, and the sandbox is to forget what it had of it', () => {
    const notebook = edit(run(page({ a: 'a = 1', b: 'b = a' }), 'b'), 'a', 'a = !');
    expect(planned(notebook, 'a', 'b')).toMatchObject({ define: [{ compiled: { cell: 'b' } }], failed: [{ cell: 'a' }] });
    const next = run(notebook, 'a');
    expect(shows(find(next, 'a'))).toEqual(['! in a']);
    expect(find(next, 'a').compiled).toBeUndefined();
    expect(stale(find(next, 'a'))).toBe(false);
  });

  test('a cell that was never run and cannot be read keeps nobody else from running', () => {
    expect(defined(page({ a: 'a = !', b: 'b = 1' }), 'b')).toEqual(['b']);
  });

  test('Markdown is not run', () => {
    const notebook = turn(insert(page({ a: 'a = 1' }), cell('own-1', { text: 'x = 1' })), 'own-1', 'markdown');
    expect(defined(notebook, 'own-1', 'a')).toEqual(['a']);
  });
});

describe('marks', () => {
  test('a cell is stale from an edit to its next run, and again after it is reset', () => {
    const marks: boolean[] = [];
    let notebook = page({ a: 'a = 1' });
    const mark = () => marks.push(stale(notebook.cells[0]));
    mark();
    notebook = edit(notebook, 'a', 'a = 2');
    mark();
    notebook = run(notebook, 'a');
    mark();
    notebook = edit(notebook, 'a', 'a = 1');
    mark();
    notebook = run(notebook, 'a');
    mark();
    expect(marks).toEqual([false, true, false, true, false]);
    expect(edited(notebook.cells[0])).toBe(false);
  });

  test('an edit that is taken back by hand is none', () => {
    const notebook = edit(edit(page({ a: 'a = 1' }), 'a', 'a = 12'), 'a', 'a = 1');
    expect([stale(notebook.cells[0]), edited(notebook.cells[0])]).toEqual([false, false]);
  });

  test('a cell waits, runs and is still, and has its run’s number', () => {
    let notebook = run(page({ a: 'a = 1' }), 'a');
    expect(notebook.cells[0].state).toBe('waiting');
    notebook = told(notebook, start('a', 3));
    expect([notebook.cells[0].state, busy(notebook)]).toEqual(['running', true]);
    notebook = told(notebook, done('a', 3));
    expect([notebook.cells[0].state, notebook.cells[0].run, busy(notebook)]).toEqual(['still', 3, false]);
  });
});

describe('what a cell shows', () => {
  const log: KernelEvent = { type: 'log', cell: 'a', level: 'log', items: [] };

  test('stays until the next run has something to show', () => {
    let notebook = told(run(page({ a: 'a = 1' }), 'a'), start('a', 1), log, done('a', 1));
    expect(shows(notebook.cells[0])).toEqual(['log', 'value']);
    notebook = told(notebook, start('a', 2));
    expect(shows(notebook.cells[0])).toEqual(['log', 'value']);
    notebook = told(notebook, log);
    expect(shows(notebook.cells[0])).toEqual(['log']);
  });

  test('is empty after a run that shows nothing', () => {
    const first = told(run(page({ a: 'a = 1' }), 'a'), start('a', 1), log, done('a', 1));
    const again = told(first, start('a', 2), { type: 'done', cell: 'a', run: 2, value: undefined });
    expect(shows(again.cells[0])).toEqual([]);
  });

  test('comes from the newest run only', () => {
    const late = told(run(page({ a: 'a = 1' }), 'a'), start('a', 1), start('a', 2), done('a', 1));
    expect(late.cells[0].state).toBe('running');
    const error: KernelEvent = { type: 'error', cell: 'a', run: 1, trouble: trouble('late') };
    expect(shows(told(late, error).cells[0])).toEqual([]);
  });

  test('is one complaint at a time about an optimizer whose steps fail', () => {
    const optimizer: OptimizerFacts = { name: 'A', hyper: {}, family: 'adam', year: 2000, as: {}, memory: [], forms: [], formSettings: {} };
    const good: KernelEvent = { type: 'done', cell: 'a', run: 1, value, optimizer };
    const ran = told(run(page({ a: 'a = 1' }), 'a'), start('a', 1), good);
    expect(shows(complain(complain(ran, 'a', trouble('one')), 'a', trouble('two')).cells[0])).toEqual(['value', 'two']);
    // A figure that asks a cell that failed for steps has nothing to add.
    const failed = told(ran, start('a', 2), { type: 'error', cell: 'a', run: 2, trouble: trouble('why') });
    expect(shows(complain(failed, 'a', trouble('no steps')).cells[0])).toEqual(['why']);
  });
});

test('after a restart the cells that were stopped say so, and the others run again', () => {
  const running = told(run(page({ a: 'a = 1', b: 'b = 1', c: 'c = 1' }), 'a', 'b'), start('a', 1), done('a', 1), start('b', 2));
  const stopped: KernelEvent = { type: 'error', cell: 'b', run: 2, trouble: trouble('too long') };
  const after = told(running, stopped, { type: 'restarted', cells: ['b'], why: 'time' });
  expect(after.cells.map(({ state }) => state)).toEqual(['waiting', 'still', 'still']);
  expect(shows(after.cells[1])).toEqual(['too long']);
  // The sandbox has it no more, so a cell that needs it must not count on it.
  expect(after.cells[1].compiled).toBeUndefined();
});

describe('one’s own cells', () => {
  const own = (...ids: string[]) => ids.reduceRight((all, id) => insert(all, cell(id), 'a'), page({ a: 'a = 1', b: 'b = 1' }));
  const order = ({ cells }: Notebook) => cells.map(({ id }) => id).join(' ');

  test('are put under any cell, or first', () => {
    expect(order(own('own-1', 'own-2'))).toBe('a own-1 own-2 b');
    expect(order(insert(page({ a: '' }), cell('own-1')))).toBe('own-1 a');
  });

  test('move and go; the page’s cells stay', () => {
    const notebook = own('own-1');
    expect(order(move(notebook, 'own-1', 1))).toBe('a b own-1');
    expect(order(move(move(notebook, 'own-1', -1), 'own-1', -1))).toBe('own-1 a b');
    expect(order(move(notebook, 'a', 1))).toBe('a own-1 b');
    expect(order(remove(notebook, 'own-1'))).toBe('a b');
    expect(order(remove(notebook, 'a'))).toBe('a own-1 b');
    expect(turn(notebook, 'a', 'markdown').cells[0].kind).toBe('code');
  });

  test('get ids that no other has, in whatever tab', () => {
    expect(freshId(page({ a: '' }))).toMatch(/^own-1-[a-z0-9]+$/);
    expect(freshId(own('own-1-x', 'own-7-y'))).toMatch(/^own-8-/);
    expect(freshId(page({ a: '' }))).not.toBe(freshId(page({ a: '' })));
  });

  test('come into an order that is kept, in which there may be others', () => {
    expect(order(ordered(own('x', 'y', 'z'), ['z', 'a', 'gone', 'x', 'b', 'y']))).toBe('z a x b y');
    expect(order(ordered(own('new', 'x', 'y'), ['a', 'y', 'x', 'b']))).toBe('a y x new b');
    expect(order(ordered(own('x'), ['b', 'x', 'a']))).toBe('a b x');
    expect(order(ordered(own('x'), []))).toBe('a x b');
  });
});

test('a cell that is not there is an error that lists those that are', () => {
  expect(() => find(page({ a: '', b: '' }), 'c')).toThrow('There is no cell “c”. Known: a, b');
});
