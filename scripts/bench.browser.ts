import { type Browser, chromium, type Page } from '@playwright/test';
import { editions } from '../tests/browser/dist.ts';
import { args, browser } from '../tests/browser/launch.ts';
import { cells } from './bench.cells.ts';
import type { Row } from './bench.ts';
import { serve } from './serve.ts';

const [edition] = editions;
const { url } = edition;

/** Notes how long each frame's callbacks take, and when frames come. Installed before the page's own scripts. */
function watchFrames() {
  const ask = window.requestAnimationFrame.bind(window);
  const work: number[] = [];
  window.requestAnimationFrame = (callback) =>
    ask((now) => {
      const before = performance.now();
      callback(now);
      work.push(performance.now() - before);
    });
  const frames = (duration: number) =>
    new Promise<number>((resolve) => {
      let count = 0;
      const start = performance.now();
      const tick = () => {
        count++;
        if (performance.now() - start < duration) ask(tick);
        else resolve(count);
      };
      ask(tick);
    });
  Object.assign(window, { bench: { work, frames } });
}

declare global {
  interface Window {
    bench: { work: number[]; frames: (duration: number) => Promise<number> };
  }
}

/** Five paths of 200 steps, awake. */
async function open(chrome: Browser, path = '', id = 'home'): Promise<Page> {
  const page = await chrome.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(watchFrames);
  await page.goto(`${url}${path}?${id}.as=fair&${id}.steps=200`);
  await page.locator(`#${id}[data-live]`).waitFor();
  await page.waitForTimeout(500);
  return page;
}

/** The frames while the start is dragged, as a part of those of the same page at rest. */
async function dragging(chrome: Browser): Promise<Row> {
  const page = await open(chrome);
  const atRest = await page.evaluate(() => window.bench.frames(3000));
  const box = await page.locator('#home .handle').boundingBox();
  if (!box) throw new Error('The start has no handle to drag');
  await page.mouse.move(box.x + 22, box.y + 22);
  await page.mouse.down();
  await page.evaluate(() => {
    window.bench.work.length = 0;
  });
  let done = false;
  const frames = page
    .evaluate(() => window.bench.frames(3000))
    .finally(() => {
      done = true;
    });
  for (let i = 0; !done; i++) await page.mouse.move(box.x + 150 + 130 * Math.cos(i / 20), box.y - 100 + 90 * Math.sin(i / 20));
  const whileDragged = await frames;
  await page.mouse.up();
  const work = await page.evaluate(() => window.bench.work.toSorted((a, b) => a - b));
  const script = work[work.length >> 1];
  await page.close();
  const part = whileDragged / atRest;
  return {
    bench: `Frames while dragging 5 paths × 200 steps, against at rest (${(atRest / 3).toFixed(0)}/s; ${script.toFixed(1)} ms of script each)`,
    measured: part.toFixed(2),
    target: '≥ 0.95',
    met: part >= 0.95,
  };
}

/**
 * All that follows the cursor when it moves over five paths of 200 steps, with each view beside the map in turn: the equation with
 * its numbers in, the code, a letter's meaning, the update term by term, and the table, all open.
 */
async function movingTheCursor(chrome: Browser): Promise<Row> {
  const medians: [view: string, milliseconds: number][] = [];
  const page = await open(chrome, 'adam/', 'a0-adam');
  const race = page.locator('#a0-adam');
  await race.locator('[data-do=one-update]').click();
  await race.locator('.numbers summary').click();
  const update = page.locator('[data-follows=a0-adam]').first();
  await update.locator('[data-do=numbers]').click();
  await update.locator('.rows [data-symbol=mHat]').filter({ visible: true }).first().click();
  const choice = race.locator('[name=panel]');
  const views = await choice.locator('option').evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  for (const view of views) {
    await choice.selectOption(view);
    const times = await page.evaluate(async () => {
      const slider = document.querySelector('#a0-adam [name=at]') as HTMLInputElement;
      const times: number[] = [];
      for (let i = 0; i < 100; i++) {
        window.bench.work.length = 0;
        const before = performance.now();
        slider.value = String((i * 37) % 200);
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        const asked = performance.now() - before;
        await window.bench.frames(0);
        times.push(asked + window.bench.work.reduce((sum, one) => sum + one, 0));
      }
      // The first ones find code that the browser has not yet compiled.
      return times.slice(20).sort((a, b) => a - b);
    });
    medians.push([view, times[times.length >> 1]]);
  }
  await page.close();
  const [slowest, most] = medians.reduce((a, b) => (b[1] > a[1] ? b : a));
  return {
    bench: `Script for one move of the cursor, 5 paths × 200 steps, all that follows it (slowest view: ${slowest})`,
    measured: `${most.toFixed(1)} ms`,
    target: '≤ 8 ms',
    met: most <= 8,
  };
}

/** The first drawing of another ground with everything on it, in a page that has just come. */
async function firstRender(chrome: Browser): Promise<Row> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const page = await open(chrome);
    await page.evaluate(() => {
      window.bench.work.length = 0;
    });
    await page.locator('#home [data-do=set-up]').click();
    await page.locator('#home [name=objective]').selectOption('himmelblau');
    await page.locator('#home .map[data-ground^=himmelblau]').waitFor();
    times.push(await page.evaluate(() => Math.max(...window.bench.work)));
    await page.close();
  }
  const median = times.toSorted((a, b) => a - b)[times.length >> 1];
  return {
    bench: 'First full render: another ground, 5 paths × 200 steps, curve',
    measured: `${median.toFixed(0)} ms`,
    target: '≤ 100 ms',
    met: median <= 100,
  };
}

/** The benches that take a browser and a built site. */
export async function inBrowser(): Promise<Row[]> {
  const chrome = await chromium.launch({ executablePath: await browser(), args });
  const server = await serve(edition);
  try {
    return [await firstRender(chrome), await dragging(chrome), await movingTheCursor(chrome), ...(await cells(chrome, url))];
  } finally {
    await chrome.close();
    server.kill();
  }
}
