import * as Plot from '@observablehq/plot';
import { objective } from '../catalog.ts';
import type { Objective, Point } from '../lib/objective.ts';
import type { Hyper, Optimizer } from '../lib/optimizer.ts';
import { constantCurvatures, type LimitLine, left, limitLine } from '../lib/stability.ts';
import { position, settings } from '../lib/vocabulary.ts';
import type { RaceWords } from '../words.ts';
import { drawScales, power, raisePowers } from './chart.ts';
import { stampOf } from './guests.ts';
import type { Frame } from './map.ts';
import { short } from './numbers.ts';
import type { Lane, Race } from './race.ts';
import { corner, drawSigns, lineThrough, type Moving, putAt, svgElement, tenth } from './svg.ts';

/** What is known of which step sizes converge: by theory, by measurement, or not at all. */
export type Known =
  | { by: 'theory'; limit: (beta1: number) => number; line: LimitLine | undefined; curvatures: number[] }
  | { by: 'runs'; since: 'parts' | 'bent' | 'unknown' }
  | { by: 'nothing'; why: 'bottomless' | 'rateless' | 'guest' };

export function knownOf(f: Objective, optimizer: Optimizer, hyper: Hyper): Known {
  // What runs in the sandbox is not at hand for the hundreds of runs that it takes.
  if (stampOf(f) || stampOf(optimizer)) return { by: 'nothing', why: 'guest' };
  if (hyper.lr === undefined) return { by: 'nothing', why: 'rateless' };
  if (f.minima.length === 0) return { by: 'nothing', why: 'bottomless' };
  const constant = constantCurvatures(f);
  if (f.seen) return { by: 'runs', since: 'parts' };
  if (!constant) return { by: 'runs', since: 'bent' };
  if (!optimizer.limit) return { by: 'runs', since: 'unknown' };
  const limit = (beta1: number) => optimizer.limit?.({ ...hyper, beta1 }) as number;
  return {
    by: 'theory',
    limit,
    line: limitLine(optimizer, hyper),
    curvatures: [...new Set(constant)].filter((curvature) => curvature > 1e-12 * constant[1]),
  };
}

/** The step size above which a lane's steps grow along the steepest curvature, where theory knows it, and how that is written. */
export function boundaryOf(f: Objective, optimizer: Optimizer, hyper: Hyper): { lr: number; formula: string } | undefined {
  const known = knownOf(f, optimizer, hyper);
  if (known.by !== 'theory') return undefined;
  const limit = known.limit(hyper.beta1 ?? 0);
  return { lr: limit / Math.max(...known.curvatures), formula: formulaOf(known.line ?? { at0: limit, slope: 0 }, 'λ') };
}

/** 2/λ, (2 + 2β₁)/λ */
function formulaOf({ at0, slope }: LimitLine, curvature: string): string {
  const sum = slope === 0 ? short(at0) : `(${short(at0)} + ${short(slope)}β₁)`;
  return `${sum}/${curvature}`;
}

const room = { left: 30, right: 14, top: 20, bottom: 22 };

/** How many runs are measured along η and along β₁. */
const grid = { columns: 31, rows: 14 };

/** What is left of f above its minimum, as a part of what the start has: below the first it has come down, below the second at least lower. */
const marks = [0.01, 1];

export interface Stability extends Moving {
  /** The settings at a place of the frame. */
  settingsAt(place: Point): Hyper;
}

/**
 * Which step sizes η, and which β₁ where the algorithm has it, converge, with the lane's own setting as a point. Where theory
 * knows the limit, what lies beyond it is shaded, once for each curvature; elsewhere each cell is a run of the race's length.
 */
