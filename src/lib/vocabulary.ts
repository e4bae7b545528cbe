/**
 * Every setting that an algorithm may have: its symbol, its plain-language name, and what it may be.
 * One name means one thing on the whole site, in code, equation, figure and address.
 */
export interface Setting {
  /** TeX. */
  symbol: string;
  name: string;
  /** The smallest and the largest value that a field takes. */
  min: number;
  max: number;
  /**
   * What a slider spans, each of its steps by the same factor: the value from one number to another, with 0 at its very start,
   * or what is missing to 1, from 1 (the value 0) down to `max`.
   */
  slider: readonly [from: number, to: number] | 'to one';
}

export const settings: Record<string, Setting> = {
  lr: { symbol: '\\eta', name: 'step size', min: 0, max: 100, slider: [1e-4, 10] },
  beta1: { symbol: '\\beta_1', name: 'memory of g', min: 0, max: 0.9999, slider: 'to one' },
  beta2: { symbol: '\\beta_2', name: 'memory of g²', min: 0, max: 0.99999, slider: 'to one' },
  eps: { symbol: '\\epsilon', name: 'guard against 0', min: 0, max: 1, slider: [1e-12, 1] },
  eps0: { symbol: '\\epsilon_0', name: 'guard inside the root', min: 0, max: 1, slider: [1e-12, 1] },
};

/** Where on a slider from 0 to 1 a value stands. Values beyond its ends stand at them. */
export function position({ slider, max }: Setting, value: number): number {
  const place = slider === 'to one' ? Math.log1p(-value) / Math.log1p(-max) : Math.log(value / slider[0]) / Math.log(slider[1] / slider[0]);
  return Math.min(1, Math.max(0, place));
}

/** The value at a place from 0 to 1 on a slider, rounded to the two digits that a hand can aim at. */
export function valueAt({ slider, min, max }: Setting, place: number): number {
  if (slider === 'to one') return Number((1 - Number(((1 - max) ** place).toPrecision(2))).toFixed(8));
  return place <= 0 ? min : Number((slider[0] * (slider[1] / slider[0]) ** place).toPrecision(2));
}

/** What is wrong with a value for a setting, in words that say what is allowed; nothing if it is right. */
export function complaint(id: string, value: number): string | undefined {
  const { name, min, max } = settings[id];
  if (Number.isFinite(value) && value >= min && value <= max) return undefined;
  return `${name} (${id}) is a number from ${min} to ${max}`;
}
