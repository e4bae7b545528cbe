import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Sketch } from '../../src/lib/optimizer.ts';
import adam from '../../src/lib/optimizers/adam.ts';
import { builtIn } from '../../src/network/digits.ts';
import type { Experiment } from '../../src/network/experiment.ts';
import { compile } from '../../src/network/kernel/compile.ts';
import { simdKernel } from '../../src/network/kernel/simd.ts';
import { training } from '../../src/network/loop.ts';
import { localSource } from '../../src/network/store.ts';
import { imageFile, labelFile } from '../idx.ts';
import { missing, mnist } from '../mnist.ts';

const button = (figure: Locator, name: string) => figure.getByRole('button', { name, exact: true });

/** The race, awake, as an address asks for it. */
async function open(page: Page, query = ''): Promise<Locator> {
  await page.goto(`network/${query}`);
  const figure = page.locator('#network');
  await figure.locator('.losses').hover();
  await expect(figure).toHaveAttribute('data-live', '');
  return figure;
}

/** Every algorithm has made so many updates, and the race is over. */
async function ended(figure: Locator, total: number): Promise<void> {
  await expect
    .poll(async () => new Set(await figure.locator('.standings td:nth-child(2)').allTextContents()), { timeout: 80_000 })
    .toEqual(new Set([`${total} of ${total}`]));
  await expect(figure.locator('.now')).toContainText('Ended');
}

/** What the cells of a row say: update, loss, right in training, right on unseen digits. */
const row = (figure: Locator, name: string) => figure.locator('.standings tr').filter({ hasText: name }).locator('td').allTextContents();

/** The loss after each update, with all its digits. */
async function losses(page: Page, figure: Locator): Promise<Map<string, number[]>> {
  const [file] = await Promise.all([page.waitForEvent('download'), button(figure, 'CSV').click()]);
  const lines = (await readFile((await file.path()) as string, 'utf8')).trim().split('\n').slice(1);
  const rows = lines.map((line) => line.split(','));
  return new Map(
    [...Map.groupBy(rows, ([name]) => name)].map(([name, all]) => [name.replaceAll('"', ''), all.map(([, , loss]) => Number(loss))]),
  );
}

/** The race under way, of so many updates, has come so far. */
const progressed = (figure: Locator, updates: number, total: number) =>
  expect
    .poll(async () => {
      const [, at, of] = /^(\d+) of (\d+)$/.exec((await figure.locator('.count').textContent()) ?? '') ?? [];
      return Number(of) === total ? Number(at) : 0;
    })
    .toBeGreaterThanOrEqual(updates);

test('the race runs until Adam knows the digits, with the same bits as in Node', async ({ page }) => {
  const figure = await open(page, '?network.iterations=400');
  await expect(figure.locator('.now')).toContainText('run beforehand');
  await button(figure, 'Start').click();
  await ended(figure, 400);
  const [update, , , unseen] = await row(figure, 'Adam');
  expect(update).toBe('400 of 400');
  expect(Number.parseFloat(unseen)).toBeGreaterThan(95);
  await expect(figure.locator('.mistakes li img').first()).toBeVisible();
  await expect(figure.locator('.notes')).toContainText('WebAssembly SIMD');

  const here = await losses(page, figure);
  expect([...here.keys()]).toEqual(['Gradient descent', 'Momentum', 'AdaGrad', 'Adam']);
  const experiment: Experiment = { seed: 1, iterations: 400, batch: 128, activation: 'relu', weightDecay: 0, starts: 'same', runners: [] };
  const runner = { optimizer: 'adam', hyper: { ...adam.hyper, eps: 1e-7 }, form: 'rate', schedule: 'constant' };
  const kernel = simdKernel(await compile());
  if (!kernel) throw new Error('Node has no WebAssembly SIMD');
  const there: number[] = [];
  for await (const report of training(experiment, runner, adam as unknown as Sketch, kernel, localSource(builtIn())))
    if (report.type === 'losses') there.push(...report.losses);
  expect(here.get('Adam')).toEqual(there);
});

