import { describe, expect, test } from 'vitest';
import { optimizers } from './catalog.ts';
import { type Change, changes, signsOf } from './diff.ts';
import { maths } from './maths.ts';
import { updateOf } from './source.ts';

/** The diff of two algorithms as a reader sees it: what is new in [brackets], what is gone in {braces}. */
function seen(now: string, was: string, column: 'tex' | 'code'): string[] {
  return changes(updateOf(now).rows, updateOf(was).rows).map(({ kind, now, was }) => {
    const show = (row: Change['now'], [open, close]: string) => {
      if (!row) return '';
      if (column === 'tex')
        return row.markedTex.replaceAll(/\\htmlData\{mark=\w+\}\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/g, `${open}$1${close}`);
      let text = row.code;
      for (const [from, to] of row.marks.toReversed())
        text = `${text.slice(0, from)}${open}${text.slice(from, to)}${close}${text.slice(to)}`;
      return text;
    };
    return [kind, show(now, '[]'), kind === 'changed' ? show(was, '<>') : kind === 'gone' ? show(was, '<>') : '']
      .filter(Boolean)
      .join(' | ');
  });
}

test('momentum has a memory, and steps along it in place of the gradient', () => {
  expect(seen('momentum', 'gradient-descent', 'tex')).toEqual([
    String.raw`new | [m \leftarrow \beta_1 m + g]`,
    String.raw`changed | x \leftarrow x - \eta\, [m] | x \leftarrow x - \eta\, <g>`,
  ]);
  expect(seen('momentum', 'gradient-descent', 'code')).toEqual([
    'new | [m[i] = beta1 * m[i] + g[i];]',
    'changed | x[i] -= lr * [m[i]]; | x[i] -= lr * <g[i]>;',
  ]);
});

test('brackets that only gather what was there before are not marked', () => {
  expect(seen('adagrad', 'gradient-descent', 'code')).toContain(
    'changed | x[i] -= (lr * g[i]) [/ (Math.sqrt(v[i] + eps0) + eps)]; | x[i] -= lr * g[i];',
  );
});

test('RMSprop weighs both parts of AdaGrad’s sum, however that sum is abbreviated in code', () => {
  expect(seen('rmsprop', 'adagrad', 'tex')).toEqual([
    String.raw`changed | v \leftarrow [\beta_2] v + [(1 - \beta_2)]\, g^2 | v \leftarrow v + g^2`,
    String.raw`same | x \leftarrow x - \eta\, g / (\sqrt{v + \epsilon_0} + \epsilon)`,
  ]);
  expect(seen('rmsprop', 'adagrad', 'code')).toEqual([
    'changed | v[i] = [beta2 *] v[i] + [(1 - beta2) *] g[i] ** 2; | v[i] += g[i] ** 2;',
    'same | x[i] -= (lr * g[i]) / (Math.sqrt(v[i] + eps0) + eps);',
  ]);
});

test('Adam puts m̂ and v̂ where RMSprop has g and v, also inside the root', () => {
  expect(seen('adam', 'rmsprop', 'tex')).toEqual([
    String.raw`new | [m \leftarrow \beta_1 m + (1 - \beta_1)\, g]`,
    String.raw`same | v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2`,
    String.raw`new | [\hat m = m / (1 - \beta_1^{\,t})]`,
    String.raw`new | [\hat v = v / (1 - \beta_2^{\,t})]`,
    String.raw`changed | x \leftarrow x - \eta\, [\hat m] / (\sqrt{[\hat v] + \epsilon_0} + \epsilon) | x \leftarrow x - \eta\, <g> / (\sqrt{<v> + \epsilon_0} + \epsilon)`,
  ]);
});

test('Adam makes momentum’s sum a mean, and divides', () => {
  const rows = seen('adam', 'momentum', 'code');
  expect(rows[0]).toBe('changed | m[i] = beta1 * m[i] + [(1 - beta1) *] g[i]; | m[i] = beta1 * m[i] + g[i];');
  expect(rows[4]).toBe('changed | x[i] -= (lr * [mHat]) [/ (Math.sqrt(vHat + eps0) + eps)]; | x[i] -= lr * <m[i]>;');
});

