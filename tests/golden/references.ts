/** The numbers from elsewhere, in the words of the library: who walked, where, with what settings, and which way. */
import { readFileSync } from 'node:fs';
import { descend, type Run } from '../../src/lib/descend.ts';
import type { Objective, Point } from '../../src/lib/objective.ts';
import beale from '../../src/lib/objectives/beale.ts';
import himmelblau from '../../src/lib/objectives/himmelblau.ts';
import quad1 from '../../src/lib/objectives/quad1.ts';
import quad2 from '../../src/lib/objectives/quad2.ts';
import rosenbrock from '../../src/lib/objectives/rosenbrock.ts';
import saddle from '../../src/lib/objectives/saddle.ts';
import { type Hyper, type Optimizer, written } from '../../src/lib/optimizer.ts';
import { room } from '../../src/lib/quasi-newton.ts';
import type { Elsewhere } from '../../src/trust.ts';
import { type MatrixProblem, nearest, turnedOver } from './matrix.ts';
import { penalised } from './penalised.ts';

export interface Reference {
  /** Which file and series, as a test is called. */
  name: string;
  /** Who walked it. */
  source: Elsewhere;
  /** Id of the optimizer. */
  optimizer: string;
  /** Id of the objective; what is walked on may be that with a penalty. */
  on: string;
  objective: Objective | MatrixProblem;
  run: Omit<Run, 'start'> & { start: readonly number[] };
  /** points[k] is where it was after k updates. */
  points: (readonly number[])[];
  /** How far from points[k] a coordinate may be. */
  tolerance: (expected: number) => number;
}

const objectives: Record<string, Objective> = { quad1, quad2, rosenbrock, saddle };

/** Where only Newton's method was walked. */
const further: Record<string, Objective> = { beale, himmelblau };

/** Where a file states no tolerance: rounding in a different order of the same arithmetic, and no more. */
const relative = (expected: number) => 1e-12 * Math.abs(expected);

/** What the numbers were made with, as 1.13: of one file, and so of all. */
export const versions = { numpy: '', torch: '' };

// biome-ignore lint/suspicious/noExplicitAny: five shapes of file, each read in one place
function read(file: string): any {
  const content = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
  for (const tool of ['numpy', 'torch'] as const) {
    // What was made without PyTorch names none.
    const version = /^\d+\.\d+/.exec(content.env[tool])?.[0] ?? versions[tool];
    versions[tool] ||= version;
    // Not every file has to do with both.
    if (version && version !== versions[tool]) throw new Error(`${file} was made with ${tool} ${version}, others with ${versions[tool]}`);
  }
  return content;
}

/** A series that is not compared yet, with the reason why. */
export interface Exception {
  source: Elsewhere;
  /** As the source calls it. */
  optimizer: string;
  /** Which of its series: those where this option is set; all unless named. */
  option?: string;
  reason: string;
}

export const exceptions: Exception[] = [
  { source: 'a1', optimizer: 'momentum_as_printed', reason: 'as printed it never moves the weights; a law says so instead' },
  { source: 'numpy', optimizer: 'AMSBound', reason: 'AdaBound with AMSGrad’s maximum, which its authors offer as an option' },
  {
    source: 'numpy',
    optimizer: 'AdaBound as in the paper',
    reason: 'its steps shrink as 1/√t besides; ours is the authors’ own code, which is what was run',
  },
  {
    source: 'pytorch',
    optimizer: 'LBFGS',
    option: 'line_search_fn',
    reason: 'its search guesses lengths from cubics where ours halves and doubles; both end where Wolfe’s conditions hold',
  },
  { source: 'numpy', optimizer: 'Adafactor with a memory of g', reason: 'which its authors offer, and which takes back what is saved' },
  { source: 'numpy', optimizer: 'Adafactor with a warm-up', reason: 'a schedule for the step size, which any algorithm may have' },
  { source: 'numpy', optimizer: 'Adafactor of PyTorch 2.5 with weight decay', reason: 'AdamW’s decay, which is that algorithm’s own' },
  { source: 'pytorch', optimizer: 'AdamW', option: 'amsgrad', reason: 'AMSGrad is an algorithm of its own' },
  {
    source: 'pytorch',
    optimizer: 'NAdam',
    reason: 'version 1.13 divides by a wrong number, which 2.0 has mended; ours is held against the mended formula',
  },
];

