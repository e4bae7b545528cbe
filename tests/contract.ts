/** What every file of `src/lib/optimizers` promises. See `contract.test.ts` for what breaking each clause looks like. */
import { stripTypeScriptTypes } from 'node:module';
import katex from 'katex';
import { objectives, optimizers } from '../src/catalog.ts';
import { newSigns, signsOf } from '../src/diff.ts';
import { descend, type Path, type Run } from '../src/lib/descend.ts';
import { layersOf } from '../src/lib/kronecker.ts';
import quad1 from '../src/lib/objectives/quad1.ts';
import rosenbrock from '../src/lib/objectives/rosenbrock.ts';
import { type Hyper, type Optimizer, type Param, type Surface, written } from '../src/lib/optimizer.ts';
import { complaint as misfit, settings, variables, wordFor } from '../src/lib/vocabulary.ts';
import { failures } from '../src/race/failures.ts';
import { rowsOf, updateOf } from '../src/source.ts';
import { namesIn, symbolsIn } from '../src/symbols.ts';
import { linesOf } from '../src/syntax.ts';
import { type Reference, stray } from './golden/references.ts';
import type { Law } from './laws.ts';

/** An algorithm with all that the contract looks at. */
export interface AlgorithmFile {
  id: string;
  /** The text of the file, as the page shows it. */
  text: string;
  /** What the file exports. */
  optimizer: Optimizer;
  /** Whether there is a page about it. */
  page: boolean;
  /** Numbers from elsewhere, and laws, that are about it. */
  references: Reference[];
  laws: Law[];
}

/**
 * The clauses by name. Each answers with a sentence for each thing that is wrong, or none.
 * A clause whose check throws is broken too: the error is its sentence.
 */
const clauses: Record<string, (file: AlgorithmFile) => string[] | Promise<string[]>> = {
  'is whole': whole,
  'matches numbers from elsewhere': numbers,
  'goes downhill': downhill,
  'depends on nothing but its arguments': repeats,
  'treats coordinates alike': separable,
  'is the text on its page': sameText,
  'has a row of maths for every line of code': rows,
  'has the same letters in equation and code': letters,
  'speaks the shared vocabulary': words,
  'says what it changed in those before it': origins,
  'has settings for the fair race': ({ optimizer: { as } }) => (as.fair || as.a0 ? [] : ['as.fair says nothing, and there is no as.a0']),
  'has a page': ({ id, page }) => (page ? [] : [`src/pages/${id}.mdx does not exist`]),
  'opens where those before it fail': ({ id }) =>
    failures.some(({ page }) => page === `/${id}/`) ? [] : [`src/race/failures.ts has no figure for /${id}/`],
  'keeps its laws': laws,
};

export const names = Object.keys(clauses);

/** What is wrong with an algorithm by one clause, as sentences. */
export async function complaints(clause: string, file: AlgorithmFile): Promise<string[]> {
  try {
    return await clauses[clause](file);
  } catch (error) {
    return [`${error}`];
  }
}

/** Everything that is wrong with an algorithm: 'clause: what'. Empty where the contract holds. */
export async function contract(file: AlgorithmFile): Promise<string[]> {
  const all = names.map(async (clause) => (await complaints(clause, file)).map((what) => `${clause}: ${what}`));
  return (await Promise.all(all)).flat();
}

