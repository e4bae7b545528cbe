import { describe, expect, test } from 'vitest';
import { objective, optimizer } from '../catalog.ts';
import { descend } from '../lib/descend.ts';
import { parameters } from '../lib/network/net.ts';
import { sizes } from '../network/experiment.ts';
import { objectiveFacts, optimizerFacts } from './kernel/facts.ts';
import { tame } from './kernel/tame.ts';
import { plotOf, tableOf, textOf, treeOf } from './kernel/values.ts';
import { limits } from './limits.ts';
import { cell, heard } from './notebook.ts';
import { received } from './received.ts';
import { outputsOf } from './take/shown.ts';

const trouble = { name: 'TypeError', message: 'no', frames: [{ cell: 'a', line: 1, column: 2 }], hint: 'Try.' };
const value = { mime: 'tree', tree: treeOf({ a: [1, 'b', new Error('c')], d: new Map([[1, 2]]) }) };
const [adam, quad1] = [optimizer('adam'), objective('quad1')];
const path = descend(adam, quad1, { start: quad1.start, steps: 20 });

/** One of each kind, as an honest kernel says it. */
const honest: Record<string, unknown>[] = [
  { type: 'ready' },
  { type: 'pong', id: 3 },
  { type: 'enter', cells: ['a', 'b'], trains: false },
  { type: 'start', cell: 'a', run: 1 },
  { type: 'log', cell: 'a', level: 'warn', items: [treeOf('x'.repeat(5000)), treeOf(7n)] },
  { type: 'shown', cell: 'a', shown: textOf('y\n'.repeat(1e5)) },
  { type: 'shown', cell: 'a', shown: tableOf([{ k: 1, f: [2] }, null]) },
  { type: 'shown', cell: 'a', shown: plotOf({ f: [1, 2], g: [[3, 4]] }, { kind: 'dot', x: 'step' }) },
  { type: 'dropped', cell: 'a', logs: 2, shown: 0 },
  { type: 'done', cell: 'a', run: 1, value, optimizer: optimizerFacts(adam, 'a').facts },
  { type: 'done', cell: 'a', run: 1, value: undefined, objective: objectiveFacts(quad1, 'a') },
  { type: 'error', cell: 'a', run: 1, trouble },
  { type: 'path', id: 1, path: { ...path, hint: 'Smaller steps.' } },
  { type: 'lost', id: 1, trouble },
  { type: 'news', id: 1, news: { type: 'kernel', name: 'WebAssembly SIMD' } },
  { type: 'news', id: 1, news: { type: 'losses', from: 1, losses: Float64Array.of(2.3, 2.2), took: 20.5 } },
  { type: 'news', id: 1, news: { type: 'layers', t: 20, layers: new Array(5).fill({ gradient: 0, rate: Number.NaN }) } },
  { type: 'news', id: 1, news: { type: 'score', t: 0, train: 0.1, test: 1, said: Uint8Array.of(0, 9) } },
  { type: 'news', id: 1, news: { type: 'end', t: 7, reason: 'non-finite' } },
];

const numbers = parameters(sizes);
const snapshot = { t: 100, x: new Float32Array(numbers), memory: { m: new Float32Array(numbers), count: Float64Array.of(1, 2) } };
const news = (news: object) => ({ type: 'news', id: 1, news });

test.each(honest)('what the kernel says comes in whole: %j', (said) => {
  expect(received(tame(said).value)).toEqual(said);
});

test('the largest values that the kernel makes come in whole', () => {
  const wide = (of: unknown): unknown => new Array(200).fill(of);
  const largest = [
    { mime: 'tree', tree: treeOf(wide(wide(wide(wide('x'.repeat(1e4)))))) },
    { mime: 'tree', tree: treeOf({ a: { a: { a: { a: new RangeError('deep'), b: { a: 1 } } } } }) },
    { mime: 'tree', tree: treeOf(wide(new Error('x'.repeat(1e4)))) },
    tableOf(new Array(200).fill(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, 'x'.repeat(1e4)])))),
    plotOf(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`s${i}`, new Float64Array(1e5)]))),
  ];
  for (const shown of largest) {
    const said = { type: 'shown', cell: 'a', shown };
    expect(received(tame(said).value)).toEqual(said);
  }
});

test('a snapshot comes in whole', () => {
  const said = news({ type: 'snapshot', snapshot });
  expect(received(tame(said).value)).toEqual(said);
});

/** The same with one field, however deep, that is something else. */
function* spoilt(value: unknown, by: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  for (const [key, item] of Object.entries(value).slice(0, 5)) {
    const made = (other: unknown) => (Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other });
    yield made(by);
    for (const other of spoilt(item, by)) yield made(other);
  }
}

