import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { findingsOnBothPapers } from './axe.ts';

/** Opens a page and wakes its figure, as a reader's pointer would. */
async function wake(page: Page, path: string, id: string): Promise<Locator> {
  await page.goto(path);
  const race = page.locator(`#${id}`);
  await race.locator('.stage').hover();
  await expect(race).toHaveAttribute('data-live', '');
  return race;
}

const adam = (page: Page, query = '') => wake(page, `adam/${query}`, 'a0-adam');
const query = (page: Page) => decodeURIComponent(new URL(page.url()).search);

test.describe('the start', () => {
  test('is dragged, and every path follows', async ({ page }) => {
    const race = await adam(page);
    const before = await race.locator('.now').textContent();
    const box = await race.locator('.handle').boundingBox();
    if (!box) throw new Error('The handle has no box');
    await page.mouse.move(box.x + 22, box.y + 22);
    await page.mouse.down();
    await page.mouse.move(box.x + 150, box.y - 80, { steps: 6 });
    await page.mouse.up();
    await expect(race.locator('.now')).not.toHaveText(before ?? '');
    await expect.poll(() => query(page)).toMatch(/a0-adam\.start=-?\d/);
    // One start for all from now on, although A0 let Adam start elsewhere.
    await expect(race.locator('.start')).toHaveCount(1);
  });

  test('stays on the map however far the pointer goes', async ({ page }) => {
    const race = await adam(page);
    const box = await race.locator('.handle').boundingBox();
    if (!box) throw new Error('The handle has no box');
    await page.mouse.move(box.x + 22, box.y + 22);
    await page.mouse.down();
    await page.mouse.move(2, 2, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => query(page)).toContain('a0-adam.start=-8,8');
  });

  test('moves by arrow keys, further with Shift, and says where it is', async ({ page }) => {
    const race = await adam(page);
    const handle = race.locator('.handle');
    await handle.focus();
    await page.keyboard.press('ArrowRight');
    await expect(handle).toHaveAccessibleName(/^Start \(−3\.84, −6\)/);
    await page.keyboard.press('Shift+ArrowUp');
    await expect(handle).toHaveAccessibleName(/^Start \(−3\.84, −4\.4\)/);
  });

  test('is dragged by a finger', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ hasTouch: true, viewport: { width: 375, height: 800 }, baseURL });
    const page = await context.newPage();
    await page.goto('adam/');
    const race = page.locator('#a0-adam');
    await race.locator('.stage').scrollIntoViewIfNeeded();
    const box = await race.locator('.handle').boundingBox();
    if (!box) throw new Error('The handle has no box');
    const session = await context.newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
    await touch('touchStart', box.x + 22, box.y + 22);
    await expect(race).toHaveAttribute('data-live', '');
    await touch('touchMove', box.x + 60, box.y - 20);
    await touch('touchMove', box.x + 90, box.y - 40);
    await touch('touchEnd', 0, 0);
    await expect.poll(() => query(page)).toContain('a0-adam.start=');
    await context.close();
  });
});

test.describe('the start, further', () => {
  test('follows a pointer that holds it off its centre without a jump', async ({ page }) => {
    const race = await adam(page, '?a0-adam.as=fair');
    const box = await race.locator('.handle').boundingBox();
    if (!box) throw new Error('The handle has no box');
    await page.mouse.move(box.x + 5, box.y + 22);
    await page.mouse.down();
    await page.mouse.move(box.x + 6, box.y + 22);
    await page.mouse.up();
    // A pixel is about a fortieth of a unit here.
    await expect(race.locator('.handle')).toHaveAccessibleName(/^Start \(−3\.9\d, −6\)/);
  });

  test('is moved in the first of several small maps', async ({ page }) => {
    const race = await wake(page, 'comparison/', 'a4-naive');
    await race.locator('.handle').focus();
    await page.keyboard.press('Shift+ArrowDown');
    await expect(race.locator('.handle')).toHaveAccessibleName(/^Start \(−7, 0\)/);
    const box = await race.locator('.handle').boundingBox();
    const map = await race.locator('.map').boundingBox();
    if (!box || !map) throw new Error('There is no handle on the map');
    await page.mouse.move(box.x + 22, box.y + 22);
    await page.mouse.down();
    await page.mouse.move(map.x + map.width / 4, map.y + map.height / 4, { steps: 3 });
    await page.mouse.up();
    await expect(race.locator('.handle')).toHaveAccessibleName(/^Start \(−?0(\.\d+)?, −?0(\.\d+)?\)/);
    await expect(race.locator('.map .start')).toHaveCount(4);
  });
});

