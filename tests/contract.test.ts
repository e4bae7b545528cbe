import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { optimizer, optimizers } from '../src/catalog.ts';
import { settings } from '../src/lib/vocabulary.ts';
import { type AlgorithmFile, compile, complaints, contract, names } from './contract.ts';
import { references } from './golden/references.ts';
import { laws } from './laws.ts';

const texts = import.meta.glob<string>(['../src/lib/optimizers/*.ts', '!**/*.test.ts'], { query: '?raw', import: 'default', eager: true });

const file = (id: string): AlgorithmFile => ({
  id,
  text: texts[`../src/lib/optimizers/${id}.ts`],
  optimizer: optimizer(id),
  page: existsSync(new URL(`../src/pages/${id}.mdx`, import.meta.url)),
  references: references.filter((r) => r.optimizer === id),
  laws: laws.filter((law) => law.about.includes(id)),
});

describe.each([...optimizers.keys()])('%s', (id) => {
  test.each(names)('%s', async (clause) => {
    expect(await complaints(clause, file(id))).toEqual([]);
  });
});

/** Adam's file with a mistake in it, which may need two places, and the contract's complaints about it. */
async function broken(from: string, to: string, also = '', too = ''): Promise<string[]> {
  const adam = file('adam');
  for (const part of [from, also]) expect(adam.text, 'the mistake has its place in the file').toContain(part);
  const text = adam.text.replace(from, to).replace(also, too);
  return contract({ ...adam, text, optimizer: await compile(text), page: true });
}

const about = (complaints: string[], clause: string) => complaints.filter((c) => c.startsWith(`${clause}: `)).join('\n');

