import { type Hyper, type Memory, type Optimizer, type Surface, type Vector, written, zeros } from './optimizer.ts';
import { seeded } from './random.ts';

/** What a memory vector is made of, where it is a running mean or a sum: Σ weight · gᵖ over the gradients so far. */
export interface Remembered {
  /** p: 1 where gradients are remembered, 2 where their squares are. */
  power: 1 | 2;
  /** The weight of each gradient after update `t`, from the first to the `t`-th. */
  weights(t: number): number[];
  /** What is left of a weight with each further step: 1 where nothing is ever forgotten. None where that changes. */
  fade?: number;
}

/** A surface that slopes everywhere as `g` says, for algorithms that ask ahead. */
const inclined = (g: Vector): Surface => ({
  value: () => 0,
  gradient: (_, out) => copy(g, out),
  hessian: () => [
    [1, 0],
    [0, 1],
  ],
  factors: { inputs: () => [1, 0, 0, 1], slopes: () => [1] },
});

/** A bowl, but no quadratic one: its slopes change with every step, and no step lands on its lowest place, at (−0.5, 1). */
const bowl: Surface = {
  value: (x) => Math.cosh(x[0] + 0.5) + 2 * Math.cosh(x[1] - 1),
  gradient(x, out) {
    out[0] = Math.sinh(x[0] + 0.5);
    out[1] = 2 * Math.sinh(x[1] - 1);
  },
  hessian: (x) => [
    [Math.cosh(x[0] + 0.5), 0],
    [0, 2 * Math.cosh(x[1] - 1)],
  ],
  factors: { inputs: (x) => [Math.cosh(x[0] + 0.5), 0, 0, 2 * Math.cosh(x[1] - 1)], slopes: () => [1] },
};

/**
 * The names of the vectors that an optimizer remembers: what stands in one before a step changes what comes of the step. Others
 * are room to work in, which a step fills before it reads. Found by the step itself, with the form's own settings.
 *
 * @throws RangeError if there is no such form
 */
export function kept(optimizer: Optimizer, form?: string): string[] {
  const { step, init, hyper } = written(optimizer, form);
  /** What an update leaves, after some others, of x and of each vector; `name` had been given other numbers. */
  const after = (name?: string) => {
    const x = new Float64Array(2);
    const g = new Float64Array(2);
    const memory = init(x);
    const update = (t: number) => {
      bowl.gradient(x, g);
      step(x, g, memory, hyper, { t, f: bowl });
    };
    for (const t of [1, 2]) update(t);
    if (name) for (let i = 0; i < memory[name].length; i++) memory[name][i] += 1;
    const before = String(memory[name ?? '']);
    update(3);
    return { before, left: Object.entries({ x, ...memory }).map(([of, vector]) => ({ of, numbers: String(vector) })) };
  };
  const usual = after();
  return Object.keys(init(new Float64Array(2))).filter((name) => {
    const { before, left } = after(name);
    // A vector that nobody touched is still as it was given.
    return left.some(({ of, numbers }, i) => numbers !== usual.left[i].numbers && !(of === name && numbers === before));
  });
}

/**
 * What an optimizer remembers by name, measured by its own step: it is given one gradient and zeros after it, for
 * each update in turn, and what that leaves in the memory is the weight. A vector that does not add up from such weights on
 * gradients drawn at random, as a greatest one so far does not, is undefined.
 *
 * @param steps how many updates
 * @throws RangeError if there is no such form
 */
export function remembered(
  optimizer: Optimizer,
  hyper: Hyper,
  form: string | undefined,
  steps: number,
): Record<string, Remembered | undefined> {
  const { step, init } = written(optimizer, form);
  const x = new Float64Array(2);
  const g = new Float64Array(2);
  const f = inclined(g);
  const update = (memory: Memory, t: number, along: number, across = along) => {
    x.fill(0);
    g[0] = along;
    g[1] = across;
    step(x, g, memory, hyper, { t, f });
  };

  const empty = init(x);
  const names = kept(optimizer, form);
  /** responses[name][k][n] is what a gradient of 1, given to update k + 1, has left there n updates later. */
  const responses = Object.fromEntries(names.map((name) => [name, [] as Float64Array[]]));
  /** silent[name][t] is the vector after t updates by zero. */
  const silent = Object.fromEntries(names.map((name) => [name, [empty[name][0]]]));

  const before = clone(empty);
  for (let k = 0; k < steps; k++) {
    const memory = clone(before);
    for (const name of names) responses[name].push(new Float64Array(steps - k));
    for (let n = 0; n < steps - k; n++) {
      update(memory, k + n + 1, n === 0 ? 1 : 0);
      for (const name of names) responses[name][k][n] = memory[name][0];
    }
    update(before, k + 1, 0);
    for (const name of names) silent[name].push(before[name][0]);
  }
  for (const name of names) {
    responses[name].forEach((response, k) => {
      response.forEach((left, n) => {
        response[n] = left - silent[name][k + n + 1];
      });
    });
  }

  const twice = clone(empty);
  update(twice, 1, 2);

  const draw = seeded(1);
  const drawn = Array.from({ length: steps }, () => [4 * draw() - 2, 4 * draw() - 2] as const);
  const walked = clone(empty);
  drawn.forEach(([along, across], i) => {
    update(walked, i + 1, along, across);
  });

  return Object.fromEntries(
    names.map((name) => {
      // One that has no number for each coordinate is no sum of gradients.
      if (empty[name].length !== x.length) return [name, undefined];
      const weights = (t: number) => Array.from({ length: t }, (_, k) => responses[name][k][t - 1 - k]);
      const power = Math.log2((twice[name][0] - silent[name][1]) / responses[name][0][0]);
      const whole = weights(steps);
      // One that changes, and not by gradients, is no sum of them.
      if (whole.every((weight) => weight === 0) && silent[name][steps] !== 0) return [name, undefined];
      // A vector that stays 0 is a sum as well: of nothing.
      const p = whole.every((weight) => weight === 0) ? 1 : Math.round(power);
      if (p !== 1 && p !== 2) return [name, undefined];
      const adds = [0, 1].every((i) => {
        const parts = whole.map((weight, k) => weight * drawn[k][i] ** p);
        const size = parts.reduce((sum, part) => sum + Math.abs(part), Number.MIN_VALUE);
        return Math.abs(walked[name][i] - silent[name][steps] - parts.reduce((sum, part) => sum + part, 0)) <= 1e-9 * size;
      });
      return [name, adds ? { power: p, weights, fade: fadeOf(whole) } : undefined];
    }),
  );
}

/** The one factor between each weight and the next younger; none where there are several. */
function fadeOf(weights: number[]): number | undefined {
  const newest = weights[weights.length - 1];
  // Older ones have too few digits left.
  const factors = weights.slice(1).flatMap((weight, k) => (Math.abs(weight) > 1e-9 * Math.abs(newest) ? [weights[k] / weight] : []));
  const fade = factors[factors.length - 1];
  return factors.every((factor) => Math.abs(factor - fade) < 1e-6) ? fade : undefined;
}

function clone(memory: Memory): Memory {
  return Object.fromEntries(Object.entries(memory).map(([name, vector]) => [name, copy(vector, zeros(vector))]));
}

function copy(from: Vector, to: Vector): Vector {
  for (let i = 0; i < from.length; i++) to[i] = from[i];
  return to;
}
