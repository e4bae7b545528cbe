import { expect, type Locator, type Page, test } from '@playwright/test';

/** A chapter with its equation, its figure, and letters and numbers that must be found there. */
const chapters = [
  { path: 'adam/', figure: '#a0-adam', letter: 'vHat', row: 5, means: 'Corrected v.', lines: 5, terms: 6, column: 'v' },
  { path: 'momentum/', figure: '#a0-momentum', letter: 'beta1', row: 1, means: 'Memory of g.', lines: 2, terms: 3, column: 'm' },
];

interface Chapter {
  update: Locator;
  race: Locator;
}

async function open(page: Page, path: string, figure: string, query = ''): Promise<Chapter> {
  await page.goto(`${path}${query}`);
  const update = page.locator('.update').first();
  await update.locator('.rows').hover();
  const race = page.locator(figure);
  for (const part of [update, race]) await expect(part).toHaveAttribute('data-live', '');
  return { update, race };
}

const lit = (within: Locator) =>
  within.locator('.lit').evaluateAll((elements) => [...new Set(elements.map((e) => (e as HTMLElement).dataset.symbol))]);

for (const { path, figure, letter, row, means, lines, terms, column } of chapters) {
  test.describe(path, () => {
    test('a letter of the equation lights its variable in the code, and says what it means', async ({ page }) => {
      const { update } = await open(page, path, figure);
      await update.locator(`.rows tbody tr:nth-child(${row}) .katex-html [data-symbol=${letter}]`).first().hover();
      await expect(update.locator(`code [data-symbol=${letter}].lit`).first()).toBeVisible();
      expect(await lit(update)).toEqual([letter]);
      await expect(update.locator('.meaning')).toContainText(means);
      await page.mouse.move(2, 2);
      await expect(update.locator('.lit')).toHaveCount(0);
    });

    test('a variable in the code lights its letter, its arrow on the map and its column in the table', async ({ page }) => {
      const { update, race } = await open(page, path, figure);
      await race.getByText('Numbers and downloads').click();
      await update.locator(`code [data-symbol=${column}]`).first().click();
      await expect(update.locator(`.katex-html [data-symbol=${column}].lit`).first()).toBeVisible();
      await expect(race.locator(`.map .term[data-symbol=${column}].lit`)).toHaveCount(1);
      await expect(race.locator('.tags .tag')).toHaveCount(1);
      await expect(race.locator(`.numbers col[data-symbol=${column}].lit`)).toHaveCount(1);
      await expect(race.locator(`.numbers th[data-symbol=${column}].lit`)).toHaveText(column);
      // A click holds it, wherever the pointer goes, until Escape.
      await page.mouse.move(2, 2);
      await expect(update.locator(`code [data-symbol=${column}].lit`).first()).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.locator('.lit')).toHaveCount(0);
      await expect(race.locator('.map .term')).toHaveCount(0);
    });

    test('from the table and from a slider, the equation lights up too', async ({ page }) => {
      const { update, race } = await open(page, path, figure);
      await race.getByText('Numbers and downloads').click();
      await race.locator('.numbers th[data-symbol=g]').hover();
      await expect(update.locator('.katex-html [data-symbol=g].lit').first()).toBeVisible();
      await race.locator('.setting[data-symbol=lr]:visible').hover();
      await expect(update.locator('.katex-html [data-symbol=lr].lit').first()).toBeVisible();
      await expect(update.locator('code [data-symbol=lr].lit').first()).toBeVisible();
    });

    test('from an arrow on the map, by pointing at it', async ({ page }) => {
      const { update, race } = await open(page, path, figure);
      for (let k = 0; k < 8; k++) await race.getByRole('button', { name: 'Step back' }).click();
      await race.getByRole('button', { name: 'One update' }).click();
      await race.locator('.term[data-symbol=g] .hit').dispatchEvent('pointerover', { bubbles: true, pointerType: 'mouse' });
      await expect(update.locator('code [data-symbol=g].lit').first()).toBeVisible();
    });

    test('by the keyboard alone, letter by letter and row by row', async ({ page }) => {
      const { update } = await open(page, path, figure);
      await page.mouse.move(2, 2);
      await update.locator('.rows').focus();
      await page.keyboard.press('ArrowRight');
      await expect(update.locator('.active')).toHaveCount(1);
      const first = await lit(update);
      await page.keyboard.press('ArrowRight');
      expect(await lit(update)).not.toEqual(first);
      await page.keyboard.press('ArrowDown');
      await expect(update.locator('tbody tr:nth-child(2) .active')).toHaveCount(1);
      await expect(update.locator('.meaning')).toHaveAttribute('aria-live', 'polite');
      await page.keyboard.press('Escape');
      await expect(update.locator('.lit')).toHaveCount(0);
      // The list of letters is made of buttons, for those to whom an equation is one picture.
      await update.getByText('What the letters mean').click();
      await update.getByRole('button', { name: letter, exact: true }).focus();
      await expect(update.locator(`.katex-html [data-symbol=${letter}].lit`).first()).toBeVisible();
    });

    test('by touch', async ({ browser, baseURL }) => {
      const context = await browser.newContext({ hasTouch: true, viewport: { width: 375, height: 800 }, baseURL });
      const page = await context.newPage();
      await page.goto(path);
      const update = page.locator('.update').first();
      const symbol = update.locator(`code [data-symbol=${letter}]`).first();
      await symbol.tap();
      await expect(update.locator(`.katex-html [data-symbol=${letter}].lit`).first()).toBeVisible();
      await symbol.tap();
      await expect(update.locator('.lit')).toHaveCount(0);
      await context.close();
    });

    test('every line of code ends with its variable’s value at the step of the figure', async ({ page }) => {
      const { update, race } = await open(page, path, figure);
      await race.getByRole('button', { name: 'fair' }).click();
      await expect(update.locator('.at')).toHaveText('at step 20');
      await expect(update.locator('.value')).toHaveCount(lines);
      const now = async () =>
        /\((.*)\), f/
          .exec((await race.locator('.now').textContent()) ?? '')?.[1]
          .split(', ')
          .map((text) => Number(text.replace('−', '-')));
      const said = async () =>
        /\((.*)\)/
          .exec((await update.locator('.value[data-symbol=x]').textContent()) ?? '')?.[1]
          .split(', ')
          .map((text) => Number(text.replace('−', '-')));
      for (const step of [20, 19, 18]) {
        await expect(update.locator('.at')).toHaveText(`at step ${step}`);
        const [a, b] = [await now(), await said()];
        for (const i of [0, 1]) expect(b?.[i]).toBeCloseTo(a?.[i] as number, 1);
        await race.getByRole('button', { name: 'Step back' }).click();
      }
      await race.locator('[name=at]').fill('0');
      await expect(update.locator('.at')).toHaveText('at the start');
      await expect(update.locator('.value[data-symbol=x]')).toHaveText(/x = \(−4, −6\)/);
    });

    test('the equation takes the step’s numbers, and its two sides are equal', async ({ page }) => {
      const { update, race } = await open(page, path, figure);
      await race.getByRole('button', { name: 'fair' }).click();
      await race.locator('[name=at]').fill('5');
      await update.getByRole('button', { name: 'Put in the numbers' }).click();
      await expect(update.locator('.in-letters').first()).toBeHidden();
      // The first row of both algorithms: m ← β₁ m + share · g.
      const slots = await update
        .locator('.in-numbers')
        .first()
        .locator('[data-slot]')
        .evaluateAll((all) =>
          all.map((slot) => ({
            name: `${(slot as HTMLElement).dataset.slot} ${(slot as HTMLElement).dataset.when}`,
            numbers: [...slot.querySelectorAll('.text > .mord')].map((e) => Number((e.textContent ?? '').replace('−', '-'))),
          })),
        );
      const value = (name: string) => slots.find((slot) => slot.name === name)?.numbers ?? [];
      const share = path === 'adam/' ? 1 - value('beta1 old')[0] : 1;
      for (const i of [0, 1]) {
        const right = value('beta1 old')[0] * value('m old')[i] + share * value('g old')[i];
        expect(value('m new')[i] / right).toBeCloseTo(1, 1);
      }
      expect(value('m new')).not.toEqual(value('m old'));
      await update.getByRole('button', { name: 'Put in the numbers' }).click();
      await expect(update.locator('.in-letters').first()).toBeVisible();
    });

    test('the row of the table follows the cursor, and the cursor a click on a row', async ({ page, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const { race } = await open(page, path, figure);
      await race.getByRole('button', { name: 'fair' }).click();
      await race.getByText('Numbers and downloads').click();
      await expect(race.locator('.numbers tbody tr[aria-current=step] th')).toHaveText('20');
      await race.getByRole('button', { name: 'Step back' }).click();
      await expect(race.locator('.numbers tbody tr[aria-current=step] th')).toHaveText('19');
      await race.locator('.numbers tbody tr').nth(3).click();
      await expect(race.locator('.now')).toContainText('step 3:');

      await race.getByRole('button', { name: 'Copy row' }).click();
      await expect(race.getByRole('button', { name: 'Copied' })).toBeVisible();
      const [head, ...rows] = (await page.evaluate(() => navigator.clipboard.readText())).split('\n').map((line) => line.split('\t'));
      expect(rows).toHaveLength(1);
      const cell = (name: string) => Number(rows[0][head.indexOf(name)]);
      expect(cell('step')).toBe(3);
      // Of the copied numbers, those that follow from others do.
      expect(cell('‖g‖')).toBeCloseTo(Math.hypot(cell('g x'), cell('g y')), 1);
      expect(cell('rate y') / (-cell('Δ y') / cell('g y'))).toBeCloseTo(1, 2);
      expect(cell('angle, °')).toBeGreaterThan(0);
    });

    test('one update is played term by term, each with its row of the equation', async ({ page }) => {
      const { race } = await open(page, path, figure);
      await race.getByRole('button', { name: 'fair' }).click();
      await race.locator('[name=at]').fill('3');
      await race.getByRole('button', { name: 'One update' }).click();
      const panel = race.locator('.one-update');
      await expect(panel).toContainText(', update 3, term by term');
      const items = panel.locator('.terms:visible button');
      await expect(items).toHaveCount(terms);
      await expect(race.locator('.map .term')).toHaveCount(1);
      for (let k = 1; k < terms; k++) {
        await panel.getByRole('button', { name: 'Next term' }).click();
        await expect(items.nth(k)).toHaveAttribute('aria-current', 'step');
        await expect(race.locator('.map .term')).toHaveCount(k + 1);
      }
      // The last arrow is the step: it ends where the path is.
      const end = await race.locator('.map .term.place .head').evaluate((e) => (e as SVGGraphicsElement).getBoundingClientRect().toJSON());
      const here = await race
        .locator('.map .here')
        .last()
        .evaluate((e) => (e as SVGGraphicsElement).getBoundingClientRect().toJSON());
      expect(Math.hypot(end.x + end.width / 2 - here.x - here.width / 2, end.y + end.height / 2 - here.y - here.height / 2)).toBeLessThan(
        12,
      );
      // It plays by itself too, from where it is, and from the first term where that is the last.
      await panel.getByRole('button', { name: 'Play' }).click();
      await expect(items.nth(0)).toHaveAttribute('aria-current', 'step');
      await panel.getByRole('button', { name: 'Pause' }).click();
      await items.nth(terms - 2).click();
      await panel.getByRole('button', { name: 'Play' }).click();
      await expect(items.nth(terms - 1)).toHaveAttribute('aria-current', 'step');
      await expect(panel.getByRole('button', { name: 'Play' })).toBeVisible();
      await race.getByRole('button', { name: 'One update' }).click();
      await expect(race.locator('.map .term')).toHaveCount(0);
    });

    test('where the path is hidden, nothing is drawn, and the panel says why', async ({ page }) => {
      const { race } = await open(page, path, figure);
      await race.getByRole('button', { name: 'One update' }).click();
      await race.locator('.legend .own button').click();
      await expect(race.locator('.one-update')).toContainText('To see it drawn, show this path');
      await expect(race.locator('.map .term')).toHaveCount(0);
    });

    test('nothing is wider than a phone with everything open', async ({ page }) => {
      await page.setViewportSize({ width: 375, height: 800 });
      const { update, race } = await open(page, path, figure);
      await update.getByText('What the letters mean').click();
      await update.getByRole('button', { name: 'Put in the numbers' }).click();
      await race.getByRole('button', { name: 'One update' }).click();
      await race.getByText('Numbers and downloads').click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
    });
  });
}

test('the other form of Adam shows its own numbers at the same step', async ({ page }) => {
  await open(page, 'adam/', '#a0-adam');
  const rate = page.locator('.update[data-form=rate]');
  await rate.locator('.rows').hover();
  await expect(rate).toHaveAttribute('data-live', '');
  await page.locator('#a0-adam').getByRole('button', { name: 'fair' }).click();
  await expect(rate.locator('.at')).toHaveText('at step 20, in this form');
  await expect(rate.locator('.value[data-symbol=lrT]')).toHaveText(/lrT = 0\.\d+/);
});

test('without JavaScript equation, code, numbers and letters are there, and nothing to press', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto('adam/');
  const update = page.locator('.update').first();
  await expect(update.locator('.value[data-symbol=mHat]')).toHaveText(/mHat = \(−0\.474, −9\.47\)/);
  await expect(update.locator('math').first()).toBeAttached();
  await update.getByText('What the letters mean').click();
  await expect(update.getByText('The number of this update, 1 for the first.')).toBeVisible();
  await expect(update.getByRole('button')).toHaveCount(0);
  await context.close();
});
