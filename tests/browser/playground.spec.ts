/** What the reader writes, in the figures: run in the real sandbox. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { findings } from './axe.ts';

async function open(page: Page, path: string, figure: string): Promise<Locator> {
  await page.goto(path);
  const race = page.locator(`#${figure}`);
  await race.locator('.stage').hover();
  await expect(race).toHaveAttribute('data-live', '');
  return race;
}

const paths = (race: Locator) => race.locator('.map').innerHTML();

test('a changed file joins the chapter’s figures beside its original, and goes when it is reset', async ({ page }) => {
  const race = await open(page, 'adam/', 'a0-adam');
  const before = await paths(race);
  const cell = page.locator('[data-cell=adam]');
  await cell.locator('pre').click();
  await expect(cell.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(`import { sketch } from '../optimizer.ts';
export default sketch({ name: 'Adam', hyper: { lr: 0.4, share: 0.5 }, init: () => ({}),
  step(x, g, _, { lr, share }) { if (lr > 5) throw new Error('too much'); for (let i = 0; i < 2; i++) x[i] -= lr * share * g[i]; } });`);
  await page.keyboard.press('Control+Enter');
  const entry = race.locator('.legend button', { hasText: 'Adam (yours)' });
  await expect(entry).toHaveAttribute('aria-pressed', 'true');
  await expect(race.locator('.map .name', { hasText: 'Adam (yours)' })).toHaveCount(1);
  await expect(race.locator('.notes')).toContainText('The faint path is Adam as it was');
  expect(await paths(race)).not.toBe(before);

  // The first step from A0’s start for Adam: x − 0.4 · 0.5 · (−1.2), and so on.
  const share = race.getByRole('textbox', { name: 'share' });
  await expect(share).toHaveValue('0.5');
  await share.fill('0.25');
  await race.locator('[name=at]').fill('1');
  await expect(race.locator('.now')).toContainText('Adam (yours), step 1: x = (−5.88, −3.6)');

  // An error at a setting is said, and the path stays.
  await race.getByRole('textbox', { name: 'step size' }).fill('6');
  await expect(race.locator('.trouble')).toContainText('Error: too much');
  await expect(race.locator('.now')).toContainText('x = (−5.88, −3.6)');
  await race.locator('.numbers summary').click();
  await expect(race.locator('.numbers caption')).toHaveText('Adam (yours), step by step');
  expect(new URL(page.url()).search).not.toContain('mine');

  await cell.getByRole('button', { name: 'Reset' }).click();
  await expect(entry).toHaveCount(0);
  await race.getByRole('button', { name: 'as in A0' }).click();
  await expect.poll(() => paths(race)).toBe(before);
});

test('the playground: an algorithm, a formula and its check meet in the race', async ({ page }) => {
  const violations: string[] = [];
  page.on('console', (message) => message.text().includes('Content Security Policy') && violations.push(message.text()));
  const race = await open(page, 'playground/', 'playground');
  await page.locator('[data-cell=my-optimizer]').getByRole('button', { name: 'Run' }).click();
  await expect(race.locator('.legend button', { hasText: 'Mine' })).toHaveCount(1);

  const form = page.locator('form.formula');
  const field = form.getByRole('textbox', { name: 'f(x, y) =' });
  for (const [name, value] of Object.entries({ 'x from': '-2', 'x to': '2', 'y from': '-1', 'y to': '3' }))
    await form.getByRole('textbox', { name }).fill(value);
  await field.fill('(1 - x)^2 + 20(y - x^2)^2');
  await form.getByRole('button').click();
  await expect(form.locator('.says')).toContainText('the figure runs on it');
  const cell = page.locator('[data-cell=my-surface]');
  await expect(cell.locator('.code')).toContainText('-2 * (1 - x) - 80 * x * (y - x ** 2)');
  await expect(race.locator('[name=objective] option:checked')).toHaveText('My surface');
  await expect(race.locator('.map')).toHaveAttribute('data-ground', /^my-surface~mine/);
  await expect(race.locator('.count')).toHaveText('step 20 of 20');
  await expect(race.locator('.reading')).toContainText('Lowest at step 20');

  await page.locator('[data-cell=gradient-check]').getByRole('button', { name: 'Run' }).click();
  const check = page.locator('[data-cell=gradient-check] .out');
  await expect(check).toContainText(/difference.*e-\d/s);

  // Another formula goes where the first was; the check follows it, and so does the race.
  await field.fill('abs(x) + y^2');
  await form.getByRole('button').click();
  await expect(form.locator('.says')).toContainText('abs has no derivative everywhere');
  await form.getByRole('checkbox').check();
  const before = await paths(race);
  await form.getByRole('button').click();
  await expect(cell.locator('.code')).toContainText('byDifferences');
  await expect.poll(() => paths(race)).not.toBe(before);

  await field.fill('x + zz');
  await form.getByRole('button').click();
  await expect(form.locator('.says')).toContainText('There is no “zz” here');
  await expect(field).toHaveAttribute('aria-invalid', 'true');

  expect(await findings(page)).toEqual([]);
  expect(violations).toEqual([]);
});
