/** The two factors of each layer's curvature, from what the last way through the network, and back, has left in the layers. */
import type { Matrix } from './kernel.ts';
import type { Layer } from './net.ts';

/** The mean of a aᵀ, where a is what came into a layer, with a 1 for its biases; layer after layer. */
export function inputsOf(layers: readonly Layer[]): Float64Array {
  const out = new Float64Array(layers.reduce((sum, { W }) => sum + (W.rows + 1) ** 2, 0));
  let at = 0;
  for (const { W, input } of layers) {
    const size = (W.rows + 1) ** 2;
    addSquares(out.subarray(at, at + size), input, 1 / input.rows, 1);
    at += size;
  }
  return out;
}

/** The mean of e eᵀ, where e is the gradient of one example's loss for what went out of a layer; layer after layer. */
export function slopesOf(layers: readonly Layer[]): Float64Array {
  const out = new Float64Array(layers.reduce((sum, { W }) => sum + W.columns ** 2, 0));
  let at = 0;
  for (const { W, dOutput } of layers) {
    const size = W.columns ** 2;
    // These gradients are parts of a mean over n examples already: n times as large they are those of one.
    addSquares(out.subarray(at, at + size), dOutput, dOutput.rows);
    at += size;
  }
  return out;
}

/** Adds `weight` times each row's product with itself, which may have one number more at its end. */
function addSquares(out: Float64Array, { data, rows, columns }: Matrix, weight: number, ...last: number[]): void {
  const size = columns + last.length;
  const row = new Float64Array(size);
  row.set(last, columns);
  const there = new Uint32Array(size);
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < columns; j++) row[j] = data[r * columns + j];
    // Most of an image is blank, and half of what comes out of a ReLU is 0.
    let count = 0;
    for (let j = 0; j < size; j++) if (row[j] !== 0) there[count++] = j;
    for (let p = 0; p < count; p++) {
      const at = there[p] * size;
      const left = weight * row[there[p]];
      for (let q = 0; q <= p; q++) out[at + there[q]] += left * row[there[q]];
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) out[j * size + i] = out[i * size + j];
}
