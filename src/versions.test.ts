import { expect, test } from 'vitest';
import { errata } from './errata.ts';
import { fileText } from './source.ts';
import { differing, versionsOf } from './versions.ts';

const marked = (id: string) => {
  const { printed, mended } = versionsOf(id);
  const only = (lines: typeof printed.lines) => lines.filter(({ differs }) => differs).map(({ code }) => code);
  return { printed: only(printed.lines), mended: only(mended.lines) };
};

test.each([...errata.keys()])('%s: every line stands in the file that is named, and at least one differs', (id) => {
  for (const { path, lines } of Object.values(versionsOf(id))) {
    const text = fileText(path.replace('src/lib/', ''));
    for (const { code } of lines) expect(text).toContain(code);
    expect(lines.length).toBeGreaterThan(0);
  }
  const { printed, mended } = marked(id);
  expect(printed.length + mended.length).toBeGreaterThan(0);
});

test('of updates the lines of arithmetic are shown; the mended ones are the library’s', () => {
  expect(marked('a1-momentum')).toEqual({ printed: [], mended: ['x[i] += m[i];'] });
  expect(versionsOf('a1-momentum').mended.path).toBe('src/lib/optimizers/momentum.ts');
  expect(versionsOf('a1-momentum').printed.path).toBe('src/lib/errata/a1-momentum.ts');
  expect(marked('a4-adam-sign').printed).toHaveLength(1);
  expect(marked('a4-adam-sign').mended).toHaveLength(1);
});

test('two forms of the library are compared where no version has a step of its own', () => {
  const { printed, mended } = versionsOf('a4-adam-forms');
  expect(printed.lines[0].code).toContain('const lrT');
  expect(mended.lines.map(({ code }) => code.slice(0, 10))).toContain('const vHat');
});

test('of races and drawings that which the file says of each is shown, without its indent', () => {
  expect(versionsOf('a0-early-stop').printed.lines[0].code).toBe('walks: [');
  expect(marked('a0-early-stop').printed).toEqual(['  { of: adam, start: [-6, -6], box: 0.1 },']);
  expect(marked('a1-in-place').printed).toHaveLength(1);
});

test('lines that both have in the same order do not differ', () => {
  expect(differing(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual([
    [false, true, false],
    [false, true, false],
  ]);
  expect(differing(['a', 'b'], ['b'])).toEqual([[true, false], [false]]);
  expect(differing(['a', 'b'], ['b', 'a'])).toEqual([
    [true, false],
    [false, true],
  ]);
  expect(differing([], ['a'])).toEqual([[], [true]]);
});
