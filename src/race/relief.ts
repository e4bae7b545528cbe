import type { Objective, Point } from '../lib/objective.ts';
import { type Eye, floor, type Projection, projection, type Spot } from './eye.ts';
import { drawGround } from './ground.ts';
import { stampOf } from './guests.ts';
import { endLabels } from './labels.ts';
import type { Frame } from './map.ts';
import { outline } from './marks.ts';
import { type Drawn, dotted, onPaper } from './paths.ts';
import type { Race } from './race.ts';
import { bullseye, ring, svgElement } from './svg.ts';
import { between, hidden, type Terrain, terrainOf } from './terrain.ts';

/** A surface above its map, and what happens on it. */
export interface Scene {
  f: Objective;
  levels: Race['levels'];
  eye: Eye;
  /** The step under the cursor. */
  at: number;
  paths: Drawn[];
  /** Starts; one that is a path's own has its colour. */
  starts: { at: Point; colour?: string }[];
}

/** The map on the floor is drawn in a square of so many units, and laid down by a matrix. */
const unfolded = 320;

/**
 * Draws a surface above its filled contour into an `<svg>` that has nothing else in it, from the back to the front.
 * The upper side is solid and lit; the lower side is glass, so that no outer wall hides what goes on inside.
 * What a solid part hides of a path is drawn faintly. The map on the floor is kept as long as it is the same:
 * turning it is one matrix.
 */
export function drawRelief(svg: SVGElement, scene: Scene, frame: Frame): void {
  const document = svg.ownerDocument;
  const { f, levels, eye } = scene;
  const terrain = terrainOf(f, levels);
  const view = projection(eye, frame);
  const [ground, edges, shadows, sheet, above] = layersOf(svg);
  const lanes = scene.paths.map((path) => ({ ...path, points: onPaper(path.points, f) })).sort((a, b) => Number(a.loud) - Number(b.loud));

  layFloor(ground, f, levels, terrain, view);
  edges.replaceChildren(...drawEdges(terrain, levels, view, document));
  shadows.replaceChildren(
    ...lanes.flatMap((path) => drawShadow(path, scene.at, terrain, view, document)),
    ...minima(f, terrain, view, true, document),
  );
  drawSheet(sheet, partsOf(terrain, view));
  above.replaceChildren(
    ...minima(f, terrain, view, false, document),
    ...lanes.flatMap((path) => drawPath(path, scene.at, terrain, view, document)),
    ...scene.starts.flatMap((start) => drawStart(start, terrain, view, document)),
    ...lanes.flatMap((path) => drawHere(path, scene.at, terrain, view, document)),
    ...drawNames(lanes, scene, terrain, view, frame, document),
  );
}

/** From the back to the front. They stay, and what is in them changes. */
function layersOf(svg: SVGElement): Element[] {
  const names = ['floor', 'edges', 'shadows', 'sheet', 'above'];
  if (svg.firstElementChild?.getAttribute('class') !== names[0])
    svg.replaceChildren(...names.map((name) => svgElement(svg.ownerDocument, 'g', { class: name })));
  return [...svg.children];
}

// ---- the floor

/** The map on the floor, which is made anew only when it is another. */
function layFloor(ground: Element, f: Objective, levels: Race['levels'], terrain: Terrain, view: Projection): void {
  const of = `${f.name}${stampOf(f)} ${levels}`;
  if (ground.getAttribute('data-of') !== of) {
    const [width, height] = terrain.sides.map((side) => side * unfolded);
    const map = drawGround(f, levels, { width, height }, ground.ownerDocument);
    for (const other of map.querySelectorAll('.tick, .minimum')) other.remove();
    ground.setAttribute('data-of', of);
    ground.replaceChildren(map);
  }
  const matrix = floorMatrix(terrain, view).map((value) => Number(value.toFixed(3)));
  ground.setAttribute('transform', `matrix(${matrix.join()})`);
}

/** From the units of the map on the floor to the frame's. */
function floorMatrix({ sides }: Terrain, view: Projection): number[] {
  const [a, b, c, d, e, f] = view.plane(floor);
  const unit = 2 / unfolded;
  return [a * unit, b * unit, -c * unit, -d * unit, e - a * sides[0] + c * sides[1], f - b * sides[0] + d * sides[1]];
}

// ---- the edges: a line around the floor, and a few numbers for x, y and f

