import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { Window } from 'happy-dom';
import { expect, onTestFinished, test } from 'vitest';
import { optimizer, optimizers } from '../src/catalog.ts';
import Costs from '../src/components/Costs.astro';
import Defaults from '../src/components/Defaults.astro';
import Elsewhere from '../src/components/Elsewhere.astro';
import Families from '../src/components/Families.astro';
import Models from '../src/components/Models.astro';
import Standings from '../src/components/Standings.astro';
import Surfaces from '../src/components/Surfaces.astro';
import Chapter from '../src/layouts/Chapter.astro';
import type { Optimizer } from '../src/lib/optimizer.ts';
import { models } from '../src/models.ts';
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

test.each([
  ['what steps cost', Costs],
  ['everybody’s settings', Defaults],
  ['the kinds of algorithms', Families],
  ['places in the fair race', Standings],
])('%s are told of every algorithm, with the way to its chapter', async (_what, component) => {
  const page = await rendered(component);
  const led = [...page.querySelectorAll('tbody a')].map((a) => a.getAttribute('href')).toSorted();
  expect(led).toEqual([...optimizers.keys()].map((id) => `/${id}/`).toSorted());
});

test('every model has a row, that leads to its source and to the chapter of what trained it', async () => {
  const page = await rendered(Models);
  const rows = [...page.querySelectorAll('tbody tr')];
  expect(rows.map((row) => row.querySelector('th a')?.getAttribute('href')).toSorted()).toEqual(
    models.map(({ source }) => source.url).toSorted(),
  );
  const adamw = rows.find((row) => row.textContent?.includes('ConvNeXt'));
  expect(adamw?.querySelector('td a')?.getAttribute('href')).toBe('/adamw/');
});

test('Newton’s matrix is counted for the whole network, and its time is told with the size at which it was measured', async () => {
  const page = await rendered(Costs);
  const row = [...page.querySelectorAll('tbody tr')].find((tr) => tr.querySelector('a')?.textContent === 'Newton');
  expect([...(row?.querySelectorAll('td') ?? [])].slice(0, 3).map((cell) => cell.textContent)).toEqual(['0 + 4 + 4N', '48 GB', 'H']);
  expect(row?.querySelector('small')?.textContent?.trim()).toBe('at N = 200');
});
