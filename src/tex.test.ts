import { expect, test } from 'vitest';
import { optimizers } from './catalog.ts';
import { maths } from './maths.ts';
import { named, tokensOf } from './tex.ts';

test('the tokens of every equation, joined, are the equation', () => {
  for (const { equation } of optimizers.values()) expect(tokensOf(equation).join('')).toBe(equation);
  expect(tokensOf(String.raw`\hat m / (1 - \beta_1^{\,t})`).filter((token) => token.trim())).toEqual([
    ...String.raw`\hat|m|/|(|1|-|\beta|_|1|^|{|\,|t|}|)`.split('|'),
  ]);
});

test('a named part can be found in the page, and reads the same', () => {
  const html = maths(named('m', { symbol: 'm', mark: 'new' }), 'here');
  expect(html).toContain('data-symbol="m"');
  expect(html).toContain('data-mark="new"');
  expect(html).toContain('<mi>m</mi>');
  expect(named('m', {})).toBe('m');
});

test('an equation may do nothing else to the page', () => {
  for (const tex of [String.raw`\href{https://a.example}{x}`, String.raw`\htmlStyle{color: red}{x}`, String.raw`\includegraphics{x.png}`])
    expect(() => maths(tex, 'here')).toThrow('here');
});
