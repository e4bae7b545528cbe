import { objective } from '../catalog.ts';
import type { Objective, Point } from '../lib/objective.ts';
import { type Language, words } from '../words.ts';
import { movable, putHandle } from './handle.ts';
import { drawArrows } from './marks.ts';
import { place, short } from './numbers.ts';
import { frame } from './picture.ts';

/** A0's valley in equal scale, where right angles look right; its level sets stand at equal steps of √f. */
export const valley: Objective = {
  ...objective('quad1'),
  view: { x: [-8, 8], y: [-4.5, 4.5] },
  levels: Array.from({ length: 13 }, (_, i) => ((i + 1) / 2) ** 2),
};

/** The whole frame is its map. */
export const whole = { f: valley, region: { x: 0, y: 0, ...frame } };

export const firstPlace: Point = [-5, -2];

type SlopeWords = (typeof words)[Language]['slope'];

/** The angle at a place between the steepest way down and the way to the minimum, in degrees; none at the minimum itself. */
export function angleAt(at: Point): number | undefined {
  const [[ax, ay], [bx, by]] = directions(at);
  const cosine = (ax * bx + ay * by) / Math.hypot(ax, ay) / Math.hypot(bx, by);
  return Number.isNaN(cosine) ? undefined : (Math.acos(Math.min(1, cosine)) * 180) / Math.PI;
}

/** What is said of a place. */
export function sayAngle(at: Point, words: SlopeWords): string {
  const angle = angleAt(at);
  return angle === undefined ? words.arrived : words.angle(place(at), short(angle, 2));
}

/** The two directions from a place as arrows of one length. */
export function drawDirections(at: Point, words: SlopeWords, document: Document): SVGSVGElement {
  const length = 3;
  const [down, home] = directions(at).map(([x, y]): Point => {
    const size = Math.hypot(x, y) || 1;
    return [at[0] + (x / size) * length, at[1] + (y / size) * length];
  });
  const arrows = [
    { from: at, to: down, name: words.down, colour: 'var(--adam-text)' },
    { from: at, to: home, name: words.home, colour: 'var(--momentum-text)' },
  ];
  return drawArrows(valley, angleAt(at) === undefined ? [] : arrows, frame, document);
}

/** Brings the figure to life: its place can be moved, and the arrows follow. */
export function enliven(root: HTMLElement): void {
  const t = words[document.documentElement.lang as Language].slope;
  const one = <T extends Element>(selector: string) => root.querySelector(selector) as T;
  const [map, handle] = [one<SVGSVGElement>('.map'), one<HTMLElement>('.handle')];
  let at = firstPlace;
  movable(
    handle,
    map,
    () => ({ ...whole, at }),
    (to) => {
      at = to;
      map.lastElementChild?.replaceWith(drawDirections(at, t, document));
      putHandle(handle, { ...whole, at });
      map.setAttribute('aria-label', t.map(sayAngle(at, t)));
      handle.setAttribute('aria-label', t.handle(place(at)));
      one('.key').textContent = sayAngle(at, t);
    },
  );
}

function directions([x, y]: Point): [down: Point, home: Point] {
  const [gx, gy] = valley.gradient(x, y);
  const [mx, my] = valley.minima[0];
  return [
    [-gx, -gy],
    [mx - x, my - y],
  ];
}
