import { expect, test } from 'vitest';
import { maths } from './maths.ts';

test('a formula is HTML to see and MathML to hear', () => {
  expect(maths('x^2', 'here')).toMatch(/<math>.*<msup>.*aria-hidden="true"/);
});

test('a mistake in TeX is an error that says where', () => {
  expect(() => maths('\\fraq 12', 'adam.mdx:12:3')).toThrow(/^adam\.mdx:12:3: .*\\fraq/);
});
