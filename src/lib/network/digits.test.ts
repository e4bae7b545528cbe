import { expect, test } from 'vitest';
import { missing, mnist } from '../../../tests/mnist.ts';
import type { Optimizer } from '../optimizer.ts';
import adam from '../optimizers/adam.ts';
import { digits } from './digits.ts';
import { hands } from './hands.ts';
import { classes, count, type Images, part } from './images.ts';
import { initialise } from './initial.ts';
import { readableKernel } from './kernel.ts';
import { network, surfaceOf } from './net.ts';

/** FNV-1a, over all bytes. */
const hash = (bytes: Uint8Array) => bytes.reduce((h, byte) => Math.imul(h ^ byte, 0x01000193) >>> 0, 0x811c9dc5);

test('a seed gives the same bytes everywhere', () => {
  const { images, labels } = digits(500, 1);
  expect([hash(images), hash(labels)]).toEqual([709578434, 3247466633]);
});

test('more digits of a seed begin with the same ones, and another seed has none of them', () => {
  const [few, many, others] = [digits(200, 1), digits(400, 1), digits(400, 2)];
  expect(part(many, 0, 200)).toEqual(few);
  const seen = new Set(Array.from({ length: 400 }, (_, k) => hash(part(many, k, k + 1).images)));
  expect(seen.size).toBe(400);
  for (let k = 0; k < 400; k++) expect(seen).not.toContain(hash(part(others, k, k + 1).images));
});

test('each class is as frequent as any other', () => {
  const { labels } = digits(2000, 3);
  for (let label = 0; label < classes; label++) {
    // Of 200 expected, four deviations of a binomial distribution.
    expect(Math.abs(labels.filter((one) => one === label).length - 200)).toBeLessThan(54);
  }
});

test('most is paper, what is ink has grey edges, and its mass is about in the middle', () => {
  const set = digits(600, 4);
  const share = (is: (pixel: number) => boolean) => set.images.filter(is).length / set.images.length;
  // MNIST’s test digits: 0.807, 0.109.
  expect(Math.abs(share((pixel) => pixel === 0) - 0.8)).toBeLessThan(0.03);
  expect(Math.abs(share((pixel) => pixel > 0 && pixel < 240) - 0.11)).toBeLessThan(0.03);
  for (let k = 0; k < count(set); k++) {
    const { images } = part(set, k, k + 1);
    let [mass, x, y] = [0, 0, 0];
    for (const [i, pixel] of images.entries()) {
      mass += pixel;
      x += pixel * ((i % set.width) + 0.5);
      y += pixel * (Math.floor(i / set.width) + 0.5);
    }
    expect(Math.hypot(x / mass - 14, y / mass - 14)).toBeLessThan(3);
  }
});

test('every digit is written in several hands, within the box', () => {
  expect(hands).toHaveLength(classes);
  for (const all of hands) {
    expect(all.length).toBeGreaterThan(1);
    for (const stroke of all.flatMap(({ strokes }) => strokes)) {
      expect(stroke.length).toBeGreaterThan(1);
      for (const { x, y } of stroke) for (const n of [x, y]) expect(n >= 0 && n <= 1).toBe(true);
    }
  }
});

/** A small network that has seen 40,000 digits, each of them once. */
function taught() {
  const size = 128;
  const net = network(readableKernel(), { sizes: [784, 50, classes], activation: 'relu', weightDecay: 0 }, size);
  initialise(net, 'he', 1);
  const set = digits(300 * size, 5);
  const memory = (adam as Optimizer).init(net.x);
  for (let t = 1; t <= 300; t++) {
    const { images: inputs, labels } = part(set, (t - 1) * size, t * size);
    net.gradient({ inputs, labels });
    (adam as Optimizer).step(net.x, net.g, memory, { ...adam.hyper, lr: 0.003 }, { t, f: surfaceOf(net, () => ({ inputs, labels })) });
  }
  return (set: Images) => {
    let right = 0;
    for (let k = 0; k < count(set); k += size) {
      const { images, labels } = part(set, k, Math.min(count(set), k + size));
      right += net.classify(images).filter((label, i) => label === labels[i]).length;
    }
    return right / count(set);
  };
}
const accuracy = taught();

test('they can be told apart, though not all of them', () => {
  expect(accuracy(digits(2000, 6))).toBeGreaterThan(0.93);
  expect(accuracy(digits(2000, 6))).toBeLessThan(0.99);
});

test('who has learnt to read them reads people’s digits', ({ skip }) => {
  if (missing) return skip(missing);
  const { images, labels } = mnist();
  // One in ten would be chance.
  expect(accuracy({ images: images.subarray(16), labels: labels.subarray(8), width: 28, height: 28 })).toBeGreaterThan(0.75);
});
