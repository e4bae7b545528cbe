import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { findingsOnBothPapers } from './axe.ts';

const eyeIn = (page: Page, id: string) => new URL(page.url()).searchParams.get(`${id}.eye`);

/** Opens a chapter with its figure on the surface. */
async function surface(page: Page, path: string, id: string, more = ''): Promise<Locator> {
  await page.goto(`${path}?${id}.view=surface${more}`);
  const race = page.locator(`#${id}`);
  await expect(race).toHaveAttribute('data-live', '');
  await race.locator('.stage').scrollIntoViewIfNeeded();
  return race;
}

async function middle(turner: Locator): Promise<{ x: number; y: number }> {
  const box = await turner.boundingBox();
  if (!box) throw new Error('There is nothing to turn');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test.describe('the landscape of the problem', () => {
  test('is turned by keys, further with Shift, and says from where it is seen', async ({ page }) => {
    await page.goto('the-problem/');
    const figure = page.locator('#landscape');
    const [turner, said] = [figure.locator('.turner'), figure.locator('.seen-from')];
    await expect(said).toHaveText('Seen from the east, turned 112°, 28° above the horizon.');
    const floor = () => figure.locator('.floor').getAttribute('transform');
    const before = await floor();
    // The first key wakes the figure, and is not lost.
    await turner.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(said).toHaveText('Seen from the north-east, turned 117°, 28° above the horizon.');
    await page.keyboard.press('Shift+ArrowUp');
    await expect(said).toHaveText('Seen from the north-east, turned 117°, 58° above the horizon.');
    await expect(turner).toHaveAccessibleName(/^Seen from the north-east, turned 117°, 58° above the horizon\. Drag/);
    await expect(figure.locator('.map')).toHaveAccessibleName(/117°/);
    expect(await floor()).not.toBe(before);
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown');
    await expect(said).toContainText('0° above');
    for (let i = 0; i < 12; i++) await page.keyboard.press('Shift+ArrowLeft');
    await expect(said).toContainText('turned 117°');
  });

  test('is turned by the mouse: what is nearer follows it', async ({ page }) => {
    await page.goto('the-problem/');
    const figure = page.locator('#landscape');
    await figure.locator('.stage').scrollIntoViewIfNeeded();
    await figure.locator('.stage').hover();
    await expect(figure).toHaveAttribute('data-live', '');
    const { x, y } = await middle(figure.locator('.turner'));
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 50, y, { steps: 5 });
    await expect(figure.locator('.seen-from')).toContainText('turned 92°, 28°');
    await page.mouse.move(x + 50, y + 50, { steps: 5 });
    await page.mouse.up();
    await expect(figure.locator('.seen-from')).toContainText('turned 92°, 48°');
    await page.mouse.move(x - 100, y);
    await expect(figure.locator('.seen-from')).toContainText('turned 92°, 48°');
  });

  test('has buttons for what a map shows, for a section, and back', async ({ page }) => {
    await page.goto('the-problem/');
    const figure = page.locator('#landscape');
    const said = figure.locator('.seen-from');
    await figure.getByRole('button', { name: 'from above' }).click();
    await expect(said).toHaveText('Seen from straight above, turned 0°.');
    // Seen so, x runs right and y up: the matrix has no skew, and one scale.
    const matrix = (await figure.locator('.floor').getAttribute('transform'))?.match(/-?[\d.]+/g)?.map(Number) ?? [];
    expect(matrix.slice(1, 3)).toEqual([0, 0]);
    expect(matrix[0]).toBe(matrix[3]);
    await figure.getByRole('button', { name: 'from the side' }).click();
    await expect(said).toHaveText('Seen from the east, turned 90°, 0° above the horizon.');
    await figure.getByRole('button', { name: 'reset' }).click();
    await expect(said).toHaveText('Seen from the east, turned 112°, 28° above the horizon.');
  });

  for (const width of [375, 1280]) {
    test(`wakes at ${width} px without moving anything`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto('the-problem/', { waitUntil: 'networkidle' });
      const figure = page.locator('#landscape');
      const look = () => figure.evaluate((element) => [element.getBoundingClientRect().height, element.querySelector('.map')?.innerHTML]);
      const before = await look();
      await figure.locator('.stage').hover();
      await expect(figure).toHaveAttribute('data-live', '');
      expect(await look()).toEqual(before);
    });
  }
});

test('a finger turns it sideways, and scrolls the page when it goes up', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 375, height: 700 }, baseURL });
  const page = await context.newPage();
  await page.goto('the-problem/');
  const figure = page.locator('#landscape');
  await figure.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const session = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  const swipe = async (dx: number, dy: number) => {
    const { x, y } = await middle(figure.locator('.turner'));
    await touch('touchStart', x, y);
    await expect(figure).toHaveAttribute('data-live', '');
    for (let i = 1; i <= 8; i++) await touch('touchMove', x + (dx * i) / 8, y + (dy * i) / 8);
    await touch('touchEnd');
  };
  const said = figure.locator('.seen-from');
  const top = await page.evaluate(() => scrollY);
  await swipe(80, 0);
  await expect(said).not.toContainText('turned 112°');
  expect(await page.evaluate(() => scrollY)).toBe(top);
  const after = await said.textContent();
  await swipe(0, -120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(top + 40);
  await expect(said).toHaveText(after ?? '');
  await context.close();
});