test('a race that is paused, stopped and taken up again from any point goes as one that never stopped', async ({ page }) => {
  const figure = await open(page, '?network.run=momentum,adam&network.iterations=1500&network.seed=5');
  await button(figure, 'Start').click();
  await ended(figure, 1500);
  const whole = await losses(page, figure);

  await button(figure, 'Start').click();
  await progressed(figure, 60, 1500);
  await button(figure, 'Pause').click();
  await expect(figure.locator('.now')).toContainText('Paused');
  await button(figure, 'Resume').click();
  await progressed(figure, 120, 1500);
  await button(figure, 'Stop').click();
  await expect(figure.locator('.now')).toContainText('Ended');
  const restart = button(figure, 'Restart from here');
  await expect(restart).toBeDisabled();
  await figure.getByRole('slider', { name: 'Iteration' }).fill('87');
  await expect(figure.locator('.count')).toHaveText('87 of 1500');
  await restart.click();
  await ended(figure, 1500);
  expect(await losses(page, figure)).toEqual(whole);
});

test('other settings from a point on change what comes after it, and nothing before', async ({ page }) => {
  const figure = await open(page, '?network.run=adam&network.iterations=200');
  await button(figure, 'Start').click();
  await ended(figure, 200);
  const before = (await losses(page, figure)).get('Adam') as number[];
  await figure.getByRole('slider', { name: 'Iteration' }).fill('130');
  await figure.getByRole('textbox', { name: 'step size' }).fill('0.01');
  await button(figure, 'Restart from here').click();
  await ended(figure, 200);
  const after = (await losses(page, figure)).get('Adam') as number[];
  expect(after).toHaveLength(200);
  expect(after.slice(0, 130)).toEqual(before.slice(0, 130));
  expect(after[130]).not.toBe(before[130]);
});

test('a worker that is gone in mid-run takes nothing along that was drawn', async ({ page }) => {
  const figure = await open(page, '?network.run=adam&network.iterations=1900');
  await button(figure, 'Start').click();
  await progressed(figure, 110, 1900);
  const trainer = page.workers().find((worker) => worker.url().includes('train'));
  await trainer?.evaluate(() => close()).catch(() => {});
  const curve = figure.locator('.losses .lines path');
  const drawn = (await curve.getAttribute('d')) ?? '';
  expect(drawn.length).toBeGreaterThan(200);
  await button(figure, 'Stop').click();
  await expect(figure.locator('.now')).toContainText('Ended');
  const kept = Number.parseInt((await row(figure, 'Adam'))[0], 10);
  expect(kept).toBeGreaterThanOrEqual(110);
  await figure.getByRole('slider', { name: 'Iteration' }).fill('105');
  await button(figure, 'Restart from here').click();
  await progressed(figure, 150, 1900);
});

test('steps that are too long end in a message, and keep the curve', async ({ page }) => {
  const figure = await open(page, '?network.run=gradient-descent,adam&network.iterations=100&network.gradient-descent.lr=100');
  await button(figure, 'Start').click();
  await expect(figure.locator('.row-trouble').first()).toContainText('has no finite loss');
  await expect.poll(async () => (await row(figure, 'Adam'))[0]).toBe('100 of 100');
  await expect(figure.locator('.now')).toContainText('Ended');
});

test('without SIMD it computes in TypeScript, and says so', async ({ page }) => {
  await page.route(/train\.worker.*\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `delete self.WebAssembly;${await response.text()}` });
  });
  const figure = await open(page, '?network.run=adam&network.iterations=100');
  await button(figure, 'Start').click();
  await ended(figure, 100);
  await expect(figure.locator('.notes')).toContainText('plain TypeScript');
  expect((await row(figure, 'Adam'))[0]).toBe('100 of 100');
});

