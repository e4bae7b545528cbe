import { expect, test } from '@playwright/test';

test('gradients by hand: the cursor reads the curves, a number can be singled out, and a check runs in the page', async ({ page }) => {
  await page.goto('network/');
  const figure = page.locator('#gradient-check');
  const now = figure.locator('.now');
  await expect(now).toContainText('At h = 1e−5');
  await expect(figure.locator('.measured')).toContainText('when this page was made');
  await expect(figure.locator('.map .name', { hasText: 'kinks' })).toHaveCount(1);
  await figure.scrollIntoViewIfNeeded();
  await figure.hover();
  await expect(figure).toHaveAttribute('data-live', '');

  // To the left h falls: rounding alone is there, and single precision is not.
  const slider = figure.getByRole('slider', { name: 'Distance h' });
  await slider.fill('0');
  await expect(now).toContainText('At h = 1e−14');
  await expect(now).not.toContainText('float32');
  await slider.press('ArrowRight');
  await expect(now).toContainText('At h = 2.2e−14');

  const numbers = figure.getByRole('combobox', { name: 'Numbers' });
  const all = await figure.locator('.bests').textContent();
  await numbers.selectOption({ label: 'b5[5]' });
  await expect(figure.locator('.bests')).not.toHaveText(all ?? '');
  await expect(figure.locator('.map .name', { hasText: 'kinks' })).toHaveCount(0);

  await figure.getByRole('combobox', { name: 'Activation' }).selectOption('sigmoid');
  await expect(figure.locator('.progress')).toContainText(/of 25 numbers/);
  await expect(figure.locator('.progress')).toHaveText('', { timeout: 60_000 });
  await expect(numbers).toHaveValue('all');
  await expect(figure.locator('.map .name', { hasText: 'kinks' })).toHaveCount(0);
  await expect(figure.locator('.map .errors')).toHaveCount(3);
  await expect(figure.locator('.measured')).toContainText('on your machine');
  await expect(figure.locator('.costs dd').nth(2)).toHaveText(/^[\d,]+ times as long$/);
  expect(await figure.innerHTML()).not.toMatch(/NaN|Infinity|∞/);
});

test('a check goes on being drawn while it runs, and another press begins anew', async ({ page }) => {
  await page.goto('network/');
  const figure = page.locator('#gradient-check');
  await figure.scrollIntoViewIfNeeded();
  await figure.hover();
  await expect(figure).toHaveAttribute('data-live', '');
  const numbers = () => figure.locator('optgroup option').allTextContents();
  const before = await numbers();
  await figure.getByRole('button', { name: 'Run it here' }).click();
  await expect(figure.locator('.progress')).toContainText('of 25');
  await figure.getByRole('button', { name: 'Other digits' }).click();
  await expect(figure.locator('.progress')).toHaveText('', { timeout: 60_000 });
  // Other digits have a say in other numbers.
  expect(await numbers()).not.toEqual(before);
  expect(await numbers()).toHaveLength(before.length);
});
