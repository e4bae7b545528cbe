import { describe, expect, test } from 'vitest';
import { optimizers } from '../../catalog.ts';
import { cellsIn } from './page.ts';
import { pageAt, pageOf, paths, takeable } from './read.ts';

const proseOf = (path: string) =>
  pageAt(path)
    .blocks.flatMap((block) => (block.is === 'prose' ? [block.text] : []))
    .join('\n\n');

describe.each(paths)('the page %s', (path) => {
  test('leaves no tag, no expression and no import behind, and every formula is closed', () => {
    // What stands between dollars or backticks is another language.
    const prose = proseOf(path).replaceAll(/```[\s\S]*?```|\$\$[\s\S]*?\$\$|\$[^$\n]+\$|`[^`]*`/g, '');
    expect(prose).not.toMatch(/<\/?[A-Z]|[{}]|^import |^---$/m);
    expect(prose).not.toContain('$');
  });

  test('has its heading and its words', () => {
    expect(pageAt(path).title).not.toBe('');
    expect(proseOf(path).split(/\s+/).length).toBeGreaterThan(200);
  });
});

test('every chapter about an algorithm has its file as a cell, and can be taken away', () => {
  for (const id of optimizers.keys()) {
    expect(takeable()).toContain(`/${id}/`);
    expect(cellsIn(pageAt(`/${id}/`)).map((cell) => cell.id)).toEqual([id]);
  }
  expect(cellsIn(pageAt('/playground/')).map(({ id }) => id)).toEqual(['my-optimizer', 'my-surface', 'gradient-check']);
  expect(takeable()).not.toContain('/trust/');
});

describe('a page is read', () => {
  const read = (mdx: string) => pageOf('/here/', `---\ntitle: A title\nidea: "One: two"\n---\nimport X from './x.astro';\n\n${mdx}\n`);
  const prose = (mdx: string) => read(mdx).blocks.map((block) => (block.is === 'prose' ? block.text : `[${block.is}]`));

  test('with its title and idea', () => {
    expect(read('x')).toMatchObject({ path: '/here/', title: 'A title', idea: 'One: two' });
  });

  test('with numbers that are computed', () => {
    expect(prose('It is <Outcome named under="fair" of="adam" /> high.')).toEqual(['It is $f = 0.71$ high.']);
    expect(prose('<Measured in="before-adam" of="rmsprop" what="at" axis="x" step={199} />, *so* far')).toEqual(['$0.2$, *so* far']);
  });

  test('with its figures before their words, and notes as asides', () => {
    expect(prose('<Race figure="fair">\nLook at $x$.\n</Race>\n\n<Note>By *whom*?</Note>')).toEqual([
      '[figure]',
      'Look at $x$.',
      '> By *whom*?',
    ]);
  });

  test('with the words of a component that it does not know, and a link to it', () => {
    expect(prose('<Novel>\nWords *inside*.\n</Novel>')).toEqual(['What stands here is drawn [on the page](/here/).\n\nWords *inside*.']);
  });

  test('without comments', () => {
    expect(prose('One.\n\n{/* not for readers */}\n\nTwo.')).toEqual(['One.', 'Two.']);
  });

  test('and an expression is refused by its place', () => {
    expect(() => read('One {1 + 1}.')).toThrow(/src\/pages\/here\/, line 7/);
  });

  test('with the reader’s cell once, however often it is named', () => {
    expect(prose('<Cell optimizer="adam" />\n\n<Cell optimizer="adam" />')).toEqual(['[cell]']);
  });
});
