import { expect, test } from '@playwright/test';

test('the three descents follow their sliders, and say so where one leaves the map', async ({ page }) => {
  await page.goto('gradient-descent/');
  const batches = page.locator('#batches');
  const facts = batches.locator('.facts');
  await expect(facts).toHaveText([/^40 rows an update, 12 updates/, /^8 rows an update, 60 updates/, /^1 row an update, 480 updates/]);
  await batches.hover();
  await expect(batches).toHaveAttribute('data-live', '');
  const before = await batches.locator('.three').innerHTML();

  await batches.getByRole('slider', { name: 'passes over the data' }).fill('40');
  await expect(facts).toHaveText([/40 updates; ends 0.0066/, /200 updates/, /1600 updates/]);
  expect(await batches.locator('.three').innerHTML()).not.toBe(before);

  await batches.getByRole('slider', { name: 'rows in a mini-batch' }).fill('20');
  await expect(facts.nth(1)).toContainText('20 rows an update, 80 updates');

  await batches.getByRole('slider', { name: 'step size' }).fill('1');
  await expect(facts.first()).toContainText('leaves the map');
  expect(await batches.innerHTML()).not.toMatch(/NaN|Infinity|∞/);
});
