import { describe, expect, test } from 'vitest';
import { optimizers } from '../../catalog.ts';
import { camelCase } from '../name.ts';
import { inScope, original } from './code.ts';
import { anatomyOf } from './flat.ts';
import { libraryOf, textOf } from './library.ts';

const there = (text: string) => inScope({ id: 'my-own', text });

describe('a cell in the scope of a notebook', () => {
  test.each([...optimizers.keys()])('is the same file again on the way back: %s', (id) => {
    const text = textOf(id);
    expect(inScope({ id, text })).not.toMatch(/^(?:import|export)/m);
    expect(original(inScope({ id, text }))).toBe(text);
  });

  test.each([
    ["import { optimizer, zeros as z } from '../optimizer.ts';", 'const { optimizer, zeros: z } = downhill; /* '],
    ["import type { Vector } from '../optimizer.ts';", '/* import type'],
    ["import { type Vector, zeros } from '../optimizer.ts';", 'const { zeros } = downhill; /* '],
    ["import base from './gradient-descent.ts';", 'const { gradientDescent: base } = downhill; /* '],
    ["import f from './quad1.ts';", 'const { quad1: f } = downhill; /* '],
    ["import * as lib from 'downhill'", 'const lib = downhill; /* '],
    ["import {\n  descend,\n  // the path\n  type Path,\n} from '../descend.ts';", 'const { descend } = downhill; /* '],
    ["import _ from 'npm:lodash';", "import _ from 'npm:lodash';"],
    ['export default { a: 1 };', 'const myOwn = /* export default */ { a: 1 };'],
    ['export const a = 1;', '/* export */ const a = 1;'],
    ['const a = 1;\nexport { a };', 'const a = 1;\n/* export { a }; */'],
    ['const s = "export default";', 'const s = "export default";'],
  ])('%s', (text, start) => {
    expect(there(text).slice(0, start.length)).toBe(start);
    expect(original(there(text))).toBe(text);
  });
});

test('the anatomy of a text knows what is declared, however it is written', () => {
  const text = `const { a, b: c, ...d } = o, [e, [f = 1]] = p;\nexport function g() { const no = 1; }\nclass H {}\ninterface I {}\ng();`;
  const { names, exported, value } = anatomyOf(text);
  expect(names).toEqual(['a', 'c', 'd', 'e', 'f', 'g', 'H', 'I']);
  expect(exported).toEqual(['g']);
  expect(text.slice(value?.from, value?.to)).toBe('g();');
});

test('an id is a name in code', () => {
  expect(['gradient-descent', 'adam', '2-cells', 'cell 3'].map(camelCase)).toEqual(['gradientDescent', 'adam', '_2Cells', 'cell3']);
});

describe('the library in text', () => {
  const tools = 'src/cells/take/tools/program.ts';

  test('has what is asked for and what that needs, once', () => {
    const text = libraryOf(['src/lib/optimizers/adam.ts', 'src/lib/optimizers/momentum.ts', tools]);
    expect(text).not.toMatch(/^(?:import|export) /m);
    expect(text.match(/^function zeros/gm)).toHaveLength(1);
    expect(text).not.toContain('const rmsprop');
  });

  test('keeps files apart that use one name for two things', () => {
    // Both have a `mean` for themselves.
    const text = libraryOf(['src/lib/objectives/sparse.ts', 'src/lib/batches.ts']);
    expect(text).toMatch(/const \{ data, .*\} = \(\(\) => \{/);
    expect(text.match(/^const mean/gm)).toHaveLength(2);
  });

  test('names a file that is not there', () => {
    expect(() => libraryOf(['src/lib/nothing.ts'])).toThrow(/no file “src\/lib\/nothing.ts”/);
  });
});
