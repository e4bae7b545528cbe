import { expect, type Locator, type Page, test } from '@playwright/test';
import { deflateSync } from 'fflate';
import { hash } from '../../src/cells/hash.ts';
import { linkOf, type Shared } from '../../src/cells/share.ts';
import { findings } from './axe.ts';

// The types have tests of their own, and take their time: readers who save data do without them.
test.beforeEach(({ context }) =>
  context.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } })),
);

const cellOf = (page: Page, id = 'adam') => page.locator(`[data-cell="${id}"]`);
/** The reader's own cell of that number. */
const ownOf = (page: Page, number: number) => page.locator(`[data-cell^="own-${number}-"]`);
const ids = (page: Page) =>
  page.locator('.cell.runs').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.cell?.replace(/-\w+$/, '')));
const keys = (page: Page) => page.evaluate(() => Object.keys(localStorage));
/** Opens a link on a page that is open. */
const follow = (page: Page, link: string) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, link);
const prompt = (cell: Locator) => cell.locator('.head .prompt');
const state = (cell: Locator) => cell.locator('.state');
const text = (cell: Locator) => cell.locator('.cm-content');

/** Clicks into the code of a cell, at a place of which the words are, and waits until one can type. */
async function into(cell: Locator, words = 'const mHat'): Promise<void> {
  const box = await cell.locator('pre, .cm-scroller').evaluate((pre, wanted) => {
    const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
    const [first] = wanted.split(' ');
    pre.scrollIntoView({ block: 'center', behavior: 'instant' });
    const seen = pre.getBoundingClientRect();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.textContent?.includes(first) || !node.parentElement?.closest('pre, .cm-line')?.textContent?.includes(wanted)) continue;
      const range = document.createRange();
      range.setStart(node, node.textContent.indexOf(first));
      range.setEnd(node, node.textContent.indexOf(first) + 1);
      const { x, y, height } = range.getBoundingClientRect();
      if (y > seen.top && y + height < seen.bottom) return { x: x + 1, y: y + height / 2 };
    }
    throw new Error(`“${wanted}” is not in sight`);
  }, words);
  await cell.page().mouse.click(box.x, box.y);
  await expect(text(cell)).toBeFocused();
}

/** A page with a cell of the reader's own under the last, in whose text the caret is. */
async function withOwn(page: Page, ...codes: string[]): Promise<Locator[]> {
  const made: Locator[] = [];
  const before = await page.locator('[data-cell^="own-"]').count();
  for (const code of codes) {
    await page.getByRole('button', { name: 'Add a cell' }).click();
    const cell = ownOf(page, before + made.length + 1);
    await expect(text(cell)).toBeFocused();
    await page.keyboard.insertText(code);
    made.push(cell);
  }
  return made;
}

const value = (cell: Locator) => cell.locator('.value .tree');

test('the figure’s sliders are inputs: a cell that uses one runs again when it moves', async ({ page }) => {
  await page.goto('adam/');
  const [cell] = await withOwn(page, 'lr * 10');
  await page.keyboard.press('Control+Enter');
  await expect(value(cell)).toHaveText('4');
  await page.locator('#a0-adam-adam-lr').fill('0.5');
  await expect(value(cell)).toHaveText('5');
  await expect(prompt(cell)).not.toHaveText('In [1]');
});