/** The algorithm that a text describes, compiled as a reader's cell is: types stripped, imports from the library. */
export async function compile(text: string): Promise<Optimizer> {
  const folder = new URL('../src/lib/optimizers/', import.meta.url);
  const script = stripTypeScriptTypes(text).replaceAll(/(?<=\bfrom ')\.[^']*/g, (path) => new URL(path, folder).href);
  return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(script)}`)).default;
}

/** The algorithm's own form, and the others, each with a name for sentences. */
const forms = (o: Optimizer): { name: string; form?: string }[] => [
  { name: 'step' },
  ...Object.keys(o.also ?? {}).map((form) => ({ name: `also.${form}.step`, form })),
];

/** Types say as much, but they are checked elsewhere, and a file may be halfway written. */
function whole({ optimizer: o }: AlgorithmFile): string[] {
  const parts = ['name', 'year', 'family', 'from', 'paper', 'equation', 'hyper', 'init', 'step', 'as', 'numpy'] as const;
  return parts.filter((part) => o[part] === undefined).map((part) => `there is no ${part}`);
}

function numbers({ optimizer, references }: AlgorithmFile): string[] {
  if (references.length === 0) return ['tests/golden has no path of it'];
  return references.flatMap((r) => stray(r, optimizer) ?? []);
}

/** Steps. Gradient descent, the slowest of the five in the valley, needs 1385 of them with its best step size here. */
const budget = { bowl: 100, valley: 2000 };
const stepSizes = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003];

function downhill({ optimizer: o }: AlgorithmFile): string[] {
  return forms(o).flatMap(({ name, form }) => {
    const ends = (run: Omit<Run, 'form'>, f = quad1) => descend(o, f, { ...run, form }).values;
    const wrong: string[] = [];
    for (const start of [quad1.start, [6, 2], [-1, 7]] as const) {
      const values = ends({ start, steps: budget.bowl });
      if (!(values[budget.bowl] < values[0]))
        wrong.push(`${name} is no lower on a bowl after ${budget.bowl} steps from (${start.join(', ')})`);
    }
    // On the floor of Rosenbrock’s valley, past its bend, f is below 1; at the start it is 12.5.
    const tries = 'lr' in written(o, form).hyper ? stepSizes.map((lr): Hyper => ({ lr })) : [{}];
    const best = Math.min(...tries.map((hyper) => Math.min(...ends({ start: rosenbrock.start, steps: budget.valley, hyper }, rosenbrock))));
    if (!(best < 1))
      wrong.push(
        `${name} does not reach the bend of Rosenbrock’s valley in ${budget.valley} steps with any of the step sizes ${stepSizes.join(', ')}`,
      );
    return wrong;
  });
}

function repeats({ optimizer: o }: AlgorithmFile): string[] {
  return forms(o).flatMap(({ name, form }) => {
    const wrong = new Set<string>();
    const { step, init, hyper: own } = written(o, form);
    const walker = (start: [number, number]) => {
      const x = Float64Array.from(start);
      const memory = init(x);
      const g = new Float64Array(2);
      return (t: number): string => {
        wave.gradient(x, g);
        const [slope, hyper, moment] = [[...g], { ...own }, { t, f: wave }];
        step(x, g, memory, hyper, moment);
        if (`${[...g]}` !== `${slope}`) wrong.add(`${name} changes g`);
        if (JSON.stringify(hyper) !== JSON.stringify(own)) wrong.add(`${name} changes its settings`);
        if (moment.t !== t || moment.f !== wave) wrong.add(`${name} changes the moment`);
        for (const [key, vector] of Object.entries(memory)) {
          if (vector === x) wrong.add(`init gives x itself as ${key}`);
          if (o.separable === undefined && vector.length !== x.length) wrong.add(`${key} is not as long as x`);
          if (!(vector.length > 0)) wrong.add(`${key} has no numbers`);
        }
        return x.join();
      };
    };
    const ts = Array.from({ length: 20 }, (_, k) => k + 1);
    const [one, other] = [walker([2, -3]), walker([-1, 0.5])];
    const interleaved = ts.map((t) => [one(t), other(t)]);
    const [alone, again] = [walker([2, -3]), walker([2, -3])];
    const [first, second] = [ts.map(alone), ts.map(again)];
    if (`${first}` !== `${second}`) wrong.add(`${name} walks another path the second time`);
    if (`${interleaved.map(([path]) => path)}` !== `${first}`) wrong.add(`${name} shares memory between two runs`);
    return [...wrong];
  });
}

/** A landscape of any number of dimensions in which no coordinate knows of the others: Σ x²/2 + cos x. */
const wave: Required<Surface> = {
  value: (x) => Array.from(x as ArrayLike<number>).reduce((sum, c) => sum + (c * c) / 2 + Math.cos(c), 0),
  gradient(x, out) {
    for (let i = 0; i < x.length; i++) out[i] = x[i] - Math.sin(x[i]);
  },
  hessian: (x) => Array.from(x as ArrayLike<number>, (c, i) => Array.from({ length: x.length }, (_, j) => (i === j ? 1 - Math.cos(c) : 0))),
  factors: { inputs: (x) => wave.hessian(x).flat(), slopes: () => [1] },
};

/** Factors that leave a slope as it is, for all layers that params are. */
function units(params: Param[]): Surface['factors'] {
  const of = (side: 'rows' | 'columns') =>
    layersOf(params).flatMap(({ [side]: n }) => Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0)));
  return { inputs: () => of('rows'), slopes: () => of('columns') };
}

function separable({ optimizer: o }: AlgorithmFile): string[] {
  const [start, matrix] = [[2, -3, 0.5, -1, 1.5, 4], { from: 0, rows: 3, columns: 2 }];
  const beside = { from: start.length, rows: 2, columns: 1 };
  return forms(o).flatMap(({ name, form }) => {
    const { step, init, hyper } = written(o, form);
    const walk = (start: number[], params: Param[]): Float64Array => {
      const x = Float64Array.from(start);
      const g = new Float64Array(x.length);
      const memory = init(x, params);
      const f = { ...wave, factors: units(params) };
      for (let t = 1; t <= 20; t++) {
        wave.gradient(x, g);
        step(x, g, memory, hyper, { t, f, params });
      }
      return x;
    };
    const together = walk([...start, -0.5, 2.5], [matrix, beside]);
    const wrong = together.every(Number.isFinite) ? [] : [`${name} leads from a matrix and a vector to what is not finite`];
    if (o.separable === false) return wrong;
    const alone =
      o.separable === 'params'
        ? [...walk(start, [matrix]), ...walk([-0.5, 2.5], [{ ...beside, from: 0 }])]
        : [...start, -0.5, 2.5].map((c) => walk([c], [{ from: 0, rows: 1, columns: 1 }])[0]);
    const piece = o.separable ? 'param' : 'coordinate';
    return alone.every((end, i) => Object.is(end, together[i]))
      ? wrong
      : [...wrong, `${name} moves a ${piece} otherwise beside others than alone; if it means to, say separable: false`];
  });
}

async function sameText({ text, optimizer: o }: AlgorithmFile): Promise<string[]> {
  const cell = await compile(text);
  return forms(o).flatMap(({ name, form }) => {
    const walk = (walker: Optimizer): Path => descend(walker, quad1, { start: quad1.start, steps: 50, form });
    return JSON.stringify(walk(cell)) === JSON.stringify(walk(o))
      ? []
      : [`${name} of the text walks another path than ${name} of the module`];
  });
}

function rows({ text, optimizer: o }: AlgorithmFile): string[] {
  return forms(o).flatMap(({ name, form }) => {
    const tex = rowsOf(written(o, form).equation);
    const wrong = tex.flatMap((row) => {
      try {
        katex.renderToString(row, { throwOnError: true, strict: 'error' });
        return [];
      } catch (error) {
        return [`the equation beside ${name} is not TeX: ${(error as Error).message}`];
      }
    });
    const lines = linesOf(text, form);
    if (lines.length !== tex.length) wrong.push(`${name} has ${lines.length} lines of arithmetic, its equation ${tex.length} rows`);
    for (const { code, target } of lines) if (!target) wrong.push(`${name} has a line that gives nothing a value: ${code}`);
    return wrong;
  });
}

function letters({ text, optimizer: o }: AlgorithmFile): string[] {
  return forms(o).flatMap(({ name, form }) => {
    const tex = rowsOf(written(o, form).equation);
    const lines = linesOf(text, form);
    if (lines.length !== tex.length) return [];
    return lines.flatMap(({ code, target }, row) => {
      if (target && !wordFor(target.name))
        return [`${name} computes ${target.name}, which is not in vocabulary.ts; variables there: ${Object.keys(variables).join(', ')}`];
      const [drawn, run] = [symbolsIn(tex[row]), namesIn(code)];
      const missing = [...run].filter((letter) => !drawn.has(letter));
      const idle = [...drawn].filter((letter) => !run.has(letter));
      return [
        ...missing.map(
          (letter) => `${name}: “${code}” has ${letter}, but the row beside it has no ${wordFor(letter)?.symbol}: ${tex[row]}`,
        ),
        ...idle.map((letter) => `${name}: the row ${tex[row]} has ${wordFor(letter)?.symbol}, but “${code}” beside it has no ${letter}`),
      ];
    });
  });
}

function words({ optimizer: o }: AlgorithmFile): string[] {
  const known = Object.keys(settings);
  const own = forms(o).filter(({ form }) => !form || o.also?.[form].hyper);
  const whole = own.map(({ form }): [string, Hyper, string[]] => {
    const { hyper } = written(o, form);
    return [form ? `also.${form}.hyper` : 'hyper', hyper, Object.keys(hyper)];
  });
  const others = Object.entries(o.as).map(([source, { form, ...hyper }]): [string, Hyper, string[]] => [
    `as.${source}`,
    hyper as Hyper,
    Object.keys(written(o, form).hyper),
  ]);
  return [...whole, ...others].flatMap(([place, hyper, there]) =>
    Object.entries(hyper).flatMap(([id, value]) => {
      if (!there.includes(id)) return [`${place}.${id} is not a setting of the form that it is for, which has ${there.join(', ')}`];
      if (!known.includes(id)) return [`${place}.${id} is not in vocabulary.ts, which has ${known.join(', ')}`];
      return misfit(id, value as number) ? [`${place}.${id} is ${value}, but ${misfit(id, value as number)}`] : [];
    }),
  );
}

function origins({ id, text, optimizer: o }: AlgorithmFile): string[] {
  const lines = linesOf(text);
  const now = rowsOf(o.equation).map((tex, i) => ({ tex, code: lines[i]?.code ?? '' }));
  return Object.entries(o.from).flatMap(([parent, { term, says, back }]) => {
    const wrong: string[] = [];
    const place = `from.${parent}`;
    const older = optimizers.get(parent);
    if (!older || parent === id)
      return [`${place}: there is no older algorithm of that name; there is: ${[...optimizers.keys()].join(', ')}`];
    if (older.year > o.year) wrong.push(`${place}: ${older.name} is of ${older.year}, ${o.name} of ${o.year}`);

    const sentences = typeof back === 'string' ? [says, back] : [says];
    for (const one of sentences) if (!/^\p{Lu}.*\.$/su.test(one)) wrong.push(`${place}: “${one}” is no sentence`);

    try {
      katex.renderToString(term, { throwOnError: true, strict: 'error' });
    } catch (error) {
      return [...wrong, `${place}.term is not TeX: ${(error as Error).message}`];
    }
    const all = now.flatMap(({ tex }) => signsOf(tex));
    const missing = signsOf(term).filter((symbol) => !all.includes(symbol));
    if (missing.length > 0) wrong.push(`${place}.term has ${missing.join(', ')}, which the equation has not`);
    const fresh = newSigns(now, updateOf(parent).rows);
    if (!signsOf(term).some((symbol) => fresh.includes(symbol))) wrong.push(`${place}.term has nothing that is new in the equation`);

    if (typeof back !== 'string')
      wrong.push(...leadsBack(o, older, back as Hyper & { form?: string }).map((what) => `${place}.back: ${what}`));
    return wrong;
  });
}

/** Whether settings take an algorithm to the very path of an older one, bit for bit, wherever that is tried. */
function leadsBack(o: Optimizer, older: Optimizer, { form, ...to }: Hyper & { form?: string }): string[] {
  const unknown = Object.keys(to).filter((name) => !Object.hasOwn(o.hyper, name) || Object.hasOwn(older.hyper, name));
  if (unknown.length > 0) return [`${unknown.join(', ')} is not a setting that ${o.name} has and ${older.name} has not`];
  if (Object.keys(to).length === 0) return ['there is no setting to move'];
  const rates = [0.001, 0.05, 0.4].map((lr) => ('lr' in older.hyper ? { ...older.hyper, lr } : older.hyper));
  const tries = [...rates, ...Object.values(older.as).map(({ form: _, ...own }) => ({ ...older.hyper, ...(own as Hyper) }))];
  return [...objectives].flatMap(([name, f]) =>
    tries.flatMap((hyper) => {
      const shared = Object.fromEntries(Object.entries(hyper).filter(([setting]) => Object.hasOwn(o.hyper, setting)));
      const run = { start: f.start, steps: 60 };
      const [mine, theirs] = [descend(o, f, { ...run, hyper: { ...shared, ...to }, form }), descend(older, f, { ...run, hyper })];
      const apart = theirs.points.findIndex((point, k) => String(mine.points[k]) !== String(point));
      return apart < 0 ? [] : [`on ${name} with ${JSON.stringify(hyper)} the path leaves ${older.name}’s at step ${apart}`];
    }),
  );
}

function laws({ laws }: AlgorithmFile): string[] {
  if (laws.length === 0) return ['tests/laws.ts has no law about it'];
  return laws.flatMap(({ says, check }) => {
    try {
      check();
      return [];
    } catch {
      return [`not true: ${says}`];
    }
  });
}
