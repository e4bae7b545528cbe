import { expect, test } from '@playwright/test';

test('pairs of runs follow their controls, and say where one is lost or arrives', async ({ page }) => {
  await page.goto('training/');
  const [warmUp, cliff] = [page.locator('downhill-figure#warm-up'), page.locator('downhill-figure#cliff')];
  const facts = warmUp.locator('.facts');
  await expect(facts).toHaveText([/^lost: update 7/, /^50 updates; ends/]);
  await warmUp.hover();
  await expect(warmUp).toHaveAttribute('data-live', '');
  await warmUp.getByRole('slider', { name: 'step size' }).fill('0.012');
  await expect(facts).toHaveText([/^50 updates; ends/, /^50 updates; ends/]);
  await warmUp.getByRole('combobox').selectOption('one cycle');
  await expect(warmUp.locator('b').nth(1)).toHaveText('Schedule: one cycle');

  await cliff.hover();
  await expect(cliff).toHaveAttribute('data-live', '');
  const before = await cliff.locator('.two').innerHTML();
  await cliff.getByRole('combobox').selectOption({ label: 'value: each of its parts' });
  await expect(cliff.locator('b').nth(1)).toHaveText('No part beyond ±100');
  expect(await cliff.locator('.two').innerHTML()).not.toBe(before);
});

test('a schedule is chosen in a race, kept in its address, and found there again', async ({ page }) => {
  await page.goto('training/');
  const race = page.locator('#resting');
  await race.hover();
  await expect(race).toHaveAttribute('data-live', '');
  const chosen = race.locator('[data-of=rmsprop] [data-schedule]');
  await expect(chosen).toHaveValue('cosine');
  const before = await race.locator('.map').innerHTML();
  await chosen.selectOption('constant');
  await expect(page).toHaveURL(/resting\.rmsprop\.schedule=constant/);
  expect(await race.locator('.map').innerHTML()).not.toBe(before);
  await page.reload();
  await expect(race).toHaveAttribute('data-live', '');
  await expect(chosen).toHaveValue('constant');
});

test('the gradient of the network can be kept short, and what cannot be is said', async ({ page }) => {
  await page.goto('network/?network.clip=0.5');
  const network = page.locator('#network');
  await expect(network).toHaveAttribute('data-live', '');
  await network.getByRole('button', { name: 'Set up' }).click();
  const clip = network.locator('[name=clip]');
  await expect(clip).toHaveValue('0.5');
  await clip.fill('-1');
  await expect(network.locator('.wrong')).toContainText('the longest gradient is a number from 0 to 1000');
  await clip.fill('0');
  await expect(page).not.toHaveURL(/network\.clip/);
});
