import { expect, type Locator, type Page, test } from '@playwright/test';

/** What cells show, while it comes. The types are not asked for. */
test.beforeEach(({ context }) =>
  context.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } })),
);

/** Cells of the reader's own on a page of their own kind. */
async function cells(page: Page, ...codes: string[]): Promise<Locator[]> {
  await page.goto('adam/');
  const made: Locator[] = [];
  for (const code of codes) {
    await page.getByRole('button', { name: 'Add a cell' }).click();
    const cell = page.locator(`[data-cell^="own-${made.length + 1}-"]`);
    await expect(cell.locator('.cm-content')).toBeFocused();
    await page.keyboard.insertText(code);
    made.push(cell);
  }
  return made;
}

const run = (cell: Locator) => cell.getByRole('button', { name: 'Run' }).click();

/** Counts the frames that the page draws from now on until the cell says why it ended. */
async function framesUntilTrouble(cell: Locator): Promise<() => Promise<number>> {
  await cell.evaluate((element) => {
    let frames = 0;
    const count = () => {
      if (element.querySelector('.trouble')) return element.setAttribute('data-frames', String(frames));
      frames++;
      requestAnimationFrame(count);
    };
    count();
  });
  return async () => Number(await cell.getAttribute('data-frames'));
}

const plots = 'for (let i = 1; i <= 90; i++) display.plot(Array.from({ length: 200 }, (_, k) => Math.sin(k / i)));';
const lines = "for (let i = 0; i < 500; i++) console.log('x'.repeat(30_000));";

test('who types is answered while a cell sends all that it may, and what they have opened stays open', async ({ page }) => {
  const [cell, other] = await cells(page, `console.log([1, 2]);\n${plots}\n${lines}\nsetInterval(() => console.log('late'), 30);`, '');
  await run(cell);
  const tree = cell.locator('.log details').first();
  await tree.locator('summary').click();
  await expect(tree.locator('li')).toHaveText(['0: 1', '1: 2']);
  await other.locator('.cm-content').click();
  await page.keyboard.type('1 + 1');
  await expect(other.locator('.cm-content')).toHaveText('1 + 1');
  // All of it came before the first plots below were drawn: each has its turn, between what the reader does.
  expect(await cell.locator('.out > .log').count()).toBeLessThan(120);
  await expect(cell.locator('.drawn svg')).toHaveCount(90);
  await expect(cell.locator('.dropped')).toContainText(/\d+ lines more, not shown/);
  const left = await cell.locator('.dropped').textContent();
  await expect(cell.locator('.dropped')).not.toHaveText(left ?? '');
  await expect(tree).toHaveAttribute('open', '');
  await expect(tree.locator('li')).toHaveText(['0: 1', '1: 2']);
});

test('the page draws on while a cell never ends, and says that it was stopped, or that it was interrupted', async ({ page }) => {
  const [endless, other] = await cells(page, `${plots}\n${lines}\nwhile (true);`, '');
  const frames = await framesUntilTrouble(endless);
  await run(endless);
  await expect(endless.locator('.head .prompt')).toHaveText('In [*]');
  await other.locator('.cm-content').click();
  await page.keyboard.type('2 + 2');
  await expect(other.locator('.cm-content')).toHaveText('2 + 2');
  await expect(endless.locator('.trouble')).toHaveCount(0);
  await expect(endless.locator('.trouble')).toContainText('Stopped after 3 s: a loop may have no end');
  expect(await frames()).toBeGreaterThan(20);
  await expect(endless.locator('.head .prompt')).toHaveText(/In \[\d+\]/);

  await run(endless);
  await expect(endless.locator('.head .prompt')).toHaveText('In [*]');
  await page.getByRole('button', { name: 'Interrupt' }).click();
  await expect(endless.locator('.trouble')).toContainText('Interrupted: it was still running');
  await page.keyboard.press('Control+Enter');
  await run(other);
  await expect(other.locator('.value .tree')).toHaveText('4');
});

test('an optimizer whose numbers end is told where, and by which misspelt name', async ({ page }) => {
  const [cell] = await cells(
    page,
    'export default {\n  hyper: { lr: 0.1 },\n  init: () => ({}),\n  step(x, g, m, { rate }) { x[0] -= rate * g[0]; },\n};',
  );
  await run(cell);
  await expect(cell.locator('.log.warn')).toContainText('Update 1 makes x NaN');
  await expect(cell.locator('.log.warn')).toContainText('hyper has no “rate”');
});
