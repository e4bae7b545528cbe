import { Window } from 'happy-dom';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { words } from '../words.ts';
import { limits, linkOf, type Shared } from './share.ts';
import { shareDialog } from './sharing.ts';

const t = words.en.cells.share;
const window = new Window({ url: 'https://example.org/adam/' });
beforeAll(() => {
  for (const [name, value] of Object.entries({ document: window.document, location: window.location })) vi.stubGlobal(name, value);
});
afterAll(() => void vi.unstubAllGlobals());

/** Letters that do not repeat, so that deflate cannot help. */
function noise(length: number): string {
  let seed = 1;
  return Array.from({ length }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (seed % 90));
  }).join('');
}

function dialog(shared: Shared, original: string) {
  const root = window.document.createElement('div');
  window.document.body.replaceChildren(root);
  shareDialog(root as unknown as HTMLElement, shared, () => original);
  return { said: root.textContent, link: root.querySelector('input')?.value };
}

test('where only the short form of a link fits, it is given, and said to be one', () => {
  const original = noise(2000);
  // Just too long with the page's own text in it.
  const edits = { adam: `${original}${noise(29_800).slice(2000)}` };
  expect(() => linkOf({ edits, own: [] }, () => original)).toThrow(expect.objectContaining({ fault: 'long' }));
  const { said, link } = dialog({ edits, own: [] }, original);
  expect(link).toBe(`https://example.org/adam/${linkOf({ edits, own: [] }, () => original, 'brief')}`);
  expect(said).toContain(t.onlyBrief);
});

test('why there is no link is said', () => {
  expect(dialog({ edits: {}, own: [] }, '').said).toContain(t.nothing);
  expect(dialog({ edits: { adam: noise(60_000) }, own: [] }, '').said).toContain(t.faults.long);
  const own = Array.from({ length: limits.cells + 1 }, () => ({ kind: 'code' as const, text: 'x', under: '' }));
  expect(dialog({ edits: {}, own }, '').said).toContain(t.faults.many);
});
