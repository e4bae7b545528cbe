import { expect, test } from '@playwright/test';

test('the vectors of Nesterov’s update are gone through by the arrow keys, and picture and words follow', async ({ page }) => {
  await page.goto('nesterov/');
  const ahead = page.locator('#ahead');
  await expect(ahead.locator('.said')).toHaveText(/^Update 3, from \(−6\.6, 0\.576\): .* Nesterov lands at \(−6\.24, −0\.639\)/);
  const [where, close] = await ahead.locator('.map').all();
  const vectors = () => close.locator('svg').last().innerHTML();
  const before = [await where.innerHTML(), await vectors()];

  const slider = ahead.getByRole('slider', { name: 'Update' });
  await slider.focus();
  await expect(ahead).toHaveAttribute('data-live', '');
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', 'update 4 of 16');
  await expect(ahead.locator('.said')).toHaveText(/^Update 4, from \(−6\.24, −0\.639\)/);
  await expect(close).toHaveAccessibleName(/^Close-up of update 4/);
  expect(await where.innerHTML()).not.toBe(before[0]);
  expect(await vectors()).not.toBe(before[1]);

  await page.keyboard.press('Home');
  await expect(ahead.locator('.said')).toHaveText(/^Update 1, .* nothing is remembered yet/);
  await page.keyboard.press('End');
  await expect(ahead.locator('output')).toHaveText('update 16 of 16');
  expect(await ahead.innerHTML()).not.toMatch(/NaN|Infinity/);

  // Back at the first update they are the ones that the page came with.
  await slider.fill('3');
  await expect.poll(vectors).toBe(before[1]);
});