/** How many series each exception leaves out. */
export const leftOut = new Map(exceptions.map((e) => [e, 0]));

/** Whether a series is compared; one that is not is counted. */
function compared(source: Elsewhere, series: { optimizer: string; options: object }): boolean {
  const options = series.options as Record<string, unknown>;
  const found = exceptions.find((e) => e.source === source && e.optimizer === series.optimizer && (!e.option || options[e.option]));
  if (found) leftOut.set(found, (leftOut.get(found) ?? 0) + 1);
  return !found;
}

interface ArticleSeries {
  optimizer: string;
  objective: string;
  options: Record<string, number> & { start: [number, number]; early_stop?: boolean };
  start: [number, number];
  trajectory: [number, number][];
  final: [number, number];
}

function a0(file: string): Reference[] {
  const ids: Record<string, string> = { gd: 'gradient-descent' };
  return read(file).series.map(({ optimizer, options, trajectory, final }: ArticleSeries): Reference => {
    const { lr, eps, gamma, beta, start, early_stop } = options;
    // A0 writes γ for the memory that each algorithm has first, and ε inside the root.
    const memory: Record<string, Hyper> = { momentum: { beta1: gamma }, rmsprop: { beta2: gamma }, adam: { beta1: gamma, beta2: beta } };
    const guard: Hyper = eps === undefined ? {} : { eps: 0, eps0: eps };
    return {
      name: `${file}: ${optimizer} ${JSON.stringify(options)}`,
      source: 'a0',
      optimizer: ids[optimizer] ?? optimizer,
      on: 'quad1',
      objective: quad1,
      run: {
        start,
        steps: early_stop ? 20 : trajectory.length,
        hyper: { lr, ...memory[optimizer], ...guard },
        box: early_stop ? 0.1 : undefined,
      },
      points: [...trajectory, final],
      tolerance: relative,
    };
  });
}

function a1(): Reference[] {
  const ids: Record<string, string> = { sgd: 'gradient-descent' };
  return read('article001.json')
    .series.filter((series: ArticleSeries) => compared('a1', series))
    .map(({ optimizer, objective, options, start, trajectory }: ArticleSeries): Reference => {
      const { lr, eps, mu, decay_rate, decay_rate_1, decay_rate_2 } = options;
      const memory: Record<string, Hyper> = {
        sgd: {},
        momentum: { beta1: mu },
        adagrad: { eps },
        rmsprop: { beta2: decay_rate, eps },
        adam: { beta1: decay_rate_1, beta2: decay_rate_2, eps },
      };
      return {
        name: `article001.json: ${optimizer} on ${objective} ${JSON.stringify(options)}`,
        source: 'a1',
        optimizer: ids[optimizer] ?? optimizer,
        on: objective,
        objective: objectives[objective],
        run: { start, steps: 50, hyper: { lr, ...memory[optimizer] }, form: optimizer === 'momentum' ? 'steps' : undefined },
        points: trajectory,
        tolerance: relative,
      };
    });
}

function a4(): Reference[] {
  const { start, series } = read('article004_naive.json');
  const ids: Record<string, string> = { SGD: 'gradient-descent' };
  const forms: Record<string, string> = { Momentum: 'steps', Adam: 'rate' };
  return series.map(({ optimizer, options, trajectory, final }: ArticleSeries): Reference => {
    const { momentum, decay_rate, ...same } = options;
    const memory: Record<string, Hyper> = { Momentum: { beta1: momentum }, RMSprop: { beta2: decay_rate } };
    return {
      name: `article004_naive.json: ${optimizer} ${JSON.stringify(options)}`,
      source: 'a4',
      optimizer: ids[optimizer] ?? optimizer.toLowerCase(),
      on: 'quad2',
      objective: quad2,
      run: { start, steps: 30, hyper: { ...same, ...memory[optimizer] }, form: forms[optimizer] },
      points: [...trajectory, final],
      tolerance: relative,
    };
  });
}

