import { expect, test } from 'vitest';
import { fileText } from './source.ts';
import { formsOf, linesOf } from './syntax.ts';

const codes = (text: string) => linesOf(text).map(({ code }) => code);

test('the step is that of the default export, whatever stands above it', () => {
  const above = 'const other = { step() { wrong(); } };\n';
  expect(codes(`${above}export default optimizer({ step(x) { right(); } });`)).toEqual(['right();']);
});

test('a line of arithmetic is a statement, in a loop or out of it, with braces or without', () => {
  const step = 'step(x) { const a = 1; /* no line */ for (;;) { b = a; // nor this\n c = b; } for (;;) x[0] -= c; }';
  expect(codes(`export default optimizer({ ${step} });`)).toEqual(['const a = 1;', 'b = a;', 'c = b;', 'x[0] -= c;']);
});

test('a line knows what it gives a value to, and which loop counts its coordinates', () => {
  const step = 'step(x) { const a = 1; for (let j = 0; j < 2; j++) { m[j] += a; x[j] -= m[j]; warn(x); } }';
  expect(linesOf(`export default optimizer({ ${step} });`).map(({ target, index }) => [target, index])).toEqual([
    [{ expression: 'a', name: 'a' }, undefined],
    [{ expression: 'm[j]', name: 'm' }, 'j'],
    [{ expression: 'x[j]', name: 'x' }, 'j'],
    [undefined, 'j'],
  ]);
});

test('a loop through the elements of something counts no coordinates, and the loop in it does', () => {
  const step = 'step(x) { for (const { from } of all) { const a = from; for (let j = from; j < 2; j++) x[j] -= a; } }';
  expect(linesOf(`export default optimizer({ ${step} });`).map(({ index }) => index)).toEqual([undefined, 'j']);
});

test('the other forms are known by name', () => {
  expect(formsOf(fileText('optimizers/adam.ts'))).toEqual(['rate', 'uncorrected']);
  expect(formsOf(fileText('optimizers/gradient-descent.ts'))).toEqual([]);
  // One with memory and settings of its own stands in a call that checks their types.
  expect(formsOf(fileText('optimizers/rmsprop.ts'))).toEqual(['centred', 'rolling', 'graves']);
  expect(linesOf(fileText('optimizers/rmsprop.ts'), 'centred').map(({ target }) => target?.name)).toEqual(['gBar', 'v', 'x']);
  expect(linesOf(fileText('optimizers/adam.ts'), 'rate').map(({ target }) => target?.name)).toEqual(['lrT', 'm', 'v', 'x']);
});
