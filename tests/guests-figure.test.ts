/** A living figure and its guests: built as the site builds it, brought to life in a document that is not shown. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { guests, objective, optimizer } from '../src/catalog.ts';
import { host } from '../src/cells/guests.ts';
import type { Objective } from '../src/lib/objective.ts';
import type { Optimizer } from '../src/lib/optimizer.ts';
import { living } from './awake.ts';
import { type FakeKernel, fakeKernel } from './kernel.ts';

let kernel: FakeKernel;
let leave: (cell: string) => void;
let figure: HTMLElement;
let fire: (element: Element, type: string) => void;
const one = <T extends Element = HTMLElement>(selector: string) => figure.querySelector(selector) as T;
const texts = (selector: string) => [...figure.querySelectorAll(selector)].map((element) => element.textContent?.trim());

/** Brings a figure of the site to life. */
async function awake(id: string, address = ''): Promise<void> {
  ({ figure, fire } = await living(id, address));
}

const settled = () => vi.waitFor(() => expect(one('[data-toggle="adam~mine"]')).not.toBeNull());

const adam = optimizer('adam');
/** Adam with a step of half the length, and a setting of its own. */
const half: Optimizer = {
  ...adam,
  hyper: { ...adam.hyper, share: 0.5 },
  step(x, g, memory, { share, ...hyper }, moment) {
    adam.step(x, g, memory, { ...hyper, lr: hyper.lr * share }, moment);
  },
};

beforeEach(() => {
  kernel = fakeKernel();
  ({ leave } = host(kernel, { changed: () => true, complain: () => {} }));
});
afterEach(() => {
  for (const id of [...guests.optimizers.keys(), ...guests.objectives.keys()]) leave(id.replace('~mine', ''));
  vi.unstubAllGlobals();
});

describe('a living figure', () => {
  test('takes in what a cell makes, with a place in the legend, the choices and the settings', async () => {
    await awake('a0-adam');
    const before = one('.map').innerHTML;
    kernel.make('adam', half);
    await settled();
    await vi.waitFor(() => expect(one('.now').textContent).toContain('Adam (yours)'));
    expect(texts('.legend button').at(-1)).toBe('Adam (yours)');
    expect(texts('.settings [name=focus] option').at(-1)).toBe('Adam (yours)');
    expect(one('[data-of="adam~mine"]').hidden).toBe(false);
    expect(one('[data-of="adam"]').hidden).toBe(true);
    const fields = [...figure.querySelectorAll<HTMLInputElement>('[data-of="adam~mine"] [data-setting]')];
    expect(Object.fromEntries(fields.map(({ dataset, value }) => [dataset.setting, Number(value)]))).toEqual({
      ...adam.hyper,
      ...adam.as.a0,
      share: 0.5,
    });
    expect(one('.map').innerHTML).not.toBe(before);
    expect(one('.map').getAttribute('aria-label')).toContain('Adam (yours)');
    leave('adam');
    await vi.waitFor(() => expect(one('[data-guest]')).toBeNull());
    await vi.waitFor(() => expect(one('.map').innerHTML).toBe(before));
  });

  test('walks anew when its slider or its field is moved, and complains as to others', async () => {
    await awake('a0-adam');
    kernel.make('adam', half);
    await settled();
    const field = one<HTMLInputElement>('[data-of="adam~mine"] [data-setting=share]');
    const now = one('.now').textContent;
    field.value = '1';
    fire(field, 'input');
    await vi.waitFor(() => expect(kernel.asked.at(-1)?.hyper?.share).toBe(1));
    await vi.waitFor(() => expect(one('.now').textContent).not.toBe(now));
    field.value = 'much';
    fire(field, 'input');
    expect(one('.wrong').textContent).toBe('Share (share) is a number from 0 to 1000000. The figure shows the last good value.');
    const slider = one<HTMLInputElement>('[data-of="adam~mine"] [data-slider=lr]');
    slider.value = '1';
    fire(slider, 'input');
    await vi.waitFor(() => expect(kernel.asked.at(-1)?.hyper).toMatchObject({ lr: 10, share: 1 }));
  });

  test('is switched off and on in the legend, and follows another protocol', async () => {
    await awake('a0-adam');
    kernel.make('adam', half);
    await settled();
    const toggle = one('[data-toggle="adam~mine"]');
    toggle.click();
    await vi.waitFor(() => expect(toggle.getAttribute('aria-pressed')).toBe('false'));
    one('[data-protocol=fair]').click();
    await vi.waitFor(() => expect(toggle.getAttribute('aria-pressed')).toBe('true'));
    await vi.waitFor(() => expect(one('[data-protocol=fair]').getAttribute('aria-pressed')).toBe('true'));
    expect(kernel.asked).toContainEqual(expect.objectContaining({ start: [-4, -6], optimizer: 'adam' }));
  });

  test('of one algorithm gets a choice of two', async () => {
    await awake('a0-gd');
    expect(one('[name=focus]')).toBeNull();
    kernel.make('adam', half);
    await settled();
    expect(texts('.settings [name=focus] option')).toEqual(['Gradient descent', 'Adam (yours)']);
    expect(figure.querySelectorAll('[name=focus]')).toHaveLength(2);
    leave('adam');
    await vi.waitFor(() => expect(one('[name=focus]')).toBeNull());
  });

  test('that wakes later takes in who is there', async () => {
    kernel.make('adam', half);
    await awake('a0-adam', '?a0-adam.steps=7');
    await settled();
    expect(kernel.asked.at(-1)?.steps).toBe(7);
  });

  test('offers a surface of the reader’s, and goes home when that goes', async () => {
    const bowl: Objective = { ...objective('quad2'), name: 'Bowl' };
    await awake('a0-adam');
    kernel.make('bowl', bowl);
    await vi.waitFor(() => expect(texts('[name=objective] option').at(-1)).toBe('Bowl'));
    const choice = one<HTMLSelectElement>('[name=objective]');
    choice.value = 'bowl~mine';
    fire(choice, 'change');
    await vi.waitFor(() => expect(kernel.asked).toHaveLength(5));
    await vi.waitFor(() => expect(one('.count').textContent).toBe('step 20 of 20'));
    leave('bowl');
    await vi.waitFor(() => expect(one<HTMLSelectElement>('[name=objective]').value).toBe('quad1'));
    expect(texts('[name=objective] option')).not.toContain('Bowl');
  });

  test('says what is wrong, on the map', async () => {
    await awake('a0-adam');
    kernel.make('adam', half);
    await settled();
    kernel.break('adam', { name: 'TypeError', message: 'y is not defined', frames: [] });
    await vi.waitFor(() =>
      expect(one('.trouble').textContent).toContain('TypeError: y is not defined. The path shown is the last good one.'),
    );
  });
});
