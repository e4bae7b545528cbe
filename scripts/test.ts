/**
 * Everything that must hold, in the order in which it fails fastest. A failure does not end the run, unless what follows
 * cannot be tried without it. The last line is 'N passed, N failed', with ', N skipped' where something was.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const reports = mkdtempSync(join(tmpdir(), 'downhill-'));

const tools = {
  biome: '@biomejs/biome/bin/biome',
  astro: 'astro/bin/astro.mjs',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
  playwright: '@playwright/test/cli.js',
};

/** Runs a tool, whose output goes straight through. By its script and not by npx, so that it works on Windows without a shell. */
function run(tool: keyof typeof tools, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  console.log(`\n▶ ${tool} ${args.join(' ')}`);
  const child = spawn(process.execPath, [join('node_modules', tools[tool]), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return new Promise((resolve) => child.on('close', (code) => resolve(code === 0)));
}

/** A stage that is right or wrong as a whole. */
async function whole(tool: keyof typeof tools, ...args: string[]): Promise<Count> {
  const ok = await run(tool, args);
  return { passed: Number(ok), failed: Number(!ok), skipped: 0 };
}

/** A stage that counts its own tests; one that ends badly without a failed test (a file that does not load) counts as one. */
async function counted(file: string, count: (report: never) => Count, started: Promise<boolean>): Promise<Count> {
  const ok = await started;
  const report = join(reports, file);
  const sum = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8')) as never) : { passed: 0, failed: 0, skipped: 0 };
  return ok ? sum : { ...sum, failed: Math.max(1, sum.failed) };
}

const unit = () =>
  counted(
    'unit.json',
    (r: { numPassedTests: number; numFailedTests: number; numPendingTests: number }) => ({
      passed: r.numPassedTests,
      failed: r.numFailedTests,
      skipped: r.numPendingTests,
    }),
    run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, 'unit.json')}`]),
  );

const inBrowser = () =>
  counted(
    'browser.json',
    ({ stats }: { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      skipped: stats.skipped,
    }),
    run('playwright', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'browser.json') }),
  );

const counts = [
  await whole('biome', 'check', '--error-on-warnings', '.'),
  await whole('astro', 'check'),
  await whole('tsc', '-p', 'tsconfig.lib.json'),
  await unit(),
];
const builds = [await whole('astro', 'build'), await whole('astro', 'build', '--outDir', 'dist-base', '--base', '/downhill/')];
const built = builds.every(({ failed }) => failed === 0);
if (!built) console.log('\nThe browser tests are skipped, since there is nothing to look at.');
counts.push(...builds, built ? await inBrowser() : { passed: 0, failed: 0, skipped: 1 });
rmSync(reports, { recursive: true });

const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
