import { geometrically, objective, type Point } from './objective.ts';
import { seeded } from './random.ts';

/** One observation, through which a straight line y = w·x + b is to pass as closely as it can. */
export type Row = { x: number; y: number };

/** Forty rows: x from 0 to 2, y near 2x − 1. The sum of three uniform numbers is noise enough like a bell. */
const noise = seeded(40);
export const data: Row[] = Array.from({ length: 40 }, (_, i) => {
  const x = (2 * i) / 39;
  return { x, y: 2 * x - 1 + 0.8 * (noise() + noise() + noise() - 1.5) };
});

const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

/** Half the mean squared error of the line (w, b) over some rows. */
export function lossOver(rows: Row[], [w, b]: Point): number {
  return mean(rows.map(({ x, y }) => (w * x + b - y) ** 2)) / 2;
}

/** (∂/∂w, ∂/∂b) of that loss: the mean of the rows' own gradients. */
export function gradientOver(rows: Row[], [w, b]: Point): Point {
  return [mean(rows.map(({ x, y }) => (w * x + b - y) * x)), mean(rows.map(({ x, y }) => w * x + b - y))];
}

/** One update of gradient descent, as far as these rows can see. */
function update(line: Point, rows: Row[], lr: number): Point {
  const [gw, gb] = gradientOver(rows, line);
  return [line[0] - lr * gw, line[1] - lr * gb];
}

/** The rows in a random order (Fisher–Yates); `rows` itself stays as it is. */
export function shuffled(rows: Row[], random: () => number): Row[] {
  const deck = [...rows];
  for (let i = deck.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [deck[i], deck[j]] = [deck[j], deck[i]];
  }
  return deck;
}

/** Each update sees all the data: one update an epoch. Returns the lines (w, b), the start first. */
export function batch(line: Point, lr: number, epochs: number): Point[] {
  const path = [line];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    line = update(line, data, lr);
    path.push(line);
  }
  return path;
}

/** Each update sees one row: as many updates an epoch as there are rows. */
export function oneSample(line: Point, lr: number, epochs: number, random = seeded(1)): Point[] {
  const path = [line];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (const row of shuffled(data, random)) {
      line = update(line, [row], lr);
      path.push(line);
    }
  }
  return path;
}

/** Each update sees `size` rows; the last one of an epoch sees those that are left. */
export function miniBatch(line: Point, lr: number, epochs: number, size = 8, random = seeded(1)): Point[] {
  const path = [line];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const deck = shuffled(data, random);
    for (let i = 0; i < deck.length; i += size) {
      line = update(line, deck.slice(i, i + size), lr);
      path.push(line);
    }
  }
  return path;
}

const [xx, x1] = [mean(data.map(({ x }) => x * x)), mean(data.map(({ x }) => x))];
const [xy, y1] = [mean(data.map(({ x, y }) => x * y)), mean(data.map(({ y }) => y))];
const slope = (xy - x1 * y1) / (xx - x1 * x1);

/** The loss over all the data as a map: x is the slope w, y the height b. Its minimum is the line of least squares. */
export const loss = objective({
  name: 'Fit of a straight line',
  formula: String.raw`\tfrac{1}{2n}\sum_i (w x_i + b - y_i)^2`,
  value: (w, b) => lossOver(data, [w, b]),
  gradient: (w, b) => gradientOver(data, [w, b]),
  hessian: () => [
    [xx, x1],
    [x1, 1],
  ],
  view: { x: [-1, 4], y: [-3, 2] },
  minima: [[slope, y1 - slope * x1]],
  start: [-0.5, -0.5],
  levels: geometrically(0.125, 32, 9),
});