test.describe('settings', () => {
  test('a slider goes from end to end by the keyboard', async ({ page }) => {
    const race = await adam(page);
    for (const [name, low, high, back] of [
      ['lr', '0', '10', true],
      ['beta1', '0', '0.9999', false],
    ] as const) {
      const slider = race.locator(`[data-of=adam] [data-slider=${name}]`);
      const field = race.locator(`#a0-adam-adam-${name}`);
      await slider.focus();
      await page.keyboard.press('Home');
      await expect(field).toHaveValue(low);
      for (let i = 0; i < 200; i++) await page.keyboard.press('ArrowRight');
      await expect(field).toHaveValue(high);
      if (!back) continue;
      for (let i = 0; i < 200; i++) await page.keyboard.press('ArrowLeft');
      await expect(field).toHaveValue(low);
    }
  });

  test('a corrected field is no longer called wrong', async ({ page }) => {
    const race = await adam(page);
    const field = race.locator('#a0-adam-adam-lr');
    await field.fill('');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await field.fill('0.3');
    await expect(field).not.toHaveAttribute('aria-invalid');
    await expect(race.locator('.wrong')).toBeHidden();
    await expect(field).toHaveValue('0.3');
  });

  test('what is wrong with a field is said beside it and moves nothing', async ({ page }) => {
    await page.setViewportSize({ width: 375, height: 700 });
    const race = await adam(page);
    const field = race.locator('#a0-adam-adam-lr');
    const height = () => race.evaluate((element) => element.getBoundingClientRect().height);
    const before = await height();
    await field.fill('abc');
    const [at, said] = [await field.boundingBox(), await race.locator('.wrong').boundingBox()];
    if (!at || !said) throw new Error('Nothing is said');
    expect(said.y - (at.y + at.height)).toBeLessThan(20);
    expect(await height()).toBe(before);
  });

  test('a slider and its field say the same, and the path answers', async ({ page }) => {
    const race = await adam(page);
    const field = race.locator('#a0-adam-adam-lr');
    const slider = race.locator('[data-of=adam] [data-slider=lr]');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await expect(field).not.toHaveValue('0.4');
    const value = await field.inputValue();
    expect(Number(value)).toBeGreaterThan(0.4);
    await expect(slider).toHaveAttribute('aria-valuetext', value);
    await field.fill('0.05');
    await expect.poll(() => query(page)).toContain('a0-adam.adam.lr=0.05');
    // Its middle is the middle of the log scale from 1e-4 to 10.
    expect(Number(await slider.inputValue())).toBeCloseTo(Math.log(500) / Math.log(1e5), 2);
  });

  for (const wrong of ['abc', '', '-1', '1e9', 'NaN']) {
    test(`“${wrong}” for a rate is refused with what is allowed, and the figure stays`, async ({ page }) => {
      const race = await adam(page);
      const before = await race.locator('.map').innerHTML();
      const field = race.locator('#a0-adam-adam-lr');
      await field.fill(wrong);
      await expect(race.locator('.wrong')).toContainText('step size (lr) is a number from 0 to 100', { ignoreCase: true });
      await expect(field).toHaveAccessibleDescription(/from 0 to 100/);
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      expect(await race.locator('.map').innerHTML()).toBe(before);
      await field.blur();
      await expect(field).toHaveValue('0.4');
      await expect(race.locator('.wrong')).toBeHidden();
      await expect(field).not.toHaveAttribute('aria-invalid');
    });
  }

  test('the number of steps is a whole one, within bounds', async ({ page }) => {
    const race = await adam(page);
    await race.getByRole('button', { name: 'Set up' }).click();
    const steps = race.locator('[name=steps]');
    await steps.fill('40');
    await expect(race.locator('.count')).toHaveText('step 40 of 40');
    for (const wrong of ['0', '501', '2.5', 'many']) {
      await steps.fill(wrong);
      await expect(race.locator('.wrong')).toContainText('from 1 to 500');
      await expect(race.locator('.count')).toHaveText('step 40 of 40');
    }
  });

  test('each algorithm of the race has its own, and Adam has a second form', async ({ page }) => {
    const race = await adam(page);
    await race.locator('.settings [name=focus]').selectOption('momentum');
    await expect(race.locator('#a0-adam-momentum-beta1')).toBeVisible();
    await expect(race.locator('#a0-adam-adam-lr')).toBeHidden();
    await race.locator('.settings [name=focus]').selectOption('adam');
    await race.getByText('finer settings').filter({ visible: true }).click();
    await race.locator('[data-of=adam] [data-form]').selectOption('rate');
    await expect.poll(() => query(page)).toContain('a0-adam.adam.form=rate');
  });
});

