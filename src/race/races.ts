import { optimizers } from '../catalog.ts';
import type { Hyper } from '../lib/optimizer.ts';
import { words } from '../words.ts';
import type { Figure } from './figures.ts';
import type { Conditions, Effort } from './protocols.ts';
import type { Race } from './race.ts';

/** A3's, in its picture of the saddle. */
export const field = ['gradient-descent', 'momentum', 'nesterov', 'adagrad', 'adadelta', 'rmsprop'];

interface Rules extends Pick<Race, 'objective' | 'start' | 'steps' | 'focus'> {
  /** One for all. */
  lr: number;
}

/** Step sizes by id. */
type Rates = Record<string, number>;

/** What gives an algorithm the step size η; what is not named here is as it recommends. */
export function settingsFor(id: string, lr: number): Hyper {
  // A0's memory: ten gradients are many among fifty.
  if (id === 'rmsprop') return { lr, beta2: 0.9 };
  // On a map a root costs next to nothing.
  if (id === 'shampoo') return { lr, renewal: 1 };
  // It has none, but a first stride of √(ε₀/(1 − β₂)): that becomes η.
  if (id === 'adadelta') return { lr: 1, eps0: Number((0.1 * lr ** 2).toPrecision(2)) };
  return { lr };
}

function conditions({ lr: _, ...rules }: Rules, ids: string[], rate: (id: string) => number): Conditions {
  return { ...rules, entries: Object.fromEntries(ids.map((id) => [id, { hyper: settingsFor(id, rate(id)) }])) };
}

/**
 * A race of the field under two sets of rules; those others who have been tuned for it are there by choice.
 *
 * @param tuned what the search in `sweep.ts` finds; a test holds them to it
 */
function raceOn(
  id: keyof typeof words.en.figures,
  page: string,
  rules: Rules,
  tuned: Rates,
  { opens = 'given', seen = field }: { opens?: Effort; seen?: string[] } = {},
): Figure {
  const ids = [...optimizers.keys()].filter((one) => Object.hasOwn(tuned, one));
  return {
    id,
    title: words.en.figures[id],
    page,
    protocol: opens,
    efforts: { given: conditions(rules, ids, () => rules.lr), tuned: conditions(rules, ids, (one) => tuned[one]) },
    ids,
    spare: ids.filter((one) => !seen.includes(one)),
    published: true,
  };
}

export const races: Figure[] = [
  // High on one side of the ridge, and a thousandth beside it: on it nobody would ever leave.
  raceOn(
    'saddle-race',
    '/races/',
    { objective: 'saddle', start: [-1.5, 0.001], steps: 50, focus: 'gradient-descent', lr: 0.05 },
    {
      'gradient-descent': 1,
      momentum: 1,
      nesterov: 0.68,
      adagrad: 0.68,
      adadelta: 0.46,
      rmsprop: 0.38,
      adam: 0.68,
      adamax: 0.83,
      nadam: 0.56,
      adamw: 0.68,
      amsgrad: 0.68,
      adabound: 0.83,
      radam: 1,
      lbfgs: 1,
      swats: 0.68,
      adafactor: 0.68,
      adabelief: 1,
      adan: 0.68,
      lion: 0.56,
      prodigy: 1,
      'schedule-free': 0.68,
      muon: 0.83,
      kfac: 1,
      shampoo: 0.68,
      sophia: 0.56,
    },
  ),
  raceOn(
    'valley-race',
    '/races/',
    { objective: 'rosenbrock', start: [-1.5, 2], steps: 300, focus: 'momentum', lr: 0.001 },
    {
      'gradient-descent': 0.0018,
      momentum: 0.0018,
      nesterov: 0.001,
      adagrad: 1.8,
      adadelta: 2.2,
      rmsprop: 0.32,
      adam: 1.8,
      adamax: 2.6,
      nadam: 0.38,
      adamw: 1.8,
      amsgrad: 1.8,
      adabound: 1.8,
      radam: 0.0056,
      newton: 0.56,
      lbfgs: 0.83,
      swats: 1.8,
      adafactor: 1,
      adabelief: 1.5,
      adan: 0.15,
      lion: 0.015,
      prodigy: 22,
      'schedule-free': 1.8,
      muon: 0.026,
      kfac: 1.5,
      shampoo: 3.2,
      sophia: 0.038,
    },
  ),
  // Just within the limit that gradient descent has in a pit, 2/(2 + 40π²) = 0.00504.
  raceOn(
    'minima-race',
    '/luck/',
    { objective: 'rastrigin', start: [-2.4, 1.7], steps: 100, focus: 'adagrad', lr: 0.005 },
    {
      'gradient-descent': 0.0026,
      momentum: 0.0056,
      nesterov: 0.0018,
      adagrad: 2.2,
      adadelta: 0.026,
      rmsprop: 0.01,
      adam: 0.46,
      adamax: 6.8,
      nadam: 0.046,
      adamw: 0.022,
      amsgrad: 0.46,
      adabound: 0.46,
      radam: 0.083,
      newton: 1,
      lbfgs: 3.2,
      swats: 0.46,
      adafactor: 0.68,
      adabelief: 0.22,
      adan: 1.8,
      lion: 0.015,
      prodigy: 3.2,
      'schedule-free': 0.22,
      muon: 0.0083,
      kfac: 0.83,
      shampoo: 1.5,
      sophia: 0.012,
    },
  ),
  // Three readings of the twenty texts.
  raceOn(
    'sparse-race',
    '/luck/',
    { objective: 'sparse', start: [0, 0], steps: 60, focus: 'adagrad', lr: 0.05 },
    {
      'gradient-descent': 0.026,
      momentum: 0.068,
      nesterov: 0.056,
      adagrad: 1.8,
      adadelta: 0.32,
      rmsprop: 0.18,
      adam: 0.56,
      adamax: 1.2,
      nadam: 0.56,
      adamw: 0.56,
      amsgrad: 0.56,
      adabound: 0.56,
      radam: 0.068,
      newton: 0.068,
      lbfgs: 0.038,
      swats: 0.56,
      adafactor: 1,
      adabelief: 0.46,
      adan: 2.6,
      lion: 0.32,
      prodigy: 0.22,
      'schedule-free': 1.2,
      muon: 0.12,
      kfac: 0.046,
      shampoo: 1.8,
      sophia: 0.083,
    },
    { opens: 'tuned', seen: [...field, 'adam'] },
  ),
];
