import { describe, expect, test } from 'vitest';
import { CellSyntaxError, compile } from './compile.ts';
import { camelCase } from './name.ts';

const files: Record<string, string> = import.meta.glob(['../lib/**/*.ts', '!../lib/**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

const trouble = (text: string): CellSyntaxError => {
  try {
    compile('c', text);
  } catch (error) {
    expect(error).toBeInstanceOf(CellSyntaxError);
    return error as CellSyntaxError;
  }
  throw new Error('It compiles');
};

describe.each(Object.entries(files))('%s', (path, text) => {
  const id = path.replace(/^.*\/|\.ts$/g, '');
  const compiled = compile(id, text);

  test('needs no name from elsewhere, and keeps each character where it stood', () => {
    expect(compiled.uses).toEqual([]);
    expect(compiled.js).toHaveLength(text.length);
    for (const [i, char] of [...compiled.js].entries()) {
      // ts-blank-space ends a blanked statement with a semicolon where the next line would continue it.
      if (char !== text[i] && char !== ' ' && char !== ';') expect(text.slice(i - 12, i + 7)).toMatch(/export|default/);
    }
    expect(compiled.js.replaceAll(/[^\n]/g, '')).toBe(text.replaceAll(/[^\n]/g, ''));
  });

  if (!/(optimizers|objectives)\//.test(path)) return;
  test('gives its default export as its value and under its own name', () => {
    expect(compiled.value).toBe('$value');
    expect(compiled.defines).toEqual([camelCase(id)]);
  });
});

describe('a cell', () => {
  test('says which names it needs and where first, and which it declares', () => {
    const { uses, where, defines } = compile(
      'c',
      'const a: number = b + 1;\nfunction f(x) { return x + b + c2 + Math.PI; }\nclass K {}\nlet [u, { v }] = f(a);',
    );
    expect(uses).toEqual(['b', 'c2']);
    expect(where).toEqual({ b: { line: 1, column: 19 }, c2: { line: 2, column: 32 } });
    expect(defines.sort()).toEqual(['K', 'a', 'f', 'u', 'v']);
  });

  test('names what it imports and has in use, and leaves types and the words import and export away', () => {
    const { js, imports, defines } = compile(
      'c',
      "import { type Point, Vector, zeros as z } from '../optimizer.ts';\nimport * as all from 'downhill';\nimport adam, {written} from './adam.ts';\nexport const p: Point = z([all, adam, written] as Vector);",
    );
    expect(imports).toEqual([
      { from: '../optimizer.ts', names: [['zeros', 'z']], line: 1, column: 48 },
      { from: 'downhill', names: [['*', 'all']], line: 2, column: 22 },
      {
        from: './adam.ts',
        names: [
          ['default', 'adam'],
          ['written', 'written'],
        ],
        line: 3,
        column: 29,
      },
    ]);
    expect(js.trim()).toMatch(/^const p +=\s+z\(\[all, adam, written\]\s+\);$/);
    expect(defines).toEqual(['p']);
  });

  test('that exports keeps its other names to itself', () => {
    expect(compile('c', 'const a = 1, b = 2;\nexport const { d, e } = a;\nexport function f() {}\nexport { b };').defines).toEqual([
      'd',
      'e',
      'f',
      'b',
    ]);
  });

  test.each([
    ['await x', true],
    ['for await (const a of b) {}', true],
    ["import { z } from 'downhill';\nawait (z)", true],
    ['const f = async () => await 3;', false],
    ["// await\n'await'", false],
  ])('knows whether it has to be waited for: %s', (text, waits) => {
    expect(compile('c', text).awaits).toBe(waits);
  });

  test.each([
    ['1 + 1', '1 + 1'],
    ['const a = 2;\na ** 2;', 'a ** 2'],
    ['await x;  // the end', 'await x'],
    ["'use strict'", "'use strict'"],
    ['const a = 1;\n({ a });', '({ a })'],
    ['(1, 2)', '(1, 2)'],
  ])('has the value of its last expression: %s', (text, expected) => {
    const { value, js } = compile('c', text);
    expect(js.slice(...(value as [number, number]))).toBe(expected);
  });

  test.each([
    ['const a = 2;', undefined, ['a']],
    ['if (1) 2;', undefined, []],
    ['export default 3', '$value', ['myCell']],
    ['export\ndefault [3]\n4', '$value', ['myCell']],
    ['export default async function f() {}\nf()', 'f', ['myCell']],
    ['export default class A {}', 'A', ['myCell']],
    ['export default function () {}\n(1)', '$value', ['myCell']],
    ['export default class {}\n[1]', '$value', ['myCell']],
  ])('or of its default export: %s', (text, value, defines) => {
    const compiled = compile('my-cell', text);
    expect(compiled.value).toEqual(value);
    expect(compiled.defines).toEqual(defines);
    // It is the body of a function.
    expect(() => new Function(`return async () => {\n${compiled.js}\n}`)).not.toThrow();
  });

  test('knows its names though it calls eval, which will not run', () => {
    expect(compile('c', "const a = 1;\neval('a') + a;").uses).toEqual([]);
  });

  test('may await, at its top level too', () => {
    expect(compile('c', 'const a = await b;\nfor await (const c of a) console.log(c);').uses).toEqual(['b', 'console']);
  });

  test('hands its default export on under a name that code can use', () => {
    expect(['gradient-descent', 'adam', '2-d', 'Ω', 'a b'].map(camelCase)).toEqual(['gradientDescent', 'adam', '_2D', 'Ω', 'aB']);
  });
});

describe('what cannot be read is told with its place', () => {
  test.each([
    ['const a = (1 + ;', 1, 16, 'Expression expected.'],
    ['let a = 1;\nlet b = {', 2, 10, "'}' expected."],
    ['let a = 1;\n  let a = 2;', 2, 7, "Identifier 'a' has already been declared"],
    ['return 1', 1, 1, "'return' outside of function"],
    ['enum A { B }', 1, 1, /^Types only/],
    ['\nnamespace N { export const a = 1; }', 2, 1, /^Types only/],
    ['x = 1;', 1, 1, /^“x” is not declared in this cell/],
    ['const f = () => {\n  count++;\n}', 2, 3, /^“count” is not declared in this cell/],
    ['const $value = 1', 1, 7, 'The sandbox needs the name “$value” for itself'],
    ["export * from './adam.ts'", 1, 1, /^A cell cannot hand on/],
    ["export { a } from './adam.ts'", 1, 1, /^A cell cannot hand on/],
    ['const a = 1; export { a as b };', 1, 23, /without “as”/],
  ])('%j', (text, line, column, message) => {
    expect(trouble(text)).toMatchObject({
      line,
      column,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });
});
