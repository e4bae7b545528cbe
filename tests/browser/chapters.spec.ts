/**
 * What every chapter about an algorithm has to have, read from its HTML as it was built: no browser is asked, so that one more
 * algorithm costs no more than its text. That the parts work is tried in some chapters (`representative` in dist.ts); that their
 * numbers are right, unit tests say.
 */
import { expect, test } from '@playwright/test';
import { words } from '../../src/words.ts';
import { algorithms, documentOf } from './dist.ts';

type Page = ReturnType<typeof documentOf>;
const idsOf = (page: Page, selector: string) => [...page.querySelectorAll(selector)].map(({ id }) => id);

for (const id of algorithms) {
  test.describe(`the page about ${id}`, () => {
    let page: Page;
    test.beforeAll(() => {
      page = documentOf(`${id}/`);
    });

    test('has one heading, its equation, its code and its figure, before any script runs', () => {
      expect(page.querySelectorAll('h1')).toHaveLength(1);
      expect(page.querySelector('.update .katex')).not.toBeNull();
      expect(page.querySelector('.update code')).not.toBeNull();
      for (const map of page.querySelectorAll('.race svg.map')) expect(map.querySelectorAll('path').length).toBeGreaterThan(5);
    });

    test('opens with a failure: the heading first, its figure before every other; its own figure follows its update', () => {
      const { anchor } = words.en.failure;
      expect(page.querySelector('main h2')?.id).toBe(anchor);
      const first = page.querySelector('.race');
      expect(page.querySelector(`#${anchor} + downhill-figure`)?.id).toBe(first?.id);
      const order = [...page.querySelectorAll('.race, .update')].map(({ classList }) => (classList.contains('race') ? 'race' : 'update'));
      expect(order.slice(0, 3)).toEqual(['race', 'update', 'race']);
    });

    test('has no id twice, and every equation follows a figure that is there', () => {
      const ids = idsOf(page, '[id]');
      expect(ids.filter((one, i) => ids.indexOf(one) !== i)).toEqual([]);
      for (const update of page.querySelectorAll('.update')) expect(ids).toContain(update.getAttribute('data-follows'));
    });

    test('has the settings of one algorithm in each figure, and a letter for every other that may be asked for', () => {
      for (const race of page.querySelectorAll('.race')) expect(race.querySelectorAll('[data-of]').length).toBe(1);
      expect(page.querySelectorAll('template.letters').length).toBeGreaterThan(0);
    });

    test('ends with how it was checked, after all that is read, and with the way to its neighbours', () => {
      expect(page.querySelector('main > .checked ~ .neighbours')).not.toBeNull();
    });

    test('has nothing to press that does nothing without a script', () => {
      const pressed = [...page.querySelectorAll('main :is(button, input, select, textarea)')];
      const dead = pressed.filter((one) => !one.closest('.live-only, [hidden]'));
      expect(dead.map(({ outerHTML }) => outerHTML.slice(0, 120))).toEqual([]);
    });
  });
}