test.describe('the cursor', () => {
  test('steps, scrubs, and drives map, curve and text together', async ({ page }) => {
    const race = await adam(page);
    await race.getByRole('button', { name: 'fair' }).click();
    await expect(race.locator('.now')).toContainText('Adam, step 20');
    await race.getByRole('button', { name: 'Step back' }).click();
    await expect(race.locator('.now')).toContainText('Adam, step 19: x = (1.092, 0.3687), f = 0.3912');
    const curve = () => race.locator('.panel .cursor line').getAttribute('x1');
    const map = () => race.locator('.map .here').last().getAttribute('transform');
    const [curveBefore, mapBefore] = [await curve(), await map()];
    await race.locator('[name=at]').fill('7');
    await expect(race.locator('.now')).toContainText('Adam, step 7');
    await expect(race.locator('.count')).toHaveText('step 7 of 20');
    expect(await curve()).not.toBe(curveBefore);
    expect(await map()).not.toBe(mapBefore);
    await race.getByRole('button', { name: 'Step forward' }).click();
    await expect(race.locator('.now')).toContainText('Adam, step 8');
  });

  test('plays from the start, pauses, and ends at the end', async ({ page }) => {
    const race = await adam(page);
    await race.getByRole('button', { name: 'Play' }).click();
    await expect(race.getByRole('button', { name: 'Pause' })).toBeVisible();
    await expect(race.locator('.count')).toHaveText(/step ([2-9]|1\d) of 16/);
    await race.getByRole('button', { name: 'Pause' }).click();
    await expect(race.getByRole('button', { name: 'Play' })).toBeVisible();
    const paused = await race.locator('.count').textContent();
    await page.waitForTimeout(600);
    await expect(race.locator('.count')).toHaveText(paused ?? '');
    await race.getByRole('button', { name: 'Play' }).click();
    await expect(race.getByRole('button', { name: 'Play' })).toBeVisible({ timeout: 15_000 });
    await expect(race.locator('.count')).toHaveText('step 16 of 16');
  });
});

