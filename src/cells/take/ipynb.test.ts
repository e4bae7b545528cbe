import { readFileSync } from 'node:fs';
import * as Plot from '@observablehq/plot';
import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { figure, raceIn } from '../../race/figures.ts';
import type { Tree } from '../protocol.ts';
import { cellsOf, notebookOf, UnreadableNotebook } from './ipynb.ts';
import { type Cell, cellsIn, type Page, withCells, withTrails } from './page.ts';
import { programOf } from './program.ts';
import { pageAt, takeable } from './read.ts';
import { colours, type Easel } from './tools/draw.ts';

const adam = pageAt('/adam/');
const easel: Easel = { Plot, document: new Window().document as unknown as Document };
const code = (id: string, text: string, more: Partial<Cell> = {}): Cell => ({ id, kind: 'code', text, out: [], ...more });
const textOf = (page: Page) => JSON.stringify(notebookOf(page));
const empty: Page = { path: '/playground/', title: 'Playground', blocks: [] };

describe.each(takeable())('the notebook of %s', (path) => {
  const notebook = notebookOf(withTrails(pageAt(path)), { root: 'https://example.org/' });

  test('is what nbformat 4.5 asks for', () => {
    expect(notebook).toMatchObject({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec: { name: 'deno', language: 'typescript' } } });
    const ids = notebook.cells.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const cell of notebook.cells) {
      expect(cell.id).toMatch(/^[\w-]{1,64}$/);
      const keys = ['cell_type', 'id', 'metadata', 'source', ...(cell.cell_type === 'code' ? ['execution_count', 'outputs'] : [])];
      expect(Object.keys(cell).sort()).toEqual(keys.sort());
      expect(cell.source.slice(0, -1).every((line) => line.endsWith('\n'))).toBe(true);
    }
  });

  test('has no link that leads nowhere outside of the site', () => {
    expect(notebook.cells.flatMap(({ source }) => source).join('')).not.toMatch(/\]\(\/(?!\/)/);
  });

  test('gives its cells back as they were, and nothing that was made for it', () => {
    const back = cellsOf(JSON.stringify(notebook));
    expect(back.map(({ id, text }) => [id, text])).toEqual(cellsIn(pageAt(path)).map(({ id, text }) => [id, text]));
  });
});