describe('what is no such thing', () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}`, new Float32Array(2)]));
  test.each<[string, object]>([
    ['a loss that is no number', { type: 'losses', from: 1, losses: Float64Array.of(1, Number.NaN), took: 1 }],
    ['losses that are no list of numbers', { type: 'losses', from: 1, losses: [1, 2], took: 1 }],
    ['too many losses', { type: 'losses', from: 1, losses: new Float64Array(501), took: 1 }],
    ['losses from nowhere', { type: 'losses', from: -1, losses: Float64Array.of(1), took: 1 }],
    ['too few layers', { type: 'layers', t: 20, layers: [{ gradient: 1, rate: 1 }] }],
    ['too many layers', { type: 'layers', t: 20, layers: new Array(6).fill({ gradient: 1, rate: 1 }) }],
    ['more than all right', { type: 'score', t: 0, train: 1.1, test: 1, said: new Uint8Array(2) }],
    ['less than none right', { type: 'score', t: 0, train: 1, test: Number.NaN, said: new Uint8Array(2) }],
    ['what is no digit', { type: 'score', t: 0, train: 1, test: 1, said: Uint8Array.of(10) }],
    ['too many digits', { type: 'score', t: 0, train: 1, test: 1, said: new Uint8Array(1001) }],
    ['too few weights', { type: 'snapshot', snapshot: { ...snapshot, x: new Float32Array(numbers - 1) } }],
    ['weights of another kind', { type: 'snapshot', snapshot: { ...snapshot, x: new Float64Array(numbers) } }],
    ['a memory of words', { type: 'snapshot', snapshot: { ...snapshot, memory: { m: 'word' } } }],
    ['too many memories', { type: 'snapshot', snapshot: { ...snapshot, memory: many(17) } }],
    ['too much memory', { type: 'snapshot', snapshot: { ...snapshot, memory: { m: new Float64Array(1_000_001) } } }],
    ['a name without end', { type: 'snapshot', snapshot: { ...snapshot, memory: { ['m'.repeat(101)]: new Float32Array(2) } } }],
    ['an end for no reason', { type: 'end', t: 1, reason: 'won' }],
    ['what no training says', { type: 'failed', message: '<b>' }],
  ])('ends a training: %s', (_, said) => {
    expect(received(news(said))).toMatchObject({ type: 'lost', id: 1, trouble: { name: 'Not readable' } });
  });

  const others = [5, 'text', null, [], {}, [[]], [{}], Number.NaN, true];
  test.each(honest)('is a trouble of that cell, or nothing, and who reads on does not stumble: %j', (said) => {
    for (const other of others)
      for (const odd of spoilt(said, other)) {
        const got = received(odd);
        if (got?.type === 'lost' || got?.type === 'error') expect(got.trouble.frames.every(({ line }) => line >= 0)).toBe(true);
        if (got?.type === 'path') expect(got.path.points.flat().every((part) => typeof part === 'number')).toBe(true);
        if (got === undefined || !('cell' in got)) continue;
        const { cells } = heard({ cells: [cell('a'), cell('text')] }, got);
        for (const { out, optimizer, objective } of cells) {
          expect(() => outputsOf(out, 1)).not.toThrow();
          expect(optimizer?.memory.concat(optimizer.forms, optimizer.name).every((name) => typeof name === 'string')).not.toBe(false);
          expect(
            objective?.minima
              .flat()
              .concat(objective.levels)
              .every((part) => typeof part === 'number'),
          ).not.toBe(false);
        }
      }
  });

  test.each([undefined, null, 7, 'log', [], () => {}, { type: 'log' }, { type: 'nonsense' }])('and of nobody: %j', (said) => {
    expect(received(said)).toBeUndefined();
  });

  test('says so where it belongs', () => {
    const misread = { name: 'Not readable', frames: [], hint: expect.stringContaining('Restart') };
    const list = { is: 'list', of: 'Array', length: 2, items: 5 };
    expect(received({ type: 'done', cell: 'a', run: 4, value: { mime: 'tree', tree: list } })).toMatchObject({
      type: 'error',
      cell: 'a',
      run: 4,
      trouble: misread,
    });
    expect(received({ type: 'log', cell: 'a', level: 'loud', items: [] })).toMatchObject({ type: 'error', run: 0, trouble: misread });
    expect(received({ type: 'path', id: 3, path: { values: [] } })).toEqual({
      type: 'lost',
      id: 3,
      trouble: expect.objectContaining(misread),
    });
    expect(received({ type: 'lost', id: 3, trouble: {} })).toMatchObject({ type: 'lost', id: 3, trouble: misread });
  });
});

test('what is too long is cut, and what is not asked for stays outside', () => {
  const long = { is: 'plain', text: 'x'.repeat(1e6), kind: 'string', extra: 1 };
  const got = received({ type: 'log', cell: 'a', level: 'log', items: new Array(50).fill(long), evil: 1 });
  expect(got).toEqual({
    type: 'log',
    cell: 'a',
    level: 'log',
    items: new Array(limits.items).fill({ is: 'plain', text: 'x'.repeat(limits.line), kind: 'string' }),
  });
  let deep: unknown = { is: 'plain', text: '', kind: 'cut' };
  for (let i = 0; i < 1e5; i++) deep = { is: 'list', of: '', length: 1, items: [deep] };
  expect(received({ type: 'log', cell: 'a', level: 'log', items: [deep] })).toMatchObject({ type: 'error' });
});
