import { describe, expect, test } from 'vitest';
import { digits } from '../lib/network/digits.ts';
import { initialise, normal } from '../lib/network/initial.ts';
import { readableKernel } from '../lib/network/kernel.ts';
import { network } from '../lib/network/net.ts';
import { sizes } from './experiment.ts';
import { everybody, grid, type Survey, surveying, type Walk } from './surveying.ts';

// One, as a survey takes more than a thousand losses.
const { images, labels } = digits(1, 1);
const batch = { inputs: images, labels };
const experiment = { activation: 'relu', weightDecay: 0 } as const;

function netOf() {
  const net = network(readableKernel(), { sizes, ...experiment }, 1);
  initialise(net, 'he', 1);
  return net;
}

/** Two walks from one start: each goes its own way, once straight on and once aside. */
const walks = ['adam', 'momentum'].map((optimizer, k): Walk => {
  const random = normal(k + 5);
  const start = netOf().x;
  const [along, aside] = [0.005, 0.001].map((size) => start.map(() => size * random()));
  const there = start.map((value, i) => value + along[i]);
  return {
    optimizer,
    snapshots: [
      { t: 0, x: start },
      { t: 100, x: there },
      { t: 200, x: there.map((value, i) => value + aside[i]) },
    ],
  };
});

function survey(of: string, heard: number[] = []): Survey {
  const going = surveying(experiment, walks, of, batch, readableKernel());
  for (;;) {
    const { done, value } = going.next();
    if (done) return value;
    heard.push(value);
  }
}

const heard: number[] = [];
const common = survey(everybody, heard);

test('a survey tells how far it is', () => {
  expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  expect(heard[0]).toBe(0);
  expect(heard.at(-1)).toBe(1);
});

describe('a survey', () => {
  test('has every walk with its own losses, and those below it', () => {
    const net = netOf();
    for (const [i, { t, losses, below, points, off }] of common.walks.entries()) {
      expect(t).toEqual([0, 100, 200]);
      for (const [k, { x }] of walks[i].snapshots.entries()) {
        net.x.set(x);
        expect(losses[k]).toBe(net.loss(batch));
      }
      expect(points[0]).toEqual([0, 0]);
      expect(off[0]).toBe(0);
      expect(below[0]).toBe(losses[0]);
    }
  });

  test('is of a part of the plane that has all points of its walks well inside, in the maps’ shape', () => {
    const { view, values } = common;
    expect(values).toHaveLength(grid.columns * grid.rows);
    const [width, height] = [view.x[1] - view.x[0], view.y[1] - view.y[0]];
    expect(width / height).toBeCloseTo(704 / 396, 9);
    for (const [x, y] of common.walks.flatMap(({ points }) => points)) {
      expect(Math.min(x - view.x[0], view.x[1] - x)).toBeGreaterThan(0.1 * width);
      expect(Math.min(y - view.y[0], view.y[1] - y)).toBeGreaterThan(0.1 * height);
    }
  });

  test('of one walk’s plane has all walks too, but holds to its own', { timeout: 30_000 }, () => {
    const own = survey('momentum');
    expect(own.walks.map(({ optimizer }) => optimizer)).toEqual(['adam', 'momentum']);
    // Start, middle and end lie in one plane.
    expect(own.share).toBeCloseTo(1, 9);
    expect(own.walks[1].share).toBeCloseTo(1, 9);
    expect(own.walks[0].share).toBeLessThan(0.1);
    expect(common.share).toBeLessThan(1);
    const [last] = own.walks[1].points.slice(-1);
    expect(last[0]).toBeLessThan(own.view.x[1]);
  });
});

test('losses that have no place on a log scale are put at its ends', { timeout: 30_000 }, () => {
  const exploding = walks.map((walk) => ({
    ...walk,
    snapshots: walk.snapshots.map(({ t, x }, k) => ({ t, x: Float32Array.from(x, (value) => value * 10 ** (12 * k)) })),
  }));
  const going = surveying(experiment, exploding, everybody, batch, readableKernel());
  let result = going.next();
  while (!result.done) result = going.next();
  for (const value of result.value.values) expect(value >= 1e-9 && value <= 1e9).toBe(true);
});