interface TorchSeries {
  optimizer: 'SGD' | 'Adagrad' | 'RMSprop' | 'Adadelta' | 'Adam' | 'AdamW' | 'Adamax' | 'RAdam' | 'LBFGS';
  options: Record<string, number | boolean> & { betas: [number, number] };
  noise_dev: number;
  stable_until: number;
  trajectory: [number, number][];
}

const torchSeries = [
  ...Object.keys(objectives).flatMap((id) =>
    [`torch_optim_${id}.json`, `torch_adam_kin_${id}.json`].flatMap((file) => {
      const { start, series } = read(file);
      return (series as TorchSeries[]).map((s) => ({ file, id, start: start as [number, number], ...s }));
    }),
  ),
  ...['torch_lbfgs.json', 'torch_adamax.json'].flatMap((file) =>
    (read(file).series as (TorchSeries & NumpySeries)[]).map((s) => ({ file, id: s.objective, ...s })),
  ),
];

/**
 * Up to where PyTorch's L-BFGS does what ours does: it has room for a hundred pairs, leaves out those of which s·y is 1e-10 or less,
 * and stands still where a step promises to lower f by less than 1e-9, whatever its unit. By then the bowls are descended.
 */
function alike(f: Objective, trajectory: Point[]): number {
  const short = trajectory.findIndex(([x, y], k) => {
    if (k === 0) return false;
    const [from, g, before] = [trajectory[k - 1], f.gradient(x, y), f.gradient(...trajectory[k - 1])];
    return (x - from[0]) * (g[0] - before[0]) + (y - from[1]) * (g[1] - before[1]) <= 1e-10;
  });
  return Math.min(room + 1, short < 0 ? trajectory.length : short - 1);
}

function torch(): Reference[] {
  return torchSeries
    .filter((series) => compared('pytorch', series))
    .map(({ file, id, start, optimizer, options, noise_dev, stable_until, trajectory }): Reference => {
      const { lr, eps, alpha, rho, momentum, betas, weight_decay, dampening, lr_decay, centered, nesterov } = options as Record<
        string,
        number
      > & { betas: [number, number] };
      const comparable = optimizer === 'LBFGS' ? Math.min(stable_until, alike(objectives[id], trajectory)) : stable_until;
      // A sum that starts above zero is a guard inside the root.
      const { initial_accumulator_value: eps0 } = options as Record<string, number>;
      const rolling = { lr, beta1: momentum, beta2: alpha, eps };
      const named: Record<TorchSeries['optimizer'], [id: string, hyper: Hyper, form?: string]> = {
        SGD: nesterov
          ? ['nesterov', { lr, beta1: momentum }, 'pytorch']
          : dampening
            ? ['momentum', { lr, beta1: momentum, tau: dampening }, 'dampened']
            : momentum
              ? ['momentum', { lr, beta1: momentum }]
              : ['gradient-descent', { lr }],
        Adagrad: lr_decay ? ['adagrad', { lr, decay: lr_decay, eps, eps0 }, 'decaying'] : ['adagrad', { lr, eps, eps0 }],
        RMSprop: momentum
          ? ['rmsprop', rolling, centered ? 'graves' : 'rolling']
          : ['rmsprop', { lr, beta2: alpha, eps }, centered ? 'centred' : undefined],
        Adadelta: ['adadelta', { lr, beta2: rho, eps0: eps }],
        Adam: [options.amsgrad ? 'amsgrad' : 'adam', { lr, beta1: betas?.[0], beta2: betas?.[1], eps }],
        AdamW: ['adamw', { lr, beta1: betas?.[0], beta2: betas?.[1], eps, weightDecay: weight_decay }],
        RAdam: ['radam', { lr, beta1: betas?.[0], beta2: betas?.[1], eps }],
        Adamax: ['adamax', { lr, beta1: betas?.[0], beta2: betas?.[1], eps }],
        LBFGS: ['lbfgs', { lr, pairs: room }, 'fixed'],
      };
      const [ours, hyper, form] = named[optimizer];
      return {
        name: `${file}: ${optimizer} on ${id} ${JSON.stringify(options)}`,
        source: 'pytorch',
        optimizer: ours,
        on: id,
        // The law under test with it: in all but AdamW, PyTorch's weight_decay is an L2 penalty on the objective.
        objective: optimizer === 'AdamW' ? objectives[id] : penalised(objectives[id], weight_decay ?? 0),
        run: { start, steps: comparable, hyper, form },
        points: trajectory.slice(0, comparable + 1),
        tolerance: () => Math.max(1e-12, 100 * noise_dev),
      };
    });
}

