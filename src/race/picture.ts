import { objective } from '../catalog.ts';
import type { Point } from '../lib/objective.ts';
import { drawGround } from './ground.ts';
import { type Frame, scaleOf } from './map.ts';
import { type Drawn, drawPaths } from './paths.ts';
import { type Lane, type Race, seen } from './race.ts';

/** Every map of the site has these units; the style sheet scales it. */
export const frame: Frame = { width: 704, height: 396 };

/** The curve of f beside it. */
export const lossFrame: Frame = { width: 232, height: 150 };

/** A part of the frame. */
export interface Region extends Frame {
  x: number;
  y: number;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/**
 * Draws a race into an outer `<svg>`, whose children it replaces: one map, or a small one for each algorithm.
 * The ground is kept as long as it is the same, since it costs a hundred times what the paths do.
 */
export function drawRace(svg: SVGElement, race: Race, lanes: Lane[], own: string | undefined): void {
  const document = svg.ownerDocument;
  const f = objective(race.objective);
  const shown = seen(race, lanes);
  const multiples = race.view === 'multiples' && shown.length > 0;
  const regions = regionsOf(race, lanes);
  const size = { width: regions[0].width, height: regions[0].height };

  const ground = [race.objective, race.levels, regions.length].join(' ');
  if (svg.getAttribute('data-ground') !== ground) {
    svg.setAttribute('data-ground', ground);
    svg.replaceChildren(
      ...regions.map((region) =>
        svgElement(document, 'svg', { ...region }, drawGround(f, race.levels, size, document), svgElement(document, 'g')),
      ),
    );
  }

  regions.forEach((_, i) => {
    const here = multiples ? [shown[i]] : shown;
    const drawn = here.map(({ entry, optimizer, look, points }): Drawn => {
      const loud = multiples || here.length === 1 || entry.optimizer === (own ?? race.focus);
      return { name: optimizer.name, look, points, loud };
    });
    // The common start looks as if it could be dragged; a start of one's own does not.
    const owned = here.filter(({ entry }) => entry.start);
    const common = owned.length < here.length || here.length === 0 ? [race.start] : [];
    svg.children[i].lastElementChild?.replaceChildren(
      drawPaths(f, drawn, race.at, size, document, !multiples),
      ...owned.map(({ points: [start], look }) => ring(document, scaleOf(f, size)(start), look.colour)),
      ...common.map((start) => bullseye(document, scaleOf(f, size)(start), multiples ? 4.5 : 7)),
      ...(multiples ? [title(document, here[0])] : []),
    );
  });
}

/** Where the maps are: the whole frame, or rows of small ones, two by two for four, three and two for five. */
export function regionsOf(race: Race, lanes: Lane[]): Region[] {
  const count = race.view === 'multiples' ? Math.max(1, seen(race, lanes).length) : 1;
  const gap = 8;
  const columns = count === 1 ? 1 : count <= 4 ? 2 : Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const width = (frame.width - gap * (columns - 1)) / columns;
  const height = (frame.height - gap * (rows - 1)) / rows;
  return Array.from({ length: count }, (_, i) => ({
    x: (i % columns) * (width + gap),
    y: Math.floor(i / columns) * (height + gap),
    width,
    height,
  }));
}

/** The sign of a start that all paths share. */
export function bullseye(document: Document, [cx, cy]: Point, r: number): SVGElement {
  return svgElement(
    document,
    'g',
    { class: 'start' },
    svgElement(document, 'circle', { class: 'ring', cx, cy, r }),
    svgElement(document, 'circle', { class: 'centre', cx, cy, r: r / 3 }),
  );
}

function ring(document: Document, [cx, cy]: Point, stroke: string): SVGElement {
  return svgElement(document, 'circle', { class: 'own-start', cx, cy, r: 4, stroke });
}

function title(document: Document, { optimizer, look }: Lane): SVGElement {
  const text = svgElement(document, 'text', { class: 'name title', x: 30, y: 24, fill: look.text });
  text.textContent = optimizer.name;
  return text;
}

function svgElement(
  document: Document,
  kind: string,
  attributes: Record<string, string | number> = {},
  ...children: Element[]
): SVGElement {
  const element = document.createElementNS(svgNamespace, kind) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, typeof value === 'number' ? String(Number(value.toFixed(1))) : value);
  }
  element.append(...children);
  return element;
}
