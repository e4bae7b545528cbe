import { describe, expect, it } from 'vitest';
import { objective } from '../catalog.ts';
import { bounded, type Eye, floor, projection, type Spot } from './eye.ts';
import { scaleOf } from './map.ts';

const frame = { width: 704, height: 396 };
const eyes: Eye[] = [-180, -118, -45, 0, 30, 90, 112, 179].flatMap((azimuth) => [0, 12, 45, 90].map((up): Eye => [azimuth, up]));
const corners = [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [floor, 0, 1].map((up): Spot => [x, y, up])));

describe('a surface seen from an eye', () => {
  it('is, from straight above and the south, the map at another size', () => {
    const { to } = projection([0, 90], frame);
    const [cx, cy] = to([0, 0, 0]);
    const size = to([1, 0, 0])[0] - to([-1, 0, 0])[0];
    // A map as large as the box is drawn, with its middle where the box has its own.
    const map = scaleOf(objective('quad1'), { width: size, height: size });
    for (const [x, y] of [
      [-4, -6],
      [8, 8],
      [-8, 3],
    ]) {
      const [mx, my] = map([x, y]);
      for (const up of [floor, 0, 1]) {
        const [sx, sy] = to([x / 8, y / 8, up]);
        expect(sx - cx).toBeCloseTo(mx - size / 2, 9);
        expect(sy - cy).toBeCloseTo(my - size / 2, 9);
      }
    }
  });

  it('has the south on the left when it is seen from the east, and its own height at the horizon', () => {
    const { to } = projection([90, 0], frame);
    expect(to([0, -1, 0])[0]).toBeLessThan(to([0, 1, 0])[0]);
    expect(to([1, 0.3, 0.5])).toEqual(to([-1, 0.3, 0.5]).map((value) => expect.closeTo(value, 9)));
    expect(to([0, 0, 1])[1]).toBeLessThan(to([0, 0, 0])[1]);
  });

  it('shows a square from over its corner as a rhombus, half as deep as wide at 30°', () => {
    const { to } = projection([45, 30], frame);
    const [south, east, north, west] = [to([1, -1, 0]), to([1, 1, 0]), to([-1, 1, 0]), to([-1, -1, 0])];
    // From the south-east the nearest corner is the one with x high and y low.
    expect(south[0]).toBeCloseTo(north[0], 9);
    expect(east[1]).toBeCloseTo(west[1], 9);
    expect(south[1] - north[1]).toBeGreaterThan(0);
    expect((south[1] - north[1]) / (east[0] - west[0])).toBeCloseTo(0.5, 9);
  });

  it.each(eyes)('lies in the frame, seen from %s°, %s° up', (...eye) => {
    const { to } = projection(eye, frame);
    for (const [x, y] of corners.map(to)) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(frame.width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(frame.height - 20);
    }
  });

  it.each(eyes)('has the same planes as matrix and point by point, seen from %s°, %s° up', (...eye) => {
    const { to, plane } = projection(eye, frame);
    for (const [x, y, up] of corners) {
      const [a, b, c, d, e, f] = plane(up);
      expect([a * x + c * y + e, b * x + d * y + f]).toEqual(to([x, y, up]).map((value) => expect.closeTo(value, 9)));
    }
  });

  it.each(eyes.filter(([, up]) => up > 0 && up < 90))('has lines of sight that are points, seen from %s°, %s° up', (...eye) => {
    const { to, away, rise } = projection(eye, frame);
    const [x, y] = to([0.2, -0.3, 0.4]);
    const nearer = to([0.2 - 0.5 * away[0], -0.3 - 0.5 * away[1], 0.4 + 0.5 * rise]);
    expect(nearer).toEqual([expect.closeTo(x, 9), expect.closeTo(y, 9)]);
  });
});

it('an eye goes around without end, and up and down within bounds', () => {
  expect(bounded([190, 100])).toEqual([-170, 90]);
  expect(bounded([-541, -3])).toEqual([179, 0]);
  expect(bounded([180, 45])).toEqual([-180, 45]);
  expect(bounded([12.34, 0.06])).toEqual([12.3, 0.1]);
});
