import { Window } from 'happy-dom';
import { expect, test } from 'vitest';
import type { Point } from '../lib/objective.ts';
import { words } from '../words.ts';
import { closeUp, drawVectors, drawWhere, firstUpdate, paths, run, sayUpdate, valley, vectorsOf } from './ahead.ts';

const document = new Window().document as unknown as Document;
const updates = Array.from({ length: run.steps }, (_, i) => i + 1);
const sum = (...all: Point[]): Point => [all.reduce((s, [x]) => s + x, 0), all.reduce((s, [, y]) => s + y, 0)];

test('jump and correction, end to end, lead where the run goes; momentum’s long vector is the jump and its short one', () => {
  for (const t of updates) {
    const { x, short, long, jump, correction, nesterov } = vectorsOf(t);
    expect(nesterov).toEqual(paths().nesterov.points[t]);
    for (const i of [0, 1]) {
      expect(sum(x, jump, correction)[i]).toBeCloseTo(nesterov[i], 12);
      expect(sum(jump, short)[i]).toBeCloseTo(long[i], 12);
    }
  }
});

test('the correction is the slope where the jump ends', () => {
  for (const t of updates) {
    const { x, jump, correction } = vectorsOf(t);
    const slope = valley.gradient(...sum(x, jump));
    for (const i of [0, 1]) expect(correction[i]).toBeCloseTo(-run.hyper.lr * slope[i], 12);
  }
});

test('at first there is nothing to jump with; at the update shown the slope ahead points back, the one here forward', () => {
  expect(vectorsOf(1).jump.every((part) => part === 0)).toBe(true);
  const { short, jump, correction } = vectorsOf(firstUpdate);
  expect(Math.sign(short[1])).toBe(Math.sign(jump[1]));
  expect(Math.sign(correction[1])).toBe(-Math.sign(jump[1]));
});

test('what the caption asks: at update 4 Nesterov lands nearer to the floor; at update 12 the two land 0.04 apart', () => {
  const four = vectorsOf(4);
  expect(Math.abs(four.nesterov[1])).toBeLessThan(Math.abs(four.momentum[1]));
  const { momentum, nesterov } = vectorsOf(12);
  expect(Math.hypot(momentum[0] - nesterov[0], momentum[1] - nesterov[1])).toBeCloseTo(0.04, 2);
});

test('every close-up is in equal scale, holds its vectors, and is drawn and told without a NaN', () => {
  const t = words.en.ahead;
  for (const update of updates) {
    const vectors = vectorsOf(update);
    const { view, levels } = closeUp(vectors);
    expect((view.x[1] - view.x[0]) / (view.y[1] - view.y[0])).toBeCloseTo(464 / 348, 9);
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    for (const [x, y] of [vectors.x, vectors.momentum, vectors.nesterov]) {
      expect(x > view.x[0] && x < view.x[1] && y > view.y[0] && y < view.y[1]).toBe(true);
    }
    const drawn = [...drawVectors(update, t, document), drawWhere(update, document)].map((svg) => svg.outerHTML).join('');
    expect(drawn + sayUpdate(update, t)).not.toMatch(/NaN|Infinity|undefined/);
  }
});
