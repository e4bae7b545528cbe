import { expect, test } from '@playwright/test';
import { representative } from './dist.ts';

test.use({ javaScriptEnabled: false });

// What stands in the HTML of every other chapter, `chapters.spec.ts` reads.
for (const path of representative) {
  test(`without JavaScript /${path} has its heading, and nothing that pretends to work`, async ({ page }) => {
    await page.goto(path);
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('h1')).toBeVisible();
    const dead = page.locator(
      'button, input, select, textarea, [role="slider"], [role="button"], [role="switch"], [contenteditable="true"]',
    );
    await expect(dead.filter({ visible: true })).toHaveCount(0);
  });
}

test('without JavaScript a chapter has its equation, its code and its figure', async ({ page }) => {
  await page.goto('adam/');
  const first = (selector: string) => page.locator(selector).filter({ visible: true }).first();
  await expect(first('.katex')).toBeVisible();
  await expect(first('code')).toBeVisible();
  const figure = first('figure svg');
  await expect(figure).toBeVisible();
  expect(await figure.locator('path').count()).toBeGreaterThan(5);
});
