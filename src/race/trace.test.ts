import { describe, expect, test } from 'vitest';
import { objective, objectives, optimizers } from '../catalog.ts';
import type { Point } from '../lib/objective.ts';
import { schedules } from '../lib/schedule.ts';
import { traced } from '../traced.ts';
import { raceOf } from './protocols.ts';
import { run, withForm, withObjective, withSchedule } from './race.ts';
import { traceOf, type Value, valueIn } from './trace.ts';

const pair = (value: Value | undefined) => value as Point;
const fair = (id: string, form?: string) => withForm(raceOf('fair', [id]), id, form);

describe.each([...optimizers])('%s', (id, { also = {} }) => {
  test.each([undefined, ...Object.keys(also)])('is seen to do what it does, on every surface (form %s)', (form) => {
    for (const [on, f] of objectives) {
      const [lane] = run(withObjective(fair(id, form), on));
      for (const t of [1, 2, 7].filter((step) => step < lane.path.points.length)) {
        const { rows } = traceOf(lane, f, t);
        const last = new Map(rows.map(({ name, value }) => [name, value]));
        expect(last.get('x')).toEqual(lane.path.points[t]);
        for (const [name, vectors] of Object.entries(lane.path.memory)) {
          const seen = last.get(name) ?? vectors[t - 1];
          expect(typeof seen === 'number' ? [seen] : seen).toEqual(vectors[t]);
        }
      }
    }
  });
});

test('Adam’s first update is seen line by line', () => {
  const [lane] = run(fair('adam'));
  const trace = traceOf(lane, objective('quad1'), 1);
  expect(trace.rows.map(({ name }) => name)).toEqual(['m', 'v', 'mHat', 'vHat', 'x']);
  // After one step the corrected means are the gradient and its square.
  expect(pair(valueIn(trace, 'mHat', 2, 'new'))[1]).toBeCloseTo(-24, 10);
  expect(pair(valueIn(trace, 'vHat', 3, 'new'))[1]).toBeCloseTo(576, 10);
  expect(valueIn(trace, 'beta1', 2, 'old')).toBe(0.9);
  expect(valueIn(trace, 't', 2, 'old')).toBe(1);
});

test('a row finds what the rows above it left, and the first what the last update left', () => {
  const [lane] = run(fair('momentum'));
  const trace = traceOf(lane, objective('quad1'), 5);
  expect(valueIn(trace, 'm', 0, 'old')).toEqual(lane.path.memory.m[4]);
  expect(valueIn(trace, 'm', 0, 'new')).toEqual(lane.path.memory.m[5]);
  expect(valueIn(trace, 'm', 1, 'old')).toEqual(lane.path.memory.m[5]);
  expect(valueIn(trace, 'x', 1, 'old')).toEqual(lane.path.points[4]);
  expect(valueIn(trace, 'mHat', 1, 'old')).toBeUndefined();
});

test('an update is seen with the step size that its schedule gave it', () => {
  const [lane] = run(withSchedule(fair('momentum'), 'momentum', 'cosine'));
  for (const t of [1, 11, 20]) {
    const trace = traceOf(lane, objective('quad1'), t);
    expect(valueIn(trace, 'x', 1, 'new')).toEqual(lane.path.points[t]);
    expect(valueIn(trace, 'lr', 1, 'old')).toBe(0.4 * schedules.cosine.factor(t, 20));
  }
});

test('a number outside of the loop is one for all coordinates', () => {
  const [lane] = run(fair('adam', 'rate'));
  const { rows } = traceOf(lane, objective('quad1'), 1);
  expect(rows[0].name).toBe('lrT');
  expect(rows[0].value).toBeCloseTo((0.4 * Math.sqrt(0.001)) / 0.1, 12);
});

test('a loop without braces, a gradient asked for elsewhere and a helper of the file’s own are seen too', async () => {
  const text = `
    const double = (value) => 2 * value;
    export default optimizer({
      step(x, g, { ahead, g2 }, { lr }, { f }) {
        for (let i = 0; i < x.length; i++) ahead[i] = double(x[i]);
        f.gradient(ahead, g2);
        for (let i = 0; i < x.length; i++) {
          const half = lr / 2;
          x[i] -= half * g2[i];
        }
      },
    });`;
  const { default: stepsOf } = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(traced(text))}`);
  const notes: unknown[][] = [];
  const [x, ahead, g2] = [
    [1, 2],
    [0, 0],
    [0, 0],
  ];
  const f = {
    gradient: (at: number[], out: number[]) =>
      at.forEach((value, i) => {
        out[i] = value;
      }),
  };
  stepsOf((...note: unknown[]) => notes.push(note))[''](x, [0, 0], { ahead, g2 }, { lr: 1 }, { f });
  expect(notes).toEqual([
    [0, 'ahead', 0, 2],
    [0, 'ahead', 1, 4],
    [1, 'g2', undefined, [2, 4]],
    [2, 'half', 0, 0.5],
    [3, 'x', 0, 0],
    [2, 'half', 1, 0.5],
    [3, 'x', 1, 0],
  ]);
});

test('an update that is not made is refused, and a text without a step too', () => {
  const [lane] = run(fair('adam'));
  for (const t of [0, 21]) expect(() => traceOf(lane, objective('quad1'), t)).toThrow(`Adam makes no update ${t}`);
  expect(() => traced('export default optimizer({});')).toThrow('There is no step');
});
