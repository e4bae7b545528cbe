/** The settings of one algorithm in a figure: the same in the page as it is built, and where they are added to it. */
import { type Hyper, type Optimizer, written } from '../lib/optimizer.ts';
import { position, settingFor } from '../lib/vocabulary.ts';
import type { RaceWords } from '../words.ts';
import { isGuest } from './guests.ts';

export interface Fields {
  /** The id of the figure. */
  figure: string;
  /** The algorithm's id, and what it is set to. */
  of: string;
  optimizer: Optimizer;
  hyper: Hyper;
  form?: string;
  /** A setting's value in words, where it says more than the number. */
  said?(name: string): string;
  /** Whether the boundary of the step sizes that converge stands under the step size. */
  limited?: boolean;
  /** What may become of the step size on the way, by id; and what does. */
  schedules?: Record<string, { name: string }>;
  schedule?: string;
  /** Whether that choice is one of the finer ones. */
  scheduleFolded?: boolean;
  /** Whether the finer ones are unfolded. */
  open?: boolean;
}

/** Settings that few readers need: small numbers that guard a division. */
const fine = (name: string) => name.startsWith('eps');

/**
 * The settings of an algorithm, hidden. Only those in focus stand in a page as it is built: with all of them, many algorithms
 * would weigh more than the text.
 *
 * @param letter a setting's letter as HTML, as it is set when the site is built
 */
export function fieldsetOf(
  document: Document,
  fields: Fields,
  letter: (name: string) => string | undefined,
  words: RaceWords,
): HTMLElement {
  const {
    figure,
    of,
    optimizer,
    hyper,
    form,
    said = (name) => String(hyper[name]),
    limited,
    schedules,
    schedule,
    scheduleFolded,
    open,
  } = fields;
  const make = makerIn(document);
  const own = isGuest(of);
  const { hyper: usual } = written(optimizer, form);

  const field = (name: string) => {
    const setting = settingFor(name, usual[name]);
    const id = `${figure}-${of}-${name}`;
    const sign = make('span', { 'aria-hidden': 'true' });
    sign.innerHTML = letter(name) ?? '';
    const slider = {
      ...{ type: 'range', 'data-slider': name, min: '0', max: '1', step: '0.005', value: String(position(setting, hyper[name])) },
      ...{ 'aria-label': words.slider(setting.name), 'aria-valuetext': said(name), autocomplete: 'off' },
    };
    const limit = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    limit.setAttribute('class', 'limit');
    limit.setAttribute('aria-hidden', 'true');
    return make(
      'div',
      { class: 'setting', 'data-symbol': name },
      make('label', { for: id }, `${setting.name} `, ...(sign.innerHTML ? [sign] : [])),
      make('input', {
        ...{ id, 'data-setting': name, value: String(hyper[name]) },
        ...{ inputmode: 'text', spellcheck: 'false', autocomplete: 'off' },
      }),
      ...(limited && name === 'lr' && !own ? [limit] : []),
      // A slider goes by factors, which lead from a negative number nowhere else.
      ...(usual[name] < 0 ? [] : [make('input', slider)]),
    );
  };

  const choice = (attribute: string, label: string, options: [value: string, text: string][], chosen = '') => {
    const all = options.map(([value, text]) => make('option', { value, ...(value === chosen && { selected: '' }) }, text));
    return make('label', { class: 'form' }, label, make('select', { [attribute]: '', autocomplete: 'off' }, ...all));
  };
  const forms = Object.entries(optimizer.also ?? {}).map(([name, { by }]): [string, string] => [
    name,
    own ? words.guests.form(name) : words.otherForm(name, by),
  ]);
  const choices = forms.length > 0 ? [choice('data-form', words.form, [['', words.ownForm], ...forms], form)] : [];

  const names = Object.keys(hyper);
  // Of the reader's own, all are there at once: they have just been written.
  const [plain, finer] = own ? [names, []] : [names.filter((name) => !fine(name)), names.filter(fine)];
  const courses = Object.entries(schedules ?? {}).map(([id, { name }]): [string, string] => [id, name]);
  const course = courses.length > 0 && 'lr' in hyper ? [choice('data-schedule', words.schedule, courses, schedule)] : [];
  const folded = [...finer.map(field), ...(scheduleFolded ? course : []), ...choices];
  return make(
    'fieldset',
    { 'data-of': of, hidden: '', ...(own && { 'data-guest': '', class: 'me-mine' }) },
    make('legend', { class: 'unseen' }, `${words.settingsOf} ${optimizer.name}`),
    ...plain.map(field),
    ...(scheduleFolded ? [] : course),
    ...(own ? folded : []),
    ...(folded.length > 0 && !own ? [make('details', open ? { open: '' } : {}, make('summary', {}, words.finer), ...folded)] : []),
  );
}

/**
 * The settings of an algorithm in a figure of the page, which are added to it when they are first asked for, and made anew for
 * a form that has others.
 */
export function fieldsIn(root: HTMLElement, of: string, fields: Omit<Fields, 'figure' | 'of'>, words: RaceWords): HTMLElement {
  const known = root.querySelector<HTMLElement>(`[data-of="${of}"]`);
  const there = [...(known?.querySelectorAll<HTMLElement>('[data-setting]') ?? [])].map(({ dataset }) => dataset.setting);
  const names = Object.keys(fields.hyper);
  if (known && there.length === names.length && names.every((name) => there.includes(name))) return known;
  const open = fields.open || known?.querySelector('details')?.open;
  const made = fieldsetOf(root.ownerDocument, { ...fields, open, figure: root.id, of }, (name) => letterIn(root, name), words);
  // Whoever chose the form is still at it.
  const choosing = known?.querySelector('[data-form]') === root.ownerDocument.activeElement;
  if (known) known.replaceWith(made);
  else root.querySelector('.settings')?.append(made);
  if (known && choosing) made.querySelector<HTMLElement>('[data-form]')?.focus();
  return made;
}

/** A letter as the site was built with it: mathematics is set then, and never in the page. */
function letterIn(root: HTMLElement, name: string): string | undefined {
  const near = root.querySelector(`[data-symbol="${name}"] label > span`);
  if (near) return near.innerHTML;
  const sheets = [...root.ownerDocument.querySelectorAll<HTMLTemplateElement>('template.letters')];
  return sheets.map(({ content }) => content.querySelector(`[data-letter="${name}"]`)?.innerHTML).find(Boolean);
}

/** Makes elements with their attributes and what is in them. */
export function makerIn(document: Document) {
  return (kind: string, attributes: Record<string, string>, ...children: (Node | string)[]): HTMLElement => {
    const element = document.createElement(kind);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
}
