import { expect, type Locator, type Page, test } from '@playwright/test';
import { findingsOnBothPapers } from './axe.ts';

/** Opens a page with a figure awake, beside its map the view that is asked for. */
async function open(page: Page, path: string, id: string, query = ''): Promise<Locator> {
  await page.goto(`${path}${query && `?${query}`}`);
  const race = page.locator(`#${id}`);
  await race.locator('.stage').hover();
  await expect(race).toHaveAttribute('data-live', '');
  return race;
}

const adam = (page: Page, query = 'a0-adam.as=fair') => open(page, 'adam/', 'a0-adam', query);
const momentum = (page: Page, query = 'a0-momentum.as=fair') => open(page, 'momentum/', 'a0-momentum', query);
const query = (page: Page) => decodeURIComponent(new URL(page.url()).search);
const choice = (race: Locator) => race.getByRole('combobox', { name: 'Beside the map' });
const reading = (race: Locator) => race.locator('.reading');
const go = (race: Locator, step: number) => race.locator('[name=at]').fill(String(step));

for (const [name, start] of [
  ['Adam', adam],
  ['Momentum', momentum],
] as const) {
  test(`every view of ${name} is chosen by the keyboard, says something, and moves nothing`, async ({ page }) => {
    const race = await start(page);
    const boxes = () =>
      race.evaluate((element) =>
        [...element.querySelectorAll('*')].filter((e) => !e.closest('.map, .panel')).map((e) => e.getBoundingClientRect().toJSON()),
      );
    const before = await boxes();
    const names = new Set<string | null>();
    await choice(race).focus();
    for (const view of ['rate', 'memory', 'stability']) {
      await page.keyboard.press('ArrowDown');
      await expect(choice(race)).toHaveValue(view);
      await expect.poll(() => query(page)).toContain(`panel=${view}`);
      await expect(reading(race)).not.toBeEmpty();
      names.add(await race.locator('.panel').getAttribute('aria-label'));
      expect(await boxes()).toEqual(before);
    }
    expect(names.size).toBe(3);
    await choice(race).selectOption('loss');
    await expect.poll(() => query(page)).not.toContain('panel');
  });

  test(`with each view of ${name} what follows the cursor is what would be drawn anew`, async ({ page, context }) => {
    const race = await start(page);
    for (const view of ['loss', 'rate', 'memory', 'stability']) {
      await choice(race).selectOption(view);
      await go(race, 3);
      await go(race, 11);
      await race.getByRole('button', { name: 'Step forward' }).click();
      // The address follows a little later.
      await expect.poll(() => query(page)).toMatch(view === 'loss' ? /^(?!.*panel).*at=12/ : new RegExp(`panel=${view}.*at=12`));
      const other = await context.newPage();
      await other.goto(page.url());
      const same = other.locator(`#${await race.getAttribute('id')}`);
      await expect(same).toHaveAttribute('data-live', '');
      for (const part of ['.map', '.panel', '.reading', '.now']) {
        expect(await race.locator(part).innerHTML(), `${view}, ${part}`).toBe(await same.locator(part).innerHTML());
      }
      expect(await race.locator('.panel').getAttribute('aria-label')).toBe(await same.locator('.panel').getAttribute('aria-label'));
      await other.close();
    }
  });
}

test.describe('the effective rate', () => {
  test('follows the cursor and the algorithm in focus', async ({ page }) => {
    const race = await adam(page, 'a0-adam.as=fair&a0-adam.panel=rate');
    await go(race, 1);
    await expect(reading(race)).toHaveText('Adam, step 1: as if η were 0.5 along x and 0.0167 along y.');
    await expect(race.locator('.panel')).toHaveAccessibleName(/−Δ\/g, on a log scale\..*0\.5 along x/);
    await race.locator('.settings [name=focus]').selectOption('gradient-descent');
    await expect(reading(race)).toHaveText('Gradient descent, step 1: as if η were 0.4 along x and 0.4 along y.');
    await go(race, 0);
    await expect(reading(race)).toContainText('No step yet');
  });

  test('says where a step of momentum does not go downhill', async ({ page }) => {
    const race = await momentum(page, 'a0-momentum.as=fair&a0-momentum.panel=rate&a0-momentum.momentum.beta1=0.9');
    await expect(race.locator('.panel')).toHaveAccessibleName(/not downhill and are gaps/);
  });
});

test.describe('the memory', () => {
  test('of Adam reaches as far as its β say', async ({ page }) => {
    const race = await adam(page, 'a0-adam.as=fair&a0-adam.panel=memory');
    await expect(race.locator('.panel')).toContainText('m, of g: ≈ 1/(1 − 0.9) = 10 steps');
    await race.locator('#a0-adam-adam-beta1').fill('0.5');
    await expect(race.locator('.panel')).toContainText('m, of g: ≈ 1/(1 − 0.5) = 2 steps');
    await expect(reading(race)).toContainText('the newest gradient is 50 % of m');
    await race.locator('.settings [name=focus]').selectOption('gradient-descent');
    await expect(reading(race)).toContainText('Gradient descent keeps nothing');
  });
});

