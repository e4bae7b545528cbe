/** The check that was made beforehand: written by `npm run network`, shown until one is made in the page. */
import type { Checked } from './check-picture.ts';
import { type Finding, type Found, firstSetup, type Precision } from './checking.ts';

const digits = (value: number, count: number) => Number(value.toPrecision(count));

const rounded = ({ index, backprop, central, forward }: Found): Found => ({
  index,
  backprop: digits(backprop, 6),
  central: central.map((off) => digits(off, 2)),
  forward: forward.map((off) => digits(off, 2)),
});

/** A check as it is written down, from what was heard of it. */
export function toRecord(heard: Record<Precision, Finding[]>): Checked {
  const checked = newChecked();
  for (const precision of ['double', 'single'] as const) for (const finding of heard[precision]) follow(checked, precision, finding);
  const { times, double, single } = checked;
  return {
    ...checked,
    times: { loss: digits(times.loss, 2), gradient: digits(times.gradient, 2) },
    double: double.map(rounded),
    single: single.map(rounded),
  };
}

/** A check that has found nothing yet. */
export const newChecked = (setup = firstSetup): Checked => ({
  setup,
  zeros: 0,
  of: 0,
  times: { loss: 0, gradient: 0 },
  double: [],
  single: [],
});

/** Adds what was heard. */
export function follow(checked: Checked, precision: Precision, finding: Finding): void {
  if (finding.type === 'found') checked[precision].push(finding.found);
  else if (finding.type === 'times') checked.times = finding.times;
  else if (precision === 'double') Object.assign(checked, { zeros: finding.zeros, of: finding.of });
}
