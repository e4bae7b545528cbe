import { Window } from 'happy-dom';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const window = new Window();
// KaTeX works in a page as this site's are, and asks.
Object.defineProperty(window.document, 'compatMode', { value: 'CSS1Compat' });
beforeAll(() => void vi.stubGlobal('document', window.document));
afterAll(() => void vi.unstubAllGlobals());

type Place = ReturnType<typeof window.document.createElement>;

async function read(text: string, place: Place): Promise<void> {
  const { render } = await import('./markdown.ts');
  await render(text, place as unknown as HTMLElement);
}

async function html(text: string): Promise<string> {
  const place = window.document.createElement('div');
  await read(text, place);
  return place.innerHTML;
}

test('blocks and what stands in them', async () => {
  expect(await html('# A\ntext of\ntwo lines\n\n- *one*\n- **two**\n  goes on\n\n1. `x*y*z`\n> said')).toBe(
    '<h3>A</h3><p>text of two lines</p><ul><li><em>one</em></li><li><strong>two</strong> goes on</li></ul>' +
      '<ol><li><code>x*y*z</code></li></ol><blockquote><p>said</p></blockquote>',
  );
});

test('maths is set, alone and in a line, and what is wrong in it is shown as it is', async () => {
  const set = await html('The slope $\\nabla f$ and\n\n$$\nx \\leftarrow x - \\eta g\n$$\n\nfor $5 each; $\\nosuch$');
  expect(set.match(/class="katex"/g)).toHaveLength(3);
  expect(set).toContain('katex-display');
  expect(set).toContain('\\nosuch');
});

test.each([
  '<img src=x onerror=alert(1)>',
  '[click](javascript:alert(1))',
  '**<script>alert(1)</script>**',
  '```js\n<script>alert(1)</script>\n```',
  '$\\href{javascript:alert(1)}{x}$',
  '$\\htmlData{x=y}{z}$ $\\includegraphics{http://x}$',
  '`<b>`',
])('nothing in it becomes an element or an address that somebody wrote: %s', async (text) => {
  const place = window.document.createElement('div');
  place.innerHTML = await html(text);
  expect(place.querySelectorAll('img, script, b, a[href^="javascript"], [onerror], [data-x]')).toHaveLength(0);
});

test('an address of the web is a link', async () => {
  expect(await html('see [the paper](https://arxiv.org/abs/1412.6980).')).toBe(
    '<p>see <a href="https://arxiv.org/abs/1412.6980" rel="external noreferrer">the paper</a>.</p>',
  );
});

test('nothing that is left open loses the text after it', async () => {
  expect(await html('```\ncode')).toContain('code');
  expect(await html('$$\nx')).toContain('x');
  expect(await html('a *b and `c and $d and [e](f')).toBe('<p>a *b and `c and $d and [e](f</p>');
});

test.each([
  ['a code span, and again', '`a`'.repeat(6000), 6000, 'code'],
  ['brackets that never close', '['.repeat(20_000), 0, 'a'],
  ['addresses that never close', '[a](http://x'.repeat(1600), 0, 'a'],
  ['stars', '** '.repeat(6000), 3000, 'strong'],
  ['formulas', '$x$ '.repeat(1000), 1000, '.katex'],
])('a text has as many marks as it has, and no more work: %s', async (_, text, count, mark) => {
  const place = window.document.createElement('div');
  await read(text, place);
  expect(place.querySelectorAll(mark)).toHaveLength(count);
  expect(place.textContent.length).toBeGreaterThan(0);
});

test.each([
  ['quotes in quotes without end', '>'.repeat(20_000)],
  ['open braces', `$${'{'.repeat(15_000)}$`],
  ['a formula longer than any', `$${'x'.repeat(1001)}$`],
  ['a formula that makes itself long', `$\\def\\a{${'x'.repeat(500)}}${'\\a'.repeat(150)}$`],
  ['the same in other words', `$\\newcommand{\\a}{${'x'.repeat(500)}}${'\\a'.repeat(150)}$`],
  ['more than a reader reads', `# ${'word '.repeat(5000)}`],
])('what would take long to set is there as it is written: %s', async (_, text) => {
  const place = window.document.createElement('div');
  await read(text, place);
  const quotes = place.querySelectorAll('blockquote').length;
  expect(quotes).toBeLessThan(10);
  expect(place.textContent.slice(-9000)).toBe(text.slice(quotes).slice(-9000));
});

test('a text that breaks what sets the maths is there as it is written, with all around it', async () => {
  const { default: katex } = await import('katex');
  const render = vi.spyOn(katex, 'render').mockImplementation((_, place) => {
    place.textContent = '';
    throw new RangeError('Maximum call stack size exceeded');
  });
  expect(await html('before $x^2$ after')).toBe('<p>before <span data-tex="x^2">$x^2$</span> after</p>');
  render.mockRestore();
});