interface NumpySeries extends Omit<TorchSeries, 'optimizer'> {
  objective: string;
  start: [number, number];
  optimizer: string;
}

/** Who walked in our own NumPy, by the name in the file: what neither an article nor PyTorch has. */
const transcribed: Record<
  string,
  (options: Record<string, number>, weightDecay: number) => Pick<Reference, 'optimizer'> & Pick<Run, 'hyper' | 'form'>
> = {
  AMSGrad: () => ({ optimizer: 'amsgrad', form: 'paper' }),
  AdaBound: ({ lr, beta1, beta2, final_lr, gamma, eps }) => ({
    optimizer: 'adabound',
    hyper: { lr, beta1, beta2, finalLr: final_lr, gamma, eps },
  }),
  SWATS: ({ switch_eps, ...same }) => ({ optimizer: 'swats', hyper: { ...same, epsGamma: switch_eps } }),
  'Adam, clipped': ({ min_lr, max_lr, ...same }) => ({
    optimizer: 'adabound',
    hyper: { ...same, minLr: min_lr, maxLr: max_lr },
    form: 'fixed',
  }),
  AdaBelief: ({ eps, ...same }) => ({ optimizer: 'adabelief', hyper: { ...same, eps, eps0: eps } }),
  // The paper's β₁ is the share of the memory in the mix, its β₂ what the memory keeps. The decay is its own, no penalty.
  Lion: ({ lr, beta1, beta2 }, weightDecay) => ({ optimizer: 'lion', hyper: { lr, betaU: beta1, beta1: beta2, weightDecay } }),
  Adan: ({ beta3, beta2, ...same }, weightDecay) => ({ optimizer: 'adan', hyper: { ...same, betaD: beta2, beta2: beta3, weightDecay } }),
  Sophia: ({ gamma, k, beta2, ...same }, weightDecay) => ({
    optimizer: 'sophia',
    hyper: { ...same, betaH: beta2, gammaH: gamma, every: k, weightDecay },
  }),
  // The code has eps beside the new D, the paper beside the old one; in its series eps is too small for a difference.
  Prodigy: (own) => ({ optimizer: 'prodigy', hyper: own }),
  'Prodigy as in the paper': (own) => ({ optimizer: 'prodigy', hyper: own }),
  AdamWScheduleFree: (own, weightDecay) => ({ optimizer: 'schedule-free', hyper: { ...own, weightDecay } }),
  'AdamWScheduleFree, in training': (own, weightDecay) => ({ optimizer: 'schedule-free', hyper: { ...own, weightDecay }, form: 'between' }),
  SGDScheduleFree: ({ lr, momentum }, weightDecay) => ({
    optimizer: 'schedule-free',
    hyper: { lr, beta1: momentum, weightDecay },
    form: 'sgd',
  }),
  NAdam: ({ momentum_decay, ...same }) => ({ optimizer: 'nadam', hyper: { ...same, momentumDecay: momentum_decay } }),
  'NAdam as A3 has it': () => ({ optimizer: 'nadam', form: 'steady' }),
  'K-FAC': ({ lr, beta, kappa, nu }) => ({ optimizer: 'kfac', hyper: { lr, betaF: beta, kappaF: kappa, nu } }),
  Newton: ({ lr }) => ({ optimizer: 'newton', hyper: { lr } }),
  'Newton, damped': ({ damping }) => ({ optimizer: 'newton', hyper: { damping }, form: 'damped' }),
  'Newton, backtracking': ({ lr }) => ({ optimizer: 'newton', hyper: { lr }, form: 'backtracking' }),
  'Newton, saddle-free': ({ lr }) => ({ optimizer: 'newton', hyper: { lr }, form: 'saddleFree' }),
  'L-BFGS': (hyper) => ({ optimizer: 'lbfgs', hyper }),
  'L-BFGS, fixed': (hyper) => ({ optimizer: 'lbfgs', hyper, form: 'fixed' }),
};

