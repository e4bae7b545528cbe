// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { plotOf, tableOf, treeOf } from './kernel/values.ts';
import { limits } from './limits.ts';
import { cell, type Item } from './notebook.ts';
import { outputIn } from './output.ts';
import type { Trouble } from './protocol.ts';

/** A cell's place, and what draws these items into it. */
function place() {
  const element = document.body.appendChild(document.createElement('div'));
  const draw = outputIn(element, (id) => `${id}.ts`);
  return {
    element,
    show: (out: Item[], given = {}) => draw({ ...cell('a', { text: 'one\n  two(three)\n' }), run: 3, out, ...given }),
    texts: () => [...element.children].map(({ textContent }) => textContent),
  };
}

const log = (...values: unknown[]): Item => ({ is: 'log', level: 'log', items: values.map((value) => treeOf(value)) });
const value = (of: unknown): Item => ({ is: 'value', shown: { mime: 'tree', tree: treeOf(of) } });
const plot = (data: unknown): Item => ({ is: 'shown', shown: plotOf(data) });

/** Opens the tree, as a click does, and gives back its lines. */
function open(tree: Element | null): (string | null)[] {
  const details = tree?.querySelector('details') as HTMLDetailsElement;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  return [...details.querySelectorAll(':scope > ul > li')].map(({ textContent }) => textContent);
}

test.each([
  [1.5, '1.5', 'tok-number'],
  [-0, '-0', 'tok-number'],
  ['a\n"b"', '"a\\n\\"b\\""', 'tok-string'],
  [true, 'true', 'tok-bool'],
  [null, 'null', 'soft'],
  [function step() {}, 'ƒ step()', 'soft'],
])('%o is shown as what it is', (of, text, className) => {
  const { element, show } = place();
  show([value(of)]);
  expect(element.querySelector('.tree')?.textContent).toBe(text);
  expect(element.querySelector('.tree > span')?.className).toBe(className);
  expect(element.querySelector('.prompt')?.textContent).toBe('Out [3]');
});

test('what holds others is a line that opens, and is not built before', () => {
  const { element, show } = place();
  show([value({ m: Float64Array.of(1, 2.5), 'name of it': 'x'.repeat(50), none: [] })]);
  const tree = element.querySelector('.tree');
  expect(tree?.textContent).toBe(`{ m: Float64Array(2), name of it: "${'x'.repeat(40)}…", none: Array(0) }`);
  expect(tree?.querySelector('ul')).toBeNull();
  expect(open(tree)).toEqual(['m: Float64Array(2) [1, 2.5]', `name of it: "${'x'.repeat(50)}"`, 'none: Array(0) []']);
  expect(open(tree?.querySelector('li') as Element)).toEqual(['0: 1', '1: 2.5']);
});

test('of what is long the beginning is shown, with how much more there is', () => {
  const { element, show, texts } = place();
  show([value(Array.from({ length: 5000 }, (_, i) => i))]);
  expect(element.querySelector('.tree')?.textContent).toBe('Array(5000) [0, 1, 2, 3, 4, 5, 6, 7, …]');
  expect(open(element.querySelector('.tree')).slice(-2)).toEqual(['99: 99', '… 4,900 more']);

  show([
    log('x'.repeat(30_000)),
    log(...new Array(20).fill('y'.repeat(300))),
    { is: 'shown', shown: { mime: 'text', text: `a\n${'z'.repeat(3000)}` } },
  ]);
  expect(texts()[0]).toBe(`${'x'.repeat(limits.line)}… 28,000 letters more`);
  expect(texts()[1]).toMatch(/^(y{300} ){6}y{200}… 100 letters more … 13 more$/);
  expect(texts()[2]).toBe(`a\n${'z'.repeat(limits.line)}… 1,000 letters more`);
});

test('a text may have many lines', () => {
  const { element, show } = place();
  const text = 'x\n'.repeat(50_000);
  show([{ is: 'shown', shown: { mime: 'text', text, more: 7 } }]);
  expect(element.textContent).toBe(`${text}… 7 letters more`);
});

