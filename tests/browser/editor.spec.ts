import { readFileSync } from 'node:fs';
import { test as base, expect, type Page } from '@playwright/test';
import type { Editor, EditorOptions } from '../../src/cells/editor/editor.ts';
import { highlight } from '../../src/highlight.ts';
import { findings } from './axe.ts';
import { fixture } from './fixtures/build.ts';

declare global {
  interface Window {
    editor: Editor;
    mount(options: Partial<EditorOptions>): void;
    told: [what: string, detail: string][];
    broken: string[];
    others: Record<string, string>;
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
    await open(
      page,
      `<main><div class="cell wide me-adam"><p class="name">adam.ts</p><pre tabindex="0" role="group" aria-label="adam.ts"><code>${highlight(adam)}</code></pre></div></main>`,
    );
    await use(page);
    expect(await page.evaluate(() => window.broken)).toEqual([]);
  },
});

const mount = (page: Page, options: { text: string; saved?: unknown; original?: string }) => page.evaluate((o) => window.mount(o), options);
const textOf = (page: Page) => page.evaluate(() => (window.editor.saved() as { doc: string }).doc);
const told = (page: Page) => page.evaluate(() => window.told.splice(0));
const content = (page: Page) => page.getByRole('textbox', { name: 'adam.ts' });

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

    // On a slow machine, too, every colour is there at once: asked before the browser has a chance to paint.
    const chromium = await page.context().newCDPSession(page);
    await chromium.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    const [was, is] = await page.evaluate((text) => {
      const colours = () => [...document.querySelectorAll('.cell [class^=tok-]')].map((e) => `${e.className} ${e.textContent}`);
      const listed = colours();
      window.mount({ text });
      return [listed, colours()];
    }, adam);
    await chromium.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    expect(is).toEqual(was);
    expect((await cell.screenshot()).equals(before)).toBe(true);
  });

test('nothing moves on a page that is scrolled to its end', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const places = () =>
    page.evaluate(() => {
      const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      while (!words.currentNode.textContent?.includes('torch.optim') || words.currentNode.firstChild) words.nextNode();
      range.selectNodeContents(words.currentNode);
      const { x, y } = range.getBoundingClientRect();
      return { height: document.documentElement.scrollHeight, top: window.scrollY, x, y };
    });
  const before = await places();
  await page.evaluate((text) => {
    window.mount({ text });
    window.editor.focus(90, 1);
  }, adam);
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(await places()).toEqual(before);
  // Lines that are out of sight are not on the page, and come in with the scrolling.
  await expect(page.getByText('2014')).toHaveCount(0);
  await page.evaluate(() => scrollTo(0, 0));
  await expect(page.getByText('2014')).toBeVisible();
});

test('Enter runs with Shift, Ctrl and Alt, Tab indents, and Escape leads out', async ({ page }) => {
  await mount(page, { text: 'const a = 1;\nconst b = 2;' });
  await page.evaluate(() => window.editor.focus(2, 7));
  for (const key of ['Shift+Enter', 'Control+Enter', 'Alt+Enter']) await page.keyboard.press(key);
  expect(await told(page)).toEqual([
    ['run', 'advance'],
    ['run', 'stay'],
    ['run', 'insert'],
  ]);
  expect(await textOf(page)).toBe('const a = 1;\nconst b = 2;');

  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await textOf(page)).toBe('const a = 1;\n  const xb = 2;');
  await page.keyboard.press('Shift+Tab');
  expect(await textOf(page)).toBe('const a = 1;\nconst xb = 2;');

  await told(page);
  await page.keyboard.press('Escape');
  expect(await told(page)).toEqual([['leave']]);
  const pane = page.getByRole('group', { name: 'adam.ts' });
  await expect(pane).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('.cell :focus')).toHaveCount(0);
  await page.keyboard.press('Shift+Tab');
  await expect(pane).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(content(page)).toBeFocused();
  await expect(page.getByText('Esc, then Tab leaves')).toBeVisible();
});

test('steps back survive a reload, and a damaged history costs only them', async ({ page }) => {
  await mount(page, { text: 'let a = 1;' });
  await page.evaluate(() => window.editor.focus(1, 10));
  await page.keyboard.type('00');
  await page.evaluate(() => window.editor.setText('let c = 3;'));
  const saved = JSON.parse(JSON.stringify(await page.evaluate(() => window.editor.saved())));

  await page.reload();
  await mount(page, { text: 'let c = 3;', saved });
  await page.evaluate(() => window.editor.focus());
  await page.keyboard.press('Control+z');
  expect(await textOf(page)).toBe('let a = 100;');
  await page.keyboard.press('Control+z');
  expect(await textOf(page)).toBe('let a = 1;');
  await page.keyboard.press('Control+y');
  expect(await textOf(page)).toBe('let a = 100;');

  for (const damaged of [
    null,
    7,
    { doc: 'let d;' },
    { doc: 'let d;', selection: 'none', history: { done: 1 } },
    { ...saved, doc: 'other' },
  ]) {
    await mount(page, { text: 'let d;', saved: damaged });
    expect(await textOf(page)).toBe('let d;');
  }
});

