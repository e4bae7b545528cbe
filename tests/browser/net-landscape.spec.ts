import { expect, test } from '@playwright/test';

test('the loss around the paths: other planes, other updates, the loss at the pointer', async ({ page }) => {
  await page.goto('network/');
  const figure = page.locator('#loss-map');
  await expect(figure.locator('.map .name.loud')).toHaveText(['Adam, 93 %', 'AdaGrad, 97 %']);
  await figure.scrollIntoViewIfNeeded();
  await figure.hover();
  await expect(figure).toHaveAttribute('data-live', '');

  await figure.getByRole('combobox', { name: 'Plane through' }).selectOption({ label: 'the path of Gradient descent' });
  await expect(figure.locator('.map .name.loud')).toHaveText(['Gradient descent, 99 %']);
  await expect(figure.locator('.held')).toContainText('99 % of Gradient descent’s');

  const first = figure.locator('tbody tr').first();
  await expect(first).toContainText('0.119');
  const slider = figure.getByRole('slider', { name: 'Update' });
  await slider.fill('0');
  await expect(figure.locator('caption')).toHaveText('The paths at update 0');
  // At the start all are one network, and that lies in the plane.
  for (const row of await figure.locator('tbody tr').all()) await expect(row).toContainText(/2\.35\s*2\.35\s*0/);

  const map = figure.locator('.map');
  const box = await map.boundingBox();
  if (!box) throw new Error('The map is not in the page');
  await map.hover({ position: { x: box.width * 0.1, y: box.height * 0.9 } });
  const high = await figure.locator('.pointer').textContent();
  expect(high).toMatch(/The loss at the pointer: [\d.]+\./);
  await map.hover({ position: { x: box.width * 0.9, y: box.height * 0.75 } });
  await expect(figure.locator('.pointer')).not.toHaveText(high ?? '');
});

test('a race that has run in the page can be drawn, whole and by each of its paths', async ({ page }) => {
  await page.goto('network/?network.iterations=200');
  const race = page.locator('#network');
  await expect(race).toHaveAttribute('data-live', '');
  await race.getByRole('button', { name: 'Start', exact: true }).click();

  // The race wakes the figure when it ends, wherever the reader is.
  const figure = page.locator('#loss-map');
  const draw = figure.getByRole('button', { name: 'Draw the race above' });
  await expect(draw).toBeVisible({ timeout: 60_000 });
  await draw.click();
  await expect(figure.locator('.progress')).toContainText('Measuring the loss');
  await expect(figure.locator('.source')).toHaveText('This is the race that ran above.', { timeout: 60_000 });
  await expect(draw).toBeHidden();
  await expect(figure.locator('.count')).toHaveText('200 of 200');
  // The batches are those of the recorded race: so is the beginning.
  await figure.getByRole('slider', { name: 'Update' }).fill('1');
  await expect(figure.locator('tbody tr').first()).toContainText('1.36');

  await figure.getByRole('combobox', { name: 'Plane through' }).selectOption({ label: 'the path of Adam' });
  await expect(figure.locator('.held')).toContainText('of Adam’s', { timeout: 60_000 });
  await expect(figure.locator('.progress')).toHaveText('');
  expect(await figure.innerHTML()).not.toMatch(/NaN|Infinity|∞/);
});
