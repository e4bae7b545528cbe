import { expect, test } from 'vitest';
import { byFile, objective, objectives, optimizer, optimizers, parentsFirst } from './catalog.ts';

test('the optimizers stand in the order of their invention', () => {
  expect([...optimizers.keys()].slice(0, 3)).toEqual(['gradient-descent', 'newton', 'momentum']);
  const years = [...optimizers.values()].map((o) => o.year);
  expect(years).toEqual(years.toSorted((a, b) => a - b));
});

test('every optimizer grew out of older ones that are in the catalog', () => {
  for (const [id, { from, year }] of optimizers) {
    for (const parent of Object.keys(from)) expect(optimizer(parent).year, `${id} from ${parent}`).toBeLessThanOrEqual(year);
  }
});

test('within a year nobody stands before one that it grew out of; all others stay in their order', () => {
  const of = (id: string, ...from: string[]): [string, { from: Record<string, unknown> }] => [
    id,
    { from: Object.fromEntries(from.map((parent) => [parent, {}])) },
  ];
  const order = parentsFirst(new Map([of('adadelta', 'rmsprop'), of('nobody', 'lost'), of('rmsprop'), of('adam', 'adadelta')]));
  expect([...order.keys()]).toEqual(['nobody', 'rmsprop', 'adadelta', 'adam']);
  const ids = [...optimizers.keys()];
  for (const [id, { from }] of optimizers)
    for (const parent of Object.keys(from)) expect(ids.indexOf(parent)).toBeLessThan(ids.indexOf(id));
});

test('tests and other files beside the algorithms are not taken for algorithms', () => {
  for (const [id, o] of [...optimizers, ...objectives]) expect(o?.name, id).toBeTypeOf('string');
});

test('an unknown id is refused with the list of the known ones', () => {
  expect(() => optimizer('adamm')).toThrow(`There is no optimizer “adamm”. Known: ${[...optimizers.keys()].join(', ')}`);
  expect(() => objective('bowl')).toThrow(`There is no objective “bowl”. Known: ${[...objectives.keys()].join(', ')}`);
});

test('a file without a default export is named', () => {
  expect(() => byFile({ './lib/optimizers/adamw.ts': undefined }, () => 0)).toThrow('src/lib/optimizers/adamw.ts has no default export');
});