function drawEdges(terrain: Terrain, levels: Race['levels'], view: Projection, document: Document): Element[] {
  const { sides, low, top, range } = terrain;
  const [w, d] = sides;
  const corners: Spot[] = [
    [-w, -d, floor],
    [w, -d, floor],
    [w, d, floor],
    [-w, d, floor],
  ];
  const outline = svgElement(document, 'path', { class: 'box', d: `${lineOf(corners.map(view.to))}Z` });
  const centre = view.to([0, 0, floor]);
  const text = (label: string, [x, y]: Point, anchor = 'middle', name = 'tick') => {
    return svgElement(document, 'text', { class: name, x, y: y + 4, 'text-anchor': anchor }, label.replace('-', '−'));
  };

  // x and y stand along the two sides of the floor that are nearer to the eye.
  const [nearX, nearY] = [view.away[1] > 0 ? -d : d, view.away[0] > 0 ? -w : w];
  const along = (name: string, [from, to]: Point, spot: (part: number) => Spot): Element[] => {
    const [start, end, middle] = [-1, 1, 0].map((part) => view.to(spot(part)));
    const length = Math.hypot(end[0] - start[0], end[1] - start[1]);
    if (length < 70) return [];
    // Outwards: across the side, away from the middle of the floor.
    const across: Point = [(end[1] - start[1]) / length, (start[0] - end[0]) / length];
    const outwards = (middle[0] - centre[0]) * across[0] + (middle[1] - centre[1]) * across[1];
    // At the horizon the floor is a line, and its numbers stand under it.
    const sign = Math.abs(outwards) > 1 ? Math.sign(outwards) : Math.sign(across[1]);
    const out = (part: number, by: number): Point => {
      const [x, y] = view.to(spot(part));
      return [x + sign * across[0] * by, y + Math.max(0, sign * across[1]) * by];
    };
    const ticks = few(from, to);
    return [
      ...ticks.map((value) => text(String(value), out((2 * (value - from)) / (to - from) - 1, 15))),
      text(name, out(ticks.length % 2 ? 0.25 : 0, 16), 'middle', 'tick axis'),
    ];
  };

  // f stands at the leftmost corner.
  const [left] = corners.map(([x, y]): Spot => [x, y, 0]).sort((a, b) => view.to(a)[0] - view.to(b)[0]);
  const upright = (up: number) => {
    const [x, y] = view.to([left[0], left[1], up]);
    return [x - 12, y] as [number, number];
  };
  const [foot, head] = [upright(0), upright(1)];
  const heights =
    foot[1] - head[1] < 50
      ? []
      : [
          svgElement(document, 'path', { class: 'box', d: lineOf([foot, head]) }),
          ...few(low, top, 3).map((value) => {
            const [x, y] = upright((value - low) / (top - low));
            return text(String(value), [x - 6, y], 'end');
          }),
          text(levels === 'root' ? '√f' : 'f', [head[0], head[1] - 12], 'middle', 'tick axis'),
        ];
  return [
    outline,
    ...along('x', range.x, (part) => [part * w, nearX, floor]),
    ...along('y', range.y, (part) => [nearY, part * d, floor]),
    ...heights,
  ];
}

/** Round numbers in a range, about so many of them. */
function few(from: number, to: number, count = 4): number[] {
  const rough = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const stride = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough * 0.999) ?? 10) * power;
  const first = Math.ceil(from / stride - 1e-9);
  return Array.from({ length: Math.floor(to / stride + 1e-9) - first + 1 }, (_, i) => Number(((first + i) * stride).toPrecision(12)));
}

// ---- the sheet

/** A part of the sheet: in a tone of light, or of glass, or the lines on a row. */
interface Part {
  name: 'tone' | 'glass' | 'contour';
  light: number;
  d: string;
}

