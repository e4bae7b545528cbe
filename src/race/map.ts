import type * as Plot from '@observablehq/plot';
import type { Objective, Point } from '../lib/objective.ts';

/** A rectangle to draw in, in the units of the figure. */
export interface Frame {
  width: number;
  height: number;
}

/** The scales of a map: the whole view, edge to edge. */
export function scales({ view }: Objective, { width, height }: Frame): Plot.PlotOptions {
  return {
    width,
    height,
    margin: 0,
    x: { domain: view.x, axis: null },
    y: { domain: view.y, axis: null },
    className: 'plot',
  };
}

/** From the objective's plane to the frame, and back. */
export function scaleOf({ view: { x, y } }: Objective, { width, height }: Frame) {
  const scale = ([px, py]: Point): Point => [((px - x[0]) / (x[1] - x[0])) * width, ((y[1] - py) / (y[1] - y[0])) * height];
  scale.invert = ([sx, sy]: Point): Point => [x[0] + (sx / width) * (x[1] - x[0]), y[1] - (sy / height) * (y[1] - y[0])];
  return scale;
}

/** Shorter numbers, no style sheet of its own (the site has one), and no labels that screen readers cannot place. */
export function tidy(svg: SVGSVGElement): SVGSVGElement {
  svg.querySelector('style')?.remove();
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    for (const name of ['aria-label', 'aria-description', 'font-family', 'font-size', 'font-variant']) element.removeAttribute(name);
    for (const name of ['d', 'transform', 'x', 'y', 'cx', 'cy', 'x1', 'x2', 'y1', 'y2']) {
      const value = element.getAttribute(name);
      if (value?.includes('.'))
        element.setAttribute(
          name,
          value.replace(/\d+\.\d{2,}/g, (digits) => String(Number(Number(digits).toFixed(1)))),
        );
    }
    // Plot moves groups by half a pixel on some screens. A picture drawn at build time cannot know that of its reader's,
    // and nothing may move when its figure wakes.
    if (element.localName === 'g') {
      const moved = element.getAttribute('transform');
      if (moved)
        element.setAttribute(
          'transform',
          moved.replace(/-?\d+\.5\b/g, (place) => String(Math.floor(Number(place)))),
        );
    }
  }
  return svg;
}
