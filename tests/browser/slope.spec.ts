import { expect, test } from '@playwright/test';

test('the place on the first map is moved, and arrows and angle follow', async ({ page }) => {
  await page.goto('the-problem/');
  const slope = page.locator('#slope');
  await expect(slope.locator('.key')).toHaveText('At (−5, −2) the two directions are 61° apart.');
  await slope.locator('.stage').hover();
  await expect(slope).toHaveAttribute('data-live', '');

  const arrow = () => slope.locator('.map > svg').last().innerHTML();
  const before = await arrow();
  await slope.locator('.handle').focus();
  await page.keyboard.press('ArrowRight');
  await expect(slope.locator('.key')).toContainText('At (−4.84, −2)');
  expect(await arrow()).not.toBe(before);

  // On an axis of the valley the two agree.
  const map = await slope.locator('.map').boundingBox();
  const handle = await slope.locator('.handle').boundingBox();
  if (!map || !handle) throw new Error('There is no map to drag on');
  await page.mouse.move(handle.x + 22, handle.y + 22);
  await page.mouse.down();
  await page.mouse.move(map.x + map.width * 0.75, map.y + map.height / 2, { steps: 4 });
  await expect(slope.locator('.key')).toHaveText(/^At \(\d(\.\d+)?, 0\) the two directions are 0° apart\.$/);
  await page.mouse.move(map.x + map.width / 2, map.y + map.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(slope.locator('.key')).toHaveText('This is the minimum: there is no way down from here.');
});

test('a handle at the edge of a map on a phone makes the page no wider', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await page.goto('adam/?a0-adam.start=8,8');
  await expect(page.locator('#a0-adam')).toHaveAttribute('data-live', '');
  await expect(page.locator('#a0-adam .handle')).toHaveAccessibleName(/8, 8/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
});
