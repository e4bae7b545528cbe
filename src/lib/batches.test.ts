import { expect, test } from 'vitest';
import { batch, data, gradientOver, loss, lossOver, miniBatch, oneSample, shuffled } from './batches.ts';
import type { Point } from './objective.ts';
import { seeded } from './random.ts';

const lines: Point[] = [loss.start, [0, 0], [3, -2]];
const excess = (line: Point) => lossOver(data, line) - lossOver(data, loss.minima[0]);

test('the mean of the one-sample gradients is the batch gradient', () => {
  for (const line of lines) {
    const [w, b] = gradientOver(data, line);
    const single = data.map((row) => gradientOver([row], line));
    expect(single.reduce((sum, [dw]) => sum + dw, 0) / data.length).toBeCloseTo(w, 12);
    expect(single.reduce((sum, [, db]) => sum + db, 0) / data.length).toBeCloseTo(b, 12);
  }
});

test('the gradient and the Hessian of the loss agree with central differences', () => {
  const h = 1e-5;
  for (const [w, b] of lines) {
    const [dw, db] = loss.gradient(w, b);
    expect((loss.value(w + h, b) - loss.value(w - h, b)) / (2 * h)).toBeCloseTo(dw, 8);
    expect((loss.value(w, b + h) - loss.value(w, b - h)) / (2 * h)).toBeCloseTo(db, 8);
    const [[ww, wb], [, bb]] = loss.hessian(w, b);
    expect((loss.gradient(w + h, b)[0] - loss.gradient(w - h, b)[0]) / (2 * h)).toBeCloseTo(ww, 8);
    expect((loss.gradient(w, b + h)[0] - loss.gradient(w, b - h)[0]) / (2 * h)).toBeCloseTo(wb, 8);
    expect((loss.gradient(w, b + h)[1] - loss.gradient(w, b - h)[1]) / (2 * h)).toBeCloseTo(bb, 8);
  }
});

test('the loss is flat at its minimum', () => {
  for (const slope of loss.gradient(...loss.minima[0])) expect(slope).toBeCloseTo(0, 12);
});

test('an epoch is one update for batch, one per row for one-sample, one per handful for mini-batch', () => {
  expect(batch(loss.start, 0.3, 10)).toHaveLength(1 + 10);
  expect(oneSample(loss.start, 0.3, 10)).toHaveLength(1 + 10 * data.length);
  expect(miniBatch(loss.start, 0.3, 10)).toHaveLength(1 + 10 * 5);
  expect(miniBatch(loss.start, 0.3, 1, 12)).toHaveLength(1 + 4);
});

test('a mini-batch of all rows walks the path of batch descent', () => {
  const whole = miniBatch(loss.start, 0.3, 10, data.length);
  for (const [k, [w, b]] of batch(loss.start, 0.3, 10).entries()) {
    expect(whole[k][0]).toBeCloseTo(w, 10);
    expect(whole[k][1]).toBeCloseTo(b, 10);
  }
});

test('mini-batches of one row walk the path of one-sample descent', () => {
  expect(miniBatch(loss.start, 0.3, 3, 1)).toEqual(oneSample(loss.start, 0.3, 3));
});

test('batch descent comes to rest at the least-squares line', () => {
  expect(excess(batch(loss.start, 0.3, 500).at(-1) as Point)).toBeLessThan(1e-12);
});

test('a shuffle keeps every row and leaves the data alone; the same seed gives the same order', () => {
  const before = [...data];
  const deck = shuffled(data, seeded(7));
  expect(data).toEqual(before);
  expect(deck).not.toEqual(data);
  expect(deck).toEqual(shuffled(data, seeded(7)));
  expect(new Set(deck)).toEqual(new Set(data));
});
