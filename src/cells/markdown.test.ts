import { Window } from 'happy-dom';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const window = new Window();
// KaTeX works in a page as this site's are, and asks.
Object.defineProperty(window.document, 'compatMode', { value: 'CSS1Compat' });
beforeAll(() => void vi.stubGlobal('document', window.document));
afterAll(() => void vi.unstubAllGlobals());

async function html(text: string): Promise<string> {
  const { render } = await import('./markdown.ts');
  const place = window.document.createElement('div');
  await render(text, place as unknown as HTMLElement);
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
