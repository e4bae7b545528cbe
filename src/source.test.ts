import { describe, expect, test } from 'vitest';
import { optimizers } from './catalog.ts';
import { exported, fileText, ideaOf, updateOf } from './source.ts';

describe.each([...optimizers])('%s', (id, optimizer) => {
  test.each([undefined, ...Object.keys(optimizer.also ?? {})])('has a row of maths for each line of code (form %s)', (form) => {
    const { rows } = updateOf(id, form);
    expect(rows.length).toBeGreaterThan(0);
  });

  test.each([undefined, ...Object.keys(optimizer.also ?? {})])('knows where each row of maths is written (form %s)', (form) => {
    const { path, rows } = updateOf(id, form);
    const lines = fileText(`optimizers/${id}.ts`).split('\n');
    const places = rows.map(({ tex, place }) => {
      const [file, line] = place.split(':');
      expect(file).toBe(path);
      expect(lines[Number(line) - 1]).toContain(tex);
      return Number(line);
    });
    expect(places).toEqual(places.map((_, i) => places[0] + i));
  });

  test('says its idea in a sentence', () => {
    expect(ideaOf(id)).toMatch(/^[A-Z].*\.$/);
  });
});

test('an exported part comes with the comment above it, and nothing else', () => {
  expect(exported('optimizer.ts', 'zeros')).toMatch(/^\/\*\* A zero[\s\S]*\n}$/);
  expect(fileText('optimizer.ts')).toContain(exported('optimizer.ts', 'zeros'));
});

test('what is not there is answered with what is', () => {
  expect(() => fileText('adm.ts')).toThrow(/descend\.ts/);
  expect(() => exported('optimizer.ts', 'ones')).toThrow(/zeros/);
  expect(() => updateOf('adm')).toThrow(/adagrad/);
  for (const form of ['rat', 'constructor']) expect(() => updateOf('adam', form)).toThrow(`Adam has no form “${form}”; there is: rate`);
});
