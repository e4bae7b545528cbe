import { describe, expect, test } from 'vitest';
import { optimizers } from './catalog.ts';
import { columns, defaults, outside, settingsWith } from './defaults.ts';
import { everySetting, written } from './lib/optimizer.ts';

const shown = (id: string, column: (typeof columns)[number]) => {
  const rows = defaults().find((one) => one.id === id)?.rows ?? [];
  const values = rows.map(({ setting, values }) => [setting, values[columns.indexOf(column)]] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
};
const nonzero = (hyper: object) => Object.fromEntries(Object.entries(hyper).filter(([, value]) => value !== 0));

describe.each([...optimizers])('%s', (id, o) => {
  test('PyTorch’s column is what the file says of PyTorch', () => {
    const { form: _, ...pytorch } = o.as.pytorch ?? {};
    expect(nonzero(shown(id, 'pytorch'))).toEqual(nonzero(pytorch));
  });
  test('the articles’ columns are what the file says of them, and for the rest what their form has', () => {
    for (const article of ['a0', 'a1', 'a4', 'network'] as const) {
      const { form, ...own } = o.as[article] ?? {};
      expect(nonzero(shown(id, article))).toEqual(o.as[article] ? nonzero({ ...written(o, form).hyper, ...own }) : {});
    }
  });
  test('its own column is its own settings', () => {
    expect(nonzero(shown(id, 'here'))).toEqual(nonzero(o.hyper));
    expect(settingsWith('here', id, o)).toBe(o.hyper);
  });
});

test('papers and Keras are asked only for settings that the algorithm has', () => {
  for (const side of Object.values(outside)) {
    for (const [id, hyper] of Object.entries(side)) {
      const o = optimizers.get(id);
      expect([id, o && Object.keys(hyper).filter((name) => !everySetting(o).includes(name))]).toEqual([id, []]);
    }
  }
});

test('A3’s numbers for Adam are the paper’s and PyTorch’s', () => {
  for (const column of ['paper', 'pytorch'] as const) expect(shown('adam', column)).toMatchObject({ lr: 0.001, beta1: 0.9, beta2: 0.999 });
});

test('what the page on choosing says of them', () => {
  const of = (id: string, setting: string) => (['pytorch', 'keras'] as const).map((column) => shown(id, column)[setting]);
  expect(of('rmsprop', 'lr')).toEqual([0.01, 0.001]);
  expect(of('adadelta', 'lr')).toEqual([1, 0.001]);
  expect(of('adamw', 'weightDecay')).toEqual([0.01, 0.004]);
  expect(of('nadam', 'momentumDecay')).toEqual([0.004, 1]);
  for (const id of ['adam', 'adamax', 'nadam', 'adamw']) expect(of(id, 'eps')).toEqual([1e-8, 1e-7]);
  expect(Object.keys(outside.keras).filter((id) => shown(id, 'keras').eps0 === 1e-7)).toEqual(['adagrad', 'adadelta', 'rmsprop']);
});