test.describe('the stability', () => {
  test('of Momentum is set by pressing and dragging, and its sliders say the same', async ({ page }) => {
    const race = await momentum(page, 'a0-momentum.as=fair&a0-momentum.panel=stability');
    await expect(reading(race)).toHaveText('Converges: η·λmax = 1.6 < 2 + 2β₁ = 3.');
    const panel = race.locator('.panel');
    await panel.scrollIntoViewIfNeeded();
    const box = await panel.boundingBox();
    if (!box) throw new Error('There is no panel');
    const at = (x: number, y: number) => [box.x + (x / 232) * box.width, box.y + (y / 150) * box.height] as const;
    await page.mouse.move(...at(150, 74));
    await page.mouse.down();
    await expect(reading(race)).toContainText('Diverges');
    await expect(race.locator('.trouble')).toContainText('lr·λmax');
    await page.mouse.move(...at(60, 30), { steps: 4 });
    await page.mouse.up();
    await expect(reading(race)).toContainText('Converges');
    const lr = await race.locator('#a0-momentum-momentum-lr').inputValue();
    expect(Number(lr)).toBeGreaterThan(0.025);
    expect(Number(lr)).toBeLessThan(0.2);
    expect(Number(await race.locator('#a0-momentum-momentum-beta1').inputValue())).toBeGreaterThan(0.85);
    await expect.poll(() => query(page)).toContain(`a0-momentum.momentum.lr=${lr}`);
    // Only where a setting can be pointed at does a press do anything.
    await choice(race).selectOption('memory');
    await expect(reading(race)).toContainText('newest gradient');
    await page.mouse.click(...at(150, 74));
    await expect(race.locator('#a0-momentum-momentum-lr')).toHaveValue(lr);
  });

  test('is on the slider of η too, and moves with β₁', async ({ page }) => {
    const race = await momentum(page);
    const limit = race.locator('[data-of=momentum] .limit');
    const slider = race.locator('[data-of=momentum] [data-slider=lr]');
    await expect(limit).toHaveText('(2 + 2β₁)/λ = 0.75');
    await expect(slider).toHaveAttribute('aria-valuetext', '0.4, within the boundary (2 + 2β₁)/λ = 0.75');
    await race.locator('#a0-momentum-momentum-beta1').fill('0');
    await expect(limit).toHaveText('(2 + 2β₁)/λ = 0.5');
    await race.locator('#a0-momentum-momentum-lr').fill('0.6');
    await expect(slider).toHaveAttribute('aria-valuetext', '0.6, beyond the boundary (2 + 2β₁)/λ = 0.5');
    await race.getByRole('button', { name: 'Set up' }).click();
    await race.locator('[name=objective]').selectOption('rosenbrock');
    await expect(limit).toBeEmpty();
    await expect(slider).toHaveAttribute('aria-valuetext', '0.6');
  });

  test('of Adam is measured, since no boundary is known', async ({ page }) => {
    const race = await adam(page, 'a0-adam.as=fair&a0-adam.panel=stability');
    await expect(reading(race)).toHaveText(
      'No boundary is known for Adam: each cell is a run of 20 steps. Here 0.97 % of f above its minimum is left.',
    );
    await race.locator('#a0-adam-adam-lr').fill('0.001');
    await expect(reading(race)).toContainText('Here 99 %');
  });
});

test('a link with a view that there is not is damaged', async ({ page }) => {
  await page.goto('adam/?a0-adam.panel=sideways');
  await expect(page.locator('#a0-adam .message')).toContainText('allowed: loss, rate, memory, stability');
});

test('the view stays when the rules change, and goes when the figure is reset', async ({ page }) => {
  const race = await adam(page, 'a0-adam.panel=memory');
  await race.getByRole('button', { name: 'fair' }).click();
  await expect(choice(race)).toHaveValue('memory');
  await race.getByRole('button', { name: 'Set up' }).click();
  await race.getByRole('button', { name: 'Reset' }).click();
  await expect(choice(race)).toHaveValue('loss');
});

test('a view that is chosen before the figure is awake is shown', async ({ page }) => {
  await page.route(/_astro\/live\./, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  await page.goto('adam/');
  const race = page.locator('#a0-adam');
  await choice(race).selectOption('memory');
  await expect(reading(race)).toContainText('the newest gradient is');
});

test('axe finds nothing in any view, on either paper and at 375 px', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  const race = await momentum(page);
  for (const view of ['loss', 'rate', 'memory', 'stability']) {
    await choice(race).selectOption(view);
    await expect.poll(() => query(page)).toContain(view === 'loss' ? 'as=fair' : view);
    expect(await findingsOnBothPapers(page, '#a0-momentum .aside')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
});
