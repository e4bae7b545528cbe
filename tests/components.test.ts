import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { Window } from 'happy-dom';
import { expect, onTestFinished, test } from 'vitest';
import { optimizer, optimizers } from '../src/catalog.ts';
import Elsewhere from '../src/components/Elsewhere.astro';
import Surfaces from '../src/components/Surfaces.astro';
import Chapter from '../src/layouts/Chapter.astro';
import type { Optimizer } from '../src/lib/optimizer.ts';
import Lost from '../src/pages/404.astro';

const container = await AstroContainer.create({ astroConfig: { site: 'https://example.org' } });

async function rendered(component: Parameters<typeof container.renderToString>[0], props: Record<string, unknown> = {}) {
  const html = await container.renderToString(component, { props });
  return new new Window().DOMParser().parseFromString(html, 'text/html');
}

/** An algorithm that is in the catalog for one test. */
function guest(change: Partial<Optimizer>): string {
  optimizers.set('guest', { ...optimizer('adam'), ...change });
  onTestFinished(() => void optimizers.delete('guest'));
  return 'guest';
}

const table = (page: Awaited<ReturnType<typeof rendered>>) => [...page.querySelectorAll('thead th')].map((cell) => cell.textContent);

test('an update stands in NumPy and PyTorch, in plain letters, beside the settings of others', async () => {
  const page = await rendered(Elsewhere, { optimizer: 'adam' });
  expect([...page.querySelectorAll('dt')].map((dt) => dt.textContent)).toEqual(['NumPy', 'PyTorch']);
  expect(page.querySelector('dd code')?.innerHTML).toBe(optimizer('adam').numpy);
  expect(table(page)).toEqual(['Setting', 'Here', 'A0', 'A1', 'A4', 'PyTorch']);
});

test('an algorithm that PyTorch does not have has no row and no column there', async () => {
  const page = await rendered(Elsewhere, { optimizer: guest({ torch: undefined }) });
  expect([...page.querySelectorAll('dt')].map((dt) => dt.textContent)).toEqual(['NumPy']);
  expect(table(page)).toEqual(['Setting', 'Here', 'A0', 'A1', 'A4']);
});

test('a chapter names its paper and what its algorithm grew out of, as they are written', async () => {
  const page = await rendered(Chapter, { frontmatter: { title: 'Adam', optimizer: 'adam' } });
  const { paper, year } = optimizer('adam');
  const line = page.querySelector('hgroup .paper');
  expect(line?.textContent?.trim()).toBe(`${paper.by}, ${year}: ${paper.title}`);
  expect(line?.querySelector('a')?.getAttribute('href')).toBe(paper.url);
  expect(page.querySelector('.eyebrow')?.textContent).toContain('grows out of Momentum and RMSprop');
});

test('a chapter about an algorithm that nobody checked is not built', async () => {
  const frontmatter = { title: 'A guest', optimizer: guest({}) };
  await expect(rendered(Chapter, { frontmatter })).rejects.toThrow('src/trust.json says nothing about “guest”');
});

test('each small map has its function under it', async () => {
  const page = await rendered(Surfaces);
  expect(page.querySelectorAll('.four math')).toHaveLength(4);
});

test('a chapter has a canonical address, and the page for lost readers has none', async () => {
  expect((await rendered(Chapter, { frontmatter: { title: 'Adam' } })).querySelector('[rel=canonical]')).not.toBeNull();
  expect((await rendered(Lost)).querySelector('[rel=canonical], [property="og:url"]')).toBeNull();
});
