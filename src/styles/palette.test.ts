import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { apart, contrast } from '../../scripts/palette.ts';
import { families as kin } from '../lib/optimizer.ts';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const families = [...kin, 'mine', 'mine-2'];

/** A token's colour on one of the papers; tokens may stand for others. */
function token(name: string, theme: number): string {
  const value = new RegExp(`--${name}: ([^;]+);`).exec(css)?.[1] ?? '';
  const other = /^var\(--(.*)\)$/.exec(value);
  return other ? token(other[1], theme) : value.replace(/^light-dark\((.*), (.*)\)$/, `$${theme}`);
}

describe.each([
  ['light', 1],
  ['dark', 2],
])('on %s paper', (_name, theme) => {
  const paper = token('paper', theme);
  const colours = families.map((family) => token(family, theme));

  test('any two families, and the reader’s own, stay apart in normal, protan, deutan and tritan sight', () => {
    expect(apart(colours)).toBeGreaterThanOrEqual(16.6);
  });

  test('each family stands out from the paper', () => {
    expect(contrast(colours, paper)).toBeGreaterThanOrEqual(3);
  });

  // As far as light and dark alone can be apart in one hue between all the others; dashes do the rest.
  test('a family’s second shade is seen to be another, and no other family’s', () => {
    const shades = kin.map((family) => token(`${family}-2`, theme));
    expect(apart([...colours, ...shades])).toBeGreaterThanOrEqual(7);
    expect(contrast(shades, paper)).toBeGreaterThanOrEqual(3);
  });

  test.each(['paper', 'card', 'wash'])('words in ink, in soft and in a family’s colour are readable on %s', (surface) => {
    const words = ['ink', 'soft', ...families.map((family) => `${family}-text`)].map((name) => token(name, theme));
    expect(contrast(words, token(surface, theme))).toBeGreaterThanOrEqual(4.5);
  });
});
