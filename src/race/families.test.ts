import { expect, test } from 'vitest';
import { optimizers } from '../catalog.ts';
import { lookAt, lookOf } from './families.ts';
import { figures } from './figures.ts';

test('fourteen members of a family have looks of their own, and neighbours differ in shade and dash', () => {
  const looks = Array.from({ length: 14 }, (_, place) => lookAt(place, 'adam'));
  expect(new Set(looks.map(({ colour, dash }) => `${colour} ${dash}`)).size).toBe(14);
  for (const [place, { colour, dash }] of looks.slice(1).entries()) {
    expect(colour).not.toBe(looks[place].colour);
    expect(dash).not.toBe(looks[place].dash);
  }
});

test('the first of a family has its own colour and an unbroken line', () => {
  for (const family of new Set([...optimizers.values()].map((o) => o.family))) {
    const first = [...optimizers].find(([, o]) => o.family === family)?.[0] ?? '';
    expect(lookOf(first)).toMatchObject({ colour: `var(--${family})`, dash: undefined });
  }
});

test('no two that a figure shows at first look alike', () => {
  for (const { id, ids, spare = [] } of figures.values()) {
    const looks = ids
      .filter((one) => !spare.includes(one))
      .map(lookOf)
      .map(({ colour, dash, symbol }) => `${colour} ${dash} ${symbol}`);
    expect(new Set(looks).size, id).toBe(looks.length);
  }
});