test('a table has heads, numbers to the right, and says how many rows there are', () => {
  const { element, show } = place();
  show([{ is: 'shown', shown: tableOf(Array.from({ length: 120 }, (_, k) => ({ k, name: 'a', x: [k] }))) }]);
  expect([...element.querySelectorAll('th')].map(({ textContent, scope }) => [textContent, scope])).toEqual([
    ['k', 'col'],
    ['name', 'col'],
    ['x', 'col'],
  ]);
  const [first] = element.querySelectorAll('tbody tr');
  expect([...first.children].map((td) => [td.textContent, td.className])).toEqual([
    ['0', 'number tok-number'],
    ['a', ''],
    ['Array(1) [0]', ''],
  ]);
  expect(element.querySelectorAll('tbody tr')).toHaveLength(50);
  expect(element.querySelector('.dropped')?.textContent).toBe('50 of 120 rows');
});

test('a plot has a line for each series and a label, and of many one a frame is drawn', async () => {
  const frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  const frame = async () => {
    // Plot is loaded first, which a busy machine takes its time for.
    await vi.waitFor(() => expect(frames).toHaveLength(1), { timeout: 30_000 });
    frames.pop()?.();
    await Promise.resolve();
  };
  const { element, show } = place();
  show([
    plot({
      adam: [3, 2, 1],
      mine: [
        [0, 1],
        [2, Number.NaN],
        [3, 4],
      ],
    }),
    plot([1, 2]),
  ]);
  const [both, one] = element.querySelectorAll('figure');
  expect(both.getAttribute('aria-label')).toBe('Plot of adam and mine');
  await frame();
  expect(both.querySelector('svg')).toBeTruthy();
  expect(one.querySelector('svg')).toBeNull();
  const lines = [...both.querySelectorAll('path[stroke-width="1.8"], [stroke-width="1.8"] path')].map((path) => path.getAttribute('d'));
  expect(lines.map((d) => d?.match(/[ML]/g)?.join(''))).toEqual(['MLL', 'ML']);
  await frame();
  expect(one.querySelector('svg')).toBeTruthy();
  vi.unstubAllGlobals();
});

test('an error says its message, the place with a caret, and what may help', () => {
  const { element, show } = place();
  const trouble: Trouble = { name: 'TypeError', message: 'no', frames: [{ cell: 'a', line: 2, column: 7 }], hint: 'Try this.' };
  show([{ is: 'trouble', trouble }]);
  expect(element.querySelector('.message')?.textContent).toBe('TypeError: no');
  expect(element.querySelector('pre')?.textContent).toBe('two(three)\n    ^');
  expect(element.querySelector('button')?.textContent).toBe('a.ts, line 2, column 7');
  expect(element.querySelector('.hint')?.textContent).toBe('Try this.');
  show([{ is: 'trouble', trouble: { name: 'Crashed', message: '', frames: [] } }]);
  expect(element.textContent).toBe('Crashed');
});

test('what stands there stays as the reader left it when more comes', () => {
  const { element, show, texts } = place();
  const out = [log([1, 2]), value([3])];
  show(out);
  open(element.firstElementChild);
  const [first] = element.children;
  show([...out, log('late')]);
  expect(element.firstElementChild).toBe(first);
  expect(first.querySelector('li')?.textContent).toBe('0: 1');
  expect(texts().at(-1)).toBe('late');
  // Another run's begins anew.
  show([log([1, 2])]);
  expect(element.children).toHaveLength(1);
  expect(element.firstElementChild).not.toBe(first);
  show([]);
  expect(element.children).toHaveLength(0);
});

test('a browser is given no more than it can lay out, and the reader told how much there was', () => {
  const { element, show, texts } = place();
  const line = log('x'.repeat(30_000));
  const out: Item[] = new Array(990).fill(line).map((item) => ({ ...item }));
  show(out.slice(0, 500));
  show([...out, { is: 'dropped', logs: 10, shown: 2 }, value(7)]);
  const logs = element.querySelectorAll('.log').length;
  expect(logs).toBeLessThan(110);
  expect(logs).toBeGreaterThan(80);
  expect(element.textContent?.length).toBeLessThan(limits.drawn + 10_000);
  expect(texts().slice(-2)).toEqual([`${1000 - logs} lines and 2 displays more, not shown.`, 'Out [3]7']);
  show([...out.slice(0, 50)]);
  expect(element.children).toHaveLength(50);

  const { element: other, show: showOther } = place();
  const dots = plotOf(
    Float64Array.from({ length: 2000 }, (_, i) => i),
    { kind: 'dot' },
  );
  showOther(Array.from({ length: 100 }, (): Item => ({ is: 'shown', shown: dots })));
  expect(other.querySelectorAll('figure').length).toBeLessThan(10);
});
