/**
 * The plane through the space of a network's weights that holds most of some paths, and the loss on it.
 *
 * The directions of Li and others (2018, “Visualizing the Loss Landscape of Neural Nets”), who take plain principal directions for
 * paths, and scale random ones neuron by neuron for shapes, so that a neuron with long weights counts as much as one with short
 * ones. Here the principal directions are found under that scale: all lengths are in parts of the neurons' own. So a network whose
 * ReLU layers are scaled against each other, which changes nothing that it says, has the same picture.
 */
import { eigen } from '../eigen.ts';
import type { Objective, Point } from '../objective.ts';
import type { Batch, Network } from './net.ts';

/** A network's weights and biases in a row, W₁, b₁, W₂, …, each W row by row: inputs × outputs. */
type Weights = ArrayLike<number>;

export interface Plane {
  /** The point of the plane that is (0, 0): where all paths start, or the mean of their starts. */
  origin: Float64Array;
  /** How far each number moves for a length of 1: such a step moves neurons by their own length at the start, in the square mean. */
  unit: Float64Array;
  /** The principal directions, in these units: orthogonal, and of length 1. */
  axes: [Float64Array, Float64Array];
  /** How much of all squared distances from the origin lies in the plane: at most 1. */
  share: number;
}

/**
 * The plane through the start that comes nearest to all points of all paths, in the square mean. The paths go mostly to the right
 * and up in it.
 *
 * @param paths what an optimizer passed, from the start on
 * @param sizes of the layers: 784, 100, …, 10
 * @throws RangeError if a number is not finite, a neuron has no weights at the start, or the paths do not leave a line
 */
export function planeThrough(paths: readonly (readonly Weights[])[], sizes: readonly number[]): Plane {
  const starts = paths.map(([start]) => start);
  const points = paths.flat();
  const count = starts[0].length;
  const origin = Float64Array.from({ length: count }, (_, i) => starts.reduce((sum, start) => sum + start[i], 0) / starts.length);
  const unit = unitsOf(starts, sizes);

  // The products of all points with each other know as much of the directions as the points themselves, and are few.
  const products = points.map(() => points.map(() => 0));
  const block = 512;
  for (let from = 0; from < count; from += block) {
    const to = Math.min(count, from + block);
    const rows = points.map((x) => Float64Array.from({ length: to - from }, (_, k) => (x[from + k] - origin[from + k]) / unit[from + k]));
    for (const [i, row] of rows.entries())
      for (let j = 0; j <= i; j++) {
        const other = rows[j];
        let sum = 0;
        for (let k = 0; k < row.length; k++) sum += row[k] * other[k];
        products[j][i] = products[i][j] += sum;
      }
  }
  const whole = products.reduce((sum, row, i) => sum + row[i], 0);
  if (!Number.isFinite(whole)) throw new RangeError('A path has a number that is not finite: no plane goes through it');
  const { values, vectors } = eigen(products);
  if (!(values[1] > 1e-12 * values[0])) throw new RangeError('The paths do not leave a line: no one plane goes through them');

  const axes = [0, 1].map((k) => {
    const along = vectors[k].reduce((sum, part) => sum + part, 0) < 0 ? -1 : 1;
    const axis = new Float64Array(count);
    for (const [i, x] of points.entries()) {
      const part = (along * vectors[k][i]) / Math.sqrt(values[k]);
      for (let j = 0; j < count; j++) axis[j] += (part * (x[j] - origin[j])) / unit[j];
    }
    return axis;
  }) as Plane['axes'];
  return { origin, unit, axes, share: Math.min(1, (values[0] + values[1]) / whole) };
}

/** For each number, the length of the weights into its neuron at the start, times √ the number of neurons. */
function unitsOf(starts: readonly Weights[], sizes: readonly number[]): Float64Array {
  const unit = new Float64Array(starts[0].length);
  const neurons = sizes.slice(1).reduce((sum, size) => sum + size, 0);
  let from = 0;
  for (const [layer, outputs] of sizes.slice(1).entries()) {
    const weights = sizes[layer] * outputs;
    for (let j = 0; j < outputs; j++) {
      let squares = 0;
      for (const start of starts) for (let k = j; k < weights; k += outputs) squares += start[from + k] ** 2;
      if (squares === 0) throw new RangeError(`Neuron ${j + 1} of layer ${layer + 1} has no weights at the start to measure its way by`);
      const length = Math.sqrt((squares / starts.length) * neurons);
      for (let k = j; k < weights + outputs; k += outputs) unit[from + k] = length;
    }
    from += weights + outputs;
  }
  return unit;
}

/** A path as it falls onto a plane. */
export interface Shadow {
  points: Point[];
  /** How far each of its points is from the plane, in the plane's unit. */
  off: number[];
  /** How much of all squared distances from its own start lies in the plane: 0 to 1; 1 for a path that goes nowhere. */
  share: number;
}

/** The points of the plane that are nearest to those of a path. */
export function shadowOf(path: readonly Weights[], { origin, unit, axes: [u, v] }: Plane): Shadow {
  const [points, off]: [Point[], number[]] = [[], []];
  let [inside, whole] = [0, 0];
  const [start] = path;
  for (const x of path) {
    let [a, b, square, way] = [0, 0, 0, 0];
    for (let k = 0; k < x.length; k++) {
      const here = (x[k] - origin[k]) / unit[k];
      a += here * u[k];
      b += here * v[k];
      square += here * here;
      way += ((x[k] - start[k]) / unit[k]) ** 2;
    }
    points.push([a, b]);
    off.push(Math.sqrt(Math.max(0, square - a * a - b * b)));
    inside += (a - points[0][0]) ** 2 + (b - points[0][1]) ** 2;
    whole += way;
  }
  return { points, off, share: whole === 0 ? 1 : Math.min(1, inside / whole) };
}

/** Writes the weights at a point of a plane into `out`. */
export function weightsAt([a, b]: Point, { origin, unit, axes: [u, v] }: Plane, out: { length: number; [i: number]: number }): void {
  for (let k = 0; k < out.length; k++) out[k] = origin[k] + unit[k] * (a * u[k] + b * v[k]);
}

/** The network's loss with the weights that a point of the plane stands for, which it then has. */
export function lossAt(net: Network, batch: Batch, plane: Plane, point: Point): number {
  weightsAt(point, plane, net.x);
  return net.loss(batch);
}

/** The losses over a part of the plane, edges included: row by row from the lower left corner. The network's weights are lost. */
export function* slice(net: Network, batch: Batch, plane: Plane, { x, y }: Objective['view'], columns: number, rows: number) {
  const between = ([low, high]: Point, k: number, count: number) => low + (k * (high - low)) / (count - 1);
  for (let j = 0; j < rows; j++)
    yield Float64Array.from({ length: columns }, (_, i) => lossAt(net, batch, plane, [between(x, i, columns), between(y, j, rows)]));
}
