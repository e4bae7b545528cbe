import { evenly, objective, type Point } from '../objective.ts';

/** What three updates in turn are shown of the slope along x: one steep part, and two that point the other way. */
const parts = [3, -1, -1];
const slope = (parts[0] + parts[1] + parts[2]) / 3;

/** Ten times as steep as the slope, a unit behind it: a wall that nobody gets far into, where the original forbids the way. */
const wall = (c: number) => 10 * (Math.max(0, c - 1) + Math.min(0, c + 1));
const height = (c: number) => 5 * Math.max(0, Math.abs(c) - 1) ** 2;
const bend = (c: number) => (Math.abs(c) > 1 ? 10 : 0);

/** The counterexample to Adam, with walls at ±1: x and y have the same slope, but of that along x each update sees a part. */
export default objective({
  name: 'One against two',
  formula: String.raw`\tfrac13(x + y) + 5\,[|x| - 1]_+^2 + 5\,[|y| - 1]_+^2`,
  value: (x, y) => slope * (x + y) + height(x) + height(y),
  gradient: (x, y) => [slope + wall(x), slope + wall(y)],
  hessian: (x, y) => [
    [bend(x), 0],
    [0, bend(y)],
  ],
  seen: (x, y, t): Point => [parts[(t - 1) % 3] + wall(x), slope + wall(y)],
  view: { x: [-2.4, 2.4], y: [-1.5, 1.2] },
  // Where the wall is as steep as the slope.
  minima: [[-1 - slope / 10, -1 - slope / 10]],
  start: [0, 0],
  levels: evenly(-0.6, 3, 19),
});
