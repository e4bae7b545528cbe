import type { Param, Surface } from '../optimizer.ts';
import { type Floats, type Kernel, type Matrix, matrix, transposed } from './kernel.ts';
import { exp, ln } from './portable.ts';

/** What a network is like, apart from its weights. */
export interface Architecture {
  /** How many numbers go in, how many each hidden layer has, and how many classes come out: 784, 100, …, 10. */
  sizes: readonly number[];
  activation: 'relu' | 'sigmoid';
  /** λ of the penalty ½λΣW², which the loss contains; biases are free of it. */
  weightDecay: number;
}

/** Inputs and what they are: as many rows of numbers, or of bytes that stand for 0 to 1, as there are labels. */
export interface Batch {
  inputs: Uint8Array | Floats;
  labels: Uint8Array;
}

/** One affine layer: its weights W (inputs × outputs) and biases b, and the loss’s gradient for both. Views of `x` and `g`. */
export interface Layer {
  W: Matrix;
  b: Floats;
  dW: Matrix;
  db: Floats;
  /** What came into it last, and the gradient for it: one row for each input. */
  input: Matrix;
  dInput: Matrix;
  /** Where its numbers stand in `x` and `g`. */
  from: number;
  to: number;
}

export interface Network {
  /** All weights and biases in a row, W₁, b₁, W₂, …: what an optimizer moves. */
  x: Floats;
  /** The gradient, in the same order. */
  g: Floats;
  layers: Layer[];
  /** What `x` is made of: each layer's weights, a row for each of its inputs, and its biases. */
  params: Param[];
  /** The mean cross-entropy of the batch, with the penalty. */
  loss(batch: Batch): number;
  /** The same; and writes its gradient into `g`. */
  gradient(batch: Batch): number;
  /** The loss again, with the weights that `x` has now, of the batch that came last. */
  again(): number;
  /** The class that each input belongs to, as far as the network can tell; of equal ones the first. */
  classify(inputs: Batch['inputs']): Uint8Array;
}

/** How many numbers stand in `x`. */
export function parameters(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, to, i) => sum + (sizes[i] + 1) * to, 0);
}

/**
 * A multi-layer network with a softmax and cross-entropy at its end, its weights still zero.
 *
 * @param most rows of a batch; larger ones are refused with a RangeError
 */