test.describe('what is shown', () => {
  test('the legend switches paths off and on', async ({ page }) => {
    const race = await adam(page);
    const button = race.getByRole('button', { name: 'Momentum' });
    await expect(race.locator('.map')).toContainText('Momentum');
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'false');
    await expect(race.locator('.map')).not.toContainText('Momentum');
    await expect.poll(() => query(page)).toContain('a0-adam.hide=momentum');
    await button.click();
    await expect(race.locator('.map')).toContainText('Momentum');
  });

  test('all in one map, a map for each, or one at a time, all of one size', async ({ page }) => {
    const race = await adam(page);
    const size = () => race.locator('.map').evaluate((map) => [map.clientWidth, map.clientHeight]);
    const before = await size();
    await race.getByRole('button', { name: 'Set up' }).click();
    await race.locator('[name=view]').selectOption('multiples');
    await expect(race.locator('.map > svg:not(.update-terms)')).toHaveCount(5);
    await race.locator('[name=view]').selectOption('one');
    await expect(race.locator('.map > svg:not(.update-terms)')).toHaveCount(1);
    await expect(race.locator('.map .name')).toHaveText('Adam');
    await race.getByRole('button', { name: 'RMSprop' }).click();
    await expect(race.locator('.map .name')).toHaveText('RMSprop');
    expect(await size()).toEqual(before);
  });

  test('hiding every path leaves an empty map and no error', async ({ page }) => {
    const race = await adam(page);
    for (const button of await race.locator('[data-toggle]').all()) await button.click();
    await expect(race.locator('.map .here')).toHaveCount(0);
    await expect(race.locator('.map .level')).toHaveCount(1);
  });

  test('every objective draws, and √f is offered where it has a meaning', async ({ page }) => {
    const race = await adam(page);
    await race.getByRole('button', { name: 'Set up' }).click();
    for (const id of ['quad2', 'rosenbrock', 'beale', 'himmelblau', 'rastrigin', 'reddi', 'sparse', 'saddle', 'quad1']) {
      await race.locator('[name=objective]').selectOption(id);
      await expect(race.locator('.map')).toHaveAttribute('data-ground', new RegExp(`^${id} `));
      await expect(race.locator('[name=levels] [value=root]')).toHaveJSProperty('disabled', ['reddi', 'saddle'].includes(id));
      expect(await race.locator('.map').innerHTML()).not.toMatch(/NaN|Infinity/);
    }
  });

  test('the A0 preset draws √f, says so, and has a switch to f and back', async ({ page }) => {
    const race = await adam(page);
    const note = race.locator('.level-note');
    await expect(note).toContainText('√f, as A0 draws them');
    await expect(race.locator('.map')).toHaveAttribute('data-ground', 'quad1 root 1');
    await race.getByRole('button', { name: 'Show f' }).click();
    await expect(race.locator('.map')).toHaveAttribute('data-ground', 'quad1 f 1');
    await expect(note).toHaveText('Level sets of f.');
    // The button that was pressed is still there, and still has the focus.
    await expect(race.getByRole('button', { name: 'Show √f' })).toBeFocused();
    await race.getByRole('button', { name: 'Show √f' }).press('Enter');
    await expect(race.locator('.map')).toHaveAttribute('data-ground', 'quad1 root 1');
  });

  for (const [name, words] of [
    ['as in A0', 'Adam, step 16: x = (−0.3012, −0.3012), f = 0.1905'],
    ['as in A4', 'Adam, step 29: x = (0.02015, 0.322), f = 0.1037'],
    ['as in PyTorch', 'Adam, step 200:'],
    ['fair', 'Adam, step 20: x = (1.085, 0.546), f = 0.7139'],
  ]) {
    test(`“${name}” sets everything at once`, async ({ page }) => {
      const race = await adam(page, '?a0-adam.on=beale&a0-adam.steps=3&a0-adam.adam.lr=0.01&a0-adam.hide=momentum');
      await race.getByRole('button', { name, exact: true }).click();
      await expect(race.locator('.now')).toContainText(words);
      await expect(race.getByRole('button', { name, exact: true })).toHaveAttribute('aria-pressed', 'true');
      await expect(race.locator('.map')).toContainText('Momentum');
    });
  }

  test('a protocol stays pressed only as long as its rules are kept', async ({ page }) => {
    const race = await adam(page);
    const a0 = race.getByRole('button', { name: 'as in A0' });
    await race.getByRole('button', { name: 'Step back' }).click();
    await expect(a0).toHaveAttribute('aria-pressed', 'true');
    await race.locator('#a0-adam-adam-lr').fill('0.3');
    await expect(a0).toHaveAttribute('aria-pressed', 'false');
    await race.locator('#a0-adam-adam-lr').fill('0.4');
    await expect(a0).toHaveAttribute('aria-pressed', 'true');
  });

  test('the numbers along the edges come back after small maps of one path', async ({ page }) => {
    const race = await adam(page);
    const ticks = () => race.locator('.map .tick text').allTextContents();
    const before = await ticks();
    for (const name of ['Gradient descent', 'Momentum', 'AdaGrad', 'RMSprop']) await race.getByRole('button', { name }).click();
    await race.getByRole('button', { name: 'Set up' }).click();
    await race.locator('[name=view]').selectOption('multiples');
    await race.locator('[name=view]').selectOption('overlay');
    await expect.poll(ticks).toEqual(before);
  });

  test('a start at the minimum, and no path at all, still leave a curve with its axes', async ({ page }) => {
    const race = await adam(page, '?a0-adam.as=fair&a0-adam.start=0,0');
    await expect(race.locator('.panel .tick text').first()).toBeVisible();
    expect(await race.locator('.panel').innerHTML()).not.toMatch(/NaN|Infinity/);
    for (const button of await race.locator('[data-toggle]').all()) await button.click();
    await expect(race.locator('.now')).toHaveText('No path is switched on.');
    expect(await race.locator('.panel').innerHTML()).not.toMatch(/NaN|Infinity/);
  });

  test('reset brings back what the page showed first', async ({ page }) => {
    const race = await adam(page, '?a0-adam.on=beale&a0-adam.steps=3&a0-adam.view=one');
    await race.getByRole('button', { name: 'Set up' }).click();
    await race.getByRole('button', { name: 'Reset' }).click();
    await expect(race.locator('.now')).toContainText('Adam, step 16: x = (−0.3012, −0.3012)');
    await expect.poll(() => query(page)).toBe('');
  });
});