export function drawStability(race: Race, lane: Lane, frame: Frame, document: Document, words: RaceWords): Stability {
  const { optimizer, entry, look } = lane;
  const { hyper } = entry;
  const f = objective(race.objective);
  const known = knownOf(f, optimizer, hyper);
  const [low, high] = spanOf(known);
  const twoWay = hyper.beta1 !== undefined;

  const [right, bottom] = [frame.width - room.right, frame.height - room.bottom];
  const across = (lr: number) => room.left + (Math.log(lr / low) / Math.log(high / low)) * (right - room.left);
  const up = (beta1: number) => bottom - beta1 * (bottom - room.top);
  const powers = Array.from(
    { length: Math.floor(Math.log10(high)) - Math.ceil(Math.log10(low)) + 1 },
    (_, i) => 10 ** (Math.ceil(Math.log10(low)) + i),
  );

  const svg = drawScales(frame, room, document, {
    x: { type: 'log', domain: [low, high], axis: null },
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.axisX({ ticks: powers, tickSize: 0, label: null, tickFormat: power, className: 'tick' }),
      twoWay ? Plot.axisY({ ticks: [0, 1], tickSize: 0, label: null, tickFormat: String, className: 'tick' }) : null,
    ],
  });
  raisePowers(svg);
  const text = (x: number, y: number, anchor: string, words: string) =>
    svgElement(document, 'text', { class: 'tick', x, y, 'text-anchor': anchor }, words);
  svg.append(
    svgElement(document, 'rect', { class: 'field', x: room.left, y: room.top, width: right - room.left, height: bottom - room.top }),
    text(right + 4, bottom + 4, 'start', 'η'),
    ...(twoWay ? [text(room.left - 8, (room.top + bottom) / 2 + 4, 'end', 'β₁')] : []),
    ...(known.by === 'theory' ? drawTheory(known) : []),
    ...(known.by === 'runs' ? drawRuns() : []),
    ...(known.by === 'nothing'
      ? [
          text(
            (room.left + right) / 2,
            (room.top + bottom) / 2,
            'middle',
            known.why === 'guest' ? words.stability.unmeasured : words.stability.nowhere,
          ),
        ]
      : []),
  );

  const [sign] = drawSigns([{ look, r: 5, strokeWidth: 2 }], document);
  const { lr = low, beta1 = 0.5 } = hyper;
  const place: Point = [Math.min(right, Math.max(room.left, across(Math.max(lr, low / 2)))), up(beta1)];
  putAt(sign, place);
  svg.append(sign);
  // A setting that is off the drawing stands at its edge, with an arrow.
  if (lr < low) svg.append(text(place[0] + 8, place[1] + 4, 'start', '←'));
  if (lr > high) svg.append(text(place[0] - 8, place[1] + 4, 'end', '→'));

  return {
    svg,
    // No step of the race has a place here.
    move() {},
    settingsAt([x, y]): Hyper {
      const part = (x - room.left) / (right - room.left);
      const { min, max } = settings.lr;
      const lr = Math.min(max, Math.max(min, Number((low * (high / low) ** Math.min(1, Math.max(0, part))).toPrecision(2))));
      const beta1 = Math.min(0.99, Math.max(0, Number(((bottom - y) / (bottom - room.top)).toFixed(2))));
      return twoWay ? { lr, beta1 } : { lr };
    },
  };

  function drawTheory({ limit, line, curvatures }: Known & { by: 'theory' }): Element[] {
    const betas = Array.from({ length: 21 }, (_, i) => i / 20);
    const steepest = Math.max(...curvatures);
    const edgeOf = (curvature: number) => across(limit(0) / curvature);
    return [
      ...curvatures.flatMap((curvature) => {
        const boundary = betas.map((beta1) => corner([across(limit(beta1) / curvature), up(beta1)]));
        const [start, end] = [across(limit(0) / curvature), across(limit(1) / curvature)];
        const label =
          (line ? formulaOf(line, short(curvature)) : `λ = ${short(curvature)}`) + (twoWay ? '' : ` = ${short(limit(0) / curvature, 3)}`);
        const half = 2.9 * label.length;
        return [
          svgElement(document, 'path', {
            class: 'unstable',
            d: `${lineThrough(boundary)}H${tenth(right)}V${tenth(up(0))}H${tenth(start)}Z`,
          }),
          svgElement(document, 'path', { class: 'boundary', d: lineThrough(boundary) }),
          text(Math.min(right + 10 - half, end), room.top - 6, 'middle', label),
        ];
      }),
      text((room.left + edgeOf(steepest)) / 2, bottom - 7, 'middle', words.stability.converges),
      text(
        (edgeOf(steepest) + (curvatures.length > 1 ? edgeOf(Math.min(...curvatures)) : right)) / 2,
        bottom - 7,
        'middle',
        words.stability.diverges,
      ),
    ];
  }

  function drawRuns(): Element[] {
    const cells = measure(race, lane, [low, high]);
    const [width, height] = [(right - room.left) / grid.columns, (bottom - room.top) / cells.length];
    return [
      ...marks.map((mark, i) => {
        const worse = cells.flatMap((row, r) =>
          row.flatMap((cell, c) => {
            // Neighbours are one bar, so that no seam is seen between them.
            if (cell < mark || (c > 0 && row[c - 1] >= mark)) return [];
            const better = row.findIndex((other, after) => after > c && other < mark);
            const end = better < 0 ? grid.columns : better;
            return [
              `M${corner([room.left + c * width, bottom - (r + 1) * height])}h${tenth((end - c) * width)}v${tenth(height + 0.1)}h${tenth((c - end) * width)}Z`,
            ];
          }),
        );
        return svgElement(document, 'path', { class: i === 0 ? 'unstable' : 'unstable worst', d: worse.join('') });
      }),
      ...words.stability.key.map((label, i) => {
        const x = room.left + [0, 82, 127][i];
        return svgElement(
          document,
          'g',
          {},
          svgElement(document, 'rect', { class: 'field', x, y: 4, width: 10, height: 10 }),
          ...['unstable', 'unstable worst']
            .slice(0, i)
            .map((kind) => svgElement(document, 'rect', { class: kind, x, y: 4, width: 10, height: 10 })),
          text(x + 14, 13, 'start', label),
        );
      }),
    ];
  }
}

