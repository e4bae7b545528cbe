import * as Plot from '@observablehq/plot';
import { evenly, type Objective } from '../lib/objective.ts';
import { type Frame, scaleOf, scales, tidy } from './map.ts';
import { hasRoot, type Race } from './race.ts';

/** The values of f at which the level sets are drawn. */
export function levelsOf(f: Objective, levels: Race['levels']): number[] {
  if (levels === 'f' || !hasRoot(f)) return f.levels;
  const top = f.levels[f.levels.length - 1];
  return evenly(0, Math.sqrt(top), f.levels.length + 1)
    .slice(1)
    .map((root) => root * root);
}

/**
 * The surface, with numbers along its edges: a stack of translucent layers, each the part of the map above one level, with its edge as a level set.
 * The colour comes from the style sheet, so light and dark share one drawing.
 */
export function drawGround(f: Objective, levels: Race['levels'], frame: Frame, document: Document): SVGSVGElement {
  const heights = levelsOf(f, levels);
  const height = hasRoot(f) ? Math.sqrt : (value: number) => value;
  const bleed = 12;
  // A number at the very edge would be cut in two, and one in the corner would stand on the other axis's.
  const scale = scaleOf(f, frame);
  const text = (value: number, place: number, from: number, to: number) =>
    place > from && place < to ? String(value).replace('-', '−') : '';
  const [left, top] = scale.invert([-bleed, -bleed]);
  const [right, bottom] = scale.invert([frame.width + bleed, frame.height + bleed]);
  const alongX = (value: number) => text(value, scale([value, 0])[0], 34, frame.width - 12);
  const alongY = (value: number) => text(value, scale([0, value])[1], 12, frame.height - 34);
  const svg = Plot.plot({
    ...scales(f, frame),
    document,
    marks: [
      Plot.contour({
        // The level sets of √f are those of f, but between the grid's places √f is nearer to straight.
        fill: (x: number, y: number) => height(f.value(x, y)),
        // A little beyond the frame, so that no layer's edge runs along it.
        x1: left,
        x2: right,
        y1: bottom,
        y2: top,
        thresholds: heights.map(height),
        // Finer upwards, where most maps are drawn smaller than across, and their lines turn more sharply.
        width: Math.round(frame.width / 8),
        height: Math.round(frame.height / 3),
        className: 'level',
      } as Plot.ContourOptions),
      Plot.axisX({
        anchor: 'bottom',
        tickSize: 0,
        tickPadding: -20,
        tickFormat: alongX,
        ticks: frame.width / 88,
        label: null,
        className: 'tick',
      }),
      Plot.axisY({
        anchor: 'left',
        tickSize: 0,
        tickPadding: -8,
        tickFormat: alongY,
        ticks: frame.height / 66,
        label: null,
        textAnchor: 'start',
        className: 'tick',
      }),
      Plot.dot(f.minima, { symbol: 'plus', r: 5, className: 'minimum' }),
    ],
  }) as SVGSVGElement;
  const edges = [...svg.querySelectorAll('.level path')];
  for (const path of edges) path.setAttribute('d', straightened(path.getAttribute('d') ?? ''));
  tidy(svg);
  for (const path of edges) {
    path.setAttribute('d', stepped(path.getAttribute('d') ?? ''));
    path.removeAttribute('fill');
  }
  return svg;
}

/**
 * A contour has a point at every few pixels, most of them on lines as good as straight: those are left out.
 * A point stays where the way from the last one kept has turned aside by more than a third of a pixel.
 */
function straightened(d: string): string {
  const ring = (text: string) => {
    const points = text.split('L').map((pair) => pair.split(',').map(Number));
    const kept = [points[0]];
    // The directions from the last point kept in which every point since is near enough: a wedge that can only narrow.
    let [low, high] = [-Infinity, Infinity];
    let along = 0;
    for (let i = 1; i < points.length; i++) {
      const [x0, y0] = kept[kept.length - 1];
      const [dx, dy] = [points[i][0] - x0, points[i][1] - y0];
      const length = Math.hypot(dx, dy);
      if (low === -Infinity) along = Math.atan2(dy, dx);
      const turn = Math.atan2(dy * Math.cos(along) - dx * Math.sin(along), dx * Math.cos(along) + dy * Math.sin(along));
      if (turn < low || turn > high) {
        kept.push(points[--i]);
        [low, high] = [-Infinity, Infinity];
        continue;
      }
      const slack = Math.asin(Math.min(1, 0.35 / length));
      [low, high] = [Math.max(low, turn - slack), Math.min(high, turn + slack)];
    }
    kept.push(points[points.length - 1]);
    return `M${kept.map((pair) => pair.join(',')).join('L')}Z`;
  };
  return d.replace(/M([^Z]*)Z/g, (_, text: string) => ring(text));
}

/** The same rings, each point as the way from the last one: fewer digits, and maps are most of what a page weighs. */
function stepped(d: string): string {
  return d.replace(/M([^Z]*)Z/g, (_, text: string) => {
    const points = text.split('L').map((pair) => pair.split(',').map((digits) => Math.round(10 * Number(digits))));
    const ways = points.slice(1).map(([x, y], i) => `${(x - points[i][0]) / 10},${(y - points[i][1]) / 10}`);
    return `M${points[0][0] / 10},${points[0][1] / 10}l${ways.join(' ')}z`;
  });
}
