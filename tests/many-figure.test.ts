/** What a figure of many algorithms ships and draws: of those that are off, a switch and nothing else. */
import { afterEach, expect, test, vi } from 'vitest';
import { optimizer } from '../src/catalog.ts';
import { figure as figureOf, figures } from '../src/race/figures.ts';
import { living } from './awake.ts';

const finder =
  (figure: HTMLElement) =>
  <T extends Element = HTMLElement>(selector: string) =>
    figure.querySelector(selector) as T;

afterEach(() => {
  vi.unstubAllGlobals();
});

test('has the settings of whoever comes into focus, and only those, and letters for them', async () => {
  const { figure, fire } = await living('a0-adam');
  const one = finder(figure);
  expect([...figure.querySelectorAll<HTMLElement>('[data-of]')].map(({ dataset }) => dataset.of)).toEqual(['adam']);
  for (const id of ['rmsprop', 'momentum']) {
    const focus = one<HTMLSelectElement>('.settings [name=focus]');
    focus.value = id;
    fire(focus, 'change');
    await vi.waitFor(() => expect(one(`[data-of="${id}"]`)?.hidden).toBe(false));
    const { hyper, as } = optimizer(id);
    const fields = [...figure.querySelectorAll<HTMLInputElement>(`[data-of="${id}"] [data-setting]`)];
    const values = Object.fromEntries(fields.map(({ dataset, value }) => [dataset.setting, Number(value)]));
    expect(values).toEqual({ ...hyper, ...as.a0 });
    for (const { id: field } of fields) expect(one(`label[for="${field}"] .katex`)).not.toBeNull();
    expect(one(`[data-of="${id}"] .limit`)).not.toBeNull();
  }
  expect([...figure.querySelectorAll<HTMLElement>('[data-of]')].filter(({ hidden }) => !hidden)).toHaveLength(1);
  const lr = one<HTMLInputElement>('[data-of="momentum"] [data-setting=lr]');
  lr.value = '0.1';
  fire(lr, 'input');
  await vi.waitFor(() => expect(new URL(window.location.href).searchParams.get('a0-adam.momentum.lr')).toBe('0.1'));
});

test('has those who are there by choice off and behind a button, and draws them once they are on', async () => {
  figures.set('many', { ...figureOf('a0-adam'), id: 'many', protocol: 'fair', spare: ['momentum', 'adagrad'] });
  const { figure, fire } = await living('many');
  const one = finder(figure);
  const texts = (selector: string) => [...figure.querySelectorAll(selector)].map((element) => element.textContent?.trim());
  expect(one('.map').getAttribute('aria-label')).toContain('Gradient descent, RMSprop, Adam up to');
  expect(texts('.who > .legend button')).toEqual(['Gradient descent', 'RMSprop', 'Adam']);
  expect(texts('.spares button')).toEqual(['Momentum', 'AdaGrad']);
  const more = one('[data-do=more]');
  expect(more.textContent).toBe('2 more');
  fire(more, 'click');
  expect(more.getAttribute('aria-expanded')).toBe('true');
  fire(one('[data-toggle=momentum]'), 'click');
  await vi.waitFor(() => expect(one('.map').getAttribute('aria-label')).toContain('Gradient descent, Momentum, RMSprop, Adam'));
  expect(one('[data-toggle=momentum]').getAttribute('aria-pressed')).toBe('true');
  await vi.waitFor(() => expect(new URL(window.location.href).search).toBe('?many.show=momentum'));
  figures.delete('many');
});

test('has the settings of a form that brings its own, keeps what both have, and gives them back', async () => {
  const { figure, fire } = await living('a0-rmsprop');
  const one = finder(figure);
  const named = () => [...figure.querySelectorAll<HTMLElement>('[data-of=rmsprop] [data-setting]')].map(({ dataset }) => dataset.setting);
  const write = async (form: string) => {
    const choice = one<HTMLSelectElement>('[data-of=rmsprop] [data-form]');
    choice.focus();
    choice.value = form;
    fire(choice, 'change');
    await vi.waitFor(() => expect(one<HTMLSelectElement>('[data-of=rmsprop] [data-form]').value).toBe(form));
  };
  const before = named();
  const ends = one('.now').textContent;
  await write('rolling');
  await vi.waitFor(() => expect(named()).toContain('beta1'));
  expect(document.activeElement).toBe(one('[data-of=rmsprop] [data-form]'));
  expect(one<HTMLInputElement>('[data-of=rmsprop] [data-setting=lr]').value).toBe('0.4');
  expect(one('label[for="a0-rmsprop-rmsprop-beta1"] .katex')).not.toBeNull();
  await vi.waitFor(() => expect(one('.now').textContent).not.toBe(ends));
  await vi.waitFor(() => expect(new URL(window.location.href).search).toBe('?a0-rmsprop.rmsprop.form=rolling'));
  await write('');
  await vi.waitFor(() => expect(named()).toEqual(before));
  await vi.waitFor(() => expect(one('.now').textContent).toBe(ends));
});
