import { evenly, objective } from '../objective.ts';

const wave = 2 * Math.PI;

/** Rastrigin (1974) in two dimensions: a bowl with a lattice of pits. */
export default objective({
  name: 'Rastrigin’s function',
  formula: String.raw`20 + x^2 - 10\cos 2\pi x + y^2 - 10\cos 2\pi y`,
  value: (x, y) => 20 + x * x - 10 * Math.cos(wave * x) + y * y - 10 * Math.cos(wave * y),
  gradient: (x, y) => [2 * x + 10 * wave * Math.sin(wave * x), 2 * y + 10 * wave * Math.sin(wave * y)],
  hessian: (x, y) => [
    [2 + 10 * wave * wave * Math.cos(wave * x), 0],
    [0, 2 + 10 * wave * wave * Math.cos(wave * y)],
  ],
  view: { x: [-4, 4], y: [-4, 4] },
  minima: [[0, 0]],
  start: [-2.4, 1.7],
  levels: evenly(8, 64, 8),
});