test.describe('a cell', () => {
  test('is edited where it is clicked, runs, and nothing moves until it has something to show', async ({ page }) => {
    await page.goto('adam/');
    const cell = cellOf(page);
    const below = () => page.locator('#a0-adam').evaluate((figure) => figure.getBoundingClientRect().top);
    await cell.locator('pre').evaluate((pre) => pre.scrollIntoView({ block: 'center' }));
    const before = await below();
    await into(cell);
    await page.keyboard.type('/* here */ ');
    await expect(text(cell)).toContainText('/* here */ const mHat');
    await expect(state(cell)).toHaveText('edited, not run');
    expect(await below()).toBe(before);

    await page.keyboard.press('Control+Enter');
    await expect(prompt(cell)).toHaveText('In [1]');
    await expect(state(cell)).toHaveText('edited');
    await expect(cell.locator('.value .prompt')).toHaveText('Out [1]');
    await expect(cell.locator('.said')).toContainText('Adam remembers m and v');
    await expect(text(cell)).toBeFocused();

    await cell.getByRole('button', { name: 'Changes' }).click();
    await expect(cell.locator('.cm-deletedChunk')).toHaveCount(1);
    await cell.getByRole('button', { name: 'Reset' }).click();
    await expect(text(cell)).not.toContainText('here');
    await expect(cell.getByRole('button', { name: 'Reset' })).toBeDisabled();
    // What had run runs again, so that nothing is older than what is written.
    await expect(prompt(cell)).toHaveText('In [2]');
    await expect(cell).not.toHaveAttribute('data-stale');
  });

  test('is led by Jupyter’s keys', async ({ page }) => {
    await page.goto('adam/');
    const cell = cellOf(page);
    await cell.locator('pre').focus();
    await page.keyboard.press('Enter');
    await expect(text(cell)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(cell.locator('.cm-scroller')).toBeFocused();
    // The page's own cells stay, whatever is pressed.
    for (const key of 'abddmy') await page.keyboard.press(key);
    await expect(page.locator('.cell.runs')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Alt+Enter');
    const own = ownOf(page, 1);
    await expect(prompt(cell)).toHaveText('In [1]');
    await expect(text(own)).toBeFocused();
    await page.keyboard.type('6 * 7');
    await page.keyboard.press('Control+Enter');
    await expect(value(own)).toHaveText('42');
    await expect(prompt(own)).toHaveText('In [2]');

    await page.keyboard.press('Escape');
    await page.keyboard.press('b');
    await expect(ownOf(page, 2).locator('pre')).toBeFocused();
    await page.keyboard.press('a');
    expect(await ids(page)).toEqual(['adam', 'own-1', 'own-3', 'own-2']);
    await page.keyboard.press('d');
    await page.keyboard.press('d');
    expect(await ids(page)).toEqual(['adam', 'own-1', 'own-2']);

    // Shift-Enter goes on to the next.
    await cell.locator('.cm-scroller').focus();
    await page.keyboard.press('Shift+Enter');
    await expect(own.locator('.cm-scroller')).toBeFocused();

    await page.keyboard.press('m');
    await expect(own.locator('.prose')).toHaveText('6 * 7');
    await page.keyboard.press('y');
    await expect(own.locator('.prose')).toHaveCount(0);
    await page.keyboard.press('Control+Enter');
    await expect(value(own)).toHaveText('42');

    // 0 0 starts the sandbox anew, and the same page gives the same.
    await page.keyboard.press('0');
    await page.keyboard.press('0');
    await expect(prompt(own)).toHaveText(/In \[\d+\]/);
    await expect(value(own)).toHaveText('42');
  });

  test('runs again when what it uses has run, wherever it stands', async ({ page }) => {
    await page.goto('adam/');
    const [sum, part] = await withOwn(page, 'const sum = part + 1;\nsum', 'const part = 41;');
    await sum.getByRole('button', { name: 'Run' }).click();
    await expect(value(sum)).toHaveText('42');
    await expect(prompt(part)).toHaveText(/In \[\d+\]/);

    await text(part).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('const part = 1;');
    await expect(state(part)).toHaveText('edited, not run');
    await expect(value(sum)).toHaveText('42');
    await page.keyboard.press('Control+Enter');
    await expect(value(sum)).toHaveText('2');
    await page.getByRole('button', { name: 'Restart' }).click();
    await expect(prompt(sum)).toHaveText(/In \[\d+\]/);
    await expect(value(sum)).toHaveText('2');

    // Each name has one place.
    await text(part).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('const sum = 1;');
    await page.getByRole('button', { name: 'Run all' }).click();
    await expect(part.locator('.trouble')).toContainText('“sum” is defined here and in your cell 1');
    await expect(sum.locator('.trouble')).toContainText('“sum” is defined here and in your cell 2');
    await text(part).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('const part = 2;');
    await page.keyboard.press('Control+Enter');
    await expect(value(sum)).toHaveText('3');
    const [third] = await withOwn(page, 'const sum = 1;');
    await page.keyboard.press('Control+Enter');
    await expect(sum.locator('.trouble')).toContainText('“sum” is defined here and in your cell 3');
    await third.getByRole('button', { name: 'Turn into text' }).click();
    await expect(value(sum)).toHaveText('3');
  });

  test('says what went wrong and where, and goes on', async ({ page }) => {
    await page.goto('adam/');
    const cell = cellOf(page);
    await into(cell);
    await page.keyboard.insertText('const = ;');
    await page.keyboard.press('Control+Enter');
    await expect(cell.locator('.out .trouble')).toContainText(/Syntax error.*adam\.ts, line 37, column 1\d/s);
    await expect(cell.locator('.out .trouble pre')).toHaveText(/const = ;.*\n\s+\^$/);
    await page.keyboard.press('Control+Home');
    await cell
      .locator('.out')
      .getByRole('button', { name: /line 37/ })
      .click();
    await expect(cell.locator('.cm-content')).toBeFocused();
    const line = page.evaluate(() => document.getSelection()?.anchorNode?.parentElement?.closest('.cm-line')?.textContent);
    expect(await line).toContain('const = ;');
    await page.keyboard.press('Control+z');

    const [loop, other] = await withOwn(page, 'while (true);', '"fine"');
    await loop.getByRole('button', { name: 'Run' }).click();
    await expect(prompt(loop)).toHaveText('In [*]');
    await page.getByRole('button', { name: 'Interrupt' }).click();
    await expect(loop.locator('.trouble')).toContainText('Interrupted');
    await other.getByRole('button', { name: 'Run' }).click();
    await expect(value(other)).toHaveText('"fine"');
    await text(loop).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('console.log("out", [1, 2]); [1.5, { a: "b" }]');
    await page.keyboard.press('Control+Enter');
    await expect(loop.locator('.log')).toHaveText('out Array(2) [1, 2]');
    await value(loop).locator('summary').click();
    await expect(value(loop).locator('li').first()).toHaveText('0: 1.5');

    // Who needs a cell that was stopped is told so, until that is deleted.
    await text(loop).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('const stuck = 1;\nwhile (true);');
    await page.keyboard.press('Control+Enter');
    await expect(prompt(loop)).toHaveText('In [*]');
    await page.getByRole('button', { name: 'Interrupt' }).click();
    await expect(loop.locator('.trouble')).toContainText('Interrupted');
    await text(other).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('stuck + 1');
    await page.keyboard.press('Control+Enter');
    await expect(other.locator('.trouble')).toContainText('its cell, your cell 1, was stopped');
    await loop.getByRole('button', { name: 'Delete' }).click();
    await other.getByRole('button', { name: 'Run' }).click();
    await expect(other.locator('.trouble')).toContainText('stuck is not defined');
  });
});

test('the buttons of a cell and of all do what they say, and a reload leaves order, steps back and results as they are', async ({
  page,
}) => {
  await page.goto('adam/');
  await into(cellOf(page));
  await page.keyboard.insertText('/* mine */');
  const [part, sum] = await withOwn(page, 'const part = 41;', 'part + 1');
  await sum.getByRole('button', { name: 'Up' }).click();
  expect(await ids(page)).toEqual(['adam', 'own-2', 'own-1']);
  await part.getByRole('button', { name: 'Down' }).click();
  await sum.getByRole('button', { name: 'Down' }).click();
  expect(await ids(page)).toEqual(['adam', 'own-1', 'own-2']);
  await part.getByRole('button', { name: 'Down' }).click();
  await page.getByRole('button', { name: 'Run all' }).click();
  await expect(value(sum)).toHaveText('42');
  await expect(prompt(cellOf(page))).toHaveText(/In \[\d+\]/);

  await page.reload();
  await expect(text(cellOf(page))).toContainText('/* mine */');
  expect(await ids(page)).toEqual(['adam', 'own-2', 'own-1']);
  await sum.locator('pre').click();
  await expect(text(sum)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(text(sum)).toHaveText('');
  await page.keyboard.press('Control+y');
  await expect(text(sum)).toHaveText('part + 1');
  await page.getByRole('button', { name: 'Run all' }).click();
  await expect(value(sum)).toHaveText('42');

  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect(text(cellOf(page))).not.toContainText('/* mine */');
  await part.getByRole('button', { name: 'Delete' }).click();
  await expect(sum.locator('.trouble')).toContainText('part is not defined');
  // What was deleted comes back while it is said, and with Jupyter's key.
  await page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
  const again = page.locator('.cell.runs', { hasText: 'const part = 41;' });
  await again.getByRole('button', { name: 'Delete' }).click();
  await expect(again).toHaveCount(0);
  await page.keyboard.press('z');
  await again.getByRole('button', { name: 'Delete' }).click();
  await sum.getByRole('button', { name: 'Delete' }).click();
  expect(await ids(page)).toEqual(['adam']);
  expect(await keys(page)).toEqual([]);
});

test('what cannot be loaded is said, and fails nowhere else', async ({ page }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.route('**/_astro/host.*.js', (route) => route.abort());
  await page.goto('adam/');
  await cellOf(page).getByRole('button', { name: 'Run' }).click();
  await expect(page.locator('.notice')).toContainText('the sandbox could not be started');
  expect(errors).toEqual([]);
});

test.describe('what is written', () => {
  test('survives a reload, with the way back', async ({ page }) => {
    await page.goto('adam/');
    await into(cellOf(page));
    await page.keyboard.insertText('/* kept */');
    await withOwn(page, '# note');
    await page.keyboard.press('Escape');
    await page.keyboard.press('m');
    await expect(page.locator('.prose h3')).toHaveText('note');
    await page.reload();
    const cell = cellOf(page);
    await expect(text(cell)).toContainText('/* kept */');
    await expect(state(cell)).toHaveText('edited, not run');
    await expect(page.locator('.prose h3')).toHaveText('note');
    await text(cell).click();
    await page.keyboard.press('Control+z');
    await expect(text(cell)).not.toContainText('kept');
    // What is as it was is not kept.
    await expect(cell.getByRole('button', { name: 'Reset' })).toBeDisabled();
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith('adam')))).toEqual([]);
  });

  test('is shown beside the site’s code where that has changed, and the reader chooses', async ({ page }) => {
    await page.addInitScript(() => {
      if (sessionStorage.getItem('once')) return;
      sessionStorage.setItem('once', 'x');
      localStorage.setItem('downhill.cell /adam/ adam', JSON.stringify({ text: 'mine', base: 'older' }));
    });
    await page.goto('adam/');
    const cell = cellOf(page);
    await expect(cell.locator('.moved')).toContainText('has changed since');
    await expect(cell.locator('.cm-deletedChunk').first()).toBeVisible();
    await cell.getByRole('button', { name: 'Keep mine' }).click();
    await expect(cell.locator('.moved')).toHaveCount(0);
    await page.reload();
    await expect(text(cell)).toHaveText('mine');
    await expect(cell.locator('.moved')).toHaveCount(0);
  });

  test('stays on the page where the browser keeps nothing, which is said once', async ({ page }) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await page.goto('adam/');
    const cell = cellOf(page);
    await into(cell);
    await page.keyboard.insertText('/* a */');
    await expect(page.locator('.notice')).toContainText('The browser keeps no edits here');
    await page.getByRole('button', { name: 'Close' }).click();
    await text(cell).click();
    await page.keyboard.insertText('/* b */');
    await page.keyboard.press('Control+Enter');
    await expect(prompt(cell)).toHaveText('In [1]');
    await expect(page.locator('.notice')).toHaveCount(0);
  });

  test('is the same in two tabs', async ({ page, context }) => {
    const other = await context.newPage();
    for (const tab of [page, other]) await tab.goto('adam/');
    await other.locator('[data-cell=adam] pre').focus();
    await into(cellOf(page));
    await page.keyboard.insertText('/* there */');
    await expect(text(cellOf(other))).toContainText('/* there */');
    await expect(other.locator('.notice')).toContainText('was changed in another tab');

    // What a link has brought here, and nobody has kept, is in nobody's way.
    await follow(
      other,
      linkOf({ edits: {}, own: [{ kind: 'code', text: '"a guest"', under: 'adam' }] }, () => undefined),
    );
    await expect(ownOf(other, 1)).toContainText('"a guest"');
    await withOwn(page, '"mine in A"');
    const there = other.locator('.cell', { hasText: 'mine in A' });
    await expect(there.locator('.name')).toHaveText('your cell 2');
    await other.getByRole('button', { name: 'Take it back' }).click();
    await expect(other.locator('.cell', { hasText: 'a guest' })).toHaveCount(0);
    await withOwn(other, '"mine in B"');
    for (const tab of [page, other]) {
      await expect(tab.locator('.cell', { hasText: 'mine in A' })).toHaveCount(1);
      await expect(tab.locator('.cell', { hasText: 'mine in B' })).toHaveCount(1);
    }
    await page.getByRole('button', { name: 'Delete' }).first().click();
    await expect(there).toHaveCount(0);
    await page.reload();
    await expect(page.locator('[data-cell^="own-"]')).toHaveText([/mine in B/]);
  });
});

