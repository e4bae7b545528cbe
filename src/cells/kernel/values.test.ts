import { expect, test } from 'vitest';
import type { Tree } from '../protocol.ts';
import { tame } from './tame.ts';
import { plotOf, tableOf, textOf, treeOf } from './values.ts';

const count = (tree: Tree): number =>
  1 +
  (tree.is === 'list' ? tree.items.reduce((sum, item) => sum + count(item), 0) : 0) +
  (tree.is === 'record' ? tree.items.reduce((sum, [, item]) => sum + count(item), 0) : 0);

test.each([
  [-0, { is: 'plain', text: '-0', kind: 'number' }],
  [undefined, { is: 'plain', text: 'undefined', kind: 'nothing' }],
  [2n, { is: 'plain', text: '2n', kind: 'bigint' }],
  [function step() {}, { is: 'plain', text: 'ƒ step()', kind: 'function' }],
  [/a/g, { is: 'plain', text: '/a/g', kind: 'regexp' }],
  [new Date(Number.NaN), { is: 'plain', text: 'Invalid Date', kind: 'date' }],
  [Float64Array.of(1, 2), { is: 'list', of: 'Float64Array', length: 2, items: [{ text: '1' }, { text: '2' }] }],
  [new Map([[{}, 1]]), { is: 'record', of: 'Map', length: 1, items: [['object', { text: '1' }]] }],
  [new Set('ab'), { is: 'list', of: 'Set', length: 2, items: [{ text: 'a' }, { text: 'b' }] }],
  [
    new (class Hill {
      a = [1];
    })(),
    { is: 'record', of: 'Hill', length: 1, items: [['a', { is: 'list', length: 1 }]] },
  ],
  [new RangeError('no'), { is: 'error', trouble: { name: 'RangeError', message: 'no' } }],
])('%o is a tree', (value, tree) => {
  expect(treeOf(value)).toMatchObject(tree);
});

test('a tree is bounded in width, depth, number and letters, and says how much there was', () => {
  expect(treeOf(new Array(1e7))).toMatchObject({ length: 1e7, items: { length: 100 } });
  const wide = (of: unknown): unknown => new Array(200).fill(of);
  expect(count(treeOf(wide(wide(wide(wide(1))))))).toBeLessThanOrEqual(10_000);
  expect(JSON.stringify(treeOf(wide(wide('ß'.repeat(1e5))))).match(/ß/g)?.length).toBe(50_000);
  expect(treeOf([[[[[1]]]]])).toMatchObject({
    items: [{ items: [{ items: [{ items: [{ is: 'plain', kind: 'cut', text: 'Array' }] }] }] }],
  });
  expect(treeOf('x'.repeat(1e6))).toEqual({ is: 'plain', kind: 'string', text: 'x'.repeat(2000), more: 998_000 });
  const loop: unknown[] = [];
  loop.push(loop);
  expect(count(treeOf(loop))).toBeLessThan(10);
});

test('to look at a value runs nothing of it', () => {
  const bang = () => {
    throw new Error('run');
  };
  expect(treeOf(Object.defineProperty({}, 'x', { get: bang, enumerable: true }))).toMatchObject({ items: [['x', { kind: 'function' }]] });
  const named = Object.defineProperty(() => {}, 'name', { get: bang });
  expect(treeOf(named)).toMatchObject({ kind: 'function', text: 'ƒ ()' });
  class Named extends Set<number> {
    static override get name(): string {
      return bang();
    }
    override get size(): number {
      return bang();
    }
    override values = bang;
  }
  expect(treeOf(new Named([1]))).toMatchObject({ is: 'list', of: '', length: 1, items: [{ text: '1' }] });
  expect(treeOf(new Proxy(() => {}, { getOwnPropertyDescriptor: bang }))).toMatchObject({ kind: 'cut' });
  expect(treeOf(new Proxy({}, { ownKeys: bang, getPrototypeOf: bang }))).toEqual({ is: 'plain', text: '…', kind: 'cut' });
});

test('a table has the columns of all its rows', () => {
  expect(tableOf([{ a: 1 }, { b: 2 }, null])).toMatchObject({
    columns: ['a', 'b'],
    length: 3,
    rows: [
      [{ text: '1' }, { text: 'undefined' }],
      [{}, { text: '2' }],
      [{}, {}],
    ],
  });
  expect(tableOf([[1, 2]])).toMatchObject({ columns: ['0', '1'] });
  expect(() => tableOf(7)).toThrow(/takes a list of rows/);
});

test('a text is shown from its beginning, and all of a table and a plot have a limit', () => {
  expect(textOf('x'.repeat(150_000))).toEqual({ mime: 'text', text: 'x'.repeat(50_000), more: 100_000 });
  expect(JSON.stringify(tableOf(new Array(100).fill({ a: 'ß'.repeat(1e4) }))).match(/ß/g)?.length).toBe(50_000);
  const many = plotOf(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [i, new Float64Array(1e4)]))) as {
    series: { points: unknown[] }[];
  };
  expect(many.series.map(({ points }) => points.length)).toEqual(new Array(20).fill(500));
});

test('a plot takes numbers, points, and several of them by name, and thins them out evenly', () => {
  expect(plotOf([5, 6])).toEqual({
    mime: 'plot',
    kind: 'line',
    series: [
      {
        name: '',
        points: [
          [0, 5],
          [1, 6],
        ],
      },
    ],
  });
  expect(plotOf({ a: [[1, 2]], b: Float64Array.of(3) }, { kind: 'dot', x: 'step', y: 'f' })).toMatchObject({
    kind: 'dot',
    x: 'step',
    y: 'f',
    series: [
      { name: 'a', points: [[1, 2]] },
      { name: 'b', points: [[0, 3]] },
    ],
  });
  const [{ points }] = (plotOf(Float64Array.from({ length: 1e5 }, (_, i) => i)) as { series: { points: number[][] }[] }).series;
  expect(points).toHaveLength(2000);
  expect([points[0], points[1999]]).toEqual([
    [0, 0],
    [99_999, 99_999],
  ]);
  expect(
    plotOf([
      [0, 1],
      [1, Number.NaN],
    ]),
  ).toMatchObject({ series: [{ points: [[0, 1]] }] });
  expect(() => plotOf('words')).toThrow(/display.plot takes/);
});

test('what a kernel says is copied as plain data, without what is no data or too much', () => {
  const said = { a: [1, 'b', null, { c: true }], f: Float64Array.of(1), d: new Date(), m: new Map(), n: undefined };
  expect(tame(said).value).toEqual({ a: [1, 'b', null, { c: true }], f: Float64Array.of(1), d: undefined, m: undefined, n: undefined });
  expect((tame('x'.repeat(2e7)).value as string).length).toBeLessThanOrEqual(4e6);
  expect((tame(new Array(1e7)).value as unknown[]).length).toBeLessThanOrEqual(2e5);
  let deep: unknown = 1;
  for (let i = 0; i < 1e4; i++) deep = [deep];
  expect(JSON.stringify(tame(deep).value).length).toBeLessThan(100);
  expect(tame(JSON.parse('{"__proto__": {"x": 1}}')).value).toEqual({});
  expect(tame([1, 2, 'ab']).size).toBeGreaterThanOrEqual(5);
});
