/** A page as what readers take away is made of: its prose, its figures and its cells, in their order. */
import { isGuest } from '../../race/guests.ts';
import { type Lane, type Race, run, seen } from '../../race/race.ts';
import { camelCase } from '../name.ts';
import type { Cell as NotebookCell } from '../notebook.ts';
import type { Compiled } from '../protocol.ts';
import { anatomyOf } from './flat.ts';
import type { Trail } from './tools/walk.ts';

/** What is taken of a cell. What it uses and defines is for code that stands in another order than it runs in. */
export type Cell = Pick<NotebookCell, 'id' | 'kind' | 'text' | 'run' | 'out'> & { compiled?: Pick<Compiled, 'uses' | 'defines'> };

export interface Figure {
  id: string;
  title: string;
  race: Race;
  /** Algorithms and objectives that are cells' and not the catalog's, by the id that they have in the race. */
  guests?: Record<string, { cell: string; name?: string }>;
  /** Its paths as the page shows them. */
  trails?: Trail[];
}

export type Block = { is: 'prose'; text: string } | { is: 'figure'; figure: Figure } | { is: 'cell'; cell: Cell };

export interface Page {
  /** From the root of the site: '/adam/'. */
  path: string;
  title: string;
  idea?: string;
  blocks: Block[];
  /** Values from outside that cells use by name. */
  inputs?: Record<string, number | string | boolean>;
}

/** The page with its notebook as it is now: cells that it came with where they were, new ones behind the one before them. */
export function withCells(page: Page, cells: Cell[]): Page {
  const blocks = page.blocks.filter((block) => block.is !== 'cell' || cells.some(({ id }) => id === block.cell.id));
  let before = -1;
  for (const cell of cells) {
    const at = blocks.findIndex((block) => block.is === 'cell' && block.cell.id === cell.id);
    if (at >= 0) blocks[at] = { is: 'cell', cell };
    else blocks.splice(before < 0 ? blocks.length : before + 1, 0, { is: 'cell', cell });
    before = blocks.findIndex((block) => block.is === 'cell' && block.cell.id === cell.id);
  }
  return { ...page, blocks };
}

/** What a page's files are called: 'adam', or 'index' for the first page. */
export function nameOf(path: string): string {
  return path.replaceAll(/^\/|\/$/g, '').replaceAll('/', '-') || 'index';
}

/** The paths that a reader sees in a figure. */
export function trailsOf(race: Race, lanes: Lane[]): Trail[] {
  return seen(race, lanes).map(({ entry, optimizer: { name, family }, points, values }) => {
    return { name, ...(!isGuest(entry.optimizer) && { family }), points, values };
  });
}

/** The page with the paths of its figures, where they have none yet and nobody's cell runs in them. */
export function withTrails(page: Page): Page {
  const blocks = page.blocks.map((block) => {
    if (block.is !== 'figure' || block.figure.trails || block.figure.guests) return block;
    const { figure } = block;
    return { is: block.is, figure: { ...figure, trails: trailsOf(figure.race, run(figure.race)) } };
  });
  return { ...page, blocks };
}

/** Its cells, in their order. */
export function cellsIn({ blocks }: Pick<Page, 'blocks'>): Cell[] {
  return blocks.flatMap((block) => (block.is === 'cell' ? [block.cell] : []));
}

/** The entries of a figure that a reader sees. */
export function seenIn({ race }: Figure): Race['entries'] {
  return race.entries.filter(({ optimizer }) => (race.view === 'one' ? optimizer === race.focus : !race.hidden.includes(optimizer)));
}

/** The cell that an id in a figure's race stands for, if it stands for one. */
export function cellFor(id: string, { guests = {} }: Figure, cells: Cell[]): Cell | undefined {
  const guest = guests[id];
  if (guest) return cells.find((cell) => cell.id === guest.cell);
  // Beside the reader's version the id is the library's own.
  if (Object.values(guests).some(({ cell }) => cell === id)) return undefined;
  return cells.find((cell) => cell.id === id && cell.kind === 'code');
}

/** Its blocks in an order in which they can run from top to bottom: what a block needs stands above it. */
export function inRunningOrder(page: Page): Block[] {
  const cells = cellsIn(page);
  const makers = new Map(cells.flatMap((cell) => definedBy(cell).map((name) => [name, cell] as const)));
  const done = new Set<Block>();
  const order: Block[] = [];
  for (const block of page.blocks) place(block);
  return order;

  function place(block: Block) {
    if (done.has(block)) return;
    done.add(block);
    for (const cell of needs(block)) {
      const maker = page.blocks.find((one) => one.is === 'cell' && one.cell === cell);
      if (maker) place(maker);
    }
    order.push(block);
  }

  function needs(block: Block): (Cell | undefined)[] {
    if (block.is === 'prose') return [];
    if (block.is === 'cell') return (block.cell.compiled?.uses ?? []).map((name) => makers.get(name));
    const { figure } = block;
    return [figure.race.objective, ...seenIn(figure).map(({ optimizer }) => optimizer)].map((id) => cellFor(id, figure, cells));
  }
}

/** The names that a cell gives to others. */
function definedBy({ id, kind, text, compiled }: Cell): string[] {
  if (kind !== 'code') return [];
  if (compiled) return compiled.defines;
  const { names, exports } = anatomyOf(text);
  return exports.some(({ isDefault }) => isDefault) ? [...names, camelCase(id)] : names;
}
