import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { errata, erratum } from '../errata.ts';
import { sides } from '../lib/erratum.ts';
import { words } from '../words.ts';
import { drawSurface, drawWalks, lastStep, runsOf, say } from './versions.ts';

const document = new Window().document as unknown as Document;
const said = (id: string, side: (typeof sides)[number], at?: number) => {
  const e = erratum(id);
  const runs = runsOf(e);
  return runs[side].map((one) => say(e, one, at ?? lastStep(runs), words.en).replaceAll('\u00a0', ' '));
};

describe.each([...errata])('%s', (id, e) => {
  const runs = runsOf(e);
  test('says something of every path at every step, and never that something is not a number', () => {
    for (let at = 0; at <= lastStep(runs); at++)
      for (const side of sides) for (const text of said(id, side, at)) expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('is drawn, with a sign where each path is', () => {
    for (const side of sides) {
      const map = drawWalks(e, runs[side], lastStep(runs), document);
      expect(map.outerHTML).not.toMatch(/NaN|Infinity/);
      expect(map.querySelectorAll('.here').length).toBe(runs[side].length);
    }
  });
});

test('a path that stands still says so, at whatever step', () => {
  expect(said('a1-momentum', 'printed')).toEqual(['Momentum: all 21 points are (−4, −6).']);
  expect(said('a1-momentum', 'printed', 3)).toEqual(said('a1-momentum', 'printed'));
  expect(said('a1-in-place', 'printed')).toEqual(['Gradient descent: all 21 points are (−0.755, −2.19e−4).']);
});

test('a step without a finite result is said once the cursor is past the last good one', () => {
  expect(said('a4-adagrad-guard', 'printed')).toEqual(['AdaGrad: step 1 has no finite result; it stays at (−7, 0).']);
  expect(said('a4-adagrad-guard', 'printed', 0)).toEqual(['AdaGrad, step 0: (−7, 0), f = 2.45.']);
});

test('an early stop, a cut and a way off the map are said, and a plain end is not', () => {
  expect(said('a0-early-stop', 'printed')[4]).toBe('Adam, stopped at step 17: (−0.0558, −0.0558), f = 0.00654.');
  expect(said('a0-early-stop', 'printed', 16)[4]).toBe('Adam, step 16: (−0.301, −0.301), f = 0.191.');
  expect(said('a0-early-stop', 'mended')[4]).toBe('Adam, step 20: (1.08, 0.546), f = 0.714.');
  expect(said('a0-points', 'printed')[1]).toBe('Momentum, cut off at step 14 of 20: (−0.227, −0.00488), f = 0.00521.');
  expect(said('a4-adam-sign', 'printed')).toEqual(['Adam, step 30: (−16.6, 11.9), f = 155; step 10 left the map.']);
});

test('the grounds of both versions differ only where something else is drawn than walked on', () => {
  for (const [, e] of errata) {
    const [printed, mended] = sides.map((side) => drawSurface(e, side, document).outerHTML);
    if (e.printed.drawn) expect(printed).not.toBe(mended);
    else expect(printed).toBe(mended);
  }
});