describe('a notebook', () => {
  test('has the cells as they are now, and new ones behind those before them', () => {
    const mine = withCells(adam, [code('adam', 'export default 1;'), code('cell-2', 'adam + 1')]);
    const ids = notebookOf(mine).cells.map(({ id }) => id);
    expect(ids.indexOf('cell-2')).toBe(ids.indexOf('adam') + 1);
    expect(cellsOf(textOf(mine)).filter(({ kind }) => kind === 'code')).toEqual([
      { id: 'adam', kind: 'code', text: 'export default 1;' },
      { id: 'cell-2', kind: 'code', text: 'adam + 1' },
    ]);
  });

  test('runs from top to bottom, whatever the order on the page', () => {
    const page = withCells(empty, [
      code('a', 'b + c', { compiled: { uses: ['b', 'c'], defines: [] } }),
      code('b', 'const b = c;', { compiled: { uses: ['c'], defines: ['b'] } }),
      code('c', 'const c = 1;', { compiled: { uses: [], defines: ['c'] } }),
    ]);
    expect(cellsOf(textOf(page)).flatMap(({ id, kind }) => (kind === 'code' ? [id] : []))).toEqual(['c', 'b', 'a']);
  });

  test('has a cell above the figure that it runs in, and the library’s own beside the reader’s version', () => {
    const blocks = adam.blocks.map((block) => {
      if (block.is !== 'figure' || block.figure.id !== 'before-adam') return block;
      const [entry] = block.figure.race.entries.filter(({ optimizer }) => optimizer === 'adam');
      const race = { ...block.figure.race, hidden: [], entries: [entry, { ...entry, optimizer: 'adam~mine' }] };
      return { ...block, figure: { ...block.figure, race, guests: { 'adam~mine': { cell: 'adam', name: 'My ‘Adam’' } } } };
    });
    const { cells } = notebookOf({ ...adam, blocks });
    const ids = cells.map(({ id }) => id);
    expect(ids.indexOf('adam')).toBeLessThan(ids.indexOf('before-adam'));
    const call = cells.find(({ id }) => id === 'before-adam')?.source.join('');
    expect(call).toContain('{ of: downhill.adam, hyper');
    expect(call).toContain("{ of: adam, name: 'My ‘Adam’', hyper");
    expect(cells.find(({ id }) => id === 'library')?.source.join('')).toContain('const adam = optimizer({');
  });

  test('shows under each figure what running it shows', () => {
    const { cells } = notebookOf(withTrails(adam), { easel });
    const shown = cells.find(({ id }) => id === 'a0-adam');
    if (shown?.cell_type !== 'code') throw new Error('a figure is code');
    const [numbers, ...drawings] = shown.outputs;
    expect(numbers).toMatchObject({ output_type: 'stream', text: expect.arrayContaining([expect.stringMatching(/^Adam +16 +-0\.3012/)]) });
    expect(drawings).toHaveLength(2);
    for (const drawing of drawings) {
      const svg = 'data' in drawing ? drawing.data['image/svg+xml'].join('') : '';
      expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      expect(svg).toContain(`stroke="${colours.adam}"`);
    }
  });

  test('shows under each cell what the page shows', () => {
    const number = (value: number): Tree => ({ is: 'plain', kind: 'number', text: String(value) });
    const list: Tree = { is: 'list', of: 'Float64Array', length: 5, items: [number(1), number(2)] };
    const record: Tree = { is: 'record', of: 'Object', length: 1, items: [['a', { is: 'plain', kind: 'string', text: 'b' }]] };
    const cell = code('cell-1', 'x', {
      run: 7,
      out: [
        { is: 'log', level: 'warn', items: [{ is: 'plain', kind: 'string', text: 'beware' }, list] },
        { is: 'shown', shown: { mime: 'table', columns: ['n'], rows: [[number(1)]], length: 3 } },
        {
          is: 'shown',
          shown: {
            mime: 'plot',
            kind: 'line',
            series: [
              {
                name: 's',
                points: [
                  [0, 1],
                  [1, 2],
                ],
              },
            ],
          },
        },
        { is: 'dropped', logs: 2, shown: 1 },
        { is: 'value', shown: { mime: 'tree', tree: record } },
        { is: 'trouble', trouble: { name: 'TypeError', message: 'no', frames: [{ cell: 'cell-1', line: 2, column: 3 }], hint: 'Try.' } },
      ],
    });
    const last = notebookOf(withCells(empty, [cell]), { easel }).cells.at(-1);
    if (last?.cell_type !== 'code') throw new Error('a cell is code');
    expect(last.execution_count).toBe(7);
    expect(last.outputs).toMatchObject([
      { output_type: 'stream', name: 'stderr', text: ['beware Float64Array(5) [ 1, 2, … 3 more ]\n'] },
      { output_type: 'display_data', data: { 'text/plain': ['n\n', '1\n', '… 2 more'] } },
      {
        output_type: 'display_data',
        data: { 'text/plain': ['s: 0 1, 1 2'], 'image/svg+xml': expect.arrayContaining([expect.stringMatching(/^<svg/)]) },
      },
      { output_type: 'stream', text: ['… and 3 more\n'] },
      { output_type: 'execute_result', execution_count: 7, data: { 'text/plain': ['{ a: "b" }'] } },
      { output_type: 'error', ename: 'TypeError', traceback: ['TypeError: no', '    at cell-1:2:3', 'Try.'] },
    ]);
  });

  test('is drawn in the colours of the site, with the Plot of the site', () => {
    const tokens = readFileSync('src/styles/tokens.css', 'utf8');
    for (const [family, colour] of Object.entries(colours)) expect(tokens).toContain(`--${family}: light-dark(${colour},`);
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(
      notebookOf(adam)
        .cells.flatMap(({ source }) => source)
        .join(''),
    ).toContain(`@observablehq/plot@${dependencies['@observablehq/plot']}`);
  });
});