function numpy(file: string): Reference[] {
  return (read(file).series as NumpySeries[])
    .filter((series) => compared('numpy', series))
    .map(({ objective, start, optimizer, options, noise_dev, stable_until, trajectory }): Reference => {
      const { betas, weight_decay = 0, ...same } = options as Record<string, number> & { betas?: [number, number, number?] };
      const [beta1, beta2, beta3] = betas ?? [];
      const own = { ...same, ...(betas && { beta1, beta2 }), ...(beta3 && { beta3 }) } as Record<string, number>;
      const { optimizer: id, hyper = own, form } = transcribed[optimizer](own, weight_decay);
      const f = objectives[objective] ?? further[objective];
      return {
        name: `${file}: ${optimizer} on ${objective} ${JSON.stringify(options)}`,
        source: 'numpy',
        optimizer: id,
        on: objective,
        objective: (hyper as Hyper).weightDecay === undefined ? penalised(f, weight_decay) : f,
        run: { start, steps: stable_until, hyper, form },
        points: trajectory.slice(0, stable_until + 1),
        tolerance: () => Math.max(1e-12, 100 * noise_dev),
      };
    });
}

/** Who walked on a matrix in our own NumPy, by the name in the file; and whether what is a row there is a column here. */
const ofMatrices: Record<
  string,
  (options: Record<string, number>) => Pick<Reference, 'optimizer'> & Pick<Run, 'hyper' | 'form'> & { turned?: boolean }
> = {
  Muon: ({ lr, momentum }) => ({ optimizer: 'muon', hyper: { lr, beta1: momentum } }),
  Adafactor: () => ({ optimizer: 'adafactor' }),
  'Adafactor, absolute': ({ lr }) => ({ optimizer: 'adafactor', hyper: { lr }, form: 'absolute' }),
  'Adafactor of PyTorch 2.5': ({ lr = 0.01, d = 1 }) => ({ optimizer: 'adafactor', hyper: { lr, clip: d } }),
  Shampoo: ({ lr, eps }) => ({ optimizer: 'shampoo', hyper: { lr, renewal: 1, eps0: eps } }),
  // PyTorch has a row for each output.
  'torch.optim.Muon, original': ({ lr, momentum, weight_decay }) => ({
    optimizer: 'muon',
    hyper: { lr, beta1: momentum, weightDecay: weight_decay },
    form: 'pytorch',
    turned: true,
  }),
  'torch.optim.Muon, match_rms_adamw': ({ lr, momentum, weight_decay }) => ({
    optimizer: 'muon',
    hyper: { lr, beta1: momentum, weightDecay: weight_decay },
    form: 'matched',
    turned: true,
  }),
};

