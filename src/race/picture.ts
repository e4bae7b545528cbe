import { objective } from '../catalog.ts';
import { drawGround } from './ground.ts';
import { originalOf, stampOf } from './guests.ts';
import { type Frame, scaleOf } from './map.ts';
import { type Drawn, movingPaths } from './paths.ts';
import { type Lane, loudest, type Race, seen } from './race.ts';
import { drawRelief } from './relief.ts';
import { bullseye, type Moving, ring, svgElement } from './svg.ts';

/** Every map of the site has these units; the style sheet scales it. */
export const frame: Frame = { width: 704, height: 396 };

/** A part of the frame. */
export interface Region extends Frame {
  x: number;
  y: number;
}

/**
 * Draws a race into an outer `<svg>`, whose children it replaces: on one map, on a small one for each algorithm, or on its surface.
 * The ground is kept as long as it is the same, since it costs a hundred times what the paths do.
 *
 * @returns what moves the paths' cursor to another step
 */
export function drawRace(svg: SVGElement, race: Race, lanes: Lane[], own: string | undefined): Moving['move'] {
  if (race.view !== 'surface') return drawMaps(svg, race, lanes, own);
  const move = (at: number) => drawSurface(svg, { ...race, at }, seen(race, lanes), own);
  move(race.at);
  return move;
}

function drawMaps(svg: SVGElement, race: Race, lanes: Lane[], own: string | undefined): Moving['move'] {
  const document = svg.ownerDocument;
  const f = objective(race.objective);
  const shown = seen(race, lanes);
  const multiples = race.view === 'multiples' && shown.length > 0;
  const regions = regionsOf(race, lanes);
  const size = { width: regions[0].width, height: regions[0].height };

  const ground = [race.objective + stampOf(f), race.levels, regions.length].join(' ');
  if (svg.getAttribute('data-ground') !== ground) {
    svg.setAttribute('data-ground', ground);
    svg.replaceChildren(
      ...regions.map((region) =>
        svgElement(document, 'svg', { ...region }, drawGround(f, race.levels, size, document), svgElement(document, 'g')),
      ),
    );
  }

  const drawings = regions.map((_, i) => {
    const here = multiples ? [shown[i]] : shown;
    const drawn = here.map(drawnAs(race, own, multiples || here.length === 1));
    // The common start looks as if it could be dragged; a start of one's own does not.
    const owned = here.filter(({ entry }) => entry.start);
    const common = owned.length < here.length || here.length === 0 ? [race.start] : [];
    const paths = movingPaths(f, drawn, size, document, !multiples);
    paths.move(race.at);
    svg.children[i].lastElementChild?.replaceChildren(
      paths.svg,
      ...owned.map(({ points: [start], look }) => ring(document, scaleOf(f, size)(start), look.colour)),
      ...common.map((start) => bullseye(document, scaleOf(f, size)(start), multiples ? 4.5 : 7)),
      ...(multiples ? [title(document, here[0])] : []),
    );
    return paths;
  });
  return (at) => {
    for (const { move } of drawings) move(at);
  };
}

/** The same race on its surface, over the map. */
function drawSurface(svg: SVGElement, race: Race, shown: Lane[], own: string | undefined): void {
  const document = svg.ownerDocument;
  svg.setAttribute('data-ground', [race.objective, race.levels, 'surface'].join(' '));
  if (!svg.querySelector('.relief')) svg.replaceChildren(svgElement(document, 'svg', { class: 'relief', ...frame }));
  const owned = shown.filter(({ entry }) => entry.start).map(({ points: [at], look }) => ({ at, colour: look.colour }));
  const common = owned.length < shown.length || shown.length === 0 ? [{ at: race.start }] : [];
  drawRelief(
    svg.firstElementChild as SVGElement,
    {
      f: objective(race.objective),
      levels: race.levels,
      eye: race.eye,
      at: race.at,
      paths: shown.map(drawnAs(race, own, shown.length === 1)),
      starts: [...owned, ...common],
    },
    frame,
  );
}

/** How a lane is drawn: loud are the page's own algorithm, or the one in focus, or all. */
function drawnAs(race: Race, own: string | undefined, all: boolean) {
  const loud = loudest(race, own);
  const changed = race.entries.map(({ optimizer }) => optimizer).filter((id) => !race.hidden.includes(id));
  return ({ entry, optimizer, look, points }: Lane): Drawn => ({
    name: optimizer.name,
    look,
    points,
    loud: all || entry.optimizer === loud,
    ghost: changed.some((id) => originalOf(id) === entry.optimizer),
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

function title(document: Document, { optimizer, look }: Lane): SVGElement {
  return svgElement(document, 'text', { class: 'name title', x: 30, y: 24, fill: look.text }, optimizer.name);
}
