import type { Objective, Point } from '../lib/objective.ts';
import { type Projection, type Spot, tall } from './eye.ts';
import { levelsOf } from './ground.ts';
import { hasRoot, type Race } from './race.ts';

/** An objective as a sheet over the plane, cut off where it is too steep to be of use. */
export interface Terrain {
  /** The range of what is drawn upwards, in f or √f as the levels have it. */
  low: number;
  top: number;
  /** The view, along x and along y. */
  range: Objective['view'];
  /** Half of each side of the box. */
  sides: Point;
  /** How many cells the mesh has along each side. */
  cells: number;
  /** The corners of the mesh, row by row from the south-west; one above 1 is cut away. */
  corners: Spot[];
  /** How much sun each cell gets, row by row from the south-west: from 0 to 1, in a few tones. */
  light: number[];
  /** The sheet's edges and level sets on the mesh, row by row of cells: once with rows along x, once with rows along y. */
  lines: [alongX: Spot[][][], alongY: Spot[][][]];
  /** The place of a point of the plane on the sheet. */
  on: (point: Point) => Spot;
}

/** Meshes that are tried, the coarsest first, and how far off the sheet they may lie, as a part of its height. */
const meshes = [22, 28, 34, 40];
const fineEnough = 0.007;

/** How many tones the light makes. */
const tones = 9;
/** The sun stands in the north-west, as it does on hiking maps. */
const sun = [-0.5, 0.42, 0.76];

const known = new WeakMap<Objective, Partial<Record<Race['levels'], Terrain>>>();

/** The sheet of an objective. It is made once, since turning it changes nothing about it. */
export function terrainOf(f: Objective, levels: Race['levels']): Terrain {
  const made = known.get(f) ?? {};
  known.set(f, made);
  made[levels] ??= survey(f, levels);
  return made[levels];
}

function survey(f: Objective, levels: Race['levels']): Terrain {
  const { x, y } = f.view;
  const height = levels === 'root' && hasRoot(f) ? Math.sqrt : (value: number) => value;
  const half = Math.max(x[1] - x[0], y[1] - y[0]) / 2;
  const middle = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
  const sides: Point = [(x[1] - x[0]) / 2 / half, (y[1] - y[0]) / 2 / half];

  const sample = grid(64).map(([i, j]) => f.value(x[0] + i * (x[1] - x[0]), y[0] + j * (y[1] - y[0])));
  const [low, top] = rangeOf(f, sample).map(height);
  // Rounding must not put a place under the minimum, where there is no root.
  const lowest = f.minima.length > 0 ? f.value(...f.minima[0]) : Number.NEGATIVE_INFINITY;
  const on = ([px, py]: Point): Spot => [
    (px - middle[0]) / half,
    (py - middle[1]) / half,
    (height(Math.max(f.value(px, py), lowest)) - low) / (top - low),
  ];
  const at = (i: number, j: number) => on([x[0] + i * (x[1] - x[0]), y[0] + j * (y[1] - y[0])]);

  /** How far the middles of the cells lie off the sheet, in the square mean. */
  const error = (cells: number) => {
    const off = grid(cells - 1).flatMap(([i, j]) => {
      const [w, s] = [(i * (cells - 1)) / cells, (j * (cells - 1)) / cells];
      const [e, n] = [w + 1 / cells, s + 1 / cells];
      const around = [at(w, s)[2], at(e, s)[2], at(w, n)[2], at(e, n)[2]];
      if (Math.min(...around) > 1) return [];
      return (at((w + e) / 2, (s + n) / 2)[2] - around.reduce((sum, up) => sum + up) / 4) ** 2;
    });
    return Math.sqrt(off.reduce((sum, square) => sum + square) / off.length);
  };
  // A root has a crease where f is zero, of which a mean says nothing.
  const tried = height === Math.sqrt ? meshes.slice(2) : meshes;
  const cells = tried.find((mesh) => error(mesh) < fineEnough) ?? meshes[meshes.length - 1];
  const corners = grid(cells).map(([i, j]) => at(i, j));
  const ups = [
    ...levelsOf(f, levels)
      .map((level) => (height(level) - low) / (top - low))
      .filter((up) => up > 0 && up < 1),
    1,
  ];
  return { low, top, range: f.view, sides, cells, corners, light: lightOn(corners, cells), lines: linesOn(corners, cells, ups), on };
}

/** Every corner of a mesh over the unit square, row by row. */
function grid(cells: number): Point[] {
  return Array.from({ length: (cells + 1) ** 2 }, (_, k): Point => [(k % (cells + 1)) / cells, Math.floor(k / (cells + 1)) / cells]);
}

/**
 * The values of f between which the sheet is drawn. A steep surface is cut off above, not much beyond what half of the map has:
 * a wall a hundred times as high as all that is interesting would leave nothing else to be seen.
 */
function rangeOf(f: Objective, sample: number[]): [low: number, top: number] {
  const sorted = sample.toSorted((a, b) => a - b);
  const low = f.minima.length > 0 ? f.value(...f.minima[0]) : sorted[0];
  const [median, highest] = [sorted[sorted.length >> 1], sorted[sorted.length - 1]];
  if (f.minima.length === 0) return [low, highest];
  return [low, Math.min(highest, low + 4.5 * (median - low), 1.1 * f.levels[f.levels.length - 1])];
}

