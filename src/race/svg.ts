/** SVG by hand, where a drawing is not Plot's. */
import type { Point } from '../lib/objective.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** An element with its attributes; numbers to a tenth of a unit. */
export function svgElement(
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

/** The start that all have in common: it looks as if it could be dragged. */
export function bullseye(document: Document, [cx, cy]: Point, r: number): SVGElement {
  return svgElement(
    document,
    'g',
    { class: 'start' },
    svgElement(document, 'circle', { class: 'ring', cx, cy, r }),
    svgElement(document, 'circle', { class: 'centre', cx, cy, r: r / 3 }),
  );
}

/** A start of one's own. */
export function ring(document: Document, [cx, cy]: Point, stroke: string): SVGElement {
  return svgElement(document, 'circle', { class: 'own-start', cx, cy, r: 4, stroke });
}
