import { guests } from '../catalog.ts';
import { settingFor } from '../lib/vocabulary.ts';
import type { RaceWords } from '../words.ts';
import { isGuest } from './guests.ts';
import { drawSymbol } from './marks.ts';
import type { Lane } from './race.ts';

/** An algorithm in a figure, as far as its seat goes. */
type Seated = { entry: Pick<Lane['entry'], 'optimizer' | 'hyper'>; optimizer: Lane['optimizer'] };

/** What each figure has seats for. */
const given = new WeakMap<HTMLElement, string>();

/** Gives the reader's own what the others have in a figure since it was built: a place in the legend and in the choices, and settings. */
export function give(root: HTMLElement, lanes: Seated[], words: RaceWords): void {
  const own = lanes.filter(({ entry }) => isGuest(entry.optimizer));
  const surfaces = [...guests.objectives];
  const wanted = JSON.stringify([
    own.map(({ entry, optimizer }) => [entry.optimizer, optimizer.name, optimizer.hyper, Object.keys(optimizer.also ?? {})]),
    surfaces.map(([id, { name }]) => [id, name]),
  ]);
  if ((given.get(root) ?? '[[],[]]') === wanted) return;
  given.set(root, wanted);

  for (const old of root.querySelectorAll('[data-guest]')) old.remove();
  const option = (value: string, text: string) => made('option', { value, 'data-guest': '' }, text);
  root.querySelector('[name=objective]')?.append(...surfaces.map(([id, { name }]) => option(id, name)));
  root.querySelector('.legend')?.append(
    ...own.map(({ entry, optimizer }) => {
      const attributes = { type: 'button', 'data-toggle': entry.optimizer, 'aria-pressed': 'true' };
      return made('li', { 'data-guest': '' }, made('button', attributes, symbolOf(entry.optimizer), ` ${optimizer.name}`));
    }),
  );
  root.querySelector('.settings')?.append(...own.map((lane) => settingsOf(root, lane, words)));

  // A figure of one algorithm has had no use for a choice.
  if (lanes.length > own.length + 1 || own.length === 0) {
    for (const choice of root.querySelectorAll('[name=focus]'))
      choice.append(...own.map(({ entry, optimizer }) => option(entry.optimizer, optimizer.name)));
    return;
  }
  const choice = (label: Element) => {
    const all = lanes.map(({ entry, optimizer }) => option(entry.optimizer, optimizer.name));
    label.append(made('select', { name: 'focus', autocomplete: 'off' }, ...all));
    return label;
  };
  root.querySelector('.settings')?.prepend(choice(made('label', { class: 'focus', 'data-guest': '' }, made('span', {}, words.settingsOf))));
  root.querySelector('[data-do=copy-row]')?.before(choice(made('label', { 'data-guest': '' }, `${words.tablePath} `)));
}

/** The settings of one of the reader's own, as those of the others are in the page. */
function settingsOf(root: HTMLElement, { entry, optimizer }: Seated, words: RaceWords): HTMLElement {
  const of = entry.optimizer;
  const field = (name: string) => {
    const setting = settingFor(name, optimizer.hyper[name]);
    const id = `${root.id}-${of}-${name}`;
    // Mathematics is set when the site is built: a letter that stands in the figure already is taken from there.
    const letter = root.querySelector(`[data-symbol="${name}"] label > span`)?.cloneNode(true);
    const slider = { type: 'range', min: '0', max: '1', step: '0.005', 'data-slider': name, 'aria-label': words.slider(setting.name) };
    return made(
      'div',
      { class: 'setting', 'data-symbol': name },
      made('label', { for: id }, `${setting.name} `, ...(letter ? [letter] : [])),
      made('input', { id, 'data-setting': name, inputmode: 'text', spellcheck: 'false', autocomplete: 'off' }),
      // A slider goes by factors, which lead from a negative number nowhere else.
      ...(optimizer.hyper[name] < 0 ? [] : [made('input', { ...slider, autocomplete: 'off' })]),
    );
  };
  const forms = Object.keys(optimizer.also ?? {});
  const form = made(
    'select',
    { 'data-form': '', autocomplete: 'off' },
    made('option', { value: '' }, words.ownForm),
    ...forms.map((one) => made('option', { value: one }, words.guests.form(one))),
  );
  return made(
    'fieldset',
    { 'data-of': of, 'data-guest': '', class: 'me-mine' },
    made('legend', { class: 'unseen' }, `${words.settingsOf} ${optimizer.name}`),
    ...Object.keys(entry.hyper).map(field),
    ...(forms.length > 0 ? [made('label', { class: 'form' }, words.form, form)] : []),
  );
}

export function symbolOf(id: string): SVGElement {
  const symbol = drawSymbol(id, document);
  for (const [name, value] of Object.entries({ class: 'symbol', viewBox: '0 0 16 16', width: '16', height: '16', 'aria-hidden': 'true' }))
    symbol.setAttribute(name, value);
  return symbol;
}

function made(kind: string, attributes: Record<string, string>, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(kind);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