test('each may start from weights of its own, as in A4', async ({ page }) => {
  const query = '?network.run=momentum,adagrad&network.iterations=100&network.momentum.lr=0&network.adagrad.lr=0';
  let figure = await open(page, query);
  await button(figure, 'Start').click();
  await ended(figure, 100);
  const same = await losses(page, figure);
  expect(same.get('Momentum')).toEqual(same.get('AdaGrad'));
  figure = await open(page, `${query}&network.starts=own`);
  await button(figure, 'Start').click();
  await ended(figure, 100);
  const own = await losses(page, figure);
  expect(own.get('Momentum')).not.toEqual(own.get('AdaGrad'));
});

/** Drops files on the figure, as from a folder. */
async function drop(figure: Locator, files: { name: string; bytes: Uint8Array }[]): Promise<void> {
  const data = await figure.page().evaluateHandle(
    (all) => {
      const transfer = new DataTransfer();
      for (const { name, text } of all) transfer.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
      return transfer;
    },
    files.map(({ name, bytes }) => ({ name, text: Buffer.from(bytes).toString('base64') })),
  );
  await figure.dispatchEvent('drop', { dataTransfer: data });
}

test('files that cannot be used leave the race that runs alone', async ({ page }) => {
  const figure = await open(page, '?network.run=adam&network.iterations=1000');
  await button(figure, 'Start').click();
  await progressed(figure, 20, 1000);
  const message = figure.locator('.message');
  const packed = gzipSync(imageFile(50));
  await drop(figure, [{ name: 'images.gz', bytes: packed.subarray(0, packed.length / 2) }]);
  await expect(message).toContainText('images.gz');
  await expect(message).toContainText('cut off or damaged');
  await drop(figure, [{ name: 'images', bytes: imageFile(50) }]);
  await expect(message).toContainText('without labels');
  await expect(message).toContainText('The race goes on');
  await ended(figure, 1000);
  expect((await row(figure, 'Adam'))[0]).toBe('1000 of 1000');
});

test('a reader’s own images are trained on', async ({ page }) => {
  const figure = await open(page, '?network.run=adam&network.iterations=100');
  await drop(figure, [
    { name: 'marks', bytes: imageFile(600) },
    { name: 'names', bytes: labelFile(600) },
  ]);
  await expect(figure.locator('.notes')).toContainText('500 images to train on, 100 to test');
  await button(figure, 'Set up').click();
  await expect(figure.getByLabel('Images')).toHaveValue('given');
  await button(figure, 'Start').click();
  await ended(figure, 100);
  expect((await row(figure, 'Adam'))[0]).toBe('100 of 100');
});

test('MNIST’s own digits are learnt from its files', async ({ page }) => {
  test.skip(missing !== undefined, missing);
  const figure = await open(page, '?network.run=adam&network.iterations=600');
  const { packed } = mnist();
  await drop(figure, [
    { name: 't10k-images-idx3-ubyte.gz', bytes: packed.images },
    { name: 't10k-labels-idx1-ubyte.gz', bytes: packed.labels },
  ]);
  await expect(figure.locator('.notes')).toContainText('MNIST');
  await button(figure, 'Start').click();
  await ended(figure, 600);
  expect(Number.parseFloat((await row(figure, 'Adam'))[3])).toBeGreaterThan(92);
});

test('what is set stands in the address, and a damaged one says what is wrong', async ({ page }) => {
  let figure = await open(page);
  await button(figure, 'Set up').click();
  await figure.getByLabel('Seed').fill('9');
  await figure.getByRole('button', { name: 'RMSprop' }).click();
  await expect(page).toHaveURL(/network\.run=gradient-descent,momentum,adagrad,rmsprop,adam.*network\.seed=9/);
  await figure.getByLabel('Seed').fill('-1');
  await expect(figure.locator('.wrong')).toContainText('whole number from 0');
  await expect(page).toHaveURL(/network\.seed=9/);
  figure = await open(page, '?network.seed=nine');
  await expect(figure.locator('.message')).toContainText('damaged at “network.seed=nine”');
});