/** Rows of cells from the back to the front, and in each row runs of cells that look alike, then the lines on it. */
function partsOf(terrain: Terrain, view: Projection): Part[] {
  const { cells, corners, light, lines } = terrain;
  const places = corners.map(view.to);
  // The farther a line of sight runs along a row, the more of its lines a row could hide from itself: so rows lie across the view.
  const alongX = Math.abs(view.away[1]) >= Math.abs(view.away[0]);
  const [outer, inner] = alongX ? [view.away[1], view.away[0]] : view.away;
  const order = (away: number) => Array.from({ length: cells }, (_, i) => (away > 0 ? cells - 1 - i : i));
  const corner = (row: number, i: number) => (alongX ? row * (cells + 1) + i : i * (cells + 1) + row);
  const inRow = order(inner);
  const parts: Part[] = [];

  // Half a unit is fine enough where no line runs.
  const tile = (tone: number, rim: Point[]) =>
    parts.push({ name: tone === glass ? 'glass' : 'tone', light: tone, d: `${linesOf([rim], 2)}Z` });
  const strip = (row: number, a: number, b: number) => {
    const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
    const rim: Point[] = [];
    for (let i = from; i <= to; i++) rim.push(places[corner(row, i)]);
    for (let i = to; i >= from; i--) rim.push(places[corner(row + 1, i)]);
    return rim;
  };

  for (const row of order(outer)) {
    let run: { tone: number; from: number; to: number } | undefined;
    const finish = () => {
      if (run) tile(run.tone, strip(row, run.from, run.to));
      run = undefined;
    };
    for (const i of inRow) {
      const around = [corner(row, i), corner(row, i + 1), corner(row + 1, i + 1), corner(row + 1, i)];
      const [a, b, c, d] = around.map((k) => places[k]);
      // Seen from above the corners go around one way, and from below the other: the cross of the diagonals tells.
      const turn = (c[0] - a[0]) * (d[1] - b[1]) - (c[1] - a[1]) * (d[0] - b[0]);
      const tone = turn < 0 === alongX ? light[alongX ? row * cells + i : i * cells + row] : glass;
      const cut = around.some((k) => corners[k][2] > 1);
      if (cut) {
        finish();
        const rest = capped(around.map((k) => corners[k]));
        if (rest.length > 2) tile(tone, rest.map(view.to));
      } else if (run?.tone === tone) run.to = i;
      else {
        finish();
        run = { tone, from: i, to: i };
      }
    }
    finish();
    const d = linesOf(lines[alongX ? 0 : 1][row].map((spots) => spots.map(view.to)));
    if (d) parts.push({ name: 'contour', light: 0, d });
  }
  return parts;
}

/** No light: the lower side. */
const glass = -1;

/** Puts the parts of the sheet into a group. Its elements are used again: making hundreds would take longer than all else. */
function drawSheet(sheet: Element, parts: Part[]): void {
  let element = sheet.firstElementChild;
  for (const { name, light, d } of parts) {
    element ??= sheet.appendChild(svgElement(sheet.ownerDocument, 'path'));
    if (element.getAttribute('class') !== name) element.setAttribute('class', name);
    const color = name === 'tone' ? `color-mix(in oklab, var(--lit) ${Math.round(100 * light)}%, var(--dim))` : null;
    if (element.getAttribute('color') !== color) {
      if (color) element.setAttribute('color', color);
      else element.removeAttribute('color');
    }
    element.setAttribute('d', d);
    element = element.nextElementSibling;
  }
  while (element) {
    const next = element.nextElementSibling;
    element.remove();
    element = next;
  }
}

/** The part of a polygon that is not above the top. */
function capped(polygon: Spot[]): Spot[] {
  return polygon.flatMap((from, i) => {
    const to = polygon[(i + 1) % polygon.length];
    const crosses = from[2] > 1 !== to[2] > 1;
    return [...(from[2] > 1 ? [] : [from]), ...(crosses ? [between(from, to, 1)] : [])];
  });
}

// ---- the paths

/** A path as far as it lies over the map: lines along the sheet, in pieces where it leaves and comes back. */
function lift(points: readonly Point[], { sides: [w, d], on }: Terrain): Spot[][] {
  const pieces: Spot[][] = [];
  const places = points.map((point) => on(point));
  points.slice(1).forEach((end, i) => {
    const start = points[i];
    const [from, to] = [places[i], places[i + 1]];
    // The part of the way that is over the map.
    let [enter, leave] = [0, 1];
    for (const [a, b, side] of [
      [from[0], to[0], w],
      [from[1], to[1], d],
    ]) {
      if (a === b) {
        if (Math.abs(a) > side) leave = -1;
        continue;
      }
      const [one, other] = [(-side - a) / (b - a), (side - a) / (b - a)];
      enter = Math.max(enter, Math.min(one, other));
      leave = Math.min(leave, Math.max(one, other));
    }
    if (leave <= enter) return;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) * (leave - enter);
    const parts = Math.max(1, Math.ceil(length / bend));
    const way = Array.from({ length: parts + 1 }, (_, k): Spot => {
      const part = enter + ((leave - enter) * k) / parts;
      if (part === 0) return from;
      if (part === 1) return to;
      return on([start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])]);
    });
    const last = pieces[pieces.length - 1];
    if (enter === 0 && last && last[last.length - 1] === from) last.push(...way.slice(1));
    else pieces.push(way);
  });
  return pieces;
}

