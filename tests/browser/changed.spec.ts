import { expect, type Locator, type Page, test } from '@playwright/test';
import { findingsOnBothPapers } from './axe.ts';

/** The part of a chapter that compares it with one that it grew out of: its table. */
const table = (page: Page, name: RegExp) => page.getByRole('table', { name });

async function slideOf(page: Page, path: string): Promise<Locator> {
  await page.goto(path);
  const slide = page.locator('[data-life=slide]');
  await slide.scrollIntoViewIfNeeded();
  await slide.locator('.stage').hover();
  await expect(slide).toHaveAttribute('data-live', '');
  return slide;
}

test.describe('what changed', () => {
  test('is marked in the equation and in the code of Adam against RMSprop', async ({ page }) => {
    await page.goto('adam/');
    const rows = table(page, /RMSprop/).getByRole('row');
    const first = (text: string) => rows.filter({ has: page.getByRole('rowheader', { name: text, exact: true }) });
    await expect(first('new')).toHaveCount(3);
    await expect(first('as before')).toHaveCount(1);
    await expect(first('as before').locator('[data-mark]')).toHaveCount(0);
    const [maths, code] = [1, 2].map((cell) => first('changed').locator(`> :nth-child(${cell + 1})`));
    await expect(maths.locator('[data-mark=new]')).toHaveCount(2);
    await expect(code.locator('[data-mark=new]')).toHaveText(['mHat', 'vHat']);
    await expect(first('was').locator('code [data-mark=gone]')).toHaveText(['g', '[', 'i', ']', 'v', '[', 'i', ']']);
    await expect(first('was').locator('.katex [data-mark=gone]')).toHaveCount(2);
  });

  test('is seen without colour: a line under what is new, a line through what is gone', async ({ page }) => {
    await page.goto('momentum/');
    const part = table(page, /Gradient descent/);
    for (const mark of ['.katex [data-mark=new]', 'code [data-mark=new]'])
      await expect(part.locator(`tr.changed ${mark}`).first()).toHaveCSS('border-bottom-style', 'solid');
    await expect(part.locator('code [data-mark=gone]').first()).toHaveCSS('text-decoration-line', 'line-through');
    await expect(page.locator('.diff .key')).toContainText('underlined not in Gradient descent');
  });

  test('stands on every chapter about an algorithm that grew out of another, under a heading that can be linked to', async ({ page }) => {
    for (const [path, ids] of Object.entries({
      'adam/': ['momentum', 'rmsprop'],
      'momentum/': ['gradient-descent'],
    })) {
      await page.goto(path);
      for (const id of ids) await expect(page.locator(`h2#what-changed-from-${id}`)).toBeVisible();
      await expect(page.locator('h2[id^=what-changed]')).toHaveCount(ids.length);
    }
  });
});

test.describe('the slide', () => {
  test('leads momentum to gradient descent by the keyboard, and says how far apart they are', async ({ page }) => {
    const slide = await slideOf(page, 'momentum/');
    const slider = slide.getByRole('slider', { name: 'from Momentum to Gradient descent' });
    await expect(slide.locator('.apart')).toHaveText('The paths are farthest apart at step 2: by 4.8.');
    const path = () => slide.locator('.map > svg').last().innerHTML();
    const first = await path();
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await expect(slide.locator('.apart')).not.toHaveText(/4\.8\./);
    await expect(slide.locator('[data-value=beta1]')).not.toHaveText('0.5');
    expect(await path()).not.toBe(first);
    await page.keyboard.press('End');
    await expect(slide.locator('.apart')).toHaveText('The same path as Gradient descent’s, at every step.');
    await expect(slider).toHaveAttribute('aria-valuetext', 'memory of g 0');
    await page.keyboard.press('Home');
    await expect(slide.locator('.apart')).toHaveText(/4\.8\./);
  });

  test('leads Adam to RMSprop only with the bias correction switched off, whichever comes first', async ({ page }) => {
    const slide = await slideOf(page, 'adam/');
    const correction = slide.getByRole('switch', { name: 'bias correction' });
    await slide.getByRole('slider').focus();
    await page.keyboard.press('End');
    await expect(slide.locator('.apart')).toContainText('What is left is the bias correction.');
    await correction.press('Space');
    await expect(slide.locator('.apart')).toHaveText('The same path as RMSprop’s, at every step.');
    // The two lines lie on each other, point by point.
    const drawn = await slide
      .locator('.map > svg')
      .last()
      .locator('path')
      .evaluateAll((paths) => paths.map((path) => path.getAttribute('d') ?? ''));
    const lines = drawn.filter((d) => d.split('L').length > 20);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe(lines[1]);
    await slide.getByRole('slider').press('Home');
    await expect(slide.locator('.apart')).toContainText('farthest apart');
  });

  test('holds from wherever the two start', async ({ page }) => {
    const slide = await slideOf(page, 'momentum/');
    await slide.getByRole('slider').press('End');
    await slide.locator('.handle').press('Shift+ArrowRight');
    await expect(slide.locator('.handle')).toHaveAccessibleName(/^Start \(−2\.4, −6\)/);
    await expect(slide.locator('.apart')).toHaveText(/^The same path/);
  });

  test('answers what was done before it was awake', async ({ page }) => {
    await page.goto('momentum/');
    await page.locator('[data-life=slide] [name=way]').fill('1');
    await expect(page.locator('[data-life=slide] .apart')).toHaveText(/^The same path/);
  });

  test('is shown in the chapter’s figure when asked to, and its address keeps it', async ({ page }) => {
    const slide = await slideOf(page, 'adam/');
    await slide.getByRole('slider').press('End');
    await slide.getByRole('switch').uncheck();
    await slide.getByRole('button', { name: 'Show this in the chapter’s figure' }).click();
    const race = page.locator('#a0-adam');
    await expect(race).toBeInViewport();
    await expect(race.locator('[data-toggle][aria-pressed=true]')).toHaveText(['RMSprop', 'Adam']);
    await expect(race.locator('#a0-adam-adam-beta1')).toHaveValue('0');
    await expect(race.locator('.handle')).toBeFocused();
    await expect.poll(() => decodeURIComponent(page.url())).toContain('a0-adam.adam.form=uncorrected');
    const ends: (string | undefined)[] = [];
    for (const name of ['RMSprop', 'Adam']) {
      await race.getByLabel('Settings of').first().selectOption(name);
      await expect(race.locator('.now')).toContainText(name);
      ends.push((await race.locator('.now').textContent())?.replace(name, ''));
    }
    expect(ends[0]).toBe(ends[1]);
  });

  test('wakes without moving anything', async ({ page }) => {
    await page.goto('adam/');
    const slide = page.locator('[data-life=slide]');
    const size = () => slide.evaluate((element) => [element.clientWidth, element.clientHeight]);
    const before = await size();
    await slide.locator('.stage').hover();
    await expect(slide).toHaveAttribute('data-live', '');
    await slide.getByRole('slider').press('End');
    await expect(slide.locator('.apart')).toContainText('What is left');
    expect(await size()).toEqual(before);
  });
});

