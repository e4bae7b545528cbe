import { expect, test } from 'vitest';
import { compile } from '../compile.ts';
import { nearest } from '../name.ts';
import { type Make, moduleOf, placeIn } from './module.ts';

/** Runs a cell's module here. */
async function run(cell: string, text: string, given: Record<string, unknown> = {}, imports: unknown[] = []) {
  const { default: make } = (await import(`data:text/javascript,${encodeURIComponent(moduleOf(compile(cell, text)))}`)) as {
    default: Make;
  };
  return make({ given, imports });
}

test('a cell is a function of what it uses and imports, and gives its names and its value', async () => {
  expect(await run('c', 'const a: number = b + 1;\na * 2', { b: 1 })).toEqual({ names: { a: 2 }, value: 4 });
  expect(await run('my-cell', "import o, { z } from 'downhill';\nexport const p = 1;\nexport default [o, z, p];", {}, ['O', 'Z'])).toEqual({
    names: { p: 1, myCell: ['O', 'Z', 1] },
    value: ['O', 'Z', 1],
  });
  expect(await run('f', 'export default function () { return 1; }\n[2].length')).toMatchObject({ value: expect.any(Function) });
  expect(await run('c', "'use strict'\n// the end")).toEqual({ names: {}, value: 'use strict' });
  expect(await run('c', 'await Promise.resolve(3) // why')).toEqual({ names: {}, value: 3 });
  expect(await run('c', 'const f = async () => await 3;\nfor await (const a of [f()]) f(a);\n1')).toMatchObject({ value: 1 });
  expect(await run('c', '')).toEqual({ names: {}, value: undefined });
});

test('a place in the module is a place in the cell, before, in and after what is put around the last expression', () => {
  const text = 'let x = 1;\nx++; f(x,\n  g(x))';
  const compiled = compile('c', text);
  const lines = moduleOf(compiled).split('\n');
  for (const [word, line, column] of [
    ['x = 1', 1, 5],
    ['x++', 2, 1],
    ['f(x', 2, 6],
    ['g(x', 3, 3],
  ] as const) {
    const at = lines.findIndex((text, i) => i > 0 && text.includes(word));
    expect(placeIn(compiled, at + 1, lines[at].indexOf(word) + 1), word).toEqual({ cell: 'c', line, column });
  }
  expect(placeIn(compiled, 1, 5)).toBeUndefined();
  expect(placeIn(compiled, lines.length, 1)).toBeUndefined();
});

test('the nearest name is one that a slip of the finger away', () => {
  expect(nearest('mm', ['m', 'v'])).toBe('m');
  expect(nearest('beta', ['lr', 'beta1', 'beta2'])).toBe('beta1');
  expect(nearest('vhat', ['mHat', 'vHat'])).toBe('vHat');
  expect(nearest('x', ['alpha'])).toBeUndefined();
});