/** What is said of a lane's setting. */
export function sayStability(race: Race, { optimizer, entry }: Lane, words: RaceWords): string {
  const { hyper } = entry;
  const f = objective(race.objective);
  const known = knownOf(f, optimizer, hyper);
  const t = words.stability;
  if (known.by === 'nothing') return t[known.why](optimizer.name, f.name);
  if (known.by === 'runs') {
    const part = left(optimizer, f, hyper, entry.form, entry.start ?? race.start, race.steps);
    return t.measured(t.since[known.since](optimizer.name), Number.isFinite(part) ? `${short(100 * part, 2)} %` : undefined, race.steps);
  }
  const steepest = Math.max(...known.curvatures);
  const limit = known.limit(hyper.beta1 ?? 0);
  const formula = !known.line?.slope ? short(limit, 3) : `${short(known.line.at0)} + ${short(known.line.slope)}β₁ = ${short(limit, 3)}`;
  const pull = hyper.lr * steepest;
  if (pull === 0) return t.still;
  const side = Math.abs(pull - limit) <= 1e-12 * limit ? 'on' : pull < limit ? 'below' : 'above';
  return t.side[side](short(pull, 3), formula);
}

/** The step sizes that are drawn: well around the boundaries, or as a slider has them. */
function spanOf(known: Known): [number, number] {
  if (known.by !== 'theory') return [1e-3, 10];
  const { limit, curvatures } = known;
  return [(0.05 * Math.min(limit(0), limit(1))) / Math.max(...curvatures), (3 * limit(0.5)) / Math.min(...curvatures)];
}

let last: { key: string; cells: number[][] } | undefined;

/** What is left of f at the end of a run for each setting: rows by β₁ from 0, columns by η. The last measurement is kept. */
function measure(race: Race, { optimizer, entry }: Lane, [low, high]: [number, number]): number[][] {
  const { lr: _, beta1, ...others } = entry.hyper;
  const start = entry.start ?? race.start;
  const key = JSON.stringify([race.objective, entry.optimizer, entry.form, others, start, race.steps]);
  if (last?.key === key) return last.cells;
  const f = objective(race.objective);
  const betas = beta1 === undefined ? [undefined] : Array.from({ length: grid.rows }, (_, r) => (r + 0.5) / grid.rows);
  const cells = betas.map((beta1) =>
    Array.from({ length: grid.columns }, (_, c) => {
      const lr = low * (high / low) ** ((c + 0.5) / grid.columns);
      return left(optimizer, f, { ...others, lr, ...(beta1 !== undefined && { beta1 }) }, entry.form, start, race.steps);
    }),
  );
  last = { key, cells };
  return cells;
}

/** What is said of a setting's value: for a step size, also on which side of its boundary it is, where one is known. */
export function sayValue(name: string, f: Objective, optimizer: Optimizer, hyper: Hyper, words: RaceWords): string {
  const boundary = name === 'lr' ? boundaryOf(f, optimizer, hyper) : undefined;
  const value = String(hyper[name]);
  return boundary
    ? words.stability.value[hyper.lr > boundary.lr ? 'beyond' : 'within'](value, `${boundary.formula} = ${short(boundary.lr, 3)}`)
    : value;
}

/** The part of a step size's slider that does not converge, with its boundary; nothing where no boundary is known. */
export function drawLimit(svg: SVGElement, f: Objective, optimizer: Optimizer, hyper: Hyper): void {
  const boundary = boundaryOf(f, optimizer, hyper);
  const document = svg.ownerDocument;
  svg.replaceChildren();
  if (!boundary) return;
  const place = position(settings.lr, boundary.lr);
  const x = `${tenth(100 * place)}%`;
  svg.append(
    svgElement(document, 'rect', { class: 'beyond', x, y: 8, width: `${tenth(100 * (1 - place))}%`, height: 8 }),
    svgElement(document, 'line', { class: 'boundary', x1: x, x2: x, y1: 5, y2: 19 }),
    svgElement(document, 'text', { x, dx: -4, y: 30, 'text-anchor': 'end' }, `${boundary.formula} = ${short(boundary.lr, 3)}`),
  );
}