test.describe('the family map', () => {
  test('leads from a line to what changed', async ({ page }) => {
    await page.goto('');
    const map = page.getByRole('navigation', { name: /^The family of algorithms/ });
    await map.getByRole('link', { name: /^What Adam changed in Momentum: The sum of gradients/ }).click();
    await expect(page).toHaveURL(/adam\/#what-changed-from-momentum$/);
    await expect(page.locator('#what-changed-from-momentum')).toBeInViewport();
  });

  test('is a list of algorithms with what each changed, in the order of the years', async ({ page }) => {
    await page.goto('');
    const map = page.getByRole('navigation', { name: /^The family of algorithms/ });
    const years = (await map.locator('.year').allTextContents()).map(Number);
    expect(years.length).toBeGreaterThanOrEqual(5);
    expect(years).toEqual(years.toSorted((a, b) => a - b));
    await map.getByRole('link', { name: 'RMSprop', exact: true }).click();
    await expect(page).toHaveURL(/rmsprop\/$/);
  });

  for (const width of [375, 768, 1440]) {
    test(`at ${width} px its names and terms lie on nothing, and its lines end at its signs`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto('');
      const map = page.locator('.family').first();
      const boxes = await map
        .locator('.name, .term, .sign')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
      for (const [i, a] of boxes.entries()) {
        for (const b of boxes.slice(i + 1)) {
          const apart = a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
          expect(apart, `${JSON.stringify(a)} ${JSON.stringify(b)}`).toBe(true);
        }
      }
      const ends = await map.locator('.lines path').evaluateAll((paths) =>
        (paths as SVGPathElement[]).map((path) => {
          const matrix = path.getScreenCTM();
          return [0, path.getTotalLength()].map((at) => {
            const { x, y } = path.getPointAtLength(at).matrixTransform(matrix ?? undefined);
            return { x, y };
          });
        }),
      );
      const signs = await map.locator('.sign').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
      for (const { x, y } of ends.flat())
        expect(signs.some((sign) => Math.hypot(sign.x + sign.width / 2 - x, sign.y + sign.height / 2 - y) < 2)).toBe(true);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  }

  test('stands beside each chapter with its parents and children', async ({ page }) => {
    await page.goto('rmsprop/');
    const kin = page.getByRole('navigation', { name: 'What RMSprop grew out of, and what grew out of it' });
    await expect(kin.locator('.name')).toContainText(['AdaGrad', 'RMSprop', 'Adam']);
    await expect(kin.locator('[aria-current=page]')).toHaveText('RMSprop');
    await kin.getByRole('link', { name: /^What RMSprop changed in AdaGrad/ }).focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('#what-changed-from-adagrad')).toBeInViewport();
  });
});

for (const path of ['adam/', 'momentum/', '']) {
  test(`axe finds nothing on /${path} with every figure awake, on either paper, on a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 375, height: 800 });
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.evaluate(() =>
      Promise.all(
        [...document.querySelectorAll('downhill-figure')].map((figure) => (figure as HTMLElement & { wake(): Promise<void> }).wake()),
      ),
    );
    expect(await findingsOnBothPapers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the marks, both paths and the map are there, and nothing that pretends to slide', async ({ page }) => {
    await page.goto('adam/');
    await expect(page.locator('.diff [data-mark=new]').first()).toBeVisible();
    const slide = page.locator('[data-life=slide]');
    await expect(slide.locator('.map .name')).toHaveText(['RMSprop', 'Adam'].toSorted());
    await expect(slide.locator('.apart')).toHaveText(/^The paths are farthest apart at step/);
    await expect(slide.locator('input, button').filter({ visible: true })).toHaveCount(0);
    await page.goto('');
    await expect(page.locator('.family .lines path')).toHaveCount(await page.locator('.family .term').count());
  });
});
