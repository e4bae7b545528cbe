/**
 * Every name that an algorithm may use in its step: its symbol in the equation, its plain-language name, and what it means.
 * One name means one thing on the whole site, in code, equation, figure and address.
 */
export interface Word {
  /** TeX, spelt as in the equations. */
  symbol: string;
  name: string;
  /** A sentence. */
  means: string;
}

/** A setting, and what it may be. */
export interface Setting extends Word {
  /** The smallest and the largest value that a field takes. */
  min: number;
  max: number;
  /**
   * What a slider spans, each of its steps by the same factor: the value from one number to another, with 0 at its very start,
   * or what is missing to 1, from 1 (the value 0) down to `max`; or every whole number of the range.
   */
  slider: readonly [from: number, to: number] | 'to one' | 'whole';
}

export const settings: Record<string, Setting> = {
  lr: {
    symbol: String.raw`\eta`,
    name: 'step size',
    means: 'How far a step goes; also called the learning rate.',
    min: 0,
    max: 100,
    slider: [1e-4, 10],
  },
  beta1: {
    symbol: String.raw`\beta_1`,
    name: 'memory of g',
    means: 'The share of m that is left after one more step: about 1/(1 − β₁) gradients are remembered.',
    min: 0,
    max: 0.9999,
    slider: 'to one',
  },
  betaU: {
    symbol: String.raw`\beta_u`,
    name: 'share of m in u',
    means: 'How much of the mix u is what is remembered; the rest is the present gradient.',
    min: 0,
    max: 0.9999,
    slider: 'to one',
  },
  betaD: {
    symbol: String.raw`\beta_d`,
    name: 'memory of d',
    means: 'The share of the memory of d that is left after one more step, and how much of a change of the gradient is expected again.',
    min: 0,
    max: 0.9999,
    slider: 'to one',
  },
  beta2: {
    symbol: String.raw`\beta_2`,
    name: 'memory of g²',
    means: 'The share of v that is left after one more step: about 1/(1 − β₂) squares are remembered.',
    min: 0,
    max: 0.99999,
    slider: 'to one',
  },
  tau: {
    symbol: String.raw`\tau`,
    name: 'dampening',
    means: 'The share of each new gradient that is left out of m.',
    min: 0,
    max: 0.9999,
    slider: 'to one',
  },
  decay: {
    symbol: String.raw`\delta`,
    name: 'decay of the rate',
    means: 'How fast the step size falls with time: to half of it after 1/δ more steps.',
    min: 0,
    max: 10,
    slider: [1e-4, 10],
  },
  momentumDecay: {
    symbol: String.raw`\psi`,
    name: 'pace of μ',
    means: 'How soon the share of memory rises from half of β₁ to β₁: what is missing falls by 4 % in 1/ψ updates.',
    min: 0,
    max: 1000,
    slider: [1e-4, 100],
  },
  weightDecay: {
    symbol: String.raw`\lambda`,
    name: 'weight decay',
    means: 'How strongly weights are drawn towards 0: by the share ηλ of themselves at each step, or by an L2 penalty of ½λx².',
    min: 0,
    max: 10,
    slider: [1e-6, 1],
  },
  damping: {
    symbol: String.raw`\kappa_0`,
    name: 'first damping',
    means: 'What is added to every curvature at the first step; later it is what the steps before have shown to be enough.',
    min: 1e-12,
    max: 1e6,
    slider: [1e-6, 100],
  },
  pairs: {
    symbol: 'K',
    name: 'pairs',
    means: 'How many of the last steps say how the ground is curved; there is room for ten.',
    min: 0,
    max: 10,
    slider: 'whole',
  },
  betaF: {
    symbol: String.raw`\beta_F`,
    name: 'memory of the factors',
    means: 'The most of A and G that is left after one more step; until so many have been seen, all count the same.',
    min: 0,
    max: 0.9999,
    slider: 'to one',
  },
  kappaF: {
    symbol: String.raw`\kappa_F`,
    name: 'damping of the factors',
    means: 'About what is added to every curvature: its root to each of the two factors, more to the greater one.',
    min: 0,
    max: 1e6,
    slider: [1e-6, 100],
  },
  nu: {
    symbol: String.raw`\nu`,
    name: 'trust',
    means: 'The most that η²Δ·g may be at a step: in a network about twice how far the step moves its answers, as a KL divergence.',
    // Not 0, at which there would be no step at all.
    min: 1e-12,
    max: 1e6,
    slider: [1e-4, 1000],
  },
  eps: {
    symbol: String.raw`\epsilon`,
    name: 'guard against 0',
    means: 'Added to the root below the fraction, so that nothing is divided by zero.',
    min: 0,
    max: 1,
    slider: [1e-12, 1],
  },
  eps0: {
    symbol: String.raw`\epsilon_0`,
    name: 'guard inside the root',
    means: 'The same guard, added before the root is taken.',
    min: 0,
    max: 1,
    slider: [1e-12, 1],
  },
  betaH: {
    symbol: String.raw`\beta_h`,
    name: 'memory of curvature',
    means: 'The share of h that is left after one more look at the curvature.',
    min: 0,
    max: 0.9999,
    slider: 'to one',
  },
  gammaH: {
    symbol: String.raw`\gamma_h`,
    name: 'weight of h',
    means: 'How much of the curvature a step is divided by: the less, the more strides are cut off at η.',
    min: 0,
    max: 100,
    slider: [1e-4, 10],
  },
  every: {
    symbol: 'k_h',
    name: 'updates to a look',
    means: 'At every so many updates, and at the first, the curvature is asked for.',
    min: 1,
    max: 10_000,
    slider: [1, 10_000],
  },
  d0: {
    symbol: 'D_0',
    name: 'first guess of the way',
    means: 'The distance that is believed before anything is proved; far too short is right.',
    min: 1e-12,
    max: 100,
    slider: [1e-10, 1],
  },
  eps2: {
    symbol: String.raw`\epsilon_2`,
    name: 'least size of x',
    means: 'What steps are in proportion to where the numbers of x are smaller, so that they can leave 0.',
    min: 0,
    max: 100,
    slider: [1e-5, 1],
  },
  renewal: {
    symbol: 'n',
    name: 'updates between roots',
    means: 'How often roots are worked out anew: at each n-th update; before the n-th at 1, 2, 4, 8 and so on.',
    min: 1,
    max: 10_000,
    slider: [1, 10_000],
  },
  pace: {
    symbol: String.raw`\zeta`,
    name: 'pace of forgetting',
    means:
      'How soon the memory of g² grows: its newest square has the share t to the power of −ζ, so that 1 makes a mean of all, and less forgets the older ones.',
    min: 0,
    max: 0.9999,
    slider: 'to one',
  },
  clip: {
    symbol: String.raw`\Delta_{\max}`,
    name: 'largest size of Δ',
    means: 'The root mean square that Δ may have; where it has more, the step is shortened.',
    min: 0.001,
    max: 1000,
    slider: [0.01, 100],
  },
  finalLr: {
    symbol: String.raw`\eta_*`,
    name: 'final rate',
    means: 'The rate on which both bounds close: in the end every coordinate has it.',
    // Not 0, which bounds that never close would have to multiply by ∞.
    min: 1e-6,
    max: 100,
    slider: [1e-3, 10],
  },
  epsGamma: {
    symbol: String.raw`\epsilon_\gamma`,
    name: 'accuracy of the switch',
    means: 'How near the mean of the projected rates has to come to the newest of them for the switch to SGD.',
    min: 0,
    max: 1,
    slider: [1e-10, 1],
  },
  minLr: {
    symbol: String.raw`\eta_{\min}`,
    name: 'least rate',
    means: 'The rate below which no coordinate’s falls, at any step.',
    min: 0,
    max: 100,
    slider: [1e-5, 1],
  },
  maxLr: {
    symbol: String.raw`\eta_{\max}`,
    name: 'greatest rate',
    means: 'The rate above which no coordinate’s rises, at any step.',
    min: 0,
    max: 1e6,
    slider: [1e-3, 100],
  },
  gamma: {
    symbol: String.raw`\gamma`,
    name: 'closing of the bounds',
    means: 'How fast the bounds close: after 1/γ steps they stand at half and at twice the final rate.',
    min: 0,
    max: 1000,
    slider: [1e-5, 1],
  },
};