/** On the sheet a way is bent: it is followed in parts no longer than this. */
const bend = 0.06;

/** What of a piece the reader sees, and what stands behind something; what is cut away with the sheet is neither. */
function sorted(piece: Spot[], terrain: Terrain, view: Projection): Record<'seen' | 'behind', Spot[][]> {
  const found = { seen: [] as Spot[][], behind: [] as Spot[][] };
  const kind = (spot: Spot) => (spot[2] > 1 ? undefined : hidden(terrain, view, spot) ? 'behind' : 'seen');
  let before: 'seen' | 'behind' | undefined = kind(piece[0]);
  if (before) found[before].push([piece[0]]);
  for (let i = 1; i < piece.length; i++) {
    const [from, to] = [piece[i - 1], piece[i]];
    const now = kind(to);
    const open = before && found[before][found[before].length - 1];
    if (before && now) open?.push(to);
    else if (before) open?.push(between(from, to, 1));
    if (now && now !== before) found[now].push(before ? [to] : [between(from, to, 1), to]);
    before = now;
  }
  return found;
}

/** A path is a line up to the cursor, a faint one after it, and fainter and broken where it is hidden. */
function drawPath({ look, points, loud }: Drawn, at: number, terrain: Terrain, view: Projection, document: Document): Element[] {
  const path = (name: string, lines: Spot[][], more: Record<string, string | number> = {}) => {
    const d = linesOf(lines.filter((line) => line.length > 1).map((line) => line.map(view.to)));
    return d ? [svgElement(document, 'path', { class: `${name}${loud ? ' loud' : ''}`, d, stroke: look.colour, ...more })] : [];
  };
  const both = (part: readonly Point[]) => {
    const found = lift(part, terrain).map((piece) => sorted(piece, terrain, view));
    return { seen: found.flatMap(({ seen }) => seen), behind: found.flatMap(({ behind }) => behind) };
  };
  const [done, ahead] = [both(points.slice(0, at + 1)), both(points.slice(at))];
  const dots =
    points.length > dotted
      ? ''
      : points
          .slice(0, at + 1)
          .map(terrain.on)
          .filter((spot) => within(spot, terrain) && !hidden(terrain, view, spot))
          .map((spot) => `M${write(view.to(spot))}h0`)
          .join('');
  return [
    ...path('way behind', done.behind),
    ...path('way ahead', [...ahead.seen, ...ahead.behind]),
    ...path('casing', done.seen, { stroke: 'var(--paper)' }),
    ...path('way', done.seen, look.dash ? { 'stroke-dasharray': look.dash } : {}),
    ...(dots ? [svgElement(document, 'path', { class: `steps${loud ? ' loud' : ''}`, d: dots, stroke: look.colour })] : []),
  ];
}

/** The same path on the map under it. */
function drawShadow({ look, points, loud }: Drawn, at: number, terrain: Terrain, view: Projection, document: Document): Element[] {
  const pieces = lift(points.slice(0, at + 1), terrain);
  const d = linesOf(pieces.map((piece) => piece.map(([across, along]) => view.to([across, along, floor]))));
  return d ? [svgElement(document, 'path', { class: `way${loud ? ' loud' : ''}`, d, stroke: look.colour })] : [];
}

/** The symbol at the cursor, with a line down to its place on the map. */
function drawHere({ look, points, loud }: Drawn, at: number, terrain: Terrain, view: Projection, document: Document): Element[] {
  const here = points
    .slice(0, at + 1)
    .slice(-1)
    .map(terrain.on)
    .filter((spot) => within(spot, terrain));
  return here.map((spot) => {
    const [x, y] = view.to(spot);
    const foot = view.to([spot[0], spot[1], floor]);
    return svgElement(
      document,
      'g',
      { class: `here${loud ? ' loud' : ''}`, stroke: look.colour },
      ...(loud ? [svgElement(document, 'path', { class: 'plumb', d: lineOf([[x, y], foot]) })] : []),
      svgElement(document, 'path', {
        class: 'sign',
        transform: `translate(${write([x, y])})`,
        d: outline(look.symbol, loud ? 5 : 3.8, document),
      }),
    );
  });
}

