import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Plot from '@observablehq/plot';
import { Window } from 'happy-dom';
import { afterAll, describe, expect, test } from 'vitest';
import { type IpynbCell, notebookOf } from '../src/cells/take/ipynb.ts';
import { type Figure, type Page, withCells, withTrails } from '../src/cells/take/page.ts';
import { programOf } from '../src/cells/take/program.ts';
import { pageAt, takeable } from '../src/cells/take/read.ts';
import type { Easel } from '../src/cells/take/tools/draw.ts';
import { figures } from '../src/race/figures.ts';
import { run, seen } from '../src/race/race.ts';
import { toData } from '../src/race/table.ts';

const folder = mkdtempSync(join(tmpdir(), 'downhill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pages = takeable().map(pageAt);
const figuresOf = (page: Page) => page.blocks.flatMap((block) => (block.is === 'figure' ? [block.figure] : []));

/** The paths in CSV that stands under a heading each: name, then place after place. */
function pathsIn(text: string): Map<string, number[][]> {
  const paths = new Map<string, number[][]>();
  for (const [, name, ...numbers] of text.matchAll(/^("[^"]*"|[^,\n]+),\d+,([^,\n]+),([^,\n]+),([^,\n]+)$/gm)) {
    paths.set(name, [...(paths.get(name) ?? []), numbers.map(Number)]);
  }
  return paths;
}

/** Holds printed paths against those of the page's own figure, which are its published numbers where it is an article's. */
function expectPaths(text: string, { id, race }: Figure) {
  const lanes = seen(race, run(race));
  const printed = [...pathsIn(text).values()];
  const { series } = toData(id, race, lanes);
  expect(printed.map((path) => path.length)).toEqual(series.map(({ points }) => points.length));
  for (const [k, { points }] of series.entries()) {
    for (const [step, [x, y]] of points.entries()) {
      // Engines may round `**` differently in the last digits.
      const near = (value: number, there: number) => expect(Math.abs(there - value)).toBeLessThanOrEqual(1e-9 * Math.abs(value) + 1e-15);
      near(x, printed[k][step][0]);
      near(y, printed[k][step][1]);
      near(lanes[k].values[step], printed[k][step][2]);
    }
  }
}

test('the articles’ figures, whose numbers are published, are among those that are taken away', () => {
  const taken = pages.flatMap(figuresOf).map(({ id }) => id);
  expect(taken).toEqual(expect.arrayContaining([...figures.values()].filter(({ published }) => published).map(({ id }) => id)));
});

describe('the program of a page prints the page’s numbers', () => {
  test.for([
    { name: 'Node', command: process.execPath, args: [] },
    { name: 'Deno', command: 'deno', args: ['run'] },
    // A program for each page, one after the other.
  ])('in $name', { timeout: 3000 * pages.length }, ({ name, command, args }, { skip }) => {
    for (const page of pages) {
      const file = join(folder, 'program.ts');
      writeFileSync(file, programOf(page));
      const { error, status, stdout, stderr } = spawnSync(command, [...args, file], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, NO_COLOR: '1' },
      });
      if (error) return skip(`${name} is not installed`);
      expect(stderr).toBe('');
      expect(status).toBe(0);
      const parts = stdout.split(/^# /m).slice(1);
      expect(parts.map((part) => part.split('\n')[0])).toEqual(figuresOf(page).map(({ title }) => title));
      for (const [i, figure] of figuresOf(page).entries()) expectPaths(parts[i], figure);
    }
  });
});

type Message = [type: string, content: { name?: string; text?: string; data?: Record<string, string> }];
type Result = { status: string; error: string; outputs: Message[] };

const code = (cells: IpynbCell[]) => cells.filter(({ cell_type }) => cell_type === 'code');

/** Runs notebooks in Deno's kernel, one after another: what came of their code cells, by id. A sentence where there is no kernel. */
function inKernel(notebooks: { cells: IpynbCell[] }[], env: Record<string, string> = {}): Map<string, Result>[] | string {
  const sources = notebooks.flatMap(({ cells }) => code(cells).map(({ source }) => source.join('')));
  // Where there are several, Debian's Python is the one that Debian's packages are for.
  const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
  const { error, status, stdout, stderr } = spawnSync(python, [new URL('./runtimes/kernel.py', import.meta.url).pathname], {
    input: JSON.stringify({ folder, env, sources }),
    encoding: 'utf8',
    maxBuffer: 1e8,
    timeout: 60_000,
  });
  if (error && 'code' in error && error.code === 'ENOENT') return 'Python is not installed';
  if (status === 77) return 'jupyter_client is not installed for Python';
  if (spawnSync('deno', ['--version']).error) return 'Deno is not installed';
  if (status !== 0) throw new Error(stderr || String(error));
  const results = JSON.parse(stdout) as Result[];
  return notebooks.map(({ cells }) => new Map(code(cells).map(({ id }) => [id, results.shift() as Result])));
}

const printed = ({ outputs }: Result) => outputs.map(([type, { text }]) => (type === 'stream' ? text : '')).join('');

describe('the notebook of a page runs in Deno’s Jupyter kernel', () => {
  test('and prints the page’s numbers where nothing can be loaded from elsewhere', { timeout: 60_000 }, ({ skip }) => {
    // A registry that is not there, and an empty cache.
    const alone = { DENO_DIR: join(folder, 'cache'), NPM_CONFIG_REGISTRY: 'http://127.0.0.1:9/' };
    const runs = inKernel(
      pages.map((page) => notebookOf(page)),
      alone,
    );
    if (typeof runs === 'string') return skip(runs);
    for (const [n, page] of pages.entries()) {
      expect([...runs[n].values()].map(({ status, error }) => ({ status, error }))).toEqual(
        [...runs[n]].map(() => ({ status: 'ok', error: '' })),
      );
      for (const figure of figuresOf(page)) {
        const text = printed(runs[n].get(figure.id) as Result);
        expect(text).toContain('No drawings');
        expectPaths(text, figure);
      }
    }
  });

  test('and shows what the page shows, the reader’s changes in it', { timeout: 60_000 }, ({ skip }) => {
    const easel: Easel = { Plot, document: new Window().document as unknown as Document };
    const adam = pageAt('/adam/');
    const [cell] = adam.blocks.flatMap((block) => (block.is === 'cell' ? [block.cell] : []));
    const halved = { ...cell, text: cell.text.replace('x[i] -= (lr * mHat)', 'x[i] -= 0.5 * (lr * mHat)') };
    const more = { ...cell, id: 'mine', text: "import { zeros } from 'downhill';\ndisplay(adam.name);\nzeros(new Float64Array(2))" };
    const whole = notebookOf(withTrails(adam), { easel });
    const runs = inKernel([whole, notebookOf(withCells(adam, [halved, more]))]);
    if (typeof runs === 'string') return skip(runs);
    const [asItWas, changed] = runs;
    if (printed(asItWas.get('a0-adam') as Result).includes('No drawings')) return skip('Plot and jsdom could not be loaded from npm');

    for (const { id } of figuresOf(adam)) {
      const cell = whole.cells.find((one) => one.id === id);
      const kept = cell?.cell_type === 'code' ? cell.outputs : [];
      const shown = asItWas.get(id)?.outputs ?? [];
      expect(shown.map(([type]) => type)).toEqual(kept.map(({ output_type }) => output_type));
      for (const [k, output] of kept.entries()) {
        if ('text' in output) expect(shown[k][1].text).toBe(output.text.join(''));
        // Two documents write an attribute each in their own way; the lines are the same.
        const linesIn = (svg = '') => [...svg.matchAll(/ d="([^"]*)"/g)].map(([, d]) => d);
        if ('data' in output) expect(linesIn(shown[k][1].data?.['image/svg+xml'])).toEqual(linesIn(output.data['image/svg+xml'].join('')));
      }
    }

    const mine = changed.get('mine')?.outputs.map(([, { data }]) => data?.['text/plain']);
    expect(mine).toEqual(['"Adam"', 'Float64Array(2) [ 0, 0 ]']);
    const last = (result?: Result) => /^Adam .*$/m.exec(printed(result as Result))?.[0];
    expect(last(changed.get('a0-adam'))).not.toBe(last(asItWas.get('a0-adam')));
  });
});
