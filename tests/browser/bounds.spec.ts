import { expect, test } from '@playwright/test';

test('the bounds follow their sliders, and say how often they hold Adam’s rates', async ({ page }) => {
  await page.goto('adabound/');
  const bounds = page.locator('#bounds');
  const facts = bounds.locator('.facts');
  await expect(facts).toHaveText([/^Along x .* 262 of 300 steps, below the lower one in 0\.$/, /^Along y .* 197 of 300 steps/]);
  await bounds.hover();
  await expect(bounds).toHaveAttribute('data-live', '');
  const before = await bounds.locator('.map').innerHTML();

  await bounds.getByRole('slider', { name: 'closing of the bounds' }).fill('1');
  await expect(facts.nth(1)).toHaveText(/257 of 300 steps, below the lower one in 40\.$/);
  expect(await bounds.locator('.map').innerHTML()).not.toBe(before);

  await bounds.getByRole('slider', { name: 'closing of the bounds' }).fill('0');
  await expect(facts).toHaveText([/in 0 of 300 steps/, /in 0 of 300 steps/]);
  await bounds.getByRole('slider', { name: 'final rate' }).fill('1');
  await expect(bounds.locator('.value').first()).toHaveText('10');
  expect(await bounds.innerHTML()).not.toMatch(/NaN|Infinity|∞/);
});