test.describe('divergence', () => {
  test('is caught and explained where it happens', async ({ page }) => {
    const race = await wake(page, 'gradient-descent/', 'a0-gd');
    await race.locator('#a0-gd-gradient-descent-lr').fill('0.575');
    await expect(race.locator('.trouble')).toContainText('step 2 left the map (lr·λmax = 2.3 > 2)');
    await expect(race.locator('.map .here')).toHaveCount(1);
    await race.locator('#a0-gd-gradient-descent-lr').fill('0.4');
    await expect(race.locator('.trouble')).toBeEmpty();
  });

  test('never shows a NaN, even where numbers overflow', async ({ page }) => {
    const race = await wake(page, 'gradient-descent/', 'a0-gd');
    await race.locator('#a0-gd-gradient-descent-lr').fill('99');
    await race.getByRole('button', { name: 'Set up' }).click();
    await race.locator('[name=steps]').fill('500');
    await expect(race.locator('.trouble')).toContainText('step 59 has no finite result');
    expect(await race.innerHTML()).not.toMatch(/NaN|Infinity/);
  });
});

test.describe('the address', () => {
  test('shows the same thing to whoever opens it', async ({ page, context }) => {
    const race = await adam(page);
    await race.getByRole('button', { name: 'Set up' }).click();
    await race.locator('[name=objective]').selectOption('himmelblau');
    await race.locator('#a0-adam-adam-lr').fill('0.2');
    await race.locator('[name=view]').selectOption('multiples');
    await race.locator('[name=at]').fill('5');
    await expect.poll(() => query(page)).toContain('a0-adam.at=5');
    const other = await context.newPage();
    await other.goto(page.url());
    const same = other.locator('#a0-adam');
    await expect(same).toHaveAttribute('data-live', '');
    expect(await same.locator('.map').innerHTML()).toBe(await race.locator('.map').innerHTML());
    expect(await same.locator('.now').textContent()).toBe(await race.locator('.now').textContent());
  });

  test('keeps two figures of a page apart', async ({ page }) => {
    await page.goto('comparison/?fair.steps=5&a4-naive.view=overlay');
    await expect(page.locator('#fair .count')).toHaveText('step 5 of 5');
    await expect(page.locator('#a4-naive .map > svg:not(.update-terms)')).toHaveCount(1);
    await expect(page.locator('#a0-final .count')).toHaveText('step 16 of 16');
  });

  test('for no figure of the page is damaged too', async ({ page }) => {
    // The page's first figure says so, and only it.
    const [first, own] = [page.locator('#before-adam'), page.locator('#a0-adam')];
    await page.goto('adam/?a0-adm.steps=5');
    await expect(first.locator('.message')).toContainText('a0-adm.steps');
    await own.locator('.stage').hover();
    await expect(own).toHaveAttribute('data-live', '');
    await expect(own.locator('.message')).toBeEmpty();
    await page.goto('adam/?utm_source=letter');
    await first.locator('.stage').hover();
    await expect(first).toHaveAttribute('data-live', '');
    await expect(first.locator('.message')).toBeEmpty();
  });

  test('however long its damage, makes the page no wider', async ({ page }) => {
    await page.goto(`adam/?a0-adam.adam.lr=${'9'.repeat(300)}`);
    await expect(page.locator('#a0-adam .message')).toContainText('damaged');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  for (const damaged of ['steps=abc', 'start=1', 'on=moon', 'adam.lr=', 'nonsense=1', 'at=1e9', 'hide=%E0%A4%A']) {
    test(`damaged at ${damaged} falls back to the defaults with a message`, async ({ page }) => {
      await page.goto(`adam/?a0-adam.view=one&a0-adam.${damaged}`);
      const race = page.locator('#a0-adam');
      await expect(race.locator('.message')).toContainText('This link is damaged');
      await expect(race.locator('.now')).toContainText('Adam, step 16: x = (−0.3012, −0.3012)');
      await expect(race.locator('.map')).toContainText('Momentum');
    });
  }
});

test.describe('taking it away', () => {
  const save = async (race: Locator, page: Page, kind: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), race.locator(`[data-download=${kind}]`).click()]);
    expect(file.suggestedFilename()).toBe(`downhill-a0-adam.${kind}`);
    return readFileSync(await file.path());
  };

  test('a file from a phone has the letters of a wide page', async ({ page }) => {
    await page.setViewportSize({ width: 375, height: 800 });
    const race = await adam(page);
    await race.getByText('Numbers and downloads').click();
    const svg = (await save(race, page, 'svg')).toString();
    expect([...svg.matchAll(/font-size="(\d+)px"/g)].map(([, size]) => Number(size)).sort()).toEqual(expect.arrayContaining([11, 13]));
    expect(svg).not.toContain('font-size="25px"');
  });

  test('SVG stands alone, PNG is twice the size, CSV and JSON have every digit', async ({ page }) => {
    const race = await adam(page);
    await race.getByText('Numbers and downloads').click();

    const svg = (await save(race, page, 'svg')).toString();
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(svg).not.toContain('var(');
    expect(svg).not.toContain('light-dark(');
    // Its type comes with it, and its letters are as large as on a wide page.
    expect(svg).toContain('url(data:');
    expect(svg).toContain('font-size="13px"');

    const png = await save(race, page, 'png');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1408, 792]);

    const csv = (await save(race, page, 'csv')).toString();
    expect(csv.split('\n')[0]).toBe('optimizer,step,x,y,f,g_x,g_y,g_length,m_x,m_y,v_x,v_y,delta_x,delta_y,rate_x,rate_y,angle');
    expect(csv).toContain('gradient-descent,0,-4,-6,73.6,,,,,,,,,,,,\n');
    expect(csv.trimEnd().split('\n')).toHaveLength(1 + 4 * 15 + 17);

    const json = JSON.parse((await save(race, page, 'json')).toString());
    const published = await (await page.request.get('data/figures/a0-adam.json')).json();
    // The published numbers, and with each series all that is known of its steps.
    const steps = json.series.map((series: { steps: unknown[] }) => series.steps);
    expect({ ...json, series: json.series.map(({ steps: _, ...series }: { steps: unknown[] }) => series) }).toEqual(published);
    expect(steps.map((states: unknown[]) => states.length)).toEqual(json.series.map(({ points }: { points: unknown[] }) => points.length));
    expect(Object.keys(steps[4][1].update)).toEqual(['g', 'length', 'delta', 'rate', 'angle']);
  });

  test('the table has every point that the map shows of the path in focus', async ({ page }) => {
    const race = await adam(page);
    await race.getByText('Numbers and downloads').click();
    await expect(race.locator('.numbers tbody tr')).toHaveCount(17);
    await race.locator('.numbers').getByLabel('Path').selectOption('AdaGrad');
    await expect(race.locator('.numbers caption')).toHaveText('AdaGrad, step by step');
    await expect(race.locator('.numbers tbody tr')).toHaveCount(15);
    await race.locator('.numbers').getByLabel('Path').selectOption('Adam');
    await race.getByRole('button', { name: 'fair' }).click();
    await expect(race.locator('.numbers tbody tr')).toHaveCount(21);
    await expect(race.locator('.numbers tbody tr').last()).toContainText('0.7139');
  });

  test('where there is no clipboard, copying says so', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    const race = await adam(page);
    await race.getByRole('button', { name: 'Set up' }).click();
    await race.getByRole('button', { name: 'Copy link' }).click();
    await expect(race.getByRole('button', { name: 'address bar' })).toBeVisible();
  });

  test('the link can be copied', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const race = await adam(page);
    await race.getByRole('button', { name: 'fair' }).click();
    await race.getByRole('button', { name: 'Set up' }).click();
    await race.getByRole('button', { name: 'Copy link' }).click();
    await expect(race.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('a0-adam.as=fair');
  });
});