describe('reading a notebook', () => {
  const whole = JSON.parse(textOf(adam));
  const changed = (change: (notebook: typeof whole) => void) => {
    const copy = structuredClone(whole);
    change(copy);
    return JSON.stringify(copy);
  };
  const source = (id: string, change: (text: string) => string) =>
    changed(({ cells }) => {
      const cell = cells.find((one: { id: string }) => one.id === id);
      cell.source = change(cell.source.join(''));
    });

  test('finds what was changed in Jupyter', () => {
    const back = cellsOf(source('adam', (text) => text.replace('lr * mHat', '2 * lr * mHat')));
    const text = back.find(({ id }) => id === 'adam')?.text;
    expect(text).toContain('2 * lr * mHat');
    expect(text).toMatch(/^import \{ optimizer, zeros \} from '..\/optimizer.ts';$/m);
    expect(text).toMatch(/^export default optimizer\(\{$/m);
  });

  test.each([
    '/* import the data later */\nexport const a = 1;',
    "import { zeros } from '../optimizer.ts';\nconst s = '/* export default */';",
    '/* export */ const a = 1;\nexport { a };',
    "import {\n  zeros, /* all of them */\n} from '../optimizer.ts';",
  ])('gives back what was taken, the reader’s own comments as well: %j', (text) => {
    const back = cellsOf(textOf(withCells(empty, [code('own-1-x', text)])));
    expect(back).toEqual([{ id: 'own-1-x', kind: 'code', text }]);
  });

  test('loses nothing that the reader wrote, even into what was made for the notebook', () => {
    expect(cellsOf(source('a0-adam', (text) => text.replace('steps: 20', 'steps: 21'))).map(({ id }) => id)).toContain('cell-8');
    const added = changed(({ cells }) => cells.push({ cell_type: 'code', metadata: {}, source: 'const mine = 1;', outputs: [] }));
    expect(cellsOf(added).at(-1)).toEqual({ id: expect.stringMatching(/^cell-\d+$/), kind: 'code', text: 'const mine = 1;' });
  });

  test('gives two cells of one name two names', () => {
    const twice = changed(({ cells }) => cells.push(cells.find((one: { id: string }) => one.id === 'adam')));
    expect(cellsOf(twice).at(-1)?.id).toBe('adam-2');
  });

  test.each([
    ['no JSON', 'cells', /not JSON/],
    ['half of it', JSON.stringify(whole).slice(0, 5000), /not JSON/],
    ['no notebook', '{"a": 1}', /no Jupyter notebook/],
    ['a list', '[]', /no Jupyter notebook/],
    ['an old format', changed((one) => (one.nbformat = 3)), /format 3/],
    ['no cells', changed((one) => (one.cells = {})), /no list of cells/],
    ['a cell without text', changed((one) => (one.cells[1].source = 5)), /cell 2 has no text/],
    ['a cell of no kind', changed((one) => (one.cells[2].cell_type = 'heading')), /cell 3/],
    ['a cell that is none', changed((one) => (one.cells[0] = null)), /cell 1/],
    ['another language', changed((one) => (one.metadata = { kernelspec: { language: 'python' } })), /written in python/],
    ['too many cells', changed((one) => (one.cells = Array(1001).fill(one.cells[0]))), /1001 cells/],
    ['too much', ' '.repeat(20_000_001), /20 MB/],
  ])('says what is wrong with %s', (_, text, message) => {
    expect(() => cellsOf(text)).toThrow(UnreadableNotebook);
    expect(() => cellsOf(text)).toThrow(message);
  });
});

describe('a program', () => {
  test('brings in what its cells import once, and shows their values', () => {
    const page = withCells(empty, [
      code('a', "import { zeros } from '../optimizer.ts';\nconst z = zeros(new Float64Array(2));"),
      code('b', "import { zeros } from 'downhill';\nzeros;\ndisplay(z)"),
      { ...code('c', '# Words'), kind: 'markdown' },
    ]);
    const text = programOf({ ...page, inputs: { lr: 0.1 } });
    expect(text.match(/const \{ zeros \} = downhill;/g)).toHaveLength(1);
    expect(text).toContain('downhill.display(display(z));');
    expect(text).toContain('const lr = 0.1;');
    expect(text).toContain('\n// # Words\n');
  });

  test.each([
    [code('a', "import { zeros as z } from 'downhill';"), code('b', "import { written as z } from 'downhill';")],
    [code('a', "import { zeros as z } from 'downhill';"), code('b', 'const z = 1;')],
  ])('cannot have one name for two things, and says so', (a, b) => {
    expect(() => programOf(withCells(empty, [a, b]))).toThrow(
      'the name “z” cannot stand for two things, as it does in the cells “a” and “b”',
    );
  });

  test('has the settings that the figure has', () => {
    const race = raceIn(figure('fair'));
    const page: Page = {
      ...empty,
      blocks: [{ is: 'figure', figure: { id: 'fair', title: "It’s 'fair'", race: { ...race, hidden: ['adam'] } } }],
    };
    const text = programOf(page);
    expect(text).toContain("await downhill.show('It’s \\'fair\\'', {");
    expect(text).not.toContain('of: downhill.adam,');
    expect(text).toContain('{ of: downhill.momentum, hyper: { lr: 0.4, beta1: 0.5 } },');
  });
});