function drawStart({ at, colour }: Scene['starts'][number], terrain: Terrain, view: Projection, document: Document): Element[] {
  const spot = terrain.on(at);
  if (!within(spot, terrain)) return [];
  return [colour ? ring(document, view.to(spot), colour) : bullseye(document, view.to(spot), 5.5)];
}

/** A cross at each minimum, on the sheet or on the map under it. */
function minima(f: Objective, terrain: Terrain, view: Projection, below: boolean, document: Document): Element[] {
  return f.minima.map((point) => {
    const spot = terrain.on(point);
    const [x, y] = view.to([spot[0], spot[1], below ? floor : spot[2]]);
    const name = !below && hidden(terrain, view, spot) ? 'minimum behind' : 'minimum';
    return svgElement(document, 'path', { class: name, d: `M${write([x - 5, y])}h10M${write([x, y - 5])}v10` });
  });
}

function drawNames(
  lanes: Drawn[],
  { at, starts, f }: Scene,
  terrain: Terrain,
  view: Projection,
  frame: Frame,
  document: Document,
): Element[] {
  const ways = lanes
    .map((path) => ({
      ...path,
      line: lift(path.points, terrain)
        .flat()
        .filter(([, , up]) => up <= 1)
        .map(view.to),
    }))
    .filter(({ line, points }) => line.length > 0 || (points.length === 1 && within(terrain.on(points[0]), terrain)))
    .map((way) => ({ ...way, end: way.line[way.line.length - 1] ?? view.to(terrain.on(way.points[0])) }))
    .reverse();
  const signs = [
    ...ways.map(({ end }) => end),
    ...ways.map(({ points }) => view.to(terrain.on(points[Math.min(at, points.length - 1)]))),
    ...[...starts.map((start) => start.at), ...f.minima].map((point) => view.to(terrain.on(point))),
  ];
  // Bold letters are wider.
  const roomy = ways.map(({ name, loud, end }) => ({ name: loud ? `${name}  ` : name, end }));
  const lines = ways.flatMap(({ line }) => line.filter((_, i) => i % Math.ceil(line.length / 80) === 0));
  return endLabels(roomy, signs, lines, frame).flatMap(({ x, y, anchor, led }, i) => {
    const { name, look, loud, end } = ways[i];
    const text = svgElement(document, 'text', {
      class: loud ? 'name loud' : 'name',
      x,
      y: y + 4,
      'text-anchor': anchor,
      fill: look.text,
      'font-weight': loud ? 700 : 500,
    });
    text.textContent = name;
    const lead = svgElement(document, 'path', { class: loud ? 'lead loud' : 'lead', d: lineOf([end, [x, y]]), stroke: look.text });
    return led ? [lead, text] : [text];
  });
}

function within([across, along, up]: Spot, { sides: [w, d] }: Terrain): boolean {
  return Math.abs(across) <= w && Math.abs(along) <= d && up <= 1;
}

// ---- writing

/** A point in tenths of a unit, which is as fine as it is drawn. */
function write([x, y]: Point): string {
  return `${Math.round(10 * x) / 10},${Math.round(10 * y) / 10}`;
}

/**
 * Lines as SVG has them at their shortest: each point as its distance from the last, and no sign that can be spared.
 *
 * @param grain how many parts of a unit can be told apart
 */
function linesOf(lines: readonly (readonly Point[])[], grain = 10): string {
  let [px, py] = [0, 0];
  let d = '';
  const go = (verb: string, place: Point) => {
    const [x, y] = [Math.round(grain * place[0]), Math.round(grain * place[1])];
    // A line of no length is a point, which is drawn too.
    if (x === px && y === py && verb === '') return;
    d += `${verb || (x < px ? '' : ' ')}${bare((x - px) / grain)}${y < py ? '' : ','}${bare((y - py) / grain)}`;
    [px, py] = [x, y];
  };
  for (const line of lines) {
    line.forEach((place, i) => {
      go(['m', 'l'][i] ?? '', place);
    });
  }
  return d;
}

const lineOf = (points: readonly Point[], grain?: number) => linesOf([points], grain);

/** 0.3 is .3. */
function bare(value: number): string {
  const text = String(value);
  return text.startsWith('0.') ? text.slice(1) : text.startsWith('-0.') ? `-${text.slice(2)}` : text;
}
