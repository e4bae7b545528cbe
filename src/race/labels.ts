import type { Point } from '../lib/objective.ts';
import type { Frame } from './map.ts';

const lineHeight = 17;
/** Of a letter, on average, in the figures' type. */
const letter = 7.3;
/** How far around the end of a path a name is looked for, nearest first. */
const distances = [11, 20, 32, 48, 66];
const directions = Array.from({ length: 16 }, (_, i) => (i * Math.PI) / 8);

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A name at the end of a path. */
export interface Label {
  x: number;
  y: number;
  anchor: 'start' | 'end';
  /** Far enough from the end to need a line that leads there. */
  led: boolean;
}

/**
 * Where the names at the ends of paths stand: near its end, inside the frame, where it covers the least of
 * the other names, of the signs at ends and minima, and of the paths.
 *
 * @param ends the name and the end of each path, the one that matters most first
 * @param signs places that must stay visible
 * @param lines points of the paths, which are better not covered
 */
export function endLabels(ends: { name: string; end: Point }[], signs: readonly Point[], lines: readonly Point[], frame: Frame): Label[] {
  const taken: Box[] = signs.map(([x, y]) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }));
  return ends.map(({ name, end }) => {
    let best = {
      cost: Number.POSITIVE_INFINITY,
      label: { x: end[0], y: end[1], anchor: 'start', led: false } as Label,
      box: boxOf(name, end, 'start'),
    };
    for (const distance of distances) {
      for (const direction of directions) {
        const anchor = Math.cos(direction) >= -1e-9 ? 'start' : 'end';
        const at: Point = [end[0] + distance * Math.cos(direction), end[1] + distance * 0.9 * Math.sin(direction)];
        const box = boxOf(name, at, anchor);
        if (box.left < 2 || box.right > frame.width - 2 || box.top < 2 || box.bottom > frame.height - 2) continue;
        let cost = distance + 200 * taken.filter((other) => overlap(box, other)).length;
        // Most places are out of the question before the paths are looked at, which takes the longest.
        if (cost >= best.cost) continue;
        let covered = 0;
        for (const point of lines) if (holds(box, point) && ++covered === 12) break;
        cost += 4 * covered;
        if (cost < best.cost) best = { cost, label: { x: at[0], y: at[1], anchor, led: distance > 24 }, box };
      }
    }
    taken.push(best.box);
    return best.label;
  });
}

function boxOf(name: string, [x, y]: Point, anchor: Label['anchor']): Box {
  const length = name.length * letter;
  const left = anchor === 'start' ? x : x - length;
  return { left, right: left + length, top: y - lineHeight / 2, bottom: y + lineHeight / 2 };
}

const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const holds = ({ left, right, top, bottom }: Box, [x, y]: Point) => x > left && x < right && y > top && y < bottom;
