import { expect, test } from '@playwright/test';

const paper = () => getComputedStyle(document.documentElement).backgroundColor;

test.use({ colorScheme: 'light' });

test('the paper turns, stays turned, and turns back to what the system says', async ({ page }) => {
  await page.goto('adam/');
  const light = await page.evaluate(paper);
  await page.getByRole('button', { name: 'Dark paper' }).click();
  const dark = await page.evaluate(paper);
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await page.evaluate(paper)).toBe(dark);
  await page.getByRole('button', { name: 'Light paper' }).click();
  expect(await page.evaluate(paper)).toBe(light);
  expect(await page.evaluate(() => localStorage.getItem('theme'))).toBeNull();
});

test('the paper turns where storage is refused', async ({ page }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new Error('refused');
      },
    });
  });
  await page.goto('adam/');
  const light = await page.evaluate(paper);
  await page.getByRole('button', { name: 'Dark paper' }).click();
  expect(await page.evaluate(paper)).not.toBe(light);
  expect(errors).toEqual([]);
});
