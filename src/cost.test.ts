import { describe, expect, test } from 'vitest';
import { optimizers } from './catalog.ts';
import { asked, costs, measured } from './cost.ts';
import { asks, groundFor, memoryBytes, numbersOf, sizeOf } from './lib/cost.ts';
import { parameters } from './lib/network/net.ts';
import { type Optimizer, type Vector, whole } from './lib/optimizer.ts';
import adam from './lib/optimizers/adam.ts';
import { sizes } from './network/experiment.ts';

const forms = [...optimizers].flatMap(([id, o]) => [undefined, ...Object.keys(o.also ?? {})].map((form) => ({ id, o, form })));

test('every algorithm has been measured in every form, and no other has: npm run cost', () => {
  const named = (id: string, form?: string) => (form ? `${id}, ${form}` : id);
  const [all, those] = [measured.costs.map(({ optimizer, form }) => named(optimizer, form)), forms.map(({ id, form }) => named(id, form))];
  expect(all.toSorted()).toEqual(those.toSorted());
});

test('on as many numbers as the network has, but for those that ask for all curvatures', () => {
  expect(measured.size).toBe(parameters(sizes));
  const fewer = measured.costs.filter(({ size }) => size !== measured.size).map(({ optimizer }) => optimizer);
  expect(new Set(fewer)).toEqual(new Set([...optimizers].flatMap(([id, { needs }]) => (needs === 'hessian' ? [id] : []))));
});

describe.each(forms)('$id, $form', ({ id, o, form }) => {
  const cost = measured.costs.find((one) => one.optimizer === id && one.form === form);
  test('the bytes are those of its init', () => {
    const params = groundFor(o, sizes);
    expect([cost?.size, cost?.bytes]).toEqual([sizeOf(params), memoryBytes(o, form, params)]);
  });
  test('it asks what it was counted to ask', () => {
    expect(cost?.asks).toEqual(asks(o, form));
    // And every question has its word in the table.
    expect(asked(cost?.asks ?? {})).toHaveLength(Object.keys(cost?.asks ?? {}).length);
  });
  test('its times are times', () => {
    for (const time of [cost?.float32, cost?.float64]) expect(time).toBeGreaterThan(0);
  });
});

test('what is remembered is counted for each weight, also of vectors that are shorter', () => {
  const rows: Optimizer = { ...(adam as Optimizer), init: (x: Vector, params = whole(x)) => ({ r: new Float32Array(params[0].rows) }) };
  const params = groundFor(rows, sizes);
  expect(numbersOf(adam, undefined, ['m', 'v'], params)).toBe(2);
  expect(numbersOf(rows, undefined, ['r'], params)).toBeCloseTo(784 / 109810, 12);
});

test('of the forms those are told that cost something else', () => {
  const told = costs().flatMap(({ others }) => others.map(({ optimizer, form }) => `${optimizer} ${form}`));
  expect(told).toContain('nesterov pytorch');
  expect(told).toContain('newton damped');
  expect(told).not.toContain('adamw l2');
});

test('an algorithm that was not measured is named, with what measures it', () => {
  expect(() => costs(measured.costs.filter(({ optimizer }) => optimizer !== 'adam'))).toThrow('npm run cost adam');
});