/** How nearly each cell faces the sun. */
function lightOn(corners: Spot[], cells: number): number[] {
  return Array.from({ length: cells * cells }, (_, cell) => {
    const k = Math.floor(cell / cells) * (cells + 1) + (cell % cells);
    const [sw, se, nw, ne] = [corners[k], corners[k + 1], corners[k + cells + 1], corners[k + cells + 2]];
    // How steeply it rises, as it is drawn: along x and along y.
    const east = ((se[2] + ne[2] - sw[2] - nw[2]) / 2 / (se[0] - sw[0])) * tall;
    const north = ((nw[2] + ne[2] - sw[2] - se[2]) / 2 / (nw[1] - sw[1])) * tall;
    const facing = (sun[2] - east * sun[0] - north * sun[1]) / Math.hypot(east, north, 1);
    return Math.round(Math.min(1, Math.max(0, facing)) * tones) / tones;
  });
}

/** The mesh's edges and the level sets at `ups`, as far as the sheet is not cut away, joined within each row of cells. */
function linesOn(corners: Spot[], cells: number, ups: number[]): Terrain['lines'] {
  const rows = (): Spot[][][] => Array.from({ length: cells }, () => []);
  const [alongX, alongY] = [rows(), rows()];
  for (let j = 0; j < cells; j++) {
    for (let i = 0; i < cells; i++) {
      const k = j * (cells + 1) + i;
      const [a, b, c, d] = [corners[k], corners[k + 1], corners[k + cells + 2], corners[k + cells + 1]];
      const found = ups.flatMap((up) => crossings([a, b, c, d], up));
      if (j === 0) found.push(...kept(a, b));
      if (i === cells - 1) found.push(...kept(b, c));
      if (j === cells - 1) found.push(...kept(d, c));
      if (i === 0) found.push(...kept(a, d));
      alongX[j].push(...found);
      alongY[i].push(...found);
    }
  }
  return [alongX.map(joined), alongY.map(joined)];
}

/** The level set of a cell at one height: none, one or two lines. */
function crossings(around: [Spot, Spot, Spot, Spot], up: number): Spot[][] {
  const points: Spot[] = [];
  around.forEach((from, k) => {
    const to = around[(k + 1) % 4];
    if (from[2] < up !== to[2] < up) points.push(between(from, to, up));
  });
  if (points.length < 4) return points.length ? [points] : [];
  // A saddle: the middle says which two corners belong together.
  const high = around.reduce((sum, [, , w]) => sum + w, 0) / 4 >= up;
  const [p, q, r, s] = points;
  return around[0][2] < up === high
    ? [
        [p, s],
        [q, r],
      ]
    : [
        [p, q],
        [r, s],
      ];
}

/** The part of an edge that is not cut away. */
function kept(from: Spot, to: Spot): Spot[][] {
  if (from[2] > 1 && to[2] > 1) return [];
  return [[from[2] > 1 ? between(from, to, 1) : from, to[2] > 1 ? between(from, to, 1) : to]];
}

/** Where the edge between two corners is at a height: the same, to the last digit, from whichever end it is asked. */
export function between(a: Spot, b: Spot, up: number): Spot {
  const [from, to] = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? [a, b] : [b, a];
  const part = (up - from[2]) / (to[2] - from[2]);
  return [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1]), up];
}

/** Pieces of line that meet end to end as one line each, so that a drawing says each point once. */
function joined(pieces: Spot[][]): Spot[][] {
  const name = (spot: Spot) => spot.join();
  const lines = new Set<Spot[]>();
  const ends = new Map<string, Spot[]>();
  const take = (spot: Spot) => {
    const line = ends.get(name(spot));
    if (!line) return undefined;
    lines.delete(line);
    ends.delete(name(line[0]));
    ends.delete(name(line[line.length - 1]));
    return line;
  };
  for (const piece of pieces) {
    if (name(piece[0]) === name(piece[1])) continue;
    const before = take(piece[0]);
    let line = before ? [...(name(before[0]) === name(piece[0]) ? before.toReversed() : before), piece[1]] : piece;
    const after = take(piece[1]);
    if (after) line = [...line.slice(0, -1), ...(name(after[0]) === name(piece[1]) ? after : after.toReversed())];
    lines.add(line);
    ends.set(name(line[0]), line);
    ends.set(name(line[line.length - 1]), line);
  }
  return [...lines];
}

/** The sheet's height on its mesh. */
function upAt({ sides, cells, corners }: Terrain, across: number, along: number): number {
  const [x, y] = [((across / sides[0] + 1) / 2) * cells, ((along / sides[1] + 1) / 2) * cells];
  const [i, j] = [Math.min(cells - 1, Math.max(0, Math.floor(x))), Math.min(cells - 1, Math.max(0, Math.floor(y)))];
  const [dx, dy] = [x - i, y - j];
  const k = j * (cells + 1) + i;
  const south = corners[k][2] * (1 - dx) + corners[k + 1][2] * dx;
  const north = corners[k + cells + 1][2] * (1 - dx) + corners[k + cells + 2][2] * dx;
  return south * (1 - dy) + north * dy;
}

/**
 * Whether the sheet's upper side stands between a place on it and the eye. Its lower side hides nothing, since it is drawn as glass:
 * so what counts is whether the line of sight comes out of the ground on its way to the eye.
 */
export function hidden(terrain: Terrain, { away, rise }: Projection, [across, along, up]: Spot): boolean {
  const { sides, cells } = terrain;
  const stride = 2 / cells;
  // Nearer than this the mesh cannot tell what is in front of what.
  const slack = 0.012;
  let under = false;
  for (let t = stride; ; t += stride) {
    const [x, y, sight] = [across - t * away[0], along - t * away[1], up + t * rise];
    if (Math.abs(x) > sides[0] || Math.abs(y) > sides[1] || sight > 1) return false;
    const ground = upAt(terrain, x, y);
    if (ground > sight + slack) under = true;
    else if (under && ground < sight - slack) return true;
  }
}
