import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Check, Trust } from '../../src/trust.ts';
import { algorithms, documentOf } from './dist.ts';

/** What the tests wrote, and so what the pages have to say. */
const { checks, laws, versions } = JSON.parse(readFileSync('src/trust.json', 'utf8')) as Trust;
const total = (id: string, part: (check: Check) => number) => checks[id].reduce((all, check) => all + part(check), 0).toLocaleString('en');
const objectives = (id: string) => new Set(checks[id].flatMap((check) => check.objectives)).size;
const lawsAbout = (id: string) => laws.filter(({ about }) => about.includes(id)).length;

/** 2e-11 as KaTeX writes it for those who see it. */
const seen = (difference: number) => {
  const [digit, power] = difference.toExponential().split('e');
  return `${digit}⋅10${power.replace('-', '−')}`;
};

for (const [id, name] of [
  ['adam', 'Adam'],
  ['momentum', 'Momentum'],
]) {
  test(`the chapter on ${name} says how it was checked, and leads to its row in the table`, async ({ page }) => {
    await page.goto(`${id}/`);
    const line = page.getByRole('region', { name: 'How this was checked' });
    await expect(line).toHaveCount(1);
    await expect(line).toContainText(
      `${name} walked ${total(id, ({ series }) => series)} paths of A0, A1, A4, and PyTorch ${versions.torch} again, ${total(id, ({ steps }) => steps)} steps on ${objectives(id)} objectives.`,
    );
    await expect(line).toContainText(`It keeps ${lawsAbout(id)} laws.`);
    await expect(line.locator('.katex-html')).toHaveText(seen(Math.max(...checks[id].map(({ largest }) => largest))));

    await line.getByRole('link').click();
    await expect(page).toHaveURL(new RegExp(`/trust/#${id}$`));
    await expect(page.locator(`tbody#${id}`)).toBeInViewport();
    await expect(page.locator('tbody:target').getByRole('rowheader', { name })).toBeVisible();
  });
}

// No browser is asked: the table is in the HTML, and long.
test('the table has a row for every algorithm and source, with the numbers that the tests wrote', () => {
  const page = documentOf('trust/');
  const text = (element: { textContent: string | null } | null) => element?.textContent?.trim();
  for (const id of algorithms) {
    const rows = [...page.querySelectorAll(`tbody#${id} tr`)];
    expect(rows, id).toHaveLength(checks[id].length);
    for (const [i, { series, objectives, steps, largest }] of checks[id].entries()) {
      expect(text(rows[i].querySelector('.series'))).toBe(`${series}`);
      expect(text(rows[i].querySelector('.objectives'))).toBe(`${objectives.length}`);
      expect(text(rows[i].querySelector('.steps'))).toBe(steps.toLocaleString('en'));
      if (largest === 0) expect(text(rows[i].querySelector('.largest'))).toBe('none, to the last bit');
      else expect(text(rows[i].querySelector('.katex-html'))).toBe(seen(largest));
    }
    expect(text(page.querySelector(`tbody#${id} .laws`))).toBe(`${lawsAbout(id)}`);
  }
});

test('the page is found from the foot of any other, and gives its numbers as data', async ({ page, request }) => {
  await page.goto('the-problem/');
  await page.locator('footer').getByRole('link', { name: 'How the algorithms were checked' }).click();
  await expect(page.locator('h1')).toHaveText('How this was checked');
  const data = page.getByRole('link', { name: 'here it is' });
  const answer = await request.get(new URL((await data.getAttribute('href')) ?? '', page.url()).href);
  expect(((await answer.json()) as Trust).checks).toEqual(checks);
});

test('on a phone the table folds, and nothing in it scrolls sideways or is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await page.goto('trust/');
  const regions = page.locator('main .scroll');
  await expect(regions).toHaveCount(3);
  for (const region of await regions.all()) {
    expect(await region.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  }
});
