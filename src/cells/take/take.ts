/** Hands the reader the page: with what its figures show now, and its cells as they are now. Loaded when it is asked for. */

import { guests } from '../../catalog.ts';
import { allAnswered, cellOf, isGuest } from '../../race/guests.ts';
import { descentsOf } from '../../race/hosting.ts';
import type { Entry, Race } from '../../race/race.ts';
import { follow, type Living, living } from '../../race/store.ts';
import { type Language, words as languages } from '../../words.ts';
import { camelCase } from '../name.ts';
import { notebookOf } from './ipynb.ts';
import { type Figure, type Page, trailsOf, withCells, withTrails } from './page.ts';
import { fileName, programOf } from './program.ts';
import { settingsLines } from './settings.ts';
import { current } from './source.ts';

const makers: Record<string, (page: Page, root: string) => Promise<Blob>> = {
  ipynb: async (page, root) => {
    const Plot = await import('@observablehq/plot');
    const notebook = notebookOf(withTrails(page), { root, easel: { Plot, document } });
    return new Blob([`${JSON.stringify(notebook, null, 1)}\n`], { type: 'application/x-ipynb+json' });
  },
  ts: async (page) => new Blob([programOf(page)], { type: 'text/plain' }),
};

/**
 * Saves the page as it is now.
 *
 * @param kind 'ipynb' or 'ts'
 * @param address of the page's parts, as JSON
 * @param root of the site
 */
export async function save(kind: string, address: string, root: string): Promise<void> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  await joined();
  const page = asItIs((await answer.json()) as Page);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await makers[kind](page, root));
  link.download = fileName(page, kind);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** What the reader has made is in the figures that are awake: all of them are, and have its paths, or have waited long enough. */
async function joined(): Promise<void> {
  if (guests.optimizers.size + guests.objectives.size === 0) return;
  const figures = [...document.querySelectorAll<HTMLElement & { wake(): Promise<void> }>('[data-life=race]')];
  await Promise.all(figures.map((figure) => figure.wake()));
  const whole = ({ race }: Living) =>
    [...guests.optimizers.keys()].every((id) => race.entries.some(({ optimizer }) => optimizer === id)) && allAnswered(descentsOf(race));
  const ready = () => figures.every(({ id }) => whole(living(id) as Living));
  for (let tries = 0; tries < 100 && !ready(); tries++) await new Promise((wait) => setTimeout(wait, 50));
}

/** The page with its living figures and its notebook as they are. */
function asItIs(page: Page): Page {
  const notebook = current();
  const own = notebook ? { ...withCells(page, notebook.cells), inputs: notebook.inputs } : page;
  const blocks = own.blocks.map((block) => {
    const now = block.is === 'figure' && living(block.figure.id);
    return now ? { is: block.is, figure: shownBy(block.figure, now) } : block;
  });
  return { ...own, blocks };
}

function shownBy(figure: Figure, { race, lanes }: Living): Figure {
  const guests = lanes.flatMap(({ entry, optimizer }) =>
    isGuest(entry.optimizer) ? [[entry.optimizer, { cell: cellOf(entry.optimizer), name: optimizer.name }] as const] : [],
  );
  const surface = isGuest(race.objective) ? [[race.objective, { cell: cellOf(race.objective) }] as const] : [];
  const all = Object.fromEntries([...guests, ...surface]);
  return { ...figure, race, trails: trailsOf(race, lanes), ...(Object.keys(all).length > 0 && { guests: all }) };
}

/** Writes the settings of the entry in focus into the page as lines of code, whenever the figure changes. */
export function write(root: HTMLElement, id: string): void {
  const t = languages[document.documentElement.lang as Language].take;
  follow(id, ({ race, lanes }) => {
    const lane = lanes.find(({ entry }) => entry.optimizer === race.focus) ?? lanes[0];
    const lines = linesFor(lane.entry, race);
    for (const [kind, text] of Object.entries({ ts: lines?.ts, numpy: lines?.numpy, torch: lines?.torch })) {
      const row = root.querySelector<HTMLElement>(`[data-lines=${kind}]`);
      const code = row?.querySelector('code');
      if (!row || !code) continue;
      row.hidden = !text;
      if (code.textContent !== text) code.textContent = text ?? '';
    }
    const about = root.querySelector('.about');
    if (about) about.textContent = t.settingsOf(lane.optimizer.name, root.dataset.figureTitle ?? '');
  });
}

function linesFor(entry: Entry, race: Race) {
  if (!isGuest(entry.optimizer)) return settingsLines(entry, race);
  const id = cellOf(entry.optimizer);
  const cell = current()?.cells.find((one) => one.id === id);
  return cell && settingsLines(entry, race, { name: camelCase(id), text: cell.text });
}
