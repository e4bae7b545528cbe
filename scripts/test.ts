/**
 * Everything that must hold, in the order in which it fails fastest. A failure does not end the run, unless what follows
 * cannot be tried without it. What this machine could not check is said at the end, a line for each reason; the last line is
 * 'N passed, N failed', with ', N skipped' where something was.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Skipped, UnitReport } from './unit-report.ts';

interface Count {
  passed: number;
  failed: number;
  skipped: Skipped[];
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
  return { passed: Number(ok), failed: Number(!ok), skipped: [] };
}

/** A stage that counts its own tests; one that ends badly without a failed test (a file that does not load) counts as one. */
async function counted(file: string, count: (report: never) => Count, started: Promise<boolean>): Promise<Count> {
  const ok = await started;
  const report = join(reports, file);
  const sum = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8')) as never) : { passed: 0, failed: 0, skipped: [] };
  return ok ? sum : { ...sum, failed: Math.max(1, sum.failed) };
}

const unit = () =>
  counted(
    'unit.json',
    (report: UnitReport) => report,
    run('vitest', ['run', '--reporter=default', '--reporter=./scripts/unit-report.ts'], { UNIT_REPORT: join(reports, 'unit.json') }),
  );

interface Suite {
  title: string;
  suites?: Suite[];
  specs: { title: string; tests: { annotations: { type: string; description?: string }[]; status: string }[] }[];
}

/** What a suite of Playwright's, and those in it, skipped. */
function skippedIn({ title, suites = [], specs }: Suite, above = ''): Skipped[] {
  const path = above ? `${above} › ${title}` : title;
  const own = specs.flatMap((spec) =>
    spec.tests.flatMap(({ status, annotations }) =>
      status === 'skipped' ? [{ what: `${path} › ${spec.title}`, why: annotations.find(({ type }) => type === 'skip')?.description }] : [],
    ),
  );
  return [...own, ...suites.flatMap((suite) => skippedIn(suite, path))];
}

const inBrowser = () =>
  counted(
    'browser.json',
    ({ stats, suites }: { stats: { expected: number; unexpected: number; flaky: number }; suites: Suite[] }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      skipped: suites.flatMap((suite) => skippedIn(suite)),
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
const nothing = { what: 'all tests in a browser', why: 'the site could not be built' };
counts.push(...builds, built ? await inBrowser() : { passed: 0, failed: 0, skipped: [nothing] });
rmSync(reports, { recursive: true });

const skipped = Map.groupBy(
  counts.flatMap((count) => count.skipped),
  ({ why }) => why,
);
if (skipped.size > 0) console.log('');
for (const [why = 'nobody said why', all] of skipped) {
  const others = all.length > 1 ? ` and ${all.length - 1} more` : '';
  console.log(`Not checked, because ${why}: ${all[0].what}${others}`);
}
const sum = (key: 'passed' | 'failed') => counts.reduce((total, count) => total + count[key], 0);
const left = [...skipped.values()].flat().length;
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${left > 0 ? `, ${left} skipped` : ''}`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
