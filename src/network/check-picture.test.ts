import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { parameters } from '../lib/network/net.ts';
import { words as languages } from '../words.ts';
import { type Checked, curvesOf, drawErrors, nameOf, sayCosts, sayErrors, type View } from './check-picture.ts';
import { toRecord } from './check-record.ts';
import { type Finding, firstSetup, passes, precisions } from './checking.ts';
import { sizes } from './experiment.ts';

const { check: words } = languages.en.network;
const document = new Window().document as unknown as Document;
const hs = precisions.double.steps;

/** Errors as the textbook has them: h² above, 1/h below; a kink adds a tenth from some h on. */
const textbook = (kink = Number.POSITIVE_INFINITY) => hs.map((h) => h ** 2 / 10 + 1e-17 / h + (h > kink ? 0.1 : 0));
const forward = hs.map((h) => h / 10 + 2e-17 / h);
const single = precisions.single.steps.map((h) => h ** 2 / 10 + 1e-8 / h);

const [first, second] = [5, parameters(sizes) - 1];
const made = (kink?: number): Checked => ({
  setup: firstSetup,
  zeros: 7,
  of: 109_810,
  times: { loss: 2, gradient: 5 },
  double: [
    { index: first, backprop: 1, central: textbook(kink), forward },
    { index: second, backprop: -2, central: textbook(kink).map((off) => 2 * off), forward },
  ],
  single: [{ index: first, backprop: 1, central: single, forward: single }],
});

const view = (of: View['of'] = 'all'): View => ({ of, at: 12 });

describe('the curves', () => {
  test('are of all numbers, of a layer’s, or of one', () => {
    const at = (of: View['of']) => curvesOf(made(), view(of)).central?.points[0][1] ?? Number.NaN;
    const [h] = hs;
    const off = textbook()[hs.indexOf(h)];
    expect(at('all')).toBeCloseTo(off, 12);
    expect(at({ layer: 1 })).toBeCloseTo(off, 12);
    expect(at({ layer: 5 })).toBeCloseTo(off, 12);
    expect(curvesOf(made(), view({ index: first })).forward?.points[0][1]).toBeCloseTo(forward[0], 12);
    expect(curvesOf(made(), view({ index: second })).forward?.points[0][1]).toBeCloseTo(forward[0] / 2, 12);
  });

  test('are none where nothing was found', () => {
    expect(curvesOf(made(), view({ layer: 3 })).central).toBeUndefined();
    expect(curvesOf(made(), view({ layer: 5 })).single).toBeUndefined();
    const svg = drawErrors(made(), view({ layer: 3 }), words, document);
    expect(svg.querySelectorAll('.errors')).toHaveLength(0);
    expect(sayErrors(made(), view({ layer: 3 }), words)).toEqual({ now: '', best: '' });
  });

  test('know where they are lowest', () => {
    const { central, forward } = curvesOf(made(), view());
    // The third root of 5·10⁻¹⁷, and the second of 2·10⁻¹⁶, as far as the steps are apart.
    expect(Math.abs(Math.log10((central?.best[0] ?? 0) / 5e-17 ** (1 / 3)))).toBeLessThan(0.4);
    expect(Math.abs(Math.log10((forward?.best[0] ?? 0) / 2e-16 ** (1 / 2)))).toBeLessThan(0.4);
  });
});

describe('the drawing', () => {
  const names = (checked: Checked) =>
    [...drawErrors(checked, view(), words, document).querySelectorAll('.name')].map(({ textContent }) => textContent);

  test('names its curves, and kinks where there are any', () => {
    expect(names(made())).toEqual([words.curves.single, words.curves.forward, words.curves.central, words.rounding]);
    expect(names(made(1e-3))).toContain(words.kinks);
  });

  test('has a mark on each curve at the cursor that goes so far', () => {
    const marks = (at: number) => drawErrors(made(), { of: 'all', at }, words, document).querySelectorAll('.errors .here').length;
    expect(marks(12)).toBe(3);
    expect(marks(hs.length - 1)).toBe(2);
  });

  test('keeps exact slopes on the paper', () => {
    const exact = made();
    exact.double[0].central = hs.map(() => 0);
    expect(drawErrors(exact, view({ index: first }), words, document).outerHTML).not.toMatch(/NaN|Infinity/);
  });
});

test('what is read is what is drawn', () => {
  const { now, best } = sayErrors(made(), view(), words);
  expect(now).toContain('h = 1e−5');
  expect(now).toContain(`off by ${'1.1e−11'}`);
  expect(best.match(/at h = /g)).toHaveLength(3);
  expect(sayErrors(made(), { of: 'all', at: hs.length - 1 }, words).now).not.toContain('float32');
});

test('the cost is that of every number twice, against one way there and back', () => {
  expect(passes).toBe(219_620);
  expect(sayCosts(made(), words).map(([, value]) => value)).toEqual([
    '219,620 losses, 7 min',
    'one loss and the way back, 5 ms',
    '88,000 times as long',
  ]);
});

test('numbers have the names that they have in the code', () => {
  expect(nameOf(first)).toBe('W1[0, 5]');
  expect(nameOf(second)).toBe('b5[9]');
});

test('a check is written down as it was heard, with fewer digits', () => {
  const found = { index: 3, backprop: 0.123456789, central: [0.0123], forward: [0.9876] };
  const heard: Finding[] = [
    { type: 'begun', places: 1, zeros: 4, of: 9 },
    { type: 'found', found },
    { type: 'times', times: { loss: 1.234, gradient: 5.678 } },
  ];
  expect(toRecord({ double: heard, single: heard.slice(0, 2) })).toEqual({
    setup: firstSetup,
    zeros: 4,
    of: 9,
    times: { loss: 1.2, gradient: 5.7 },
    double: [{ index: 3, backprop: 0.123457, central: [0.012], forward: [0.99] }],
    single: [{ index: 3, backprop: 0.123457, central: [0.012], forward: [0.99] }],
  });
});
