import { expect, test } from '@playwright/test';
import { algorithms, pages } from './dist.ts';

test.use({ javaScriptEnabled: false });

for (const path of pages) {
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

for (const id of algorithms) {
  test(`without JavaScript the page about ${id} has its equation, its code and its figure`, async ({ page }) => {
    await page.goto(`${id}/`);
    const first = (selector: string) => page.locator(selector).filter({ visible: true }).first();
    await expect(first('.katex')).toBeVisible();
    await expect(first('code')).toBeVisible();
    const figure = first('figure svg');
    await expect(figure).toBeVisible();
    expect(await figure.locator('path').count()).toBeGreaterThan(5);
  });
}