test('waking moves nothing on the page, and draws what was there', async ({ page }) => {
  await page.goto('adam/');
  await page.evaluate(() => document.fonts.ready);
  const boxes = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter((e) => !e.closest('.map, .panel'))
        .map((e) => e.getBoundingClientRect())
        // On the page, since the focus below may scroll it.
        .map(({ x, y, width, height }) => [x, width && y + scrollY, width, height].map((n) => Math.round(10 * n) / 10)),
    );
  const [before, drawn] = [await boxes(), await page.locator('#a0-adam .map path').count()];
  await page.evaluate(() => (document.querySelector('#a0-adam') as HTMLElement & { wake(): void }).wake());
  await expect(page.locator('#a0-adam')).toHaveAttribute('data-live', '');
  await page.locator('#a0-adam [data-do=back]').focus();
  expect(await page.locator('#a0-adam .map path').count()).toBe(drawn);
  expect(await boxes()).toEqual(before);
});

test.describe('before the figure is awake', () => {
  /** The chunk that wakes it comes late, as on a slow line. */
  async function asleep(page: Page): Promise<Locator> {
    await page.route(/_astro\/live\./, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.continue();
    });
    await page.goto('adam/');
    return page.locator('#a0-adam');
  }

  test('a press is kept', async ({ page }) => {
    const race = await asleep(page);
    await race.getByRole('button', { name: 'fair' }).click();
    await expect(race.locator('.now')).toContainText('Adam, step 20: x = (1.085, 0.546)');
  });

  test('what is typed, chosen and slid is kept', async ({ page }) => {
    const race = await asleep(page);
    await race.locator('#a0-adam-adam-lr').fill('0.05');
    await race.locator('[data-of=adam] [data-slider=beta1]').fill('0.5');
    await race.locator('.settings [name=focus]').selectOption('momentum');
    await expect(race).toHaveAttribute('data-live', '');
    await expect.poll(() => query(page)).toContain('a0-adam.adam.lr=0.05');
    expect(query(page)).toContain('a0-adam.adam.beta1=0.99');
    expect(query(page)).toContain('a0-adam.focus=momentum');
  });

  test('an arrow key on the start is kept', async ({ page }) => {
    const race = await asleep(page);
    await race.locator('.handle').focus();
    await page.keyboard.press('ArrowRight');
    await expect(race.locator('.handle')).toHaveAccessibleName(/^Start \(−3\.84, −6\)/);
  });

  test('a figure that cannot be loaded says so, and tries again', async ({ page }) => {
    let refuse = true;
    await page.route(/_astro\/live\./, (route) => (refuse ? route.abort() : route.continue()));
    await page.goto('adam/');
    const race = page.locator('#a0-adam');
    await race.getByRole('button', { name: 'fair' }).click();
    await expect(race.locator('.message')).toContainText('could not be loaded');
    await expect(race.locator('.map path').first()).toBeVisible();
    refuse = false;
    await page.reload();
    await race.locator('.stage').hover();
    await expect(race).toHaveAttribute('data-live', '');
  });
});