/** The paths of algorithms that take weights as matrices: on the maps, whose x is one column, and on a matrix. */
function matrices(file: string): Reference[] {
  const { matrix4x3, series } = read(file);
  return (series as NumpySeries[])
    .filter((one) => compared('numpy', one))
    .map(({ objective, start, optimizer, options, noise_dev, stable_until, trajectory }): Reference => {
      const { optimizer: id, hyper, form, turned } = ofMatrices[optimizer](options as unknown as Record<string, number>);
      const seen = (point: number[]) => (turned ? turnedOver(point, 3) : point);
      return {
        name: `${file}: ${optimizer} on ${objective} ${JSON.stringify(options)}`,
        source: 'numpy',
        optimizer: id,
        on: objective,
        objective: objectives[objective] ?? nearest(matrix4x3.A, matrix4x3.C, turned),
        run: { start: seen(start), steps: stable_until, hyper, form },
        points: trajectory.slice(0, stable_until + 1).map(seen),
        tolerance: () => Math.max(1e-12, 100 * noise_dev),
      };
    });
}

/** The paths of Adam with an L2 penalty once more, for the form that has the penalty in its update. */
const asForm = (all: Reference[]): Reference[] =>
  torchSeries
    .filter(({ optimizer, options }) => optimizer === 'Adam' && options.weight_decay)
    .map(({ file, id, options }): Reference => {
      const adams = all.find(({ name }) => name === `${file}: Adam on ${id} ${JSON.stringify(options)}`) as Reference;
      const hyper = { ...adams.run.hyper, weightDecay: options.weight_decay as number };
      return { ...adams, optimizer: 'adamw', objective: objectives[id], run: { ...adams.run, hyper, form: 'l2' } };
    });

const torchPaths = torch();

export const references: Reference[] = [
  ...a0('article000.json'),
  ...a0('article000_extended.json'),
  ...a1(),
  ...a4(),
  ...torchPaths,
  ...asForm(torchPaths),
  ...numpy('numpy_newton.json'),
  ...numpy('numpy_lbfgs.json'),
  ...numpy('numpy_kfac.json'),
  ...numpy('numpy_amsgrad.json'),
  ...numpy('numpy_adabound.json'),
  ...numpy('numpy_swats.json'),
  ...numpy('numpy_nadam.json'),
  ...numpy('numpy_adabelief.json'),
  ...numpy('numpy_adan.json'),
  ...numpy('numpy_lion.json'),
  ...numpy('numpy_sophia.json'),
  ...numpy('numpy_prodigy.json'),
  ...numpy('numpy_schedule_free.json'),
  ...matrices('numpy_shampoo.json'),
  ...matrices('numpy_adafactor.json'),
  ...matrices('numpy_muon.json'),
];

/** The steps of an optimizer that is set as in a reference, on what that was walked on. */
export function walked({ objective, run }: Pick<Reference, 'objective' | 'run'>, optimizer: Optimizer): (readonly number[])[] {
  if (!('params' in objective)) return descend(optimizer, objective, run as Run).points;
  const { init, step, hyper } = written(optimizer, run.form);
  const { params } = objective;
  const x = Float64Array.from(run.start);
  const g = new Float64Array(x.length);
  const memory = init(x, params);
  const points = [[...x]];
  for (let t = 1; t <= run.steps; t++) {
    objective.gradient(x, g);
    step(x, g, memory, { ...hyper, ...run.hyper }, { t, f: objective, params });
    points.push([...x]);
  }
  return points;
}

/** Where an optimizer first leaves a path from elsewhere, in words; nothing if it walks it to the end. */
export function stray(reference: Reference, optimizer: Optimizer): string | undefined {
  const { name, points: theirs, tolerance } = reference;
  const points = walked(reference, optimizer);
  for (const [k, point] of theirs.entries()) {
    for (const [i, expected] of point.entries()) {
      const ours = points[k]?.[i];
      if (Math.abs(ours - expected) <= tolerance(expected)) continue;
      return `${name}: after ${k} steps ${point.length === 2 ? 'xy'[i] : `number ${i + 1}`} is ${ours}, not ${expected}`;
    }
  }
  return points.length > theirs.length ? `${name}: ends after ${points.length - 1} steps, not ${theirs.length - 1}` : undefined;
}
