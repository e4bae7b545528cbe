/** The race as a reader has it, in Chromium: how long it takes, whether the page stays smooth, and what the tab needs. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { editions } from '../tests/browser/dist.ts';
import { args, browser } from '../tests/browser/launch.ts';
import { idx } from '../tests/idx.ts';
import { serve } from './serve.ts';

const [edition] = editions;

export interface InChromium {
  /** From the click on Start to the end of the last algorithm, the digits being ready; the best of several races. */
  seconds: number;
  /** The loss of each update, by the algorithm's name. */
  losses: Map<string, number[]>;
  /** Frames a second while it runs, as a part of those at rest. */
  frames: number;
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

/** As many images and labels as MNIST has, in its form and as dense; what they show means nothing. */
async function chooseMnist(page: Page): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mnist-'));
  try {
    const sets = [['train', 60_000] as const, ['t10k', 10_000] as const].flatMap(([name, count]) => {
      const pixel = (i: number) => (Math.imul(i >> 2, 0x9e3779b1) >>> 0 < 0.19 * 2 ** 32 ? (i * 31) % 256 : 0);
      return [
        [
          `${name}-images`,
          idx(
            [0x803, count, 28, 28],
            Uint8Array.from({ length: count * 784 }, (_, i) => pixel(i)),
          ),
        ] as const,
        [
          `${name}-labels`,
          idx(
            [0x801, count],
            Uint8Array.from({ length: count }, (_, i) => i % 10),
          ),
        ] as const,
      ];
    });
    const paths = sets.map(([name, bytes]) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    });
    await page.locator('#network [name=files]').setInputFiles(paths);
    await page.locator('#network .notes', { hasText: '60000 images' }).waitFor();
  } finally {
    rmSync(folder, { recursive: true });
  }
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

/** A browser of its own with the site in it. */
async function visit<T>(what: (chrome: Browser) => Promise<T>): Promise<T> {
  const chrome = await chromium.launch({ executablePath: await browser(), args });
  const server = await serve(edition);
  try {
    return await what(chrome);
  } finally {
    await chrome.close();
    server.kill();
  }
}

/** @param rounds how many races, of which the best counts */
export const inChromium = (rounds: number): Promise<InChromium> =>
  visit(async (chrome) => {
    const page = await open(chrome);
    const atRest = await page.evaluate(() => window.framesIn(3000));
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await race(page));
    const losses = await lossesOf(page);
    const again = race(page);
    await page.waitForTimeout(500);
    const frames = (await page.evaluate(() => window.framesIn(2500))) / atRest;
    await again;
    return { seconds: Math.min(...times), losses, frames };
  });

/** The most that a tab takes while it trains with as many images as MNIST has, in MB; nothing where the system does not say. */
export async function memoryInChromium(): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined;
  return visit(async (chrome) => {
    const page = await open(chrome);
    await chooseMnist(page);
    let running = true;
    const done = race(page).finally(() => {
      running = false;
    });
    let most = 0;
    while (running) {
      most = Math.max(most, await memoryOf(chrome));
      await page.waitForTimeout(200);
    }
    await done;
    return most;
  });
}
