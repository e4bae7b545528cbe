import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';

/** What a link saves, as text. */
async function saved(page: Page, link: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link, exact: true }).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

test('a page is taken away as its figures stand', async ({ page, baseURL }) => {
  await page.goto('adam/?a0-adam.adam.lr=0.125');
  await expect(page.locator('#a0-adam')).toHaveAttribute('data-live', '');

  const program = await saved(page, 'Program');
  expect(program.name).toBe('downhill-adam.ts');
  expect(program.text).toContain('{ of: adam, hyper: { lr: 0.125,');

  const notebook = await saved(page, 'Notebook for Jupyter');
  expect(notebook.name).toBe('downhill-adam.ipynb');
  const { cells } = JSON.parse(notebook.text);
  const figure = cells.find(({ id }: { id: string }) => id === 'a0-adam');
  expect(figure.source.join('')).toContain('lr: 0.125');
  expect(figure.outputs.map((output: { data?: object }) => Object.keys(output.data ?? {}))).toEqual([
    [],
    ['image/svg+xml', 'text/plain'],
    ['image/svg+xml', 'text/plain'],
  ]);
  expect(cells[1].source.join('')).toContain(`](${baseURL}adam/)`);
});

test('the settings are lines of code, and follow the figure', async ({ page }) => {
  await page.goto('adam/');
  await page.getByText('These settings as code').click();
  const line = (kind: string) => page.locator(`.take [data-lines=${kind}] code`);
  await expect(line('ts')).toContainText('hyper: { lr: 0.4,');
  const race = page.locator('#a0-adam');
  await race.locator('.stage').hover();
  await expect(race).toHaveAttribute('data-live', '');
  await race.locator('[data-of=adam] [data-setting=lr]').fill('0.25');
  await expect(line('torch')).toContainText('Adam(params, lr=0.25,');
  await expect(line('numpy')).toContainText('= 0.25, 0.9');
});

test('a page that cannot be made into a file says so', async ({ page }) => {
  await page.goto('adam/');
  await page.route('**/take/adam.json', (route) => route.fulfill({ status: 404 }));
  await page.getByRole('link', { name: 'Program', exact: true }).click();
  await expect(page.locator('.take [role=alert]')).toContainText('404');
});

test('what was taken from a chapter is opened in the playground, with what Jupyter made of it', async ({ page }) => {
  await page.goto('adam/');
  const { text } = await saved(page, 'Notebook for Jupyter');
  await page.goto('playground/');
  const open = page.getByLabel('Open a notebook');
  const choose = (text: string) =>
    open.setInputFiles({ name: 'adam.ipynb', mimeType: 'application/x-ipynb+json', buffer: Buffer.from(text) });
  const cells = page.locator('.notebook .cell');
  const before = await cells.count();
  await choose(text.replace('(lr * mHat)', '(3 * lr * mHat)'));
  await expect(cells).toHaveCount(before + 1);
  await expect(cells.last()).toContainText('x[i] -= (3 * lr * mHat)');
  await expect(page.locator('.open [role=status]')).toHaveText('Opened: 1 cell. Nothing has run yet.');
  // A button that is pressed without a pointer, as assistive technology does it, is heard once, whoever woke the cells.
  await page.getByRole('button', { name: 'Add a cell' }).dispatchEvent('click');
  await expect(cells).toHaveCount(before + 2);
  await choose(text.slice(0, 1000));
  await expect(page.locator('.open [role=status]')).toContainText('damaged');

  const many = Array.from({ length: 300 }, (_, i) => ({ cell_type: 'markdown', metadata: {}, source: `# Title ${i} $x^2$` }));
  await choose(JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: many }));
  await expect(page.locator('.open [role=status]')).toHaveText('Opened: 300 cells. Nothing has run yet.');
  await expect(cells).toHaveCount(before + 302);
  await cells.last().scrollIntoViewIfNeeded();
  await expect(cells.last().locator('.prose h3 .katex')).toHaveCount(1);
});
