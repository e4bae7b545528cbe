import { expect, type Locator, type Page, test } from '@playwright/test';
import { words } from '../../src/words.ts';
import { findingsOnBothPapers } from './axe.ts';

const query = (page: Page) => decodeURIComponent(new URL(page.url()).search);

/** The openings of two chapters: what fails there, what repairs it, and how either ends. */
const openings = [
  {
    page: 'adam/',
    id: 'before-adam',
    fails: 'RMSprop',
    repairs: 'Adam',
    own: 'adam',
    stands: /^RMSprop, step 200: x = \(−0\.19\d+, 0\.19\d+\), f = 0\.082\d+$/,
    ends: /^Adam, step 200: .* f = 5\.\d+e−8$/,
  },
  {
    page: 'rmsprop/',
    id: 'before-rmsprop',
    fails: 'AdaGrad',
    repairs: 'RMSprop',
    own: 'rmsprop',
    stands: /^AdaGrad, step 150: x = \(2\.936, 1\.86\), f = 451\.5$/,
    ends: /^RMSprop, step 150: .* f = 0\.001\d+$/,
  },
];

async function wake(page: Page, { page: path, id }: { page: string; id: string }, said = ''): Promise<Locator> {
  await page.goto(`${path}${said}`);
  const figure = page.locator(`#${id}`);
  await figure.locator('.stage').hover();
  await expect(figure).toHaveAttribute('data-live', '');
  return figure;
}

for (const opening of openings) {
  const { id, fails, repairs, own, stands, ends } = opening;

  test.describe(`the opening ${id}`, () => {
    test.describe('without JavaScript', () => {
      test.use({ javaScriptEnabled: false });
      test('shows the failure and only the failure', async ({ page }) => {
        await page.goto(opening.page);
        const figure = page.locator(`#${id}`);
        await expect(figure.locator('.now')).toHaveText(stands);
        await expect(figure.locator('.map .name')).toHaveText([fails]);
        await expect(figure.locator('.legend span').filter({ visible: true })).toHaveText([fails]);
        await expect(figure.locator('figcaption .katex').first()).toBeVisible();
      });
    });

    test('shows the repair once the chapter’s own algorithm is switched on, and has a link to that', async ({ page, context }) => {
      const figure = await wake(page, opening);
      const legend = figure.getByRole('button', { name: repairs, exact: true });
      await expect(legend).toHaveAttribute('aria-pressed', 'false');
      expect(query(page)).toBe('');
      await legend.click();
      await expect(legend).toHaveAttribute('aria-pressed', 'true');
      await expect(figure.locator('.map .name')).toHaveCount(2);
      await figure.locator('.settings [name=focus]').selectOption(own);
      await expect(figure.locator('.now')).toHaveText(ends);
      await expect.poll(() => query(page)).toBe(`?${id}.hide=none&${id}.focus=${own}`);

      const other = await context.newPage();
      await other.goto(page.url());
      const same = other.locator(`#${id}`);
      await expect(same).toHaveAttribute('data-live', '');
      expect(await same.locator('.map').innerHTML()).toBe(await figure.locator('.map').innerHTML());
    });

    test('waking draws what was there, and the switched-off name keeps its place in the legend', async ({ page }) => {
      await page.goto(opening.page);
      await page.evaluate(() => document.fonts.ready);
      const figure = page.locator(`#${id}`);
      const boxes = () =>
        figure.evaluate((root) =>
          [...root.querySelectorAll('.legend *, .side *, .status, figcaption')].map((e) => JSON.stringify(e.getBoundingClientRect())),
        );
      const [before, paths] = [await boxes(), await figure.locator('.map path').count()];
      await figure.evaluate((element) => (element as HTMLElement & { wake(): void }).wake());
      await expect(figure).toHaveAttribute('data-live', '');
      expect(await figure.locator('.map path').count()).toBe(paths);
      expect(await boxes()).toEqual(before);
    });

    test('has a row of numbers for every step once it is awake, and for every tenth before', async ({ page }) => {
      await page.goto(opening.page);
      const rows = page.locator(`#${id} .numbers tbody tr`);
      const last = Number(/step (\d+)/.exec((await page.locator(`#${id} .now`).textContent()) ?? '')?.[1]);
      await expect(rows).toHaveCount(last / 10 + 1);
      await page.locator(`#${id}`).getByText(words.en.race.numbers).click();
      await expect(rows).toHaveCount(last + 1);
    });

    test('comes back with “Reset” after everything was changed', async ({ page }) => {
      const figure = await wake(page, opening, `?${id}.on=himmelblau&${id}.steps=9&${id}.hide=none&${id}.${own}.lr=0.3`);
      await expect(figure.locator('.count')).toHaveText('step 9 of 9');
      await figure.getByRole('button', { name: 'Set up' }).click();
      await figure.getByRole('button', { name: 'Reset' }).click();
      await expect(figure.locator('.now')).toHaveText(stands);
      await expect(figure.locator('.map .name')).toHaveText([fails]);
      await expect.poll(() => query(page)).toBe('');
    });

    test('has one set of rules: a link that asks for a protocol is damaged, and the figure shows the failure', async ({ page }) => {
      await page.goto(`${opening.page}?${id}.as=fair`);
      const figure = page.locator(`#${id}`);
      await expect(figure.locator('.message')).toContainText('This link is damaged');
      await expect(figure.locator('.now')).toHaveText(stands);
      await expect(figure.getByRole('group', { name: words.en.race.protocolsLabel })).toHaveCount(0);
    });
  });
}