/**
 * What a variable measures, which says how it is drawn on a map:
 * - place: a point
 * - slope: f per unit of x, a gradient or a mixture of them; an arrow, drawn to a scale of its own
 * - square: a slope squared; a box whose half sides are its roots, to the scale of the slopes
 * - size: the size of a slope; a box whose half sides it is
 * - step: units of x, an arrow to the scale of the map
 * - area: a step squared; a box whose half sides are its roots, to the scale of the map
 * - rate: units of x per unit of slope, a number for each coordinate; nothing to draw
 * - curvature: slope per unit of x, a number for each pair of coordinates; nothing to draw
 * - pairs: slopes multiplied, or what becomes of that, a number for each pair of coordinates; nothing to draw
 * - number: a number alone, the same for every coordinate; nothing to draw
 */
export type Measure = 'place' | 'slope' | 'square' | 'size' | 'step' | 'area' | 'rate' | 'curvature' | 'pairs' | 'number';

export interface Variable extends Word {
  measure: Measure;
}

/** What an algorithm computes with, beside its settings. */
export const variables: Record<string, Variable> = {
  x: { symbol: 'x', name: 'place', measure: 'place', means: 'Where we are; in a network, the weights.' },
  g: { symbol: 'g', name: 'gradient', measure: 'slope', means: 'The slope at x before the update. The steepest way down is −g.' },
  gPenalised: {
    symbol: "g'",
    name: 'gradient with penalty',
    measure: 'slope',
    means: 'The slope at x of f with a penalty of ½λx² on every coordinate.',
  },
  t: { symbol: 't', name: 'update', measure: 'number', means: 'The number of this update, 1 for the first.' },
  H: {
    symbol: 'H',
    name: 'Hessian',
    measure: 'curvature',
    means: 'How the slope changes along each coordinate: the curvatures of f at x.',
  },
  absH: {
    symbol: '|H|',
    name: 'Hessian without signs',
    measure: 'curvature',
    means: 'H with the size of each curvature in place of the curvature, in the same directions.',
  },
  kappa: {
    symbol: String.raw`\kappa`,
    name: 'damping so far',
    measure: 'number',
    means: 'A tenth of what had to be added to every curvature at the last step.',
  },
  kappaT: {
    symbol: String.raw`\kappa_t`,
    name: 'damping now',
    measure: 'number',
    means: 'What is added to every curvature at this step.',
  },
  S: { symbol: 'S', name: 'last steps', measure: 'step', means: 'The steps of the pairs that are remembered, the newest first.' },
  Y: {
    symbol: 'Y',
    name: 'last changes of slope',
    measure: 'slope',
    means: 'How the slope changed along each of these steps, in the same order.',
  },
  sT: { symbol: 's_t', name: 'step', measure: 'step', means: 'The step that is taken, with its length.' },
  yT: {
    symbol: 'y_t',
    name: 'change of slope',
    measure: 'slope',
    means: 'The slope where the step ends, and then what it has changed by along the step.',
  },
  newA: {
    symbol: 'A_t',
    name: 'inputs now',
    measure: 'curvature',
    means: 'The mean product of each two numbers that come into a layer, over the examples of this update; on a map |H|.',
  },
  newG: {
    symbol: 'G_t',
    name: 'slopes now',
    measure: 'number',
    means: 'The mean product of each two slopes of one example’s loss for what goes out of a layer; on a map 1.',
  },
  betaFT: {
    symbol: String.raw`\beta_{F,t}`,
    name: 'memory of the factors now',
    measure: 'number',
    means: 'The share of A and G that is left after this update: 0 at the first, then rising to β_F.',
  },
  A: { symbol: 'A', name: 'memory of A_t', measure: 'curvature', means: 'A running mean of how the inputs of a layer go together.' },
  G: { symbol: 'G', name: 'memory of G_t', measure: 'number', means: 'A running mean of how the slopes behind a layer go together.' },
  m: { symbol: 'm', name: 'memory of g', measure: 'slope', means: 'Past gradients, added up; older ones weigh less.' },
  u: {
    symbol: 'u',
    name: 'mix of m and g',
    measure: 'slope',
    means: 'What is remembered and the present gradient, mixed, of which the step is made.',
  },
  gLast: { symbol: String.raw`g_{\text{last}}`, name: 'last gradient', measure: 'slope', means: 'The gradient of the update before.' },
  d: { symbol: 'd', name: 'change of g', measure: 'slope', means: 'What the gradient has changed by since the last update.' },
  mD: { symbol: 'm_d', name: 'memory of d', measure: 'slope', means: 'A running mean of the changes of the gradient.' },
  mDHat: {
    symbol: String.raw`\hat m_d`,
    name: 'corrected memory of d',
    measure: 'slope',
    means: 'The memory of d divided by the share of it that is real change and not the zero it began with.',
  },
  xAhead: {
    symbol: String.raw`\tilde x`,
    name: 'place ahead',
    measure: 'place',
    means: 'Where the memory alone would lead with the next step.',
  },
  gAhead: {
    symbol: String.raw`\tilde g`,
    name: 'gradient ahead',
    measure: 'slope',
    means: 'The slope there, one jump ahead of x.',
  },
  v: { symbol: 'v', name: 'memory of g²', measure: 'square', means: 'Past squares of the gradient; its root is their size.' },
  delta: {
    symbol: String.raw`\Delta`,
    name: 'step before η',
    measure: 'step',
    means: 'The step as it is proposed, before η makes it longer or shorter.',
  },
  s: { symbol: 's', name: 'memory of Δ²', measure: 'area', means: 'Past squares of the steps; its root is their size.' },
  vInf: {
    symbol: String.raw`v_\infty`,
    name: 'largest gradient of late',
    measure: 'size',
    means: 'The largest size that the gradient has had, less by the share β₂ leaves of it with every step since.',
  },
  vMax: {
    symbol: String.raw`v_{\max}`,
    name: 'largest v so far',
    measure: 'square',
    means: 'The largest that v has been, for each coordinate; it never falls.',
  },
  mHat: {
    symbol: String.raw`\hat m`,
    name: 'corrected m',
    measure: 'slope',
    means: 'm divided by the share of it that is real gradient and not the zero it began with.',
  },
  vHat: {
    symbol: String.raw`\hat v`,
    name: 'corrected v',
    measure: 'square',
    means: 'v divided by the share of it that is real gradient and not the zero it began with.',
  },
  vM: {
    symbol: 'v_m',
    name: 'memory of (g − m)²',
    measure: 'square',
    means: 'Past squares of what the gradient was beyond m; its root is how far gradients stray from what was expected.',
  },
  vMHat: {
    symbol: String.raw`\hat v_m`,
    name: 'corrected memory of (g − m)²',
    measure: 'square',
    means: 'The memory of (g − m)² divided by the share of it that is real and not the zero it began with.',
  },
  gBar: {
    symbol: String.raw`\bar g`,
    name: 'mean of g',
    measure: 'slope',
    means: 'A running mean of the gradient, which shows what of it is steady.',
  },
  tauT: {
    symbol: String.raw`\tau_t`,
    name: 'dampening now',
    measure: 'number',
    means: 'τ, but 0 at the first step, when there is nothing yet to mix a gradient with.',
  },
  mu: {
    symbol: String.raw`\mu`,
    name: 'share of memory',
    measure: 'number',
    means: 'How much of what is remembered counts at this update; it rises from half of β₁ towards β₁.',
  },
  muNext: { symbol: String.raw`\mu'`, name: 'share of memory at the next update', measure: 'number', means: 'What μ will be then.' },
  c: {
    symbol: 'c',
    name: 'share of real gradient',
    measure: 'number',
    means: 'What a running mean with the shares μ would hold if every gradient had been 1; the rest is the zero that it began with.',
  },
  h: {
    symbol: 'h',
    name: 'mean curvature',
    measure: 'rate',
    means: 'A running mean of the curvature along each coordinate: how its slope changes with itself.',
  },
  hHat: {
    symbol: String.raw`\hat h`,
    name: 'curvature guessed',
    measure: 'rate',
    means: 'What the last look at the curvature said, along each coordinate: right on the average over many.',
  },
  x0: { symbol: 'x_0', name: 'start', measure: 'place', means: 'Where it all began.' },
  dist: {
    symbol: 'D',
    name: 'distance proved',
    measure: 'number',
    means: 'The longest distance so far that the goal cannot be nearer than, if the ground is a bowl.',
  },
  distT: {
    symbol: 'D_t',
    name: 'distance now',
    measure: 'number',
    means: 'The distance by which this step strides: what is proved, or the first guess while that is longer.',
  },
  r: {
    symbol: 'r',
    name: 'rise to the start',
    measure: 'number',
    means: 'A running mean of how far the slopes would have f rise on the way back to the start.',
  },
  sG: {
    symbol: 's_g',
    name: 'sum of gradients',
    measure: 'rate',
    means: 'A running mean of the gradients, each times the square of the distance of its step.',
  },
  p: {
    symbol: 'p',
    name: 'place between',
    measure: 'place',
    means: 'The place between z and x where the gradient is asked for.',
  },
  gP: { symbol: 'g_p', name: 'gradient between', measure: 'slope', means: 'The slope at p, between z and x.' },
  z: { symbol: 'z', name: 'place that strides', measure: 'place', means: 'Where the strides have led, of which x is the mean.' },
  w: {
    symbol: 'w',
    name: 'weights so far',
    measure: 'number',
    means: 'The squares of all step sizes so far: what the places that z has been at weigh in their mean, together.',
  },
  cT: {
    symbol: 'c_t',
    name: 'share of the newest',
    measure: 'number',
    means: 'How much of the mean is the newest place: all of it at the first step, and about one part in t after t.',
  },
  rhoInf: {
    symbol: String.raw`\rho_\infty`,
    name: 'squares in the end',
    measure: 'number',
    means: 'How many squares the memory v is worth once it is full.',
  },
  rhoT: {
    symbol: String.raw`\rho_t`,
    name: 'squares so far',
    measure: 'number',
    means: 'How many squares the memory v is worth by now; it rises from 1 to ρ∞.',
  },
  rT: {
    symbol: 'r_t',
    name: 'factor of trust',
    measure: 'number',
    means: 'How far the division is trusted: 0 while too few squares have been seen, then rising to 1.',
  },
  lrT: {
    symbol: String.raw`\eta_t`,
    name: 'step size now',
    measure: 'number',
    means: 'η with what changes from step to step already in it: a decay, the corrections of m and v, or the halvings of a search.',
  },
  gammaT: {
    symbol: String.raw`\gamma_t`,
    name: 'projected rate',
    measure: 'number',
    means: 'The rate with which a step of plain descent, seen along the step that is taken, would be as long as that.',
  },
  gammaBar: {
    symbol: String.raw`\bar\gamma`,
    name: 'mean projected rate',
    measure: 'number',
    means: 'A running mean of the projected rates, which begins at zero.',
  },
  gammaHat: {
    symbol: String.raw`\hat\gamma`,
    name: 'corrected mean projected rate',
    measure: 'number',
    means: 'That mean divided by the share of it that is real and not the zero it began with.',
  },
  lrSgdT: {
    symbol: String.raw`\Lambda_t`,
    name: 'rate agreed on now',
    measure: 'number',
    means: 'The mean projected rate, if it agrees with the newest at this step; or else 0.',
  },
  lrSgd: {
    symbol: String.raw`\Lambda`,
    name: 'rate after the switch',
    measure: 'number',
    means: 'The rate that SGD has after the switch; 0 as long as Adam runs.',
  },
  q: {
    symbol: 'q',
    name: 'share of Δ',
    measure: 'number',
    means: 'How much of Δ is walked: all of it, or what brings its root mean square down to Δₘₐₓ.',
  },
  L: {
    symbol: 'L',
    name: 'memory of products',
    measure: 'pairs',
    means: 'The products of each two numbers of the gradient, added up: along the diagonal they are AdaGrad’s squares.',
  },
  P: {
    symbol: 'P',
    name: 'root of L',
    measure: 'pairs',
    means: 'What the gradient is multiplied by: one over the root of L, along each of the directions that L has.',
  },
  betaT: {
    symbol: String.raw`\beta_t`,
    name: 'memory of g² now',
    measure: 'number',
    means: 'The share of v that is left at this step: nothing at the first, and ever more later.',
  },
  lower: {
    symbol: String.raw`\eta_\ell`,
    name: 'lower bound',
    measure: 'number',
    means: 'The least that a rate may be at this step; it rises.',
  },
  upper: {
    symbol: String.raw`\eta_u`,
    name: 'upper bound',
    measure: 'number',
    means: 'The most that a rate may be at this step; it falls.',
  },
  rate: {
    symbol: String.raw`\hat\eta`,
    name: 'bounded rate',
    measure: 'rate',
    means: 'What m is multiplied by: the rate that Adam would have, or the bound that it is beyond.',
  },
};

