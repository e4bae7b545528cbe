import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { optimizers } from '../catalog.ts';
import { everySetting } from './optimizer.ts';
import { complaint, position, settings, valueAt } from './vocabulary.ts';

describe.each(Object.entries(settings))('%s', (id, setting) => {
  test('comes back from its slider as it went, but for rounding', () => {
    for (let step = 0; step <= 100; step++) {
      const value = valueAt(setting, step / 100);
      const again = valueAt(setting, position(setting, value));
      expect(again).toBeCloseTo(value, 12);
      // Two digits leave a value up to 5 % from its place, which is less than a pixel or two on any slider; a whole number half a step.
      const near = setting.slider === 'whole' ? 0.5 / (setting.max - setting.min) : 0.05 / Math.log(1e4);
      expect(Math.abs(position(setting, value) - step / 100)).toBeLessThan(near + 1e-9);
    }
  });

  test('rises from one end of its slider to the other, and stays in its range', () => {
    const values = Array.from({ length: 101 }, (_, step) => valueAt(setting, step / 100));
    for (const [i, value] of values.entries()) {
      expect(complaint(id, value)).toBeUndefined();
      if (i > 0) expect(value).toBeGreaterThanOrEqual(values[i - 1]);
    }
    expect(position(setting, values[0])).toBe(0);
    expect(position(setting, values[100])).toBeCloseTo(1, 12);
  });

  test('stands at an end of its slider when it lies beyond it', () => {
    expect(position(setting, setting.min)).toBe(0);
    expect(position(setting, setting.max)).toBe(1);
  });

  test('is complained about with its name and its range', () => {
    const range = `${setting.name} (${id}) is a number from ${setting.min} to ${setting.max}`;
    for (const wrong of [setting.min - 1, setting.max + 1, Number.NaN, Number.POSITIVE_INFINITY]) expect(complaint(id, wrong)).toBe(range);
    expect(complaint(id, setting.min)).toBeUndefined();
    expect(complaint(id, setting.max)).toBeUndefined();
  });

  test('has a symbol that TeX knows', () => {
    expect(() => katex.renderToString(setting.symbol, { throwOnError: true, strict: 'error' })).not.toThrow();
  });

  test('is a setting of some algorithm', () => {
    expect([...optimizers.values()].filter((o) => everySetting(o).includes(id))).not.toEqual([]);
  });
});

test.each([...optimizers])('every setting of %s stands in the vocabulary, and every value of it in its range', (_id, o) => {
  for (const values of [o.hyper, ...Object.values(o.as).map(({ form, ...hyper }) => hyper)]) {
    for (const [id, value] of Object.entries(values)) {
      expect(Object.keys(settings)).toContain(id);
      expect(complaint(id, value as number)).toBeUndefined();
    }
  }
});