test('what failed is underlined until its line is edited', async ({ page }) => {
  await mount(page, { text: 'const a = 1;\n\tnope(a);\nconst b = 2;' });
  const wrong = page.locator('.wrong');
  await page.evaluate(() => window.editor.showTrouble(2, 2));
  await expect(wrong).toHaveText('nope');
  await page.evaluate(() => window.editor.focus(1, 1));
  await page.keyboard.type('// ');
  await expect(wrong).toHaveText('nope');
  await page.evaluate(() => window.editor.focus(2, 1));
  await page.keyboard.type(' ');
  await expect(wrong).toHaveCount(0);

  await page.evaluate(() => window.editor.showTrouble(3, 7));
  await expect(wrong).toHaveText('b');
  await page.evaluate(() => window.editor.showTrouble(99, 99));
  await expect(wrong).toHaveCount(0);
  await page.evaluate(() => window.editor.showTrouble(1, 1));
  await page.evaluate(() => window.editor.clearTrouble());
  await expect(wrong).toHaveCount(0);
});

test('beside a change stands the original, and a button brings it back', async ({ page }) => {
  await mount(page, { text: 'let a = 2;\nlet b = 1;', original: 'let a = 1;\nlet b = 1;' });
  const gone = page.locator('.cm-deletedLine');
  await expect(gone).toHaveCount(0);
  await page.evaluate(() => window.editor.compare(true));
  await expect(gone).toHaveText(['let a = 1;']);
  await page.getByRole('button', { name: 'Bring this back' }).press('Enter');
  expect(await textOf(page)).toBe('let a = 1;\nlet b = 1;');
  await expect(gone).toHaveCount(0);
  await page.evaluate(() => window.editor.setText('let a = 3;'));
  await expect(gone).toHaveCount(2);
  await page.evaluate(() => window.editor.compare(false));
  await expect(gone).toHaveCount(0);
});

test('types load with the first change: what is misspelt is underlined, names are offered and explained', async ({ page }) => {
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(worker.url()));
  const line = 1 + adam.split('\n').findIndex((text) => text.includes('m[i] = beta1'));
  await page.evaluate((text) => {
    const cells = { 'my-rate': 'export default 0.1;\nexport const halved = 0.05;' };
    window.others = cells;
    window.mount({ text, neighbours: () => ({ cells: window.others, inputs: { pace: 'number' } }) });
  }, adam);
  await page.evaluate((at) => window.editor.focus(at, 7), line);
  await page.waitForLoadState('networkidle');
  expect(workers).toEqual([]);

  await page.keyboard.type('m');
  await expect(page.locator('.cm-lintRange-error')).toHaveText(['mm']);
  // Said where the caret is, too, for those who have no mouse.
  await expect(page.locator('.foot')).toContainText("Cannot find name 'mm'");
  expect(workers.length).toBe(1);
  expect(await findings(page, '.cell')).toEqual([]);

  await page.keyboard.press('Control+z');
  await expect(page.locator('.cm-lintRange-error')).toHaveCount(0);
  await page.getByText('beta1').nth(2).hover();
  await expect(page.locator('.explained')).toContainText('(parameter) beta1: number');
  await expect(page.locator('.explained')).toContainText('memory of g');

  await page.evaluate((at) => window.editor.focus(at, 1), line);
  await page.keyboard.type('my');
  await expect(page.getByRole('option')).toContainText(['myRate']);
  expect(await findings(page, '.cell')).toEqual([]);
  await page.keyboard.press('Enter');
  await page.keyboard.type(' * ha');
  await page.getByRole('option', { name: 'halved' }).click();
  await page.keyboard.type(' * pace;');
  expect(await textOf(page)).toContain('\nmyRate * halved * pace;      m[i] = beta1');
  await page.keyboard.press('Shift+Enter');
  await expect(page.locator('.cm-lintRange-error')).toHaveCount(0);

  // What another cell gives is missed as soon as it is gone; and a text for reading has no mistakes.
  await page.evaluate(() => {
    window.others = {};
    window.editor.recheck();
  });
  await expect(page.locator('.cm-lintRange-error')).toHaveText(['myRate', 'halved']);
  await page.evaluate(() => window.editor.turn('markdown'));
  await expect(page.locator('.cm-lintRange-error, .tok-keyword')).toHaveCount(0);
  await page.keyboard.type('{');
  expect(await textOf(page)).toContain('pace;{ ');
});
