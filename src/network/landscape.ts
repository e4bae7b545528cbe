/** What the figure on the network's landscape shows: the map of the other chapters, over a plane through its weights. */
import { optimizer } from '../catalog.ts';
import { geometrically, type Objective } from '../lib/objective.ts';
import { lookOf } from '../race/families.ts';
import { drawGround } from '../race/ground.ts';
import { surfaceOf } from '../race/guests.ts';
import { type Frame, scaleOf } from '../race/map.ts';
import { short } from '../race/numbers.ts';
import { type Drawn, movingPaths } from '../race/paths.ts';
import { bullseye, type Moving, sheet } from '../race/svg.ts';
import type { NetworkWords } from '../words.ts';
import { everybody, type Fallen, type Survey } from './surveying.ts';

export const frame: Frame = { width: 704, height: 396 };

/** Three to each power of ten. */
const levels = geometrically(1e-3, 10, 13);

/** A survey as an objective that can be drawn: between the places of the grid the logarithm of the loss is straight. */
export function terrainOf({ view, columns, rows, values, walks }: Survey): Objective {
  const start = walks[0].points[0];
  const logs = surfaceOf({
    name: '',
    formula: '',
    view,
    minima: [],
    start,
    levels,
    grid: { columns, rows, values: values.map(Math.log) },
  });
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
  // Most have one start.
  const starts = new Map(survey.walks.map(({ points: [start] }) => [start.join(), start]));
  const signs = [...starts.values()].map((start) => bullseye(document, scaleOf(f, frame)(start), 7));
  return { svg: sheet(document, frame, drawGround(f, 'f', frame, document), svg, ...signs), move };
}

/** The same at one of them. */
export function drawLandscape(survey: Survey, at: number, document: Document): SVGSVGElement {
  const { svg, move } = movingLandscape(survey, document);
  move(at);
  return svg;
}

/** What is said of the plane. */
export const sayShare = ({ share }: Survey, words: NetworkWords['landscape']): string => words.share(percent(share));

/** What the map shows, for those who cannot see it. */
export function sayLandscape({ of, share, walks }: Survey, words: NetworkWords['landscape']): string {
  const names = walks.map((walk) => words.part(optimizer(walk.optimizer).name, percent(walk.share)));
  return words.map(of === everybody ? undefined : optimizer(of).name, percent(share), names);
}

/** The rows of the table: each path at one of its snapshots. */
export function rowsOf({ walks }: Survey, at: number): { optimizer: string; cells: string[] }[] {
  return walks.map(({ optimizer, share, t, losses, below, off }) => {
    const k = Math.min(at, t.length - 1);
    return { optimizer, cells: [String(t[k]), short(losses[k], 3), short(below[k], 3), short(off[k], 2), percent(share)] };
  });
}
