/** The race as a reader has it, in Chromium: how long it takes, whether the page stays smooth, and what the tab needs. */
import { readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { editions } from '../tests/browser/dist.ts';
import { args, browser } from '../tests/browser/launch.ts';
import { serve } from './serve.ts';

const [edition] = editions;

export interface InChromium {
  /** From the click on Start to the end of the last algorithm, the digits being ready; the best of several races. */
  seconds: number;
  /** The loss of each update, by the algorithm's name. */
  losses: Map<string, number[]>;
  /** Frames a second while it runs, as a part of those at rest. */
  frames: number;
  /** The most that the tab ever took with as many images as MNIST has, in MB; nothing where the system does not say. */
  memory?: number;
}

async function open(chrome: Browser): Promise<Page> {
  const page = await chrome.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${edition.url}network/`);
  await page.locator('#network .losses').hover();
  await page.locator('#network[data-live]').waitFor();
  await page.evaluate(() => {
    const frames = (duration: number) =>
      new Promise<number>((resolve) => {
        let count = 0;
        const start = performance.now();
        const tick = () => {
          count++;
          if (performance.now() - start < duration) requestAnimationFrame(tick);
          else resolve((1000 * count) / (performance.now() - start));
        };
        requestAnimationFrame(tick);
      });
    Object.assign(window, { framesIn: frames });
  });
  return page;
}

declare global {
  interface Window {
    framesIn: (duration: number) => Promise<number>;
  }
}

/** Runs the race of the figure, and takes the time. */
async function race(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const figure = document.querySelector('#network') as HTMLElement;
        const now = figure.querySelector('.now') as HTMLElement;
        let before = 0;
        new MutationObserver((_, observer) => {
          // Making the digits, which is done once, is not a part of the race.
          if (before === 0 && now.textContent?.startsWith('Running')) before = performance.now();
          if (before === 0 || !now.textContent?.startsWith('Ended')) return;
          observer.disconnect();
          resolve((performance.now() - before) / 1000);
        }).observe(now, { childList: true, characterData: true, subtree: true });
        figure.querySelector<HTMLElement>('[data-do=start]')?.click();
      }),
  );
}

async function lossesOf(page: Page): Promise<Map<string, number[]>> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('#network [data-download=csv]').click()]);
  const rows = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const cells = rows.map((row) => row.split(','));
  return new Map(
    [...Map.groupBy(cells, ([name]) => name.replaceAll('"', ''))].map(([name, all]) => [name, all.map(([, , loss]) => Number(loss))]),
  );
}

/** As many images and labels as MNIST has, in its form; what they show is the same over and over. */
async function dropMnist(page: Page): Promise<void> {
  await page.evaluate(() => {
    const file = (magic: number, dimensions: number[], size: number, value: (i: number) => number) => {
      const bytes = new Uint8Array(4 + 4 * dimensions.length + size);
      const view = new DataView(bytes.buffer);
      for (const [i, number] of [magic, ...dimensions].entries()) view.setUint32(4 * i, number);
      for (let i = 0; i < size; i++) bytes[4 + 4 * dimensions.length + i] = value(i);
      return bytes;
    };
    const images = (count: number) => file(0x803, [count, 28, 28], count * 784, (i) => ((i * 2654435761) % 5 === 0 ? (i * 31) % 256 : 0));
    const labels = (count: number) => file(0x801, [count], count, (i) => i % 10);
    const transfer = new DataTransfer();
    for (const [name, count] of [
      ['train', 60_000],
      ['t10k', 10_000],
    ] as const) {
      transfer.items.add(new File([images(count)], `${name}-images`));
      transfer.items.add(new File([labels(count)], `${name}-labels`));
    }
    document.querySelector('#network')?.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }));
  });
  await page.locator('#network .notes', { hasText: '60000 images' }).waitFor();
}

/** What all tabs take at this moment, in MB: what is shared between processes is counted in parts. */
async function memoryOf(chrome: Browser): Promise<number> {
  const session = await chrome.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pss = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1]));
  return Math.max(...pss) / 1024;
}

/**
 * @param rounds how many races, of which the best counts
 * @param weighed whether memory is measured as well
 */
export async function inChromium(rounds: number, weighed: boolean): Promise<InChromium> {
  const chrome = await chromium.launch({ executablePath: await browser(), args });
  const server = await serve(edition);
  try {
    const page = await open(chrome);
    const atRest = await page.evaluate(() => window.framesIn(3000));
    const times: number[] = [await race(page)];
    for (let round = 1; round < rounds; round++) times.push(await race(page));
    const losses = await lossesOf(page);
    const again = race(page);
    await page.waitForTimeout(500);
    const frames = (await page.evaluate(() => window.framesIn(2500))) / atRest;
    await again;
    await page.close();

    let memory: number | undefined;
    if (weighed && process.platform === 'linux') {
      const other = await open(chrome);
      await dropMnist(other);
      memory = 0;
      let running = true;
      const done = race(other).finally(() => {
        running = false;
      });
      while (running) {
        memory = Math.max(memory, await memoryOf(chrome));
        await other.waitForTimeout(200);
      }
      await done;
      memory = Math.max(memory, await memoryOf(chrome));
    }
    return { seconds: Math.min(...times), losses, frames, memory };
  } finally {
    await chrome.close();
    server.kill();
  }
}
