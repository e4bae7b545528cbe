import { expect, test } from 'vitest';
import { optimizers } from './catalog.ts';
import { comparison } from './comparison.ts';

const chapters = [...optimizers.keys()].map((optimizer) => ({ optimizer, uses: 'a', rate: 'b', strength: 'c' }));

test('there is a row for each algorithm, with what it remembers; chapters about none of them have none', () => {
  const rows = comparison([{}, ...chapters.toReversed()]);
  expect(rows.map(({ optimizer }) => optimizer)).toEqual([...optimizers.keys()]);
  expect(rows.find(({ optimizer }) => optimizer === 'adam')).toMatchObject({ uses: 'a', rate: 'b', strength: 'c', memory: ['m', 'v'] });
});

test('a chapter about an unknown algorithm is told so, and not that a known one has no chapter', () => {
  const misspelt = chapters.map((chapter) => (chapter.optimizer === 'adam' ? { ...chapter, optimizer: 'adamm' } : chapter));
  expect(() => comparison(misspelt)).toThrow('There is no optimizer “adamm”. Known: ');
});

test('a chapter without its line in the comparison is named', () => {
  const short = chapters.map((chapter) => (chapter.optimizer === 'adam' ? { optimizer: 'adam', uses: 'a' } : chapter));
  expect(() => comparison(short)).toThrow('The page of adam needs “uses”, “rate” and “strength” in its frontmatter');
});
