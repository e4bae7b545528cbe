import { expect, type Locator, type Page, test } from '@playwright/test';

/** On three pages: a mistake of the update, a mistake of the race, and one whose first step has no result. */
const chapters = [
  {
    path: 'momentum/',
    id: 'a1-momentum',
    title: 'A momentum that never moves',
    printed: 'Momentum: all 21 points are (−4, −6).',
    mended: 'Momentum, step 20: (−0.471, 2.1), f = 8.8.',
  },
  {
    path: 'comparison/',
    id: 'a0-early-stop',
    title: 'Adam wins a race with a start and a finish of its own',
    printed: 'Adam, stopped at step 17: (−0.0558, −0.0558), f = 0.00654.',
    mended: 'Adam, step 20: (1.08, 0.546), f = 0.714.',
  },
  {
    path: 'adam/',
    id: 'a4-adam-guard',
    title: /^The second formula of Adam has no \S$/,
    printed: 'Adam: step 1 has no finite result; it stays at (−7, 0).',
    mended: 'Adam, step 30: (0.136, 0), f = 9.25e−4.',
  },
];

const sides = ['printed', 'mended'] as const;
const side = (mistake: Locator, name: string) => mistake.locator(`[data-side=${name}]`);

async function opened(page: Page, id: string): Promise<Locator> {
  const mistake = page.locator(`#${id}`);
  await mistake.locator('summary').click();
  return mistake;
}

for (const { path, id, title, ...says } of chapters) {
  test(`${id} is closed at first, and opens to two codes, two maps and what came out`, async ({ page }) => {
    await page.goto(path);
    await expect(page.locator(`#${id} .versions`)).toBeHidden();
    const mistake = await opened(page, id);
    for (const name of sides) {
      const part = side(mistake, name);
      await expect(part.locator('svg[role=img]')).toBeVisible();
      await expect(part.locator('svg[role=img]')).toHaveAccessibleName(/^(As A\d has it|Mended): map with the paths? of /);
      await expect(part.locator('pre')).toHaveAccessibleName(/^Code, (as A\d has it|mended)$/);
      expect(await part.locator('.map .here').count()).toBeGreaterThan(0);
      await expect(part.locator('.outcomes')).toContainText(says[name]);
    }
    expect(await mistake.locator('.differs').count()).toBeGreaterThan(0);
    await expect(mistake).not.toContainText('NaN');
    await expect(mistake).toHaveAccessibleName(title);
  });

  test(`${id}: the keyboard opens it and moves both versions, and nothing else moves`, async ({ page }) => {
    await page.goto(path);
    const mistake = page.locator(`#${id}`);
    await mistake.locator('summary').focus();
    await page.keyboard.press('Enter');
    const cursor = mistake.getByRole('slider', { name: 'Step' });
    const before = await mistake.boundingBox();
    await cursor.focus();
    await page.keyboard.press('Home');
    await expect(mistake.locator('output')).toHaveText(/^step 0 of \d+$/);
    await page.keyboard.press('ArrowRight');
    await expect(mistake.locator('output')).toHaveText(/^step 1 of \d+$/);
    await expect(side(mistake, 'mended').locator('.outcomes')).toContainText('step 1:');
    await page.keyboard.press('End');
    for (const name of sides) await expect(side(mistake, name).locator('.outcomes')).toContainText(says[name]);
    const after = await mistake.boundingBox();
    expect(after?.height).toBe(before?.height);
  });
}

test('waking draws what was already there', async ({ page }) => {
  await page.goto('momentum/');
  const mistake = await opened(page, 'a1-momentum');
  const map = side(mistake, 'mended').locator('.map > :last-child');
  // Plot shifts its marks by half a pixel on some screens, so it is the lines that are compared.
  const lines = () => map.locator('path').evaluateAll((all) => all.map((one) => one.getAttribute('d')));
  const before = await lines();
  expect(before.length).toBeGreaterThan(1);
  const cursor = mistake.getByRole('slider');
  await cursor.focus();
  await page.keyboard.press('Home');
  await expect.poll(lines).not.toEqual(before);
  await page.keyboard.press('End');
  await expect.poll(lines).toEqual(before);
});

test('both maps of a mistake have one scale', async ({ page }) => {
  await page.goto('errata/');
  for (const mistake of await page.locator('.mistake').all()) {
    const ticks = sides.map((name) => side(mistake, name).locator('.map .tick').allTextContents());
    expect(await ticks[0]).toEqual(await ticks[1]);
    expect((await ticks[0]).length).toBeGreaterThan(0);
  }
});

for (const path of ['adam/', 'momentum/', 'errata/']) {
  test(`/${path} with every mistake open fits every width, one version under the other where it is narrow`, async ({ page }) => {
    await page.goto(path);
    await page.locator('details.both').evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true;
    });
    for (const width of [320, 375, 768, 1180, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over, `at ${width} px`).toBeLessThanOrEqual(0);
      const [printed, mended] = await Promise.all(sides.map((name) => page.locator(`[data-side=${name}] .map`).first().boundingBox()));
      if (!printed || !mended) throw new Error('a map is missing');
      expect(mended.width).toBeCloseTo(printed.width, 0);
      if (width < 700) expect(mended.y).toBeGreaterThan(printed.y + printed.height);
      else expect(mended.y).toBeCloseTo(printed.y, 0);
    }
  });
}

test('the page of all mistakes lists each once and is linked from every footer', async ({ page }) => {
  await page.goto('adam/');
  await page.locator('footer').getByRole('link', { name: 'Mistakes in the articles' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Errata');
  const listed = page.getByRole('navigation', { name: 'The mistakes, by article' }).getByRole('link');
  const targets = await listed.evaluateAll((links) => links.map((link) => link.getAttribute('href')?.slice(1)));
  expect(targets.length).toBeGreaterThan(0);
  expect(await page.locator('.mistake').evaluateAll((all) => all.map(({ id }) => id))).toEqual(targets);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const path of ['adam/', 'momentum/']) {
    test(`a mistake on /${path} opens, is complete, and has nothing that pretends to work`, async ({ page }) => {
      await page.goto(path);
      const mistake = page.locator('.mistake:has(details)').first();
      await mistake.locator('summary').click();
      for (const name of sides) {
        await expect(side(mistake, name).locator('svg[role=img]')).toBeVisible();
        await expect(side(mistake, name).locator('.outcomes')).not.toBeEmpty();
      }
      await expect(mistake.locator('.claims')).toBeVisible();
      await expect(mistake.locator('input')).toBeHidden();
    });
  }
});
