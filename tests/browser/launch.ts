/**
 * Finds a Chromium for the tests, or fetches one. Asked in this order, because each is slower than the one before:
 * a path in CHROME_PATH, an installed Chromium or Chrome, Playwright's own, Playwright's download,
 * Debian's package where we may install it, and a Chromium inside an npm package (Linux on x64).
 *
 * As a script it prints the path: `node tests/browser/launch.ts`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';

const root = process.getuid?.() === 0;

/** Chromium refuses its sandbox to root, and talks to its makers unless told not to. */
export const args = [
  ...(root ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @throws Error that lists what was tried */
export async function browser(): Promise<string> {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (!runs(given)) throw new Error(`CHROME_PATH is ${given}, which does not run`);
    return given;
  }
  for (const find of [installed, own, downloaded, packaged, bundled]) {
    const path = await find();
    if (path && runs(path)) return path;
  }
  throw new Error('Found no Chromium and could not fetch one: install Chromium or Chrome, or put the path of one into CHROME_PATH.');
}

/** Whether it is there and starts. On Windows `--version` would open a window, so there being there has to do. */
function runs(path: string): boolean {
  if (!existsSync(path)) return false;
  return process.platform === 'win32' || spawnSync(path, ['--version', ...args], { timeout: 20_000 }).status === 0;
}

function installed(): string | undefined {
  const { PATH = '', LOCALAPPDATA = '', PROGRAMFILES = '', 'PROGRAMFILES(X86)': x86 = '' } = process.env;
  const places: Partial<Record<NodeJS.Platform, string[]>> = {
    darwin: ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
    win32: [PROGRAMFILES, x86, LOCALAPPDATA].flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Chromium/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
  };
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const onPath = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return (places[process.platform] ?? onPath).find(runs);
}

const own = () => chromium.executablePath();

function downloaded(): string {
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  attempt(process.execPath, [playwright, 'install', 'chromium']);
  return own();
}

function packaged(): string | undefined {
  if (!root || !existsSync('/etc/debian_version')) return undefined;
  attempt('apt-get', ['update', '-q']);
  attempt('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium']);
  return installed();
}

async function bundled(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = join(tmpdir(), 'downhill-chromium');
  mkdirSync(folder, { recursive: true });
  attempt('npm', ['install', '--prefix', folder, '--no-save', '@sparticuz/chromium@153.0.0']);
  try {
    const entry = createRequire(join(folder, 'package.json')).resolve('@sparticuz/chromium');
    const { default: sparticuz } = await import(pathToFileURL(entry).href);
    return await sparticuz.executablePath();
  } catch {
    return undefined;
  }
}

/** Runs a command that may fail: what counts is whether there is a browser afterwards. Its output goes where errors go. */
function attempt(command: string, parameters: string[]): void {
  console.error(`No Chromium yet: ${command} ${parameters.join(' ')}`);
  spawnSync(command, parameters, { stdio: ['ignore', 2, 2], timeout: 240_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

if (import.meta.main) console.log(await browser());