test('RMSprop stands on either side of the goal in turn, step by step', async ({ page }) => {
  const figure = await wake(page, openings[0]);
  const x = async () => Number(/x = \(([−\d.]+)/.exec((await figure.locator('.now').textContent()) ?? '')?.[1].replace('−', '-'));
  const places: number[] = [];
  for (let step = 199; step >= 196; step--) {
    await figure.getByRole('button', { name: 'Step back' }).click();
    await expect(figure.locator('.count')).toHaveText(`step ${step} of 200`);
    places.push(await x());
  }
  for (const [i, place] of places.entries()) expect(place).toBeCloseTo(i % 2 ? -0.2 : 0.2, 2);
});

test('Adam without its corrections strides 3.16 η at first; its own form is one choice away, and strides η', async ({ page }) => {
  const figure = await wake(page, { page: 'adam/', id: 'uncorrected' });
  await figure.locator('[name=at]').fill('1');
  // 0.4 · 3.16 = 1.265
  await expect(figure.locator('.now')).toHaveText(/^Adam, step 1: x = \(−2\.73\d+, −4\.735\)/);
  await figure.locator('select[data-form]').selectOption('');
  await expect(figure.locator('.now')).toHaveText(/^Adam, step 1: x = \(−3\.6, −5\.6\)/);
  await expect.poll(() => query(page)).toContain('uncorrected.adam.form=own');
});

test('the rare word: AdaGrad brings its weight near to 3, momentum leaves it behind', async ({ page }) => {
  const figure = await wake(page, { page: 'adagrad/', id: 'before-adagrad' });
  await expect(figure.locator('.map')).toHaveAttribute('data-ground', 'sparse f 1');
  await expect(figure.locator('.now')).toContainText('Momentum, step 60: x = (3.977, 0.6462)');
  await figure.getByRole('button', { name: 'AdaGrad' }).click();
  await figure.locator('.settings [name=focus]').selectOption('adagrad');
  await expect(figure.locator('.now')).toContainText('AdaGrad, step 60: x = (3.929, 2.565)');
});

test('axe finds nothing in an opening with everything open, on either paper', async ({ page }) => {
  const figure = await wake(page, openings[0]);
  await figure.getByRole('button', { name: openings[0].repairs, exact: true }).click();
  await figure.getByRole('button', { name: 'Set up' }).click();
  for (const summary of await figure.locator('summary').filter({ visible: true }).all()) await summary.click();
  expect(await findingsOnBothPapers(page, `#${openings[0].id}`)).toEqual([]);
});
