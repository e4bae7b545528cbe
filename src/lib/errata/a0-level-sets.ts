import { erratum } from '../erratum.ts';
import { evenly } from '../objective.ts';
import quad1 from '../objectives/quad1.ts';
import gradientDescent from '../optimizers/gradient-descent.ts';

const roots = evenly(Math.sqrt(0.5), Math.sqrt(128), 16);

/** How far apart the lines at these heights of f are, straight across the valley. */
function gaps(heights: number[]): number[] {
  const places = heights.map((height) => Math.sqrt(height / 2));
  return places.slice(1).map((y, i) => y - places[i]);
}

export default erratum({
  article: 'A0',
  about: ['gradient-descent'],
  title: 'One function is minimised, another is drawn',
  why: String.raw`The article walks down $f$ and draws the level sets of $\sqrt f$. The ellipses are the same, since the root keeps the order of heights. Their spacing is not: the root turns the valley into a cone, whose walls look evenly steep, while $f$ grows steeper with every line.`,
  on: quad1,
  start: [-4, -6],
  steps: 20,
  printed: {
    walks: [{ of: gradientDescent }],
    drawn: { ...quad1, value: (x, y) => Math.sqrt(quad1.value(x, y)), levels: roots },
  },
  mended: {
    walks: [{ of: gradientDescent }],
    drawn: { ...quad1, value: (x, y) => quad1.value(x, y), levels: quad1.levels },
  },
  claims: [
    {
      says: String.raw`Straight across the valley the lines of $\sqrt f$ are 0.5 apart, all the way. Those of $f$ are 0.83 apart near the bottom and 0.25 at the edge.`,
      holds: () => {
        const heights = gaps(quad1.levels);
        return gaps(roots.map((root) => root ** 2)).every((gap) => gap.toFixed(9) === '0.500000000') && closes(heights, 0.83, 0.25);
      },
    },
    {
      says: 'The path is the same on both maps, point for point. What changes is where the ground looks steep.',
      holds: ([a], [b]) => a.points.length === 21 && a.points.every(([x, y], i) => x === b.points[i][0] && y === b.points[i][1]),
    },
  ],
});

/** From one gap to another, and narrower with every line. */
function closes(gaps: number[], first: number, last: number): boolean {
  const narrowing = gaps.every((gap, i) => i === 0 || gap < gaps[i - 1]);
  return narrowing && gaps[0].toFixed(2) === String(first) && gaps[gaps.length - 1].toFixed(2) === String(last);
}
