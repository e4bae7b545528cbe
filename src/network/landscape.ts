/** What the figure on the network's landscape shows: the map of the other chapters, over a plane through its weights. */
import { optimizer } from '../catalog.ts';
import type { Objective, Point } from '../lib/objective.ts';
import { lookOf } from '../race/families.ts';
import { drawGround } from '../race/ground.ts';
import { surfaceOf } from '../race/guests.ts';
import { type Frame, scaleOf } from '../race/map.ts';
import { short } from '../race/numbers.ts';
import { type Drawn, movingPaths } from '../race/paths.ts';
import { bullseye, type Moving, sheet, svgElement } from '../race/svg.ts';
import type { NetworkWords } from '../words.ts';
import { everybody, type Fallen, type Survey } from './surveying.ts';

export const frame: Frame = { width: 704, height: 396 };

/** How many level sets there are to each power of ten: as few as give a map eight. */
const densities = [1, 2, 3, 6, 12, 24];
const enough = 8;
/** The highest one: what is far above the start of every training is of no use. */
const top = 10;

/** The level sets of a survey, rising: each is the same multiple of the last, and powers of ten are among them. */
export function levelsOf({ values }: Survey): { levels: number[]; factor: number } {
  const [low, high] = [Math.min(...values), Math.min(top, Math.max(...values))];
  const between = (density: number) => {
    const first = Math.ceil(density * Math.log10(low));
    const count = Math.max(0, Math.floor(density * Math.log10(high)) - first + 1);
    return Array.from({ length: count }, (_, k) => 10 ** ((first + k) / density));
  };
  const density = densities.find((one) => between(one).length >= enough) ?? densities[densities.length - 1];
  return { levels: between(density), factor: 10 ** (1 / density) };
}

/** A survey as an objective that can be drawn: between the places of the grid the logarithm of the loss is straight. */
export function terrainOf(survey: Survey): Objective {
  const { view, columns, rows, values, walks } = survey;
  const start = walks[0].points[0];
  const { levels } = levelsOf(survey);
  const logs = surfaceOf({ name: '', formula: '', view, minima: [], start, levels, grid: { columns, rows, values: values.map(Math.log) } });
  return { ...logs, value: (x, y) => Math.exp(logs.value(x, y)) };
}

const percent = (share: number) => `${Math.floor(100 * share)} %`;

/** Whether most of a path's way is to be seen. */
const mostly = ({ share }: Fallen) => share >= 0.5;

/** The map with the paths, to be moved to one of their snapshots. Those whose way is mostly beside the plane are faint. */
export function movingLandscape(survey: Survey, document: Document): Moving {
  const f = terrainOf(survey);
  const drawn = survey.walks.map((walk): Drawn => {
    const loud = survey.of === everybody ? mostly(walk) : walk.optimizer === survey.of;
    const name = `${optimizer(walk.optimizer).name}, ${percent(walk.share)}`;
    return { name, look: lookOf(walk.optimizer), points: walk.points, loud, ghost: !mostly(walk) };
  });
  const { svg, move } = movingPaths(f, drawn, frame, document, true);
  const signs = startsOf(survey).map((start) => bullseye(document, scaleOf(f, frame)(start), 7));
  const places = [
    ...drawn.flatMap(({ points }) => points.map(scaleOf(f, frame))),
    ...[...svg.querySelectorAll('.name')].flatMap(lettersOf),
  ];
  return { svg: sheet(document, frame, drawGround(f, 'f', frame, document), ...nameLevels(f, places, document), svg, ...signs), move };
}

/** Where about the letters of a name are; on narrow screens they are larger than here. */
function lettersOf(name: Element): Point[] {
  const [x, y] = ['x', 'y'].map((key) => Number(name.getAttribute(key)));
  const along = name.getAttribute('text-anchor') === 'end' ? -12 : 12;
  return Array.from(name.textContent ?? '', (_, k): Point => [x + k * along, y]);
}

/** What the level sets at whole powers of ten stand for: each is named once, where it is far from everything else. */
function nameLevels(f: Objective, paths: Point[], document: Document): SVGElement[] {
  const { invert } = scaleOf(f, frame);
  const { width, height } = frame;
  const edge = 40;
  const crossings = new Map<number, Point[]>();
  for (let y = edge; y <= height - edge; y += 6) {
    let before = Number.NaN;
    for (let x = edge; x <= width - edge; x += 2) {
      const power = Math.floor(Math.log10(f.value(...invert([x, y]))));
      const level = Math.max(before, power);
      if (before !== power && !Number.isNaN(before)) crossings.set(level, [...(crossings.get(level) ?? []), [x - 1, y]]);
      before = power;
    }
  }
  const taken = [...paths];
  return [...crossings].sort().flatMap(([level, places]) => {
    const alone = ([x, y]: Point) => Math.min(60, ...taken.map(([px, py]) => Math.hypot((x - px) / 2, y - py)));
    const middle = ([x, y]: Point) => Math.hypot(x - width / 2, y - height / 2) / width;
    const best = places.reduce((best, place) => (alone(place) - middle(place) > alone(best) - middle(best) ? place : best));
    if (alone(best) < 15) return [];
    taken.push(best);
    const [x, y] = best;
    return [svgElement(document, 'text', { class: 'tick level-name', x, y, dy: '0.32em', 'text-anchor': 'middle' }, short(10 ** level))];
  });
}

/** Where walks start: in one place, or each in its own. */
const startsOf = ({ walks }: Survey) => [...new Map(walks.map(({ points: [start] }) => [start.join(), start])).values()];

/** The same at one of them. */
export function drawLandscape(survey: Survey, at: number, document: Document): SVGSVGElement {
  const { svg, move } = movingLandscape(survey, document);
  move(at);
  return svg;
}

/** What is said of the plane. */
export function sayShare(survey: Survey, words: NetworkWords['landscape']): string {
  const { of, share } = survey;
  return words.share(nameOf(of), percent(share), of !== everybody || startsOf(survey).length === 1);
}

/** What is said of its level sets. */
export const sayLines = (survey: Survey, words: NetworkWords['landscape']): string => words.lines(short(levelsOf(survey).factor, 3));

/** The name of the one whose plane it is; none of everybody’s. */
const nameOf = (of: string) => (of === everybody ? undefined : optimizer(of).name);

/** What the map shows, for those who cannot see it. */
export function sayLandscape({ of, share, walks }: Survey, words: NetworkWords['landscape']): string {
  const names = walks.map((walk) => words.part(optimizer(walk.optimizer).name, percent(walk.share)));
  return words.map(nameOf(of), percent(share), names);
}

/** The table: each path at one of its snapshots, or at the last that it has. */
export function tableOf({ walks }: Survey, at: number, words: NetworkWords['landscape']) {
  const t = Math.max(...walks.map((walk) => walk.t[Math.min(at, walk.t.length - 1)]));
  const rows = walks.map((walk) => {
    const { share, losses, below, off } = walk;
    const k = Math.min(at, walk.t.length - 1);
    const { name } = optimizer(walk.optimizer);
    return {
      id: walk.optimizer,
      name: walk.t[k] < t ? words.ended(name, walk.t[k]) : name,
      cells: [short(losses[k], 3), short(below[k], 3), short(off[k], 2), percent(share)],
    };
  });
  return { caption: words.table(t), rows };
}
