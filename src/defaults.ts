/** The settings that an algorithm has with whom, side by side: what its file says, and what papers and Keras have. */
import { optimizers } from './catalog.ts';
import { everySetting, type Hyper, type Optimizer, type Source, written } from './lib/optimizer.ts';

/** What its own paper recommends, or uses throughout; in this notebook's letters. */
const papers: Record<string, Hyper> = {
  adadelta: { lr: 1, beta2: 0.95, eps0: 1e-6 },
  rmsprop: { beta2: 0.9 },
  adam: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  adamax: { lr: 0.002, beta1: 0.9, beta2: 0.999 },
  adamw: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  // γ stands there as 1 − β₂.
  adabound: { lr: 0.001, beta1: 0.9, beta2: 0.999, finalLr: 0.1, gamma: 0.001 },
  // Written there as 1 − β each.
  adan: { beta1: 0.98, betaD: 0.92, beta2: 0.99, eps: 1e-8 },
  lion: { betaU: 0.9, beta1: 0.99 },
  swats: { lr: 0.001, beta1: 0.9, beta2: 0.999, epsGamma: 1e-9 },
  adafactor: { lr: 0.01, pace: 0.8, clip: 1, eps0: 1e-30, eps2: 1e-3 },
  muon: { lr: 0.02, beta1: 0.95 },
  prodigy: { lr: 1, beta1: 0.9, beta2: 0.999, d0: 1e-6 },
};

/** Keras 3, from the text of `keras/src/optimizers`: also where ε stands. Its AdaGrad begins with v = 0.1 as well. */
const keras: Record<string, Hyper> = {
  'gradient-descent': { lr: 0.01 },
  adagrad: { lr: 0.001, eps0: 1e-7 },
  adadelta: { lr: 0.001, beta2: 0.95, eps0: 1e-7 },
  rmsprop: { lr: 0.001, beta2: 0.9, eps0: 1e-7 },
  adam: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-7 },
  adamax: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-7 },
  // 0.96 to the power t, where Dozat and PyTorch have t/250.
  nadam: { lr: 0.001, beta1: 0.9, beta2: 0.999, momentumDecay: 1, eps: 1e-7 },
  adamw: { lr: 0.001, beta1: 0.9, beta2: 0.999, weightDecay: 0.004, eps: 1e-7 },
  amsgrad: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-7 },
  lion: { lr: 0.001, betaU: 0.9, beta1: 0.99, weightDecay: 0 },
  adafactor: { lr: 0.001, pace: 0.8, clip: 1, eps0: 1e-30, eps2: 1e-3 },
  muon: { lr: 0.001, beta1: 0.95, weightDecay: 0.1 },
};

export const columns = ['here', 'paper', 'pytorch', 'keras', 'a0', 'a1', 'a4', 'network'] as const;
export type Column = (typeof columns)[number];

/** All settings of an algorithm with somebody; nothing where they do not have it. */
export function settingsWith(column: Column, id: string, o: Optimizer): Hyper | undefined {
  if (column === 'here') return o.hyper;
  if (column === 'paper') return papers[id];
  if (column === 'keras') return keras[id];
  const { form, ...own } = o.as[column as Source] ?? {};
  if (!o.as[column as Source]) return undefined;
  // A call of PyTorch's names all that it has; an article's program has the rest as the form that it follows.
  return column === 'pytorch' ? (own as Hyper) : { ...written(o, form).hyper, ...(own as Hyper) };
}

/** One algorithm: a row for each of its settings that is not 0 with everybody. */
export interface Settings {
  id: string;
  rows: { setting: string; values: (number | undefined)[] }[];
  /** Whether somebody beside this notebook and PyTorch has it. */
  common: boolean;
}

export function defaults(): Settings[] {
  return [...optimizers].map(([id, o]) => {
    const all = columns.map((column) => settingsWith(column, id, o));
    const rows = everySetting(o)
      .map((setting) => ({ setting, values: all.map((hyper) => hyper?.[setting]) }))
      .filter(({ values }) => values.some((value) => value));
    return { id, rows, common: all.some((hyper, i) => hyper && !['here', 'paper', 'pytorch'].includes(columns[i])) };
  });
}

/** What this file says of algorithms and settings, for the test. */
export const outside = { papers, keras };
