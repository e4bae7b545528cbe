import { readFileSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test as base } from '@playwright/test';
import type { Editor, EditorOptions } from '../../src/cells/editor/editor.ts';
import { highlight } from '../../src/highlight.ts';
import { fixture } from './fixtures/build.ts';

declare global {
  interface Window {
    editor: Editor;
    mount(options: Partial<EditorOptions>): void;
    told: [what: string, detail: string][];
    broken: string[];
  }
}

const adam = readFileSync('src/lib/optimizers/adam.ts', 'utf8').trimEnd();

const test = base.extend<object, { open: Awaited<ReturnType<typeof fixture>> }>({
  open: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => use(await fixture('tests/browser/fixtures/editor.ts')),
    { scope: 'worker' },
  ],
  page: async ({ page, open }, use) => {
    await page.addInitScript(() => {
      window.broken = [];
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        window.broken.push(`${violatedDirective}: ${blockedURI}`),
      );
    });
    await open(page, `<main><div class="cell wide me-adam"><p class="name">adam.ts</p><pre tabindex="0" role="group" aria-label="adam.ts"><code>${highlight(adam)}</code></pre></div></main>`);
    await use(page);
    expect(await page.evaluate(() => window.broken)).toEqual([]);
  },
});

const mount = (page: Page, options: { text: string; saved?: unknown; original?: string }) => page.evaluate((o) => window.mount(o), options);
const textOf = (page: Page) => page.evaluate(() => window.editor.text());
const told = (page: Page) => page.evaluate(() => window.told.splice(0));

for (const [width, scheme] of [
  [1280, 'light'],
  [375, 'dark'],
] as const)
  test(`the editor looks as the listing did, on ${scheme} paper and ${width} pixels`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 2600 });
    await page.evaluate(() => document.fonts.ready);
    const cell = page.locator('.cell');
    const before = await cell.screenshot();
    await mount(page, { text: adam });
    await page.evaluate(() => document.fonts.ready);
    const after = await cell.screenshot();
    writeFileSync(`/tmp/editor/${width}-a.png`, before);
    writeFileSync(`/tmp/editor/${width}-b.png`, after);
    expect(after.equals(before)).toBe(true);
  });