/** The entry for a name, whichever list it is in. */
export function wordFor(name: string): Setting | Variable | undefined {
  return (Object.hasOwn(variables, name) && variables[name]) || (Object.hasOwn(settings, name) && settings[name]) || undefined;
}

/** The unit of a variable, or the range of a setting, in words. */
export function unitOf(word: Setting | Variable): string {
  return 'measure' in word ? units[word.measure] : `${word.min} to ${word.max}`;
}

const units: Record<Measure, string> = {
  place: 'units of the map',
  slope: 'f per unit of the map',
  square: '(f per unit of the map)²',
  size: 'f per unit of the map',
  step: 'units of the map',
  area: '(units of the map)²',
  rate: 'a number for each coordinate',
  curvature: 'f per (unit of the map)²',
  pairs: 'a number for each pair of coordinates',
  number: 'a number',
};

/** Where on a slider from 0 to 1 a value stands. Values beyond its ends, and negative ones, stand at them. */
export function position({ slider, min, max }: Setting, value: number): number {
  if (slider === 'whole') return Math.min(1, Math.max(0, (value - min) / (max - min)));
  const place =
    slider === 'to one'
      ? Math.log1p(-value) / Math.log1p(-max)
      : Math.log(Math.max(0, value) / slider[0]) / Math.log(slider[1] / slider[0]);
  return Math.min(1, Math.max(0, place));
}

/** The value at a place from 0 to 1 on a slider, rounded to the two digits that a hand can aim at. */
export function valueAt({ slider, min, max }: Setting, place: number): number {
  if (slider === 'whole') return Math.round(min + place * (max - min));
  if (slider === 'to one') return Number((1 - Number(((1 - max) ** place).toPrecision(2))).toFixed(8));
  return place <= 0 ? min : Number((slider[0] * (slider[1] / slider[0]) ** place).toPrecision(2));
}

/** What a setting may be. One that has no entry, as a reader may invent it, is any number; its slider goes around the usual value. */
export function settingFor(id: string, usual: number): Setting {
  if (Object.hasOwn(settings, id)) return settings[id];
  const [min, size] = [usual < 0 ? -1e6 : 0, Math.abs(usual) || 0.1];
  return { symbol: id, name: id, means: '', min, max: 1e6, slider: [size / 100, size * 100] };
}

/** What is wrong with a value for a setting, in words that say what is allowed; nothing if it is right. */
export function complaint(id: string, value: number, usual = 0): string | undefined {
  const { name, min, max } = settingFor(id, usual);
  if (Number.isFinite(value) && value >= min && value <= max) return undefined;
  return `${name} (${id}) is a number from ${min} to ${max}`;
}