test('a row that nothing takes the place of is gone', () => {
  expect(seen('gradient-descent', 'momentum', 'tex')).toEqual([
    String.raw`gone | <m \leftarrow \beta_1 m + g>`,
    String.raw`changed | x \leftarrow x - \eta\, [g] | x \leftarrow x - \eta\, <m>`,
  ]);
});

test('an algorithm against itself has nothing new', () => {
  for (const id of optimizers.keys()) for (const { kind } of changes(updateOf(id).rows, updateOf(id).rows)) expect(kind).toBe('same');
});

/** The marks of one row of TeX against another. */
const tex = (now: string, was: string) => {
  const [{ now: row }] = changes([{ tex: `x = ${now}`, code: '' }], [{ tex: `x = ${was}`, code: '' }]);
  return row?.markedTex.slice(4);
};
const new_ = (part: string) => String.raw`\htmlData{mark=new}{${part}}`;

test.each([
  ['a root that was not there is marked whole', String.raw`\sqrt{v + a}`, 'v', new_(String.raw`\sqrt{v + a}`)],
  ['inside a root that was', String.raw`\sqrt{v + a}`, String.raw`\sqrt v`, String.raw`\sqrt{v ${new_('+ a')}}`],
  ['a root without braces gets them', String.raw`\sqrt v`, String.raw`\sqrt w`, String.raw`\sqrt {${new_('v')}}`],
  [
    'over and under the line of a fraction',
    String.raw`\frac{a}{b c}`,
    String.raw`\frac{d}{b}`,
    String.raw`\frac{${new_('a')}}{b ${new_('c')}}`,
  ],
  [
    'no mark runs from over the line to under it',
    String.raw`\frac{a}{b}`,
    String.raw`\frac{c}{d}`,
    String.raw`\frac{${new_('a')}}{${new_('b')}}`,
  ],
  ['a power belongs to its base', String.raw`g^{2} + a`, 'g + a', `${new_('g^{2}')} + a`],
  ['spaces and braces are no difference', String.raw`\hat{m}\, g^{\,2}`, String.raw`\hat m g^2`, String.raw`\hat{m}\, g^{\,2}`],
  [
    'tall brackets stay a pair',
    String.raw`\left( a + b \right)^2`,
    String.raw`\left( a \right)^2`,
    String.raw`\left( a ${new_('+ b')} \right)^2`,
  ],
])('%s', (_, now, was, marked) => {
  expect(tex(now, was)).toBe(marked);
  expect(() => maths(marked, 'here')).not.toThrow();
});

test('a symbol is known however it is written', () => {
  expect(signsOf(String.raw`/ \sqrt{\hat v}`)).toEqual(signsOf(String.raw`/ \sqrt {\hat{v}}`));
  expect(signsOf(String.raw`\beta_1^{\,t} m`)).toEqual([String.raw`\beta _ 1 ^ t`, 'm']);
});

describe('every marked row can be set in type:', () => {
  const forms = [...optimizers].flatMap(([id, o]) => [undefined, ...Object.keys(o.also ?? {})].map((form) => ({ id, form })));
  test.each(forms)('$id $form against every algorithm in every form', ({ id, form }) => {
    for (const other of forms) {
      for (const { now, was } of changes(updateOf(id, form).rows, updateOf(other.id, other.form).rows)) {
        for (const row of [now, was]) {
          if (!row) continue;
          maths(row.markedTex, 'here');
          // Nothing is lost or added but the marks.
          expect(row.markedTex.replaceAll(/\\htmlData\{mark=\w+\}|[{}\s]/g, '')).toBe(row.tex.replaceAll(/[{}\s]/g, ''));
          for (const [from, to] of row.marks) expect(row.code.slice(from, to).trim()).toBe(row.code.slice(from, to));
        }
      }
    }
  });
});