describe('a wrong algorithm is named for what it is:', () => {
  test('Adam as it stands has no complaint against it', async () => {
    expect(await broken("name: 'Adam'", "name: 'Adam again'")).toEqual([]);
  });

  test('a bias correction that multiplies where the paper divides', async () => {
    const complaints = await broken('v[i] / (1 - beta2 ** t)', 'v[i] * (1 - beta2 ** t)');
    expect(about(complaints, 'matches numbers from elsewhere')).toMatch(/article000\.json: adam .*after 1 steps x is/);
  });

  test('an algorithm that no numbers and no laws from elsewhere are about', async () => {
    expect(await contract({ ...file('adam'), page: true, references: [], laws: [] })).toEqual([
      'matches numbers from elsewhere: tests/golden has no path of it',
      'keeps its laws: tests/laws.ts has no law about it',
    ]);
  });

  test('a step uphill', async () => {
    const complaints = about(await broken('x[i] -= (lr * mHat)', 'x[i] += (lr * mHat)'), 'goes downhill');
    expect(complaints).toContain('step is no lower on a bowl after 100 steps from (-4, -6)');
    expect(complaints).toContain('step does not reach the bend of Rosenbrock’s valley');
  });

  test('a step that writes into g', async () => {
    const complaints = await broken('const mHat = m[i]', 'const mHat = (g[i] = m[i])');
    expect(about(complaints, 'depends on nothing but its arguments')).toContain('step changes g');
  });

  test('a step that changes its settings', async () => {
    const complaints = await broken(
      'step(x, g, { m, v }, { lr, beta1, beta2, eps, eps0 }, { t }) {',
      'step(x, g, { m, v }, hyper, { t }) {\n    const { lr, beta1, beta2, eps, eps0 } = hyper;\n    hyper.lr *= 0.99;',
    );
    expect(about(complaints, 'depends on nothing but its arguments')).toContain('step changes its settings');
  });

  test('a step that changes the moment', async () => {
    const complaints = await broken(
      'step(x, g, { m, v }, { lr, beta1, beta2, eps, eps0 }, { t }) {',
      'step(x, g, { m, v }, { lr, beta1, beta2, eps, eps0 }, moment) {\n    const t = moment.t++;',
    );
    expect(about(complaints, 'depends on nothing but its arguments')).toContain('step changes the moment');
  });

  test('memory that two runs share', async () => {
    const complaints = await broken('({ m: zeros(x), v: zeros(x) })', '(globalThis.shared ??= { m: zeros(x), v: zeros(x) })');
    expect(about(complaints, 'depends on nothing but its arguments')).toMatch(
      /step walks another path the second time.*step shares memory between two runs/s,
    );
  });

  test('memory that is x itself, or not as long as x', async () => {
    const complaints = await broken('({ m: zeros(x), v: zeros(x) })', '({ m: x, v: zeros([0, 0, 0]) })');
    expect(about(complaints, 'depends on nothing but its arguments')).toMatch(/init gives x itself as m.*v is not as long as x/s);
  });

  test('coordinates that know of each other without saying so', async () => {
    const wrong = ['v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2', 'v[i] = beta2 * v[i] + (1 - beta2) * g[0] ** 2'] as const;
    expect(about(await broken(...wrong), 'treats coordinates alike')).toContain(
      'step moves a coordinate otherwise beside others than alone',
    );
  });

  test('params that know of each other without saying so', async () => {
    const complaints = await broken("family: 'adam'", "separable: 'params',\n  family: 'adam'", 'beta2) * g[i] ** 2', 'beta2) * g[0] ** 2');
    expect(about(complaints, 'treats coordinates alike')).toContain('step moves a param otherwise beside others than alone');
  });

  test('text that is not the module’s', async () => {
    const adam = file('adam');
    const found = await contract({ ...adam, text: adam.text.replace('lr * mHat', '2 * lr * mHat') });
    expect(about(found, 'is the text on its page')).toBe(
      'is the text on its page: step of the text walks another path than step of the module',
    );
  });

  test('text that does not compile', async () => {
    const adam = file('adam');
    expect(about(await contract({ ...adam, text: adam.text.replace('step(', 'step((') }), 'is the text on its page')).not.toBe('');
  });

  test('an equation with a row too few', async () => {
    const complaints = await broken('    \\hat v = v / (1 - \\beta_2^{\\,t})\n', '');
    expect(complaints).toEqual(['has a row of maths for every line of code: step has 5 lines of arithmetic, its equation 4 rows']);
  });

  test('a line of code too many in another form', async () => {
    const complaints = await broken('const lrT = ', 'const correction = 1;\n          const lrT = correction * ');
    expect(complaints).toEqual([
      'has a row of maths for every line of code: also.rate.step has 5 lines of arithmetic, its equation 4 rows',
    ]);
  });

  test('an equation that is not TeX', async () => {
    const complaints = await broken('\\hat v = v', '\\hatt v = v');
    expect(about(complaints, 'has a row of maths for every line of code')).toMatch(
      /the equation beside step is not TeX: .*Undefined control sequence: \\hatt/,
    );
  });

  test('a letter that equation and code do not share', async () => {
    expect(await broken('(1 - \\beta_1)\\, g\n', '(1 - \\beta_2)\\, g\n')).toEqual([
      'has the same letters in equation and code: step: the row m \\leftarrow \\beta_1 m + (1 - \\beta_2)\\, g has \\beta_2, ' +
        'but “m[i] = beta1 * m[i] + (1 - beta1) * g[i];” beside it has no beta2',
    ]);
  });

  test('a variable that nobody has given a meaning', async () => {
    const complaints = await broken('const mHat = m[i]', 'const mHut = m[i]');
    expect(about(complaints, 'has the same letters in equation and code')).toContain('step computes mHut, which is not in vocabulary.ts');
  });

  test('a setting that is not in the vocabulary', async () => {
    const complaints = await broken('eps0: 0 },', 'eps0: 0, noSuchSetting: 0.95 },');
    expect(complaints).toEqual([
      `speaks the shared vocabulary: hyper.noSuchSetting is not in vocabulary.ts, which has ${Object.keys(settings).join(', ')}`,
    ]);
  });

  test('settings of a form of its own that are not in the vocabulary, or of a preset that the form has not', async () => {
    const form = `also: { other: { by: '', hyper: { speed: 1 }, init: () => ({}), equation: 'x', step() {} },`;
    expect(about(await broken('also: {', form), 'speaks the shared vocabulary')).toContain(
      'also.other.hyper.speed is not in vocabulary.ts',
    );
    const preset = await broken('a1: { lr: 0.4, eps: 1e-8 }', 'a1: { lr: 0.4, tau: 0.5 }');
    expect(about(preset, 'speaks the shared vocabulary')).toContain('as.a1.tau is not a setting of the form that it is for');
  });

  test('a default out of its range', async () => {
    const complaints = await broken('pytorch: { lr: 0.001', 'pytorch: { lr: -0.001');
    expect(complaints).toEqual(['speaks the shared vocabulary: as.pytorch.lr is -0.001, but step size (lr) is a number from 0 to 100']);
  });

  test('a changed term that the equation has not, or that the older one had too', async () => {
    const clause = 'says what it changed in those before it';
    expect(about(await broken('term: String.raw`\\hat m`', 'term: String.raw`\\hat u`'), clause)).toContain(
      'from.rmsprop.term has \\hat u, which the equation has not',
    );
    expect(about(await broken('term: String.raw`\\hat m`', 'term: String.raw`g`'), clause)).toContain(
      'from.rmsprop.term has nothing that is new',
    );
    expect(about(await broken('term: String.raw`\\hat m`', 'term: String.raw`\\hat {m`'), clause)).toContain(
      'from.rmsprop.term is not TeX',
    );
  });

  test('a parent that is not there, or not older, and a change in half a sentence', async () => {
    const clause = 'says what it changed in those before it';
    expect(about(await broken('    rmsprop: {', '    rmsporp: {'), clause)).toContain(
      'from.rmsporp: there is no older algorithm of that name; there is: gradient-descent',
    );
    expect(about(await broken('year: 2014', 'year: 2011'), clause)).toBe(`${clause}: from.rmsprop: RMSprop is of 2012, Adam of 2011`);
    expect(about(await broken("says: 'The step follows", "says: 'the step follows"), clause)).toContain('is no sentence');
  });

  test('a way back that leads elsewhere, or is none', async () => {
    const clause = 'says what it changed in those before it';
    const back = "back: { beta1: 0, form: 'uncorrected' }";
    expect(about(await broken(back, 'back: { beta1: 0 }'), clause)).toMatch(
      /from\.rmsprop\.back: on quad1 with .* the path leaves RMSprop’s at step 1/,
    );
    expect(about(await broken(back, "back: { beta1: 0.1, form: 'uncorrected' }"), clause)).toContain('the path leaves RMSprop’s at step 1');
    expect(about(await broken(back, "back: { beta3: 0, form: 'uncorrected' }"), clause)).toContain(
      'beta3 is not a setting that Adam has and RMSprop has not',
    );
    expect(about(await broken(back, "back: { form: 'uncorected' }"), clause)).toMatch(/no setting to move/);
  });

  test('an algorithm that the fair race knows no settings for', async () => {
    const complaints = await broken('a0: { lr: 0.4', 'a1: { lr: 0.4');
    expect(complaints).toEqual(['has settings for the fair race: as.fair says nothing, and there is no as.a0']);
    expect(await broken('a0: { lr: 0.4', 'fair: { lr: 0.4')).toEqual([]);
  });

  test('half an algorithm, by every clause in a sentence', async () => {
    const text = "export default { name: 'Half', year: 2000 };";
    const found = await contract({ ...file('adam'), text, optimizer: await compile(text), page: true });
    expect(about(found, 'is whole')).toBe(
      ['family', 'from', 'paper', 'equation', 'hyper', 'init', 'step', 'as', 'numpy']
        .map((part) => `is whole: there is no ${part}`)
        .join('\n'),
    );
    expect(about(found, 'has settings for the fair race')).toMatch(/TypeError: .*undefined/);
  });

  test('an algorithm without a page', async () => {
    expect(await contract({ ...file('adam'), page: false })).toEqual(['has a page: src/pages/adam.mdx does not exist']);
  });

  test('a law that does not hold', async () => {
    const law = { about: ['adam'], says: 'the moon is a cheese', check: () => expect('rock').toBe('cheese') };
    expect(await contract({ ...file('adam'), page: true, laws: [law] })).toEqual(['keeps its laws: not true: the moon is a cheese']);
  });
});
