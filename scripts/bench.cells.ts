import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import type { Browser, Page } from '@playwright/test';
import type { Row } from './bench.ts';

const median = (all: number[]) => all.toSorted((a, b) => a - b)[all.length >> 1];

/** Adam's chapter with five paths of 200 steps, its figure awake. */
async function open(chrome: Browser, url: string): Promise<Page> {
  const page = await chrome.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${url}adam/?a0-adam.as=fair&a0-adam.steps=200`);
  await page.locator('#a0-adam[data-live]').waitFor();
  return page;
}

const cell = '[data-cell=adam]';

/** Clicks on a word of the cell's code and gives back how long it took until one could type. */
async function click(page: Page): Promise<number> {
  const place = await page.locator(`${cell} pre`).evaluate((pre) => {
    const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf('mHat') ?? -1;
      if (at < 0) continue;
      pre.scrollIntoView({ block: 'center', behavior: 'instant' });
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 4);
      const { x, y, height } = range.getBoundingClientRect();
      return { x: x + 2, y: y + height / 2 };
    }
    throw new Error('The cell has no mHat to click on');
  });
  await page.evaluate(() => {
    const told = { pressed: 0, ready: 0 };
    Object.assign(window, { told });
    addEventListener('pointerdown', () => (told.pressed ||= performance.now()), { capture: true });
    const watch = () => {
      if (document.activeElement?.matches('.cm-content')) told.ready = performance.now();
      else requestAnimationFrame(watch);
    };
    watch();
  });
  await page.mouse.click(place.x, place.y);
  await page.locator(`${cell} .cm-content:focus`).waitFor();
  return page.evaluate(() => {
    const { told } = window as unknown as { told: { pressed: number; ready: number } };
    return told.ready - told.pressed;
  });
}

/** The first edit of a visit: until one can type, and until the first mistake is underlined. */
async function firstEdit(chrome: Browser, url: string): Promise<Row[]> {
  const [ready, told]: [number[], number[]] = [[], []];
  for (let round = 0; round < 5; round++) {
    const page = await open(chrome, url);
    ready.push(await click(page));
    await page.keyboard.press('End');
    await page.keyboard.type('misspelt;');
    const from = performance.now();
    await page.locator(`${cell} .cm-lintRange-error`).first().waitFor();
    told.push(performance.now() - from);
    await page.close();
  }
  return [
    row('First edit of a visit, from the click until one can type', median(ready), 500),
    row('… and until its first mistake is underlined', median(told), 2500),
  ];
}

/** From the key that runs an edit to the figure with the new path, and from a restart to the cell's value. */
async function answering(chrome: Browser, url: string): Promise<Row[]> {
  const page = await open(chrome, url);
  await click(page);
  await page.keyboard.press('End');
  await page.keyboard.type(' // ');
  await page.keyboard.press('Control+Enter');
  await page.locator('#a0-adam .legend', { hasText: 'yours' }).waitFor();
  await page.evaluate(() => {
    const map = document.querySelector('#a0-adam .map') as SVGSVGElement;
    const lines = () => [...map.querySelectorAll('path[stroke="var(--mine)"]')].map((path) => path.getAttribute('d')).join();
    const runs: number[] = [];
    let [from, before] = [0, ''];
    document.addEventListener(
      'keydown',
      ({ key }) => {
        if (key === 'Enter') [from, before] = [performance.now(), lines()];
      },
      { capture: true },
    );
    new MutationObserver(() => {
      if (!from || lines() === before) return;
      runs.push(performance.now() - from);
      from = 0;
    }).observe(map, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { runs });
  });
  // The update's last line: each time another length of its step.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(' * 1.0');
  for (let round = 1; round <= 15; round++) {
    await page.keyboard.press('Backspace');
    await page.keyboard.type(String(round % 10));
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction((count) => (window as unknown as { runs: number[] }).runs.length >= count, round);
  }
  const redrawn = await page.evaluate(() => (window as unknown as { runs: number[] }).runs);

  const restarts = await page.evaluate(async (selector) => {
    const prompt = document.querySelector(`${selector} .prompt`) as HTMLElement;
    const restart = [...document.querySelectorAll<HTMLButtonElement>('button')].find(
      ({ textContent }) => textContent?.trim() === 'Restart',
    );
    const times: number[] = [];
    for (let round = 0; round < 9; round++) {
      const from = performance.now();
      const done = new Promise<void>((resolve) => {
        let busy = false;
        const observer = new MutationObserver(() => {
          const number = /\d/.test(prompt.textContent ?? '');
          busy ||= !number;
          if (!busy || !number) return;
          observer.disconnect();
          resolve();
        });
        observer.observe(prompt, { childList: true, characterData: true, subtree: true });
      });
      restart?.click();
      await done;
      times.push(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return times;
  }, cell);
  await page.close();
  return [
    row('From the key that runs an edit to the redrawn figure, 5 paths × 200 steps', median(redrawn), 60),
    row('From a restart of the sandbox to the cell’s new value', median(restarts), 60),
  ];
}

const steps = 1e6;

/** Steps of Adam on two numbers; `adam` is in scope. */
const loop = `
  const x = Float64Array.of(-4, -6), g = new Float64Array(2), memory = adam.init(x), moment = { t: 0 };
  const from = performance.now();
  for (let t = 1; t <= ${steps}; t++) {
    g[0] = 0.2 * x[0]; g[1] = 4 * x[1]; moment.t = t;
    adam.step(x, g, memory, adam.hyper, moment);
  }
  performance.now() - from`;

/** A million steps in a cell, as a part of the same in the page. */
async function longRun(chrome: Browser, url: string): Promise<Row> {
  const page = await open(chrome, url);
  await page.getByRole('button', { name: 'Add a cell' }).click();
  const own = page.locator('[data-cell=own-1]');
  await own.locator('.cm-content:focus').waitFor();
  await page.keyboard.insertText(`import adam from './adam.ts';\n${loop}`);
  const text = stripTypeScriptTypes(readFileSync(new URL('../src/lib/optimizers/adam.ts', import.meta.url), 'utf8'))
    .replace(/^import .*$/gm, '')
    .replace('export default', 'const adam =');
  const inPage = `(() => { const optimizer = (record) => record, zeros = (x) => new x.constructor(x.length); ${text}; ${loop.replace(/performance\.now\(\) - from$/, 'return $&')} })()`;
  const ratios: number[] = [];
  for (let round = 0; round < 7; round++) {
    const run = await own.locator('.head .prompt').textContent();
    await page.keyboard.press('Control+Enter');
    await own.locator('.head .prompt', { hasNotText: run ?? '', hasText: /\d/ }).waitFor();
    const inCell = Number(await own.locator('.value .tree').first().textContent());
    ratios.push(inCell / ((await page.evaluate(inPage)) as number));
  }
  await page.close();
  const ratio = median(ratios);
  return {
    bench: '1e6 steps of Adam in a cell, against the same in the page (time)',
    measured: ratio.toFixed(2),
    target: '≤ 1.20',
    met: ratio <= 1.2,
  };
}

const row = (bench: string, ms: number, most: number): Row => ({
  bench,
  measured: `${ms.toFixed(0)} ms`,
  target: `≤ ${most} ms`,
  met: ms <= most,
});

/** The benches of the cells. */
export async function cells(chrome: Browser, url: string): Promise<Row[]> {
  return [...(await firstEdit(chrome, url)), ...(await answering(chrome, url)), await longRun(chrome, url)];
}
