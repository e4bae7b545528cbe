import { describe, expect, test } from 'vitest';
import { createLanguage, type Page } from './language.ts';
import { files } from './library.ts';

const language = createLanguage(files());

const page = (cells: Record<string, string>, inputs: Page['inputs'] = {}): Page => ({ cells, inputs });

/** What is said of a cell, as what is underlined and the message's first line. */
function said(text: string, others: Record<string, string> = {}, inputs: Page['inputs'] = {}): string[] {
  return language
    .check(page({ cell: text, ...others }, inputs), 'cell')
    .map(({ from, to, message }) => `${text.slice(from, to)}: ${message.split('\n')[0]}`);
}

const own = (step: string, rest = '') => `import { optimizer, zeros } from '../optimizer.ts';
export default optimizer({
  hyper: { lr: 0.1 },
  init: (x) => ({ m: zeros(x) }),
  step(x, g, { m }, { lr }) {
    ${step}
  },${rest}
});`;

describe('what is wrong in a cell', () => {
  const algorithms: Record<string, string> = import.meta.glob(['../../lib/optimizers/*.ts', '../../lib/objectives/*.ts', '!**/*.test.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  });

  test.each(Object.keys(algorithms))('nothing in %s', (path) => {
    const id = path.replace(/.*\/(.*)\.ts/, '$1');
    expect(language.check(page({ [id]: algorithms[path] }), id)).toEqual([]);
  });

  test('an optimizer of one’s own needs no paper, but its memory and settings by their names', () => {
    expect(said(own('x[0] -= lr * m[0];'))).toEqual([]);
    expect(said(own('x[0] -= lr * mm[0];'))).toEqual(["mm: Cannot find name 'mm'."]);
    expect(said(own('x[0] -= lr;').replace('{ m }', '{ mm }'))).toEqual(["mm: Property 'mm' does not exist on type '{ m: Vector; }'."]);
    expect(said(own('x[0] -= lr;', ' years: 3,'))).toHaveLength(1);
    expect(said(own('').replace('hyper', 'hypr'))).toHaveLength(1);
  });

  test('everything in the library can be imported by its path, and from ‘downhill’', () => {
    expect(said("import adam from './adam.ts';\nimport { descend } from '../descend.ts';\nadam.hyper.beta1;\ndescend;")).toEqual([]);
    expect(
      said(
        "import { gradientDescent, rosenbrock, zeros, descend } from 'downhill';\ngradientDescent.hyper.lr + rosenbrock.value(1, 1);\nzeros;\ndescend;",
      ),
    ).toEqual([]);
    expect(said("import rosenbrock from './rosenbrock.ts';\nrosenbrock.value(1, 1);")).toEqual([]);
    expect(said("import { adams } from 'downhill';\nadams;")).toHaveLength(1);
    expect(said("import fs from 'node:fs';\nfs;")).toHaveLength(1);
  });

  test('a cell has display and console, top-level await, and no page', () => {
    expect(said('display(1);\ndisplay.table([{ a: 1 }]);\ndisplay.plot([1, 2]);\nconsole.log(await Promise.resolve(1));')).toEqual([]);
    expect(said('document;')).toEqual(["document: Cannot find name 'document'."]);
    expect(said('fetch;')).toHaveLength(1);
  });

  test('plain JavaScript is welcome; what cannot be blanked is not', () => {
    expect(said('function twice(a) {\n  return 2 * a;\n}\ntwice(3);')).toEqual([]);
    expect(said('enum Kind { A }\nKind;')).toHaveLength(1);
    expect(said("import { Vector } from '../optimizer.ts';\nconst v: Vector = [1];\nv;")).toHaveLength(1);
  });

  test('an error beyond the text is said at its end', () => {
    const text = 'for (const a of [1, 2]) {';
    expect(language.check(page({ cell: text }), 'cell')).toEqual([
      { from: text.length, to: text.length, message: "'}' expected.", severity: 'error' },
    ]);
  });
});

describe('the names of other cells', () => {
  test('are known, with their types', () => {
    const others = {
      'my-rate': 'const secret = 0.1;\nexport default secret;\nexport const most = 1;\nconst least = 0;\nexport { least };',
      b: 'const [half, { third }] = [0.5, { third: 1 / 3 }];\nexport interface Pace { x: number }',
    };
    expect(said('const pace: Pace = { x: myRate * half * third };\npace;', others)).toEqual([]);
    expect(said('[most, least];', others)).toEqual([]);
    expect(said('secret;', others)).toEqual(["secret: Cannot find name 'secret'."]);
    expect(said('half.length;', others)).toEqual(["length: Property 'length' does not exist on type 'number'."]);
  });

  test('yield to the cell’s own', () => {
    expect(said('const a = "s";\na.length;', { b: 'const a = 1;' })).toEqual([]);
    expect(said("import { zeros } from '../optimizer.ts';\nzeros([1]);", { b: 'const zeros = 1;' })).toEqual([]);
  });

  test('may go round in a circle', () => {
    expect(said('const a: number = b + 1;\na;', { other: 'const b = 2;\nconst c = a;' })).toEqual([]);
  });

  test('come and go with the page, as inputs do', () => {
    expect(said('late + pace.toFixed();', { b: 'const late = 1;' }, { pace: 'number' })).toEqual([]);
    expect(said('late;')).toEqual(["late: Cannot find name 'late'."]);
    expect(said('pace;')).toEqual(["pace: Cannot find name 'pace'."]);
  });

  test('an edited algorithm is the one that others import', () => {
    expect(said("import adam from './adam.ts';\nadam.twice;", { adam: 'export default { twice: 2 };' })).toEqual([]);
    expect(said("import adam from './adam.ts';\nadam.twice;")).toHaveLength(1);
  });
});

describe('at a place', () => {
  const text = own('x[0] -= lr * m[0];');
  const at = (what: string) => text.indexOf(what);

  test('names are offered, the nearest first', () => {
    const offers = language.complete(page({ cell: text }), 'cell', at('lr * m'));
    const boost = (label: string) => offers.find((offer) => offer.label === label)?.boost ?? Number.NEGATIVE_INFINITY;
    expect(boost('lr')).toBeGreaterThan(boost('Math'));
    expect(boost('display')).toBeGreaterThan(Number.NEGATIVE_INFINITY);
    expect(boost('window')).toBe(Number.NEGATIVE_INFINITY);
    expect(language.detail(page({ cell: text }), 'cell', at('lr * m'), 'zeros')?.says).toBe(
      'A zero for every number of `x`, or so many as are asked for, in an array of the same kind.',
    );
  });

  test('a name is explained: its type, and what the library or the vocabulary says of it', () => {
    const known = language.explain(page({ cell: text }), 'cell', at('lr * m'));
    expect(known?.code.map((piece) => piece.text).join('')).toBe('(parameter) lr: number');
    expect(known?.says).toMatch(/^step size: /);
    expect(text.slice(known?.from, known?.to)).toBe('lr');
    expect(language.explain(page({ cell: text }), 'cell', text.length)).toBeUndefined();
  });
});
