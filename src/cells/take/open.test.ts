import { describe, expect, test } from 'vitest';
import * as notebook from '../notebook.ts';
import { notebookOf } from './ipynb.ts';
import { open } from './open.ts';
import { withCells } from './page.ts';
import { pageAt } from './read.ts';

/** A page's notebook with one cell that came with it, and what an opened file makes of it. */
async function opened(file: string, change: Partial<notebook.Cell> = {}, times = 1) {
  let now: notebook.Notebook = { cells: [notebook.cell('my-optimizer', { original: 'export default 1;', ...change })] };
  const life = {
    notebook: () => now,
    edit(id: string, text: string) {
      now = notebook.edit(now, id, text);
    },
    add(cells: { kind: 'code' | 'markdown'; text: string }[], after?: string) {
      const made = cells.map(({ kind, text }) => notebook.cell(notebook.freshId(now), { kind, text }));
      now = made.reduceRight((all, one) => notebook.insert(all, one, after), now);
      return made.map(({ id }) => id);
    },
  };
  let said = '';
  for (let time = 0; time < times; time++) said = await open(new Blob([file]), life);
  return { said, cells: now.cells.map(({ kind, text }) => [kind, text]) };
}

const page = withCells({ path: '/playground/', title: 'Playground', blocks: [{ is: 'prose', text: 'Words.' }] }, [
  { id: 'my-optimizer', kind: 'code', text: 'export default 2;', out: [] },
  { id: 'own-1', kind: 'markdown', text: '# Mine', out: [] },
  { id: 'own-2', kind: 'code', text: 'myOptimizer + 1', out: [] },
]);
const file = JSON.stringify(notebookOf(page));

describe('a notebook file is opened in the page', () => {
  test('with its cells below, in their order, and the page’s own cell as it is there', async () => {
    const { said, cells } = await opened(file);
    expect(cells).toEqual([
      ['code', 'export default 2;'],
      ['markdown', '# Mine'],
      ['code', 'myOptimizer + 1'],
    ]);
    expect(said).toContain('3 cells');
  });

  test('and what the reader has written stays', async () => {
    const { cells } = await opened(file, { text: 'export default 3;' });
    expect(cells.slice(0, 2)).toEqual([
      ['code', 'export default 3;'],
      ['code', 'export default 2;'],
    ]);
  });

  test('once, however often it is opened', async () => {
    const { said, cells } = await opened(file, {}, 2);
    expect(cells).toHaveLength(3);
    expect(said).not.toContain('3 cells');
  });

  test('of a chapter: its algorithm, and none of the site’s prose', async () => {
    const { cells } = await opened(JSON.stringify(notebookOf(pageAt('/adam/'))));
    expect(cells.map(([kind]) => kind)).toEqual(['code', 'code']);
    expect(cells[1][1]).toMatch(/^import .*\n[\s\S]*export default optimizer\(\{/);
  });

  test('or not, with the reason', async () => {
    expect(await opened('{')).toEqual({ said: expect.stringContaining('not JSON'), cells: [['code', 'export default 1;']] });
  });
});
