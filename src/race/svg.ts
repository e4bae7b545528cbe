import * as Plot from '@observablehq/plot';
import type { Point } from '../lib/objective.ts';
import type { Look } from './families.ts';
import type { Frame } from './map.ts';

/** A drawing that shows another step without being drawn anew: what a step changes is written again, and nothing else. */
export interface Moving<E extends SVGElement = SVGSVGElement> {
  svg: E;
  move(at: number): void;
}

/** An element with attributes; numbers have a tenth, which is more than a screen shows. What is undefined is left out. */
export function svgElement<K extends keyof SVGElementTagNameMap>(
  document: Document,
  kind: K,
  attributes: Record<string, string | number | undefined> = {},
  ...children: (Element | string)[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', kind) as SVGElementTagNameMap[K];
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, typeof value === 'number' ? tenth(value) : value);
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

/** An empty drawing of that size. */
export function sheet(document: Document, { width, height }: Frame, ...children: Element[]): SVGSVGElement {
  return svgElement(document, 'svg', { class: 'plot', width, height, viewBox: `0 0 ${width} ${height}` }, ...children);
}

export const tenth = (value: number): string => String(Number(value.toFixed(1)));

/** A place as paths have it. */
export const corner = ([x, y]: Point): string => `${tenth(x)},${tenth(y)}`;

/** The `d` of a line through corners; empty where they are fewer than two. */
export function lineThrough(corners: string[]): string {
  return corners.length > 1 ? `M${corners.join('L')}` : '';
}

/** Shows an element, or not. */
export function show(element: SVGElement, shown: boolean): void {
  if (shown) element.removeAttribute('display');
  else element.setAttribute('display', 'none');
}

/** The signs of algorithms around the origin, each in a group of its own that is then put in its place. */
export function drawSigns(signs: { look: Look; r: number; strokeWidth: number }[], document: Document): SVGElement[] {
  const plot = Plot.plot({
    document,
    width: 16,
    height: 16,
    marks: signs.map(({ look: { colour, symbol }, ...size }) =>
      // The mark's one datum has no meaning: the sign stands where the frame begins.
      Plot.dot([0], {
        ...size,
        symbol,
        stroke: colour,
        fill: 'var(--paper)',
        frameAnchor: 'top-left',
        className: 'here',
      }),
    ),
    margin: 0,
  });
  const groups = [...plot.querySelectorAll<SVGElement>('.here')];
  for (const group of groups) {
    group.removeAttribute('aria-label');
    const sign = group.firstElementChild;
    // Plot gives every coordinate sixteen digits.
    sign?.setAttribute(
      'd',
      (sign.getAttribute('d') ?? '').replace(/\d+\.\d+/g, (digits) => tenth(Number(digits))),
    );
    if (sign?.tagName === 'circle') sign.removeAttribute('d');
    sign?.removeAttribute('transform');
  }
  return groups;
}

/** Moves a group to a place. */
export function putAt(element: SVGElement, [x, y]: Point): void {
  element.setAttribute('transform', `translate(${tenth(x)},${tenth(y)})`);
}
