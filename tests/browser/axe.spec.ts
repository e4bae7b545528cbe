import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { pages } from './dist.ts';

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target}: ${failureSummary}`),
  );
}

for (const path of pages) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing on /${path} with every panel open, in its ${colorScheme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
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
      expect(await findings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  }
}
