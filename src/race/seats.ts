import { guests } from '../catalog.ts';
import type { RaceWords } from '../words.ts';
import { makerIn } from './fields.ts';
import { isGuest } from './guests.ts';
import { drawSymbol } from './marks.ts';
import type { Lane } from './race.ts';

/** An algorithm in a figure, as far as its seat goes. */
type Seated = { entry: Pick<Lane['entry'], 'optimizer' | 'hyper'>; optimizer: Lane['optimizer'] };

/** What each figure has seats for. */
const given = new WeakMap<HTMLElement, string>();

/**
 * Gives the reader's own what the others have in a figure since it was built: a place in the legend and in the choices. Settings
 * that were made for what has changed go.
 */
export function give(root: HTMLElement, lanes: Seated[], words: RaceWords): void {
  const own = lanes.filter(({ entry }) => isGuest(entry.optimizer));
  const surfaces = [...guests.objectives];
  const wanted = JSON.stringify([
    own.map(({ entry, optimizer }) => [entry.optimizer, optimizer.name, optimizer.hyper, Object.keys(optimizer.also ?? {})]),
    surfaces.map(([id, { name }]) => [id, name]),
  ]);
  if ((given.get(root) ?? '[[],[]]') === wanted) return;
  given.set(root, wanted);

  const make = makerIn(root.ownerDocument);
  for (const old of root.querySelectorAll('[data-guest]')) old.remove();
  const option = (value: string, text: string) => make('option', { value, 'data-guest': '' }, text);
  root.querySelector('[name=objective]')?.append(...surfaces.map(([id, { name }]) => option(id, name)));
  root.querySelector('.legend')?.append(
    ...own.map(({ entry, optimizer }) => {
      const attributes = { type: 'button', 'data-toggle': entry.optimizer, 'aria-pressed': 'true' };
      return make('li', { 'data-guest': '' }, make('button', attributes, symbolOf(entry.optimizer), ` ${optimizer.name}`));
    }),
  );

  // A figure of one algorithm has had no use for a choice.
  if (lanes.length > own.length + 1 || own.length === 0) {
    for (const choice of root.querySelectorAll('[name=focus]'))
      choice.append(...own.map(({ entry, optimizer }) => option(entry.optimizer, optimizer.name)));
    return;
  }
  const choice = (label: Element) => {
    const all = lanes.map(({ entry, optimizer }) => option(entry.optimizer, optimizer.name));
    label.append(make('select', { name: 'focus', autocomplete: 'off' }, ...all));
    return label;
  };
  root.querySelector('.settings')?.prepend(choice(make('label', { class: 'focus', 'data-guest': '' }, make('span', {}, words.settingsOf))));
  root.querySelector('[data-do=copy-row]')?.before(choice(make('label', { 'data-guest': '' }, `${words.tablePath} `)));
}

export function symbolOf(id: string): SVGElement {
  const symbol = drawSymbol(id, document);
  for (const [name, value] of Object.entries({ class: 'symbol', viewBox: '0 0 16 16', width: '16', height: '16', 'aria-hidden': 'true' }))
    symbol.setAttribute(name, value);
  return symbol;
}
