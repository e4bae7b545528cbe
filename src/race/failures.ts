import { words } from '../words.ts';
import type { Figure } from './figures.ts';

/** A0's, where nothing is learned from another number. */
const guard = { eps: 0, eps0: 1e-6 };

/**
 * Each chapter's opening: a place, a start and settings where what was known before visibly fails. The chapter's own algorithm
 * runs there too, and is switched off until the reader wants to see the repair.
 */
export const failures: Figure[] = [
  {
    id: 'too-long',
    title: words.en.figures['too-long'],
    page: '/gradient-descent/',
    // Nothing comes before it, so it is its own failure: a tenth above the limit of 0.5, from a hair beside the valley's axis.
    protocol: { objective: 'quad1', start: [-7, 0.02], steps: 32, entries: { 'gradient-descent': { hyper: { lr: 0.55 } } } },
    ids: ['gradient-descent'],
    own: 'gradient-descent',
  },
  {
    id: 'before-newton',
    title: words.en.figures['before-newton'],
    page: '/newton/',
    // The longest step that the walls bear, of two digits.
    protocol: {
      objective: 'rosenbrock',
      start: [-1.5, 2],
      steps: 200,
      entries: { 'gradient-descent': { hyper: { lr: 0.001 } } },
      hidden: ['newton'],
    },
    ids: ['gradient-descent', 'newton'],
    own: 'gradient-descent',
  },
  {
    id: 'climbs',
    title: words.en.figures.climbs,
    page: '/newton/',
    protocol: {
      objective: 'himmelblau',
      start: [0, 0],
      steps: 10,
      entries: { 'gradient-descent': { hyper: { lr: 0.01 } } },
    },
    ids: ['gradient-descent', 'newton'],
    own: 'newton',
  },
  {
    id: 'before-momentum',
    title: words.en.figures['before-momentum'],
    page: '/momentum/',
    // Just within the limit of 0.5, so that the zigzag dies as slowly as the way along the valley is long.
    protocol: {
      objective: 'quad1',
      start: [-7, 4],
      steps: 20,
      entries: { 'gradient-descent': { hyper: { lr: 0.48 } }, momentum: { hyper: { lr: 0.48, beta1: 0.5 } } },
      hidden: ['momentum'],
    },
    ids: ['gradient-descent', 'momentum'],
    own: 'gradient-descent',
  },
  {
    id: 'before-nesterov',
    title: words.en.figures['before-nesterov'],
    page: '/nesterov/',
    // The usual β₁, with an η that is a small part of either's limit: the swing across the valley is momentum's own.
    protocol: {
      objective: 'quad1',
      start: [-7, 4],
      steps: 40,
      entries: { momentum: { hyper: { lr: 0.1, beta1: 0.9 } }, nesterov: { hyper: { lr: 0.1, beta1: 0.9 } } },
      hidden: ['nesterov'],
    },
    ids: ['momentum', 'nesterov'],
    own: 'momentum',
  },
  {
    id: 'before-lbfgs',
    title: words.en.figures['before-lbfgs'],
    page: '/lbfgs/',
    // Momentum with the best η for this valley that the search of the races finds; L-BFGS as it comes.
    protocol: {
      objective: 'rosenbrock',
      start: [-1.5, 2],
      steps: 60,
      entries: { momentum: { hyper: { lr: 0.0018, beta1: 0.9 } } },
      hidden: ['lbfgs'],
    },
    ids: ['momentum', 'lbfgs'],
    own: 'momentum',
  },
  {
    id: 'before-adagrad',
    title: words.en.figures['before-adagrad'],
    page: '/adagrad/',
    // Three passes over the twenty texts.
    protocol: {
      objective: 'sparse',
      start: [0, 0],
      steps: 60,
      entries: {
        'gradient-descent': { hyper: { lr: 0.05 } },
        momentum: { hyper: { lr: 0.02, beta1: 0.9 } },
        adagrad: { hyper: { lr: 1.75, ...guard } },
      },
      hidden: ['adagrad'],
    },
    ids: ['gradient-descent', 'momentum', 'adagrad'],
    own: 'momentum',
  },
  {
    id: 'before-rmsprop',
    title: words.en.figures['before-rmsprop'],
    page: '/rmsprop/',
    protocol: {
      objective: 'beale',
      start: [4, 3],
      steps: 150,
      entries: { adagrad: { hyper: { lr: 0.1, ...guard } }, rmsprop: { hyper: { lr: 0.1, beta2: 0.9, ...guard } } },
      hidden: ['rmsprop'],
    },
    ids: ['adagrad', 'rmsprop'],
    own: 'adagrad',
  },
  {
    id: 'before-adadelta',
    title: words.en.figures['before-adadelta'],
    page: '/adadelta/',
    // PyTorch's η, as it comes; ε = η² gives AdaDelta the same first stride.
    protocol: {
      objective: 'himmelblau',
      start: [0, 0],
      steps: 100,
      entries: { rmsprop: { hyper: { lr: 0.01, beta2: 0.9, ...guard } }, adadelta: { hyper: { lr: 1, beta2: 0.9, eps0: 1e-4 } } },
      hidden: ['adadelta'],
    },
    ids: ['rmsprop', 'adadelta'],
    own: 'rmsprop',
  },
  {
    id: 'before-adam',
    title: words.en.figures['before-adam'],
    page: '/adam/',
    // A0's race, long enough for the hop to settle.
    protocol: {
      objective: 'quad1',
      start: [-4, -6],
      steps: 200,
      entries: { rmsprop: { hyper: { lr: 0.4, beta2: 0.9, ...guard } }, adam: { hyper: { lr: 0.4, beta1: 0.9, beta2: 0.999, ...guard } } },
      hidden: ['adam'],
    },
    ids: ['rmsprop', 'adam'],
    own: 'rmsprop',
  },
  {
    id: 'uncorrected',
    title: words.en.figures.uncorrected,
    page: '/adam/',
    protocol: {
      objective: 'quad1',
      start: [-4, -6],
      steps: 20,
      entries: { adam: { form: 'uncorrected', hyper: { lr: 0.4, beta1: 0.9, beta2: 0.999, ...guard } } },
    },
    ids: ['adam'],
    own: 'adam',
  },
  {
    id: 'before-adamax',
    title: words.en.figures['before-adamax'],
    page: '/adamax/',
    // Three readings, as before AdaGrad. Each has about the step size that serves it best: Adam with AdaMax's would leave the map.
    protocol: {
      objective: 'sparse',
      start: [0, 0],
      steps: 60,
      entries: { adam: { hyper: { lr: 0.58 } }, adamax: { hyper: { lr: 1.5 } } },
      hidden: ['adamax'],
    },
    ids: ['adam', 'adamax'],
    own: 'adam',
  },
  {
    id: 'before-swats',
    title: words.en.figures['before-swats'],
    page: '/swats/',
    // A short memory of g², as in A0. The accuracy is coarse, since a map has some hundred steps, and not a hundred thousand.
    protocol: {
      objective: 'himmelblau',
      start: [0, 0],
      steps: 300,
      entries: { adam: { hyper: { lr: 0.2, beta2: 0.9 } }, swats: { hyper: { lr: 0.2, beta2: 0.9, epsGamma: 1e-4 } } },
      hidden: ['swats'],
    },
    ids: ['adam', 'swats'],
    own: 'adam',
  },
  {
    id: 'before-kfac',
    title: words.en.figures['before-kfac'],
    page: '/kfac/',
    // K-FAC with a short memory of its factors, which change from place to place here, and a step that cannot leave the map.
    protocol: {
      objective: 'beale',
      start: [1, 1.5],
      steps: 30,
      entries: { newton: { hyper: { lr: 1 } }, kfac: { hyper: { lr: 1, betaF: 0.5, kappaF: 1e-3, nu: 10 } } },
      hidden: ['kfac'],
    },
    ids: ['newton', 'kfac'],
    own: 'newton',
  },
  {
    id: 'before-amsgrad',
    title: words.en.figures['before-amsgrad'],
    page: '/amsgrad/',
    // The paper's first counterexample: β₁ = 0, and β₂ = 1/(1 + C²) where C, the large gradient, is 3.
    protocol: {
      objective: 'reddi',
      start: [0, 0],
      steps: 120,
      entries: {
        'gradient-descent': { hyper: { lr: 0.05 } },
        adam: { hyper: { lr: 0.1, beta1: 0, beta2: 0.1 } },
        amsgrad: { hyper: { lr: 0.1, beta1: 0, beta2: 0.1 } },
      },
      hidden: ['amsgrad'],
    },
    ids: ['gradient-descent', 'adam', 'amsgrad'],
    own: 'adam',
  },
  {
    id: 'before-adabound',
    title: words.en.figures['before-adabound'],
    page: '/adabound/',
    // A0's race with a short memory of g², long enough for the gradients to fade. The bounds are the authors' own.
    protocol: {
      objective: 'quad1',
      start: [-4, -6],
      steps: 300,
      entries: { adam: { hyper: { lr: 0.4, beta2: 0.9 } }, adabound: { hyper: { lr: 0.4, beta2: 0.9 } } },
      hidden: ['adabound'],
    },
    ids: ['adam', 'adabound'],
    own: 'adam',
  },
  {
    id: 'before-nadam',
    title: words.en.figures['before-nadam'],
    page: '/nadam/',
    // A0's race, long enough for Adam to come back from beyond the cross, twice.
    protocol: {
      objective: 'quad1',
      start: [-4, -6],
      steps: 100,
      entries: {
        adam: { hyper: { lr: 0.4, beta1: 0.9, beta2: 0.999, ...guard } },
        nadam: { hyper: { lr: 0.4, beta1: 0.9, beta2: 0.999, ...guard } },
      },
      hidden: ['nadam'],
    },
    ids: ['adam', 'nadam'],
    own: 'adam',
  },
  {
    id: 'before-adamw',
    title: words.en.figures['before-adamw'],
    page: '/adamw/',
    // From the lowest point, where there is nothing to learn: in nine texts in a row the rare word does not stand.
    protocol: {
      objective: 'sparse',
      start: [4, 3],
      steps: 9,
      entries: { adam: { hyper: { lr: 0.2 } }, adamw: { form: 'l2', hyper: { lr: 0.2, weightDecay: 1e-4 } } },
    },
    ids: ['adam', 'adamw'],
    own: 'adamw',
  },
  {
    id: 'before-radam',
    title: words.en.figures['before-radam'],
    page: '/radam/',
    // From the goal itself: whatever moves is moved by noise. Three rounds.
    protocol: {
      objective: 'middle',
      start: [0, 0],
      steps: 60,
      entries: { adam: { hyper: { lr: 1 } }, radam: { hyper: { lr: 1 } } },
      hidden: ['radam'],
    },
    ids: ['adam', 'radam'],
    own: 'adam',
  },
  {
    id: 'before-adabelief',
    title: words.en.figures['before-adabelief'],
    page: '/adabelief/',
    // Adam's usual memories; a small η, so that there is a long way of even slope before the wall.
    protocol: {
      objective: 'reddi',
      start: [0.9, 0.9],
      steps: 100,
      entries: { adam: { hyper: { lr: 0.01 } }, adabelief: { hyper: { lr: 0.01 } } },
      hidden: ['adabelief'],
    },
    ids: ['adam', 'adabelief'],
    own: 'adam',
  },
  {
    id: 'before-adan',
    title: words.en.figures['before-adan'],
    page: '/adan/',
    // Adan's memories for both: long ones, which are what the changes are for.
    protocol: {
      objective: 'rosenbrock',
      start: [-1.5, 2],
      steps: 300,
      entries: {
        adam: { hyper: { lr: 0.1, beta1: 0.98, beta2: 0.99 } },
        adan: { hyper: { lr: 0.1, beta1: 0.98, betaD: 0.92, beta2: 0.99 } },
      },
      hidden: ['adan'],
    },
    ids: ['adam', 'adan'],
    own: 'adam',
  },
  {
    id: 'before-lion',
    title: words.en.figures['before-lion'],
    page: '/lion/',
    // From the middle, where the opening of AMSGrad begins, with all memories as they come.
    protocol: {
      objective: 'reddi',
      start: [0, 0],
      steps: 200,
      entries: { adam: { hyper: { lr: 0.01 } }, lion: { hyper: { lr: 0.01 } } },
      hidden: ['lion'],
    },
    ids: ['adam', 'lion'],
    own: 'adam',
  },
  {
    id: 'before-sophia',
    title: words.en.figures['before-sophia'],
    page: '/sophia/',
    // Strides of 0.1, and memories as short as a hundred steps want them; with γ = η what is not cut off is Newton's step.
    protocol: {
      objective: 'beale',
      start: [1, 1.5],
      steps: 100,
      entries: {
        newton: { hyper: { lr: 1 } },
        sophia: { hyper: { lr: 0.1, beta1: 0.5, betaH: 0.9, gammaH: 0.1, every: 1 } },
      },
      hidden: ['sophia'],
    },
    ids: ['newton', 'sophia'],
    own: 'newton',
  },
  {
    id: 'before-prodigy',
    title: words.en.figures['before-prodigy'],
    page: '/prodigy/',
    // A0's race, with everything as it comes, for ten times as long.
    protocol: {
      objective: 'quad1',
      start: [-4, -6],
      steps: 200,
      entries: { adam: { hyper: { lr: 0.001 } }, prodigy: { hyper: { lr: 1 } } },
      hidden: ['prodigy'],
    },
    ids: ['adam', 'prodigy'],
    own: 'adam',
  },
  {
    id: 'before-schedule-free',
    title: words.en.figures['before-schedule-free'],
    page: '/schedule-free/',
    // Ten rounds, with strides long enough to be there in two of them.
    protocol: {
      objective: 'middle',
      start: [-5, -2],
      steps: 200,
      entries: { adam: { hyper: { lr: 1 } }, 'schedule-free': { hyper: { lr: 1 } } },
      hidden: ['schedule-free'],
    },
    ids: ['adam', 'schedule-free'],
    own: 'adam',
  },
  {
    id: 'before-shampoo',
    title: words.en.figures['before-shampoo'],
    page: '/shampoo/',
    // A0's η for AdaGrad; roots at each step, which cost nothing here.
    protocol: {
      objective: 'rosenbrock',
      start: [-1.5, 2],
      steps: 200,
      entries: { adagrad: { hyper: { lr: 0.4, ...guard } }, shampoo: { hyper: { lr: 0.4, renewal: 1 } } },
      hidden: ['shampoo'],
    },
    ids: ['adagrad', 'shampoo'],
    own: 'adagrad',
  },
  {
    id: 'before-adafactor',
    title: words.en.figures['before-adafactor'],
    page: '/adafactor/',
    // Until shortly after Adam's longest leap. Adafactor's steps are lengths here, so that one η is the same for both.
    protocol: {
      objective: 'rosenbrock',
      start: [-0.5, 0],
      steps: 140,
      entries: {
        adam: { hyper: { lr: 0.05, beta1: 0, beta2: 0.999 } },
        adafactor: { form: 'absolute', hyper: { lr: 0.05 } },
      },
      hidden: ['adafactor'],
    },
    ids: ['adam', 'adafactor'],
    own: 'adam',
  },
  {
    id: 'before-muon',
    title: words.en.figures['before-muon'],
    page: '/muon/',
    // Momentum's η is the one of 1, 3, 10, 30 … millionths that comes lowest at the end without being thrown off the map.
    protocol: {
      objective: 'beale',
      start: [4, 3],
      steps: 150,
      entries: { momentum: { hyper: { lr: 3e-6, beta1: 0.9 } }, muon: { hyper: { lr: 0.1, beta1: 0.9 } } },
      hidden: ['muon'],
    },
    ids: ['momentum', 'muon'],
    own: 'momentum',
  },
];