test.describe('a link', () => {
  async function shared(page: Page): Promise<string> {
    await page.goto('adam/');
    await into(cellOf(page));
    await page.keyboard.insertText('/* sent */');
    await page.getByRole('button', { name: 'Share' }).click();
    const dialog = page.getByRole('dialog', { name: 'Share these cells' });
    await expect(dialog.getByRole('img', { name: /QR/ })).toBeVisible();
    const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
    expect(link.length).toBeLessThan(2500);
    expect(await findings(page, 'dialog')).toEqual([]);
    return link;
  }

  test('fills in text and runs nothing; what is the reader’s own goes only if they say so', async ({ page, browser, baseURL }) => {
    const link = await shared(page);
    const context = await browser.newContext({ baseURL });
    const friend = await context.newPage();
    const frames: string[] = [];
    friend.on('frameattached', () => frames.push('sandbox'));
    await friend.goto(link);
    const cell = cellOf(friend);
    await expect(friend.locator('.notice')).toContainText('A link has changed adam.ts. Nothing of it has run.');
    await expect(state(cell)).toHaveText('edited by a link');
    await expect(text(cell)).toContainText('/* sent */');
    expect(frames).toEqual([]);
    expect(await friend.evaluate(() => localStorage.length)).toBe(0);
    await friend.getByRole('button', { name: 'Take it back' }).click();
    await expect(text(cell)).not.toContainText('/* sent */');
    expect(friend.url()).not.toContain('#');

    await text(cell).click();
    await friend.keyboard.insertText('/* mine */');
    await expect.poll(() => friend.evaluate(() => localStorage.length)).toBe(1);
    await follow(friend, new URL(link).hash);
    await expect(friend.locator('.notice')).toContainText('where you have edits of your own');
    await expect(text(cell)).toContainText('/* mine */');
    await friend.getByRole('button', { name: 'Take the link’s' }).click();
    await expect(text(cell)).toContainText('/* sent */');
    // Running it makes it the reader's.
    await cell.getByRole('button', { name: 'Run' }).click();
    await expect(prompt(cell)).toHaveText('In [1]');
    await expect(friend.locator('.notice')).toHaveCount(0);
    expect(friend.url()).not.toContain('#');

    // One that was made before the page's own code changed brings its text all the same, and both can be seen.
    await cell.getByRole('button', { name: 'Reset' }).click();
    await follow(friend, new URL(link).hash.replace(/~\w+/, '~old'));
    await expect(cell.locator('.moved')).toContainText('has changed since');
    await expect(cell.locator('.cm-deletedChunk, .cm-changedLine').first()).toBeVisible();
    await cell.getByRole('button', { name: 'Keep mine' }).click();
    await expect(cell.locator('.moved')).toHaveCount(0);
    await expect(text(cell)).toContainText('/* sent */');
    await context.close();
  });

  test('brings cells of its own, to be kept or taken back, whatever is done with them before', async ({ page }) => {
    await page.goto('adam/');
    const cell = cellOf(page);
    const original = (await cell.locator('code').textContent()) ?? '';
    const linkTo = (shared: Partial<Shared>) => linkOf({ edits: {}, own: [], ...shared }, () => original);
    const first = linkTo({
      edits: { adam: 'first' },
      own: [
        { kind: 'code', text: '1 + 1', under: 'adam' },
        { kind: 'markdown', text: '# Sent $x^2$', under: 'adam' },
      ],
    });
    const question = page.locator('.notice', { hasText: 'Nothing of it has run' });
    await follow(page, first);
    await expect(question).toContainText('A link has changed adam.ts, your cell 1, and your cell 2.');
    await expect(page.locator('.prose h3 .katex')).toHaveCount(1);
    // Another, before this one is decided on, goes over what is nobody's yet.
    await follow(page, linkTo({ edits: { adam: 'second' } }));
    await expect(text(cell)).toHaveText('second');
    // What else there is to say leaves the question there.
    await follow(page, '#cells=2.abc');
    await expect(page.locator('.notice')).toHaveCount(2);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Delete' }).first().click();
    await question.getByRole('button', { name: 'Take it back' }).click();
    await expect(question).toHaveCount(0);
    await expect(cell.getByRole('button', { name: 'Reset' })).toBeDisabled();
    await expect(state(cell)).not.toContainText('link');
    expect(await ids(page)).toEqual(['adam']);
    expect([await keys(page), new URL(page.url()).hash]).toEqual([[], '']);

    await follow(page, first);
    await question.getByRole('button', { name: 'Keep it' }).click();
    await page.reload();
    await expect(text(cell)).toHaveText('first');
    expect(await ids(page)).toEqual(['adam', 'own-1', 'own-2']);
    await expect(page.locator('.notice')).toHaveCount(0);
  });

  test('that cannot be opened says why, and changes nothing', async ({ page }) => {
    await page.goto('adam/');
    const original = (await cellOf(page).locator('code').textContent()) ?? '';
    const bomb = Buffer.from(deflateSync(new Uint8Array(20_000_000), { level: 9 })).toString('base64url');
    const links: [string, RegExp][] = [
      [`#cells=1.abc.adam~${hash(original)}.AAAA`, /damaged/],
      [`#cells=1.abc..${'A'.repeat(40_000)}`, /longer than this page opens/],
      [`#cells=1.abc..${bomb}`, /larger than any cell/],
      ['#cells=1b.abc.adam~older.AAAA', /for an older text of the cell “adam”/],
      ['#cells=1.abc.sgd~older.AAAA', /a cell “sgd”, which this page does not have/],
      ['#cells=2.abc', /newer version of this site/],
    ];
    for (const [link, says] of links) {
      await follow(page, link);
      await expect(page.locator('.notice')).toContainText(says);
      await page.getByRole('button', { name: 'Close' }).click();
    }
    expect(await cellOf(page).locator('code').textContent()).toBe(original);
    await expect(page.locator('.editor')).toHaveCount(0);
  });
});

test('axe finds nothing in cells that show all they can, on either paper, and a phone is wide enough', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await page.goto('adam/');
  const lines = [
    'console.error("no");',
    'display.table([{ k: 1, f: 2.5 }]);',
    'display.plot({ f: [1, 3, 2], g: [2, 1, 1] });',
    'display({ a: [1], b: "c" });',
    'throw new TypeError("wrong");',
  ];
  const [own] = await withOwn(page, lines.join('\n'));
  await own.getByRole('button', { name: 'Run' }).click();
  await expect(own.locator('.out .trouble')).toContainText('TypeError: wrong');
  await expect(own.locator('.drawn svg')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page, '.notebook')).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
