import { describe, expect, it } from 'vitest';
import type { Point } from '../lib/objective.ts';
import { endLabels } from './labels.ts';

const frame = { width: 704, height: 396 };
const centre: Point = [352, 198];
const five = ['Adam', 'Gradient descent', 'Momentum', 'AdaGrad', 'RMSprop'].map((name) => ({ name, end: centre }));

/** The box that a name takes, as wide as letters of the figures' type are. */
const boxes = (ends: { name: string }[], labels: ReturnType<typeof endLabels>) =>
  labels.map(({ x, y, anchor }, i) => {
    const length = ends[i].name.length * 7;
    const left = anchor === 'start' ? x : x - length;
    return { left, right: left + length, top: y - 8, bottom: y + 8 };
  });

describe('names at the ends of paths', () => {
  it('do not cover each other, even if all paths end at one place', () => {
    const all = boxes(five, endLabels(five, [centre], [], frame));
    all.forEach((a, i) => {
      for (const b of all.slice(i + 1)) expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
    });
  });

  it('do not cover the signs', () => {
    for (const { left, right, top, bottom } of boxes(five, endLabels(five, [centre], [], frame))) {
      expect(centre[0] > left && centre[0] < right && centre[1] > top && centre[1] < bottom).toBe(false);
    }
  });

  it('stay inside the frame, also for an end in its corner', () => {
    for (const end of [
      [703, 395],
      [1, 1],
      [703, 1],
      [1, 395],
    ] as Point[]) {
      const [{ left, right, top, bottom }] = boxes(five.slice(1), endLabels([{ name: 'Gradient descent', end }], [end], [], frame));
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(frame.width);
      expect(bottom).toBeLessThanOrEqual(frame.height);
    }
  });

  it('go round a path that would run through them, and are led back to its end if they are far', () => {
    const wall = Array.from({ length: 40 }, (_, i): Point => [centre[0] + 5 + 3 * i, centre[1]]);
    const [beside] = endLabels([{ name: 'Adam', end: centre }], [centre], wall, frame);
    expect(Math.abs(beside.y - centre[1]) > 8 || beside.anchor === 'end').toBe(true);
    const crowd = Array.from({ length: 12 }, () => ({ name: 'Gradient descent', end: centre }));
    expect(endLabels(crowd, [centre], [], frame).some(({ led }) => led)).toBe(true);
  });
});