test('nothing of Plot comes before the reader does something', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await page.goto('adam/', { waitUntil: 'networkidle' });
  // A busy machine can be silent for long before the page's own script has even been asked for.
  await page.waitForFunction(() => customElements.get('downhill-figure'));
  const before = scripts.length;
  await page.mouse.move(5, 5);
  await page.mouse.move(8, 8);
  await expect(page.locator('#before-adam')).toHaveAttribute('data-live', '');
  expect(scripts.length).toBeGreaterThan(before);
});

test('axe finds nothing in a figure with everything open, on either paper', async ({ page }) => {
  const race = await adam(page);
  await race.getByRole('button', { name: 'Set up' }).click();
  for (const summary of await race.locator('summary').filter({ visible: true }).all()) await summary.click();
  await race.locator('#a0-adam-adam-lr').fill('abc');
  await race.getByRole('button', { name: 'Momentum' }).click();
  await race.locator('[name=objective]').selectOption('saddle');
  await expect(race.locator('.trouble')).not.toBeEmpty();
  expect(await findingsOnBothPapers(page, '#a0-adam')).toEqual([]);
});

test('with reduced motion playing goes step by step, and slowly', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const race = await adam(page);
  const steps = await race.evaluate(async (element) => {
    (element.querySelector('[data-do=play]') as HTMLElement).click();
    await new Promise((resolve) => setTimeout(resolve, 2500));
    return Number((element.querySelector('[name=at]') as HTMLInputElement).value);
  });
  expect(steps).toBeGreaterThanOrEqual(1);
  expect(steps).toBeLessThanOrEqual(2);
});
