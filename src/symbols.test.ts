import { describe, expect, test } from 'vitest';
import { optimizers } from './catalog.ts';
import { maths } from './maths.ts';
import { updateOf } from './source.ts';
import { namesIn, partsOf, symbolsIn, withSlots, withSymbols } from './symbols.ts';

describe.each([...optimizers])('%s', (id, { also = {} }) => {
  test.each([undefined, ...Object.keys(also)])(
    'can be set in type with its symbols named, and with slots for their numbers (form %s)',
    (form) => {
      for (const { tex, place, target } of updateOf(id, form).rows) {
        for (const name of symbolsIn(tex)) expect(maths(withSymbols(tex), place)).toContain(`data-symbol="${name}"`);
        expect(
          maths(
            withSlots(tex, target?.name, () => false),
            place,
          ),
        ).toContain(`data-slot="${target?.name}" data-when="new"`);
      }
    },
  );
});

test('the parts of a row, joined, are the row', () => {
  const row = String.raw`x \leftarrow x - \eta\, \hat m / (\sqrt{\hat v + \epsilon_0} + \epsilon)`;
  const parts = partsOf(row);
  expect(parts.map(({ tex }) => tex).join('')).toBe(row);
  expect(parts.flatMap(({ name }) => name ?? [])).toEqual(['x', 'x', 'lr', 'mHat', 'vHat', 'eps0', 'eps']);
});

test('a letter inside of a command is no symbol, and the longer symbol wins', () => {
  expect([...symbolsIn(String.raw`\max(\text{a}, \hat m)`)]).toEqual(['mHat']);
  expect([...symbolsIn(String.raw`\eta_t = \eta \beta_1^{\,t}`)]).toEqual(['lrT', 'lr', 'beta1', 't']);
  expect([...namesIn('x[i] -= (lr * mHat) / Math.sqrt(vHat);')]).toEqual(['x', 'lr', 'mHat', 'vHat']);
});

test('the first symbol is what the row makes, the same one later what it finds', () => {
  const slots = withSlots('m = m + g', 'm', () => true);
  expect(slots.match(/when=\w+/g)).toEqual(['when=new', 'when=old', 'when=old']);
});