export function network(kernel: Kernel, { sizes, activation, weightDecay }: Architecture, most = 128): Network {
  const count = parameters(sizes);
  const classes = sizes[sizes.length - 1];
  const [x, g, room, ...rows] = kernel.arrays([count, count, 2 * most * classes, ...sizes.flatMap((size) => [most * size, most * size])]);

  /** Values, and gradients for them, at each level: the inputs, what each hidden layer gives, the scores. */
  const levels = sizes.map((size, level) => ({
    values: matrix(rows[2 * level], 0, size),
    slopes: matrix(rows[2 * level + 1], 0, size),
  }));
  levels[0].values.sparse = true;

  let from = 0;
  const layers = sizes.slice(1).map((outputs, i): Layer => {
    const [inputs, start, middle] = [sizes[i], from, from + sizes[i] * outputs];
    from = middle + outputs;
    return {
      W: matrix(x.subarray(start, middle), inputs, outputs),
      b: x.subarray(middle, from),
      dW: matrix(g.subarray(start, middle), inputs, outputs),
      db: g.subarray(middle, from),
      input: levels[i].values,
      dInput: levels[i].slopes,
      from: start,
      to: from,
    };
  });
  const params = layers.flatMap(({ W: { rows, columns }, from, to }): Param[] => [
    { from, rows, columns },
    { from: to - columns, rows: columns, columns: 1 },
  ]);
  const scores = levels[layers.length].values;
  const dScores = levels[layers.length].slopes;
  /** e to the power of each score, less the largest of its row: that changes no probability, and keeps the powers from overflowing. */
  const powers = new Float64Array(room.buffer, room.byteOffset, most * classes);

  /** The batch’s, of which the inputs stand in the first level. */
  let labels: Uint8Array = new Uint8Array();

  function take({ inputs, labels: theirs }: Batch) {
    const count = inputs.length / sizes[0];
    if (!Number.isInteger(count) || count > most)
      throw new RangeError(`A batch is at most ${most} rows of ${sizes[0]} numbers, not ${inputs.length} numbers`);
    for (const { values, slopes } of levels) values.rows = slopes.rows = count;
    if (inputs instanceof Uint8Array) kernel.unpack(inputs, levels[0].values.data);
    else levels[0].values.data.set(inputs);
    labels = theirs;
  }

  /** From inputs to scores. */
  function forward() {
    for (const [i, { W, b, input }] of layers.entries()) {
      const output = levels[i + 1].values;
      kernel.multiply(input, W, output);
      kernel.addRow(output, b);
      if (i < layers.length - 1) activate(output);
    }
  }

  /** From the scores' gradient to that of every weight. */
  function backward() {
    for (const [i, { W, dW, db, input, dInput }] of [...layers.entries()].reverse()) {
      const dOutput = levels[i + 1].slopes;
      kernel.multiply(transposed(input), dOutput, dW);
      kernel.sumColumns(dOutput, db);
      if (weightDecay > 0) for (let k = 0; k < W.data.length; k++) dW.data[k] += weightDecay * W.data[k];
      if (i === 0) break;
      kernel.multiply(dOutput, transposed(W), dInput);
      deactivate(input, dInput);
    }
  }

  function activate(z: Matrix) {
    if (activation === 'relu') kernel.rectify(z);
    else for (let k = 0; k < z.rows * z.columns; k++) z.data[k] = 1 / (1 + exp(-z.data[k]));
  }

  /** The gradient before an activation, from the one behind it and from what it gave. */
  function deactivate(a: Matrix, d: Matrix) {
    if (activation === 'relu') kernel.block(a, d);
    else for (let k = 0; k < a.rows * a.columns; k++) d.data[k] *= a.data[k] * (1 - a.data[k]);
  }

  /** Mean cross-entropy of the softmax of the scores; with `slopes` also its gradient for each score, (p − 1 if right)/n. */
  function crossEntropy(slopes = false): number {
    const { data, rows: n, columns } = scores;
    kernel.powers(scores, powers);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const row = i * columns;
      const right = row + labels[i];
      let most = data[row];
      let total = 0;
      for (let j = row; j < row + columns; j++) {
        most = Math.max(most, data[j]);
        total += powers[j];
      }
      sum += ln(total) - (data[right] - most);
      if (!slopes) continue;
      for (let j = row; j < row + columns; j++) {
        const p = powers[j] / total;
        dScores.data[j] = (p - (j === right ? 1 : 0)) / n;
      }
    }
    return sum / n + penalty();
  }

  function penalty(): number {
    if (weightDecay === 0) return 0;
    let squares = 0;
    for (const { W } of layers) for (let k = 0; k < W.data.length; k++) squares += W.data[k] ** 2;
    return (weightDecay / 2) * squares;
  }

  function again(): number {
    forward();
    return crossEntropy();
  }

  return {
    x,
    g,
    layers,
    params,
    loss(batch) {
      take(batch);
      return again();
    },
    gradient(batch) {
      take(batch);
      forward();
      const loss = crossEntropy(true);
      backward();
      return loss;
    },
    again,
    classify(inputs) {
      take({ inputs, labels });
      forward();
      const { data, rows, columns } = scores;
      return Uint8Array.from({ length: rows }, (_, i) => {
        let best = 0;
        for (let j = 1; j < columns; j++) if (data[i * columns + j] > data[i * columns + best]) best = j;
        return best;
      });
    },
  };
}

/** The loss of one batch as optimizers see it, wherever they ask for it: the network is the same afterwards as before. */
export function surfaceOf(net: Network, batch: () => Batch): Surface {
  /** Does something with other weights in the network's place. */
  function elsewhere<T>(x: ArrayLike<number>, what: () => T): T {
    const here = net.x.slice();
    net.x.set(x);
    const result = what();
    net.x.set(here);
    return result;
  }
  return {
    value: (x) => elsewhere(x, () => net.loss(batch())),
    gradient(x, out) {
      const own = net.g.slice();
      elsewhere(x, () => net.gradient(batch()));
      for (let i = 0; i < own.length; i++) out[i] = net.g[i];
      // `out` may be the network's own.
      if ((out as unknown) !== net.g) net.g.set(own);
    },
  };
}
