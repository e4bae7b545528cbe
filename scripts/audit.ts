/**
 * Lighthouse on every page, as a phone sees it: `npm run audit`, after `npm run build`.
 * Lighthouse brings 170 MB of packages, so it is fetched when it is asked for and is no dependency.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editions, pages } from '../tests/browser/dist.ts';
import { args, browser } from '../tests/browser/launch.ts';
import { serve } from './serve.ts';

const lighthouse = 'lighthouse@13.5.0';
const targets: Record<string, number> = { performance: 0.95, accessibility: 1, 'best-practices': 1, seo: 1 };

const [edition] = editions;
const { url } = edition;
const reports = mkdtempSync(join(tmpdir(), 'downhill-audit-'));
const chrome = await browser();

/** The scores of a page, from 0 to 1. */
async function scores(page: string, index: number): Promise<Record<string, number>> {
  const report = join(reports, `${index}.json`);
  const flags = `--quiet --output=json --output-path="${report}" --only-categories=${Object.keys(targets)}`;
  // One line for the shell, because on Windows npx is a script that only a shell starts.
  const command = `npx --yes ${lighthouse} ${url}${page} ${flags} --chrome-flags="--headless=new ${args.join(' ')}"`;
  const child = spawn(command, { shell: true, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CHROME_PATH: chrome } });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`Lighthouse ended with ${code} on ${url}${page}`);
  const { categories } = JSON.parse(readFileSync(report, 'utf8')) as { categories: Record<string, { score: number | null }> };
  return Object.fromEntries(Object.keys(targets).map((id) => [id, categories[id].score ?? 0]));
}

const server = await serve(edition);
try {
  const table: Record<string, Record<string, number>> = {};
  for (const [index, page] of pages.entries()) table[`/${page}`] = await scores(page, index);
  console.table(table);
  const missed = Object.entries(table).flatMap(([page, row]) =>
    Object.entries(row).flatMap(([id, score]) => (score < targets[id] ? `${page}: ${id} is ${score}, not ${targets[id]}` : [])),
  );
  for (const line of missed) console.error(line);
  process.exitCode = missed.length > 0 ? 1 : 0;
} finally {
  server.kill();
  rmSync(reports, { recursive: true });
}
