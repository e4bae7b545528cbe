import { expect, test } from '@playwright/test';
import { findingsOnBothPapers } from './axe.ts';
import { representative } from './dist.ts';

for (const path of representative) {
  test(`axe finds nothing on /${path} with every panel open, on either paper`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(path, { waitUntil: 'networkidle' });
    const figures = page.locator('downhill-figure');
    await figures.evaluateAll((all) => Promise.all(all.map((figure) => (figure as unknown as { wake: () => Promise<void> }).wake())));
    for (const figure of await figures.all()) await expect(figure).toHaveAttribute('data-live', '');
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
      for (const button of document.querySelectorAll<HTMLElement>('[aria-expanded=false], [aria-pressed=false][data-do]')) button.click();
      document.querySelector<HTMLElement>('.update code [data-symbol=g]')?.click();
    });
    // Tables are filled a moment after they open.
    await expect.poll(() => page.locator('.numbers tbody:not(:has(tr))').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await findingsOnBothPapers(page)).toEqual([]);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe('rgb(255, 253, 248)');
  });
}
