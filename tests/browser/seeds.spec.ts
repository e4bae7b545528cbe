import { expect, type Page, test } from '@playwright/test';

/** The page, with runs of so few updates that they end at once. */
async function visit(page: Page, iterations = 10) {
  await page.route('**/data/figures/a3-seeds.json', async (route) => {
    const response = await route.fetch();
    const file = await response.json();
    file.protocol.experiment.iterations = iterations;
    await route.fulfill({ response, json: file });
  });
  await page.goto('network/');
  const seeds = page.locator('#seeds');
  await seeds.locator('.stage').hover();
  await expect(seeds).toHaveAttribute('data-live', '');
  return seeds;
}

test('runs with the reader’s seeds come to stand in front of the recorded ones, and count instead of them', async ({ page }) => {
  const seeds = await visit(page);
  const own = seeds.locator('.dots.wide .own path');
  const verdict = seeds.locator('[data-verdict=defaults] dd');
  await expect(verdict).toContainText('of 10 seeds');
  await expect(own).toHaveCount(0);

  await seeds.getByRole('textbox', { name: /^Seeds/ }).fill('2');
  await seeds.getByRole('combobox', { name: 'Settings' }).selectOption('defaults');
  await seeds.getByRole('button', { name: 'Repeat it here' }).click();
  await expect(seeds.locator('.now')).toHaveText('10 runs of yours, in front of the recorded ones.', { timeout: 60_000 });
  await expect(own).toHaveCount(10);
  await expect(verdict).toContainText('of your 2 seeds');
  await expect(seeds.locator('[data-verdict=tuned] dd')).toContainText('of 10 seeds');
  await expect(seeds.locator('tr[data-lane="adam defaults"] td').last()).toHaveText('2, yours');
  await expect(seeds.locator('tr[data-lane="adam tuned"] td').last()).toHaveText('10');

  // The same again would be the same again.
  await seeds.getByRole('button', { name: 'Repeat it here' }).click();
  await expect(seeds.locator('.now')).toContainText('run here already');
  await seeds.getByRole('button', { name: 'Clear' }).click();
  await expect(own).toHaveCount(0);
  await expect(verdict).toContainText('of 10 seeds');
});

test('what has ended stays when the rest is stopped', async ({ page }) => {
  const seeds = await visit(page, 300);
  const own = seeds.locator('.dots.wide .own path');
  await seeds.getByRole('button', { name: 'Repeat it here' }).click();
  await expect(own).not.toHaveCount(0, { timeout: 60_000 });
  await seeds.getByRole('button', { name: 'Stop' }).click();
  await expect(seeds.getByRole('button', { name: 'Repeat it here' })).toBeEnabled();
  await expect(seeds.locator('progress')).toBeHidden();
  const kept = await own.count();
  await expect(seeds.locator('.now')).toContainText(`${kept} run`);
  expect(kept).toBeLessThan(50);
  await expect(own).toHaveCount(kept);
});

test('the comparison and the measure are chosen, and wrong numbers are refused', async ({ page }) => {
  const seeds = await visit(page);
  const loud = () =>
    seeds.locator('.dots.wide .lane:not(.quiet)').evaluateAll((lanes) => lanes.map((lane) => lane.getAttribute('data-lane')));
  expect(await loud()).toContain('gradient-descent tuned');
  expect(await loud()).toContain('adam defaults');
  await seeds.getByRole('button', { name: 'all tuned' }).click();
  await expect(seeds.locator('[data-verdict=tuned]')).toHaveAttribute('data-chosen', '');
  await expect.poll(loud).not.toContain('adam defaults');

  const dots = seeds.locator('.dots.wide');
  await expect(dots).toHaveAccessibleName(/right answers on unseen digits/);
  await seeds.getByRole('button', { name: 'training loss' }).click();
  await expect(dots).toHaveAccessibleName(/training loss/);
  expect(await dots.innerHTML()).not.toMatch(/NaN|Infinity/);

  const count = seeds.getByRole('textbox', { name: /^Seeds/ });
  await count.fill('21');
  await expect(seeds.locator('.wrong')).toHaveText('Seeds is a whole number from 1 to 20. The last good value holds.');
  await expect(count).toHaveAttribute('aria-invalid', 'true');
  await count.blur();
  await expect(count).toHaveValue('5');
  await expect(seeds.locator('.wrong')).toBeHidden();
});
