import { expect, test } from '@playwright/test';

test('each algorithm gets its best step size at a press, and the one for all at another', async ({ page }) => {
  await page.goto('races/');
  const race = page.locator('#saddle-race');
  await race.locator('.stage').hover();
  await expect(race).toHaveAttribute('data-live', '');
  const [given, tuned] = ['one η for all', 'each its best η'].map((name) => race.getByRole('button', { name }));
  await expect(given).toHaveAttribute('aria-pressed', 'true');
  await race.locator('[name=focus]').first().selectOption('adagrad');
  const rate = race.locator('#saddle-race-adagrad-lr');
  await expect(rate).toHaveValue('0.05');
  await tuned.click();
  await expect(tuned).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => new URL(page.url()).search).toBe('?saddle-race.as=tuned');
  await race.locator('[name=focus]').first().selectOption('adagrad');
  await expect(rate).toHaveValue('0.68');
  await given.click();
  await expect(given).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => new URL(page.url()).search).toBe('');
});
