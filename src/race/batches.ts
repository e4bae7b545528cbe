import { batch, data, loss, miniBatch, oneSample } from '../lib/batches.ts';
import type { Point } from '../lib/objective.ts';
import { type Language, words } from '../words.ts';
import { lookOf } from './families.ts';
import type { Frame } from './map.ts';
import { short } from './numbers.ts';
import { drawPaths } from './paths.ts';

export const frame: Frame = { width: 312, height: 230 };

/** What the reader can set: step size, passes over the data, rows an update of the mini-batches. */
export interface Passes {
  lr: number;
  epochs: number;
  size: number;
}

export const first: Passes = { lr: 0.3, epochs: 12, size: 8 };

/** What each control offers. Beyond a step size of 1 the one-sample path leaves the map at once. */
export const ranges: Record<keyof Passes, { min: number; max: number; step: number }> = {
  lr: { min: 0.05, max: 1, step: 0.05 },
  epochs: { min: 1, max: 40, step: 1 },
  size: { min: 2, max: data.length / 2, step: 1 },
};

type BatchWords = (typeof words)[Language]['batches'];

/** The three descents: their names, their paths, and what is said of them. */
export function descents({ lr, epochs, size }: Passes, t: BatchWords) {
  return [
    { name: t.batch, rows: data.length, points: batch(loss.start, lr, epochs) },
    { name: t.miniBatch, rows: size, points: miniBatch(loss.start, lr, epochs, size) },
    { name: t.oneSample, rows: 1, points: oneSample(loss.start, lr, epochs) },
  ].map(({ name, rows, points }) => {
    const above = loss.value(...points[points.length - 1]) - loss.value(...loss.minima[0]);
    const updates = points.length - 1;
    // Above its highest level set a path has left the map, and where it ends means nothing.
    const stayed = above < loss.levels[loss.levels.length - 1];
    return { name, points, facts: stayed ? t.facts(rows, updates, short(above, 2)) : t.left(rows, updates) };
  });
}

/** One of their paths, whole. */
export function drawDescent(points: Point[], document: Document): SVGSVGElement {
  return drawPaths(loss, [{ name: '', look: lookOf('gradient-descent'), points, loud: false }], points.length - 1, frame, document, false);
}

/** Brings the figure to life: its sliders set all three descents. */
export function enliven(root: HTMLElement): void {
  const t = words[document.documentElement.lang as Language].batches;
  const maps = [...root.querySelectorAll('.map')];
  const facts = [...root.querySelectorAll('.facts')];
  const passes = { ...first };
  root.addEventListener('input', ({ target }) => {
    const slider = target as HTMLInputElement;
    passes[slider.name as keyof Passes] = slider.valueAsNumber;
    const value = slider.parentElement?.querySelector('.value');
    if (value) value.textContent = slider.value;
    descents(passes, t).forEach((descent, i) => {
      maps[i].lastElementChild?.replaceWith(drawDescent(descent.points, document));
      facts[i].textContent = descent.facts;
    });
  });
}
