import { expect, test } from 'vitest';
import { raceOf } from './protocols.ts';
import { run } from './race.ts';
import { angleBetween, stateOf } from './state.ts';

const [adam] = run(raceOf('fair', ['adam']));
const [descent] = run(raceOf('fair', ['gradient-descent']));

test('the start has a place and empty memories, and no update', () => {
  expect(stateOf(adam, 0)).toEqual({ step: 0, x: [-4, -6], f: 73.6, memory: { m: [0, 0], v: [0, 0] } });
});

test('plain gradient descent goes straight down, at the rate that it was told', () => {
  for (let step = 1; step <= 20; step++) {
    const { update } = stateOf(descent, step);
    expect(update?.angle).toBeCloseTo(0, 10);
    expect(update?.rate[0]).toBeCloseTo(0.4, 12);
    expect(update?.rate[1]).toBeCloseTo(0.4, 12);
  }
});

test('Adam’s first step is η long along each coordinate, from the gradient at the start', () => {
  const { update, memory } = stateOf(adam, 1);
  expect(update?.g).toEqual([-0.8, -24]);
  expect(update?.length).toBeCloseTo(Math.hypot(0.8, 24), 12);
  expect(update?.delta[0]).toBeCloseTo(0.4, 6);
  expect(update?.delta[1]).toBeCloseTo(0.4, 6);
  expect(update?.rate[1]).toBeCloseTo(0.4 / 24, 6);
  expect(update?.angle).toBeCloseTo(45 - (Math.atan2(0.8, 24) * 180) / Math.PI, 3);
  expect(memory.m[1]).toBeCloseTo(-2.4, 12);
});

test('an angle is measured from 0 to 180 degrees, and small ones are not lost to rounding', () => {
  expect(angleBetween([1, 0], [0, 2])).toBeCloseTo(90, 12);
  expect(angleBetween([1, 0], [-1, 0])).toBeCloseTo(180, 12);
  expect(angleBetween([1, 0], [1, 1e-9])).toBeCloseTo((1e-9 * 180) / Math.PI, 15);
  expect(angleBetween([0, 0], [1, 0])).toBeUndefined();
});

test('a step that is not made is refused', () => {
  expect(() => stateOf(adam, 21)).toThrow('Adam makes no step 21');
});