for (const [path, id, name] of [
  ['adam/', 'a0-adam', 'Adam'],
  ['momentum/', 'a0-momentum', 'Momentum'],
]) {
  test.describe(`the race of ${name} on its surface`, () => {
    test('is chosen under “Set up”, with all that follows the cursor', async ({ page }) => {
      await page.goto(path);
      const race = page.locator(`#${id}`);
      await race.locator('.stage').hover();
      await race.getByRole('button', { name: 'Set up' }).click();
      const height = () => race.locator('.map').evaluate((map) => map.clientHeight);
      const before = await height();
      await race.locator('[name=view]').selectOption({ label: 'on the surface' });
      await expect(race.locator('.relief .sheet path').first()).toBeAttached();
      expect(await height()).toBe(before);
      await expect(race.locator('.handle')).toBeHidden();
      await expect(race.locator('.map')).toHaveAccessibleName(/^Surface of Valley of A0 above its map/);
      await expect(race.locator('.relief .name.loud')).toHaveText(name);

      const here = () => race.locator('.relief .here.loud .sign').getAttribute('transform');
      const placed = await here();
      await race.locator('[name=at]').fill('3');
      await expect(race.locator('.now')).toContainText(`${name}, step 3`);
      await expect.poll(here).not.toBe(placed);

      await race.getByRole('button', { name: 'Gradient descent' }).click();
      await expect(race.locator('.relief')).not.toContainText('Gradient descent');
      await race.locator('[name=view]').selectOption('overlay');
      await expect(race.locator('.relief')).toHaveCount(0);
      await expect(race.locator('.handle')).toBeVisible();
      await expect(race.locator('.turner')).toBeHidden();
    });

    test('keeps its angle in the address', async ({ page, context }) => {
      const race = await surface(page, path, id);
      await race.locator('.turner').focus();
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('ArrowUp');
      await expect.poll(() => eyeIn(page, id)).toBe('82,33');
      const other = await context.newPage();
      await other.goto(page.url());
      await expect(other.locator(`#${id}`)).toHaveAttribute('data-live', '');
      await expect(other.locator(`#${id} .seen-from`)).toHaveText('Seen from the east, turned 82°, 33° above the horizon.');
      expect(await other.locator(`#${id} .floor`).getAttribute('transform')).toBe(await race.locator('.floor').getAttribute('transform'));
      await race.getByRole('button', { name: 'reset', exact: true }).click();
      await expect.poll(() => eyeIn(page, id)).toBeNull();
    });
  });
}

test('what diverges is said over the surface too, and every objective has one', async ({ page }) => {
  const race = await surface(page, 'gradient-descent/', 'a0-gd', '&a0-gd.gradient-descent.lr=0.575');
  await expect(race.locator('.trouble')).toContainText('step 2 left the map (lr·λmax = 2.3 > 2)');
  await race.getByRole('button', { name: 'Set up' }).click();
  for (const id of ['quad2', 'rosenbrock', 'beale', 'himmelblau', 'rastrigin', 'saddle']) {
    await race.locator('[name=objective]').selectOption(id);
    await expect(race.locator('.map')).toHaveAttribute('data-ground', new RegExp(`^${id} (f|root) surface`));
    expect(await race.locator('.sheet path').count()).toBeGreaterThan(50);
    expect(await race.locator('.map').innerHTML()).not.toMatch(/NaN|Infinity/);
  }
});

test('a damaged angle is named', async ({ page }) => {
  await page.goto('adam/?a0-adam.view=surface&a0-adam.eye=12,95');
  await expect(page.locator('#a0-adam .message')).toContainText('a0-adam.eye=95');
  await expect(page.locator('#a0-adam .message')).toContainText('0 … 90');
});

test('as SVG and PNG it has its colours and its lines', async ({ page }) => {
  const race = await surface(page, 'adam/', 'a0-adam', '&a0-adam.eye=30,40');
  await race.getByText('Numbers and downloads').click();
  const save = async (kind: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), race.locator(`[data-download=${kind}]`).click()]);
    return readFileSync(await file.path());
  };
  const svg = (await save('svg')).toString();
  expect(svg).not.toMatch(/var\(|light-dark\(|oklab|color\(/);
  expect(svg).toContain('vector-effect="non-scaling-stroke"');
  expect(svg).toContain('stroke-linecap="round"');
  const png = await save('png');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1408, 792]);
  // The PNG is the picture: where the surface is, it is not paper.
  const colours = await page.evaluate(async (data) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext('2d');
    pen?.drawImage(image, 0, 0);
    const pixels = pen?.getImageData(0, 0, image.width, image.height).data ?? [];
    const found = new Set<number>();
    for (let i = 0; i < pixels.length; i += 4) found.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]);
    return found.size;
  }, png.toString('base64'));
  expect(colours).toBeGreaterThan(200);
});

test('axe finds nothing on a surface, on either paper', async ({ page }) => {
  await surface(page, 'adam/', 'a0-adam');
  await page.locator('#a0-adam').getByRole('button', { name: 'Set up' }).click();
  await page.locator('#a0-adam').getByText('Numbers and downloads').click();
  expect(await findingsOnBothPapers(page, '#a0-adam')).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the landscape is a still picture, with nothing that pretends to turn', async ({ page }) => {
    await page.goto('the-problem/');
    const figure = page.locator('#landscape');
    await expect(figure.locator('.map')).toBeVisible();
    expect(await figure.locator('.sheet path').count()).toBeGreaterThan(50);
    await expect(figure.locator('.map')).toContainText('steepest way down');
    await expect(figure.locator('.turner')).toBeHidden();
    await expect(figure.locator('.sight')).toBeHidden();
  });
});
