import { expect, test } from 'vitest';
import { prose } from './prose.ts';

test('maths, code and emphasis are set, and the rest is text', () => {
  expect(prose('a < b & `x -= lr * g < 1` is *bad*', 'here')).toBe('a &lt; b &amp; <code>x -= lr * g &lt; 1</code> is <em>bad</em>');
  expect(prose('the root $\\sqrt f$ of it', 'here')).toMatch(/^the root <span class="katex">[\s\S]*<\/span> of it$/);
});

test('wrong maths names the place', () => {
  expect(() => prose('$\\sqrt{$', 'src/lib/errata/some.ts')).toThrow('src/lib/errata/some.ts');
});
