import type { Objective, Point } from '../lib/objective.ts';
import { scaleOf } from './map.ts';
import { frame, type Region } from './picture.ts';

/** A place on a map that the reader can move. */
export interface Movable {
  /** The objective whose map it is on. */
  f: Objective;
  at: Point;
  /** Where in the frame that map is. */
  region: Region;
}

/**
 * Lets a handle over a map be dragged, by mouse or finger, and moved by the arrow keys: a hundredth of the map,
 * or with Shift a tenth. Places are inside the map, and no finer than they can be read.
 */
export function movable(handle: HTMLElement, map: SVGElement, now: () => Movable, move: (to: Point) => void): void {
  function aim([x, y]: Point) {
    const { view } = now().f;
    const digits = view.x[1] - view.x[0] > 8 ? 2 : 3;
    const inside = (value: number, [low, high]: Point) => Number(Math.min(high, Math.max(low, value)).toFixed(digits));
    move([inside(x, view.x), inside(y, view.y)]);
  }

  // Where the handle is held: it follows the pointer without a jump.
  let held: Point = [0, 0];
  handle.addEventListener('pointerdown', ({ clientX, clientY }) => {
    const box = handle.getBoundingClientRect();
    held = [clientX - box.left - box.width / 2, clientY - box.top - box.height / 2];
  });

  handle.addEventListener('pointermove', (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const { f, region } = now();
    const box = map.getBoundingClientRect();
    const across = ((event.clientX - held[0] - box.left) / box.width) * frame.width - region.x;
    const down = ((event.clientY - held[1] - box.top) / box.height) * frame.height - region.y;
    aim(scaleOf(f, region).invert([across, down]));
  });

  handle.addEventListener('keydown', (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!way) return;
    event.preventDefault();
    const { f, at } = now();
    const [x, y] = [f.view.x, f.view.y].map(([low, high], i) => at[i] + (way[i] * (high - low)) / (event.shiftKey ? 10 : 100));
    aim([x, y]);
  });
}

/** Puts a handle over its place. */
export function putHandle(handle: HTMLElement, place: Movable): void {
  const { left, top } = handlePlace(place);
  handle.style.left = left;
  handle.style.top = top;
}

/** Where a handle stands, as parts of the frame; at its map's edge where the place lies beyond it. */
export function handlePlace({ f, at, region }: Movable): { left: string; top: string } {
  const [x, y] = scaleOf(f, region)(at);
  const within = (value: number, size: number) => Math.min(size, Math.max(0, value));
  return {
    left: `${(100 * (region.x + within(x, region.width))) / frame.width}%`,
    top: `${(100 * (region.y + within(y, region.height))) / frame.height}%`,
  };
}
