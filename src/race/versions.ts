/** Both versions of a mistake as drawings and as sentences, by one code for the page and the browser. */
import * as Plot from '@observablehq/plot';
import { erratum, idOf } from '../errata.ts';
import { type Erratum, type SideName, sides, type Walked, walked } from '../lib/erratum.ts';
import { inView } from '../lib/objective.ts';
import { type Language, words as languages } from '../words.ts';
import { lookOf } from './families.ts';
import { drawGround } from './ground.ts';
import { type Frame, scales, tidy } from './map.ts';
import { place, short } from './numbers.ts';
import { drawPaths } from './paths.ts';

/** Both maps of a mistake have one frame, and their objective's one view: what differs on them differs. */
export const frame: Frame = { width: 464, height: 290 };

export type Runs = Record<SideName, Walked[]>;

export function runsOf(e: Erratum): Runs {
  return { printed: walked(e, 'printed'), mended: walked(e, 'mended') };
}

/** The last step that either version shows. */
export function lastStep({ printed, mended }: Runs): number {
  return Math.max(...[...printed, ...mended].map(({ points }) => points.length - 1));
}

export function drawSurface(e: Erratum, side: SideName, document: Document): SVGSVGElement {
  return drawGround(e[side].drawn ?? e.on, 'f', frame, document);
}

/** The paths of one version up to a step, with a ring where each starts. */
export function drawWalks(e: Erratum, walks: Walked[], at: number, document: Document): SVGSVGElement {
  const drawn = walks.map(({ of, name, points }) => {
    const id = idOf({ of });
    return { name, look: lookOf(id), points, loud: walks.length === 1 || id === e.about[0] };
  });
  const svg = drawPaths(e.on, drawn, at, frame, document);
  const starts = Plot.plot({
    ...scales(e.on, frame),
    document,
    marks: [
      Plot.dot(
        drawn.map(({ points }) => points[0]),
        { r: 4, fill: 'var(--paper)', stroke: 'var(--ink)', strokeWidth: 2 },
      ),
    ],
  });
  // Under the signs of the walkers, over their paths.
  svg.querySelector('.here')?.before(...tidy(starts as SVGSVGElement).children);
  return svg;
}

type VersionsWords = (typeof languages)[Language];

/** What came out for one path, or where it is under the cursor. */
export function say(e: Erratum, { name, points, values, path }: Walked, at: number, { race, errata: t }: VersionsWords): string {
  const last = points.length - 1;
  const step = Math.min(at, last);
  const [x, y] = points[0];
  if (last > 0 && points.every((point) => point[0] === x && point[1] === y)) return t.same(name, points.length, place(points[0], 3));

  const { reason, step: end } = path.stop;
  const whole = points.length === path.points.length;
  if (at > last && whole && reason === 'non-finite') return t.broken(name, end, place(points[last], 3));
  const facts = [name, step, place(points[step], 3), short(values[step], 3)] as const;
  const gone = points.slice(0, step + 1).findIndex((point) => !inView(e.on, point));
  const left = gone < 0 ? '' : `; ${race.left(gone)}`;
  if (at < last || (whole && reason !== 'box')) return `${t.at(...facts)}${left}.`;
  return `${whole ? t.stopped(...facts) : t.cut(...facts, end)}${left}.`;
}

/** Brings a mistake to life: one cursor moves both versions. */
export function enliven(root: HTMLElement): void {
  const words = languages[document.documentElement.lang as Language];
  const e = erratum(root.dataset.erratum ?? '');
  const runs = runsOf(e);
  const cursor = root.querySelector('input') as HTMLInputElement;
  const count = root.querySelector('output') as HTMLOutputElement;
  cursor.addEventListener('input', () => {
    const at = cursor.valueAsNumber;
    count.textContent = words.race.stepOf(at, lastStep(runs));
    for (const side of sides) {
      const part = root.querySelector(`[data-side=${side}]`) as HTMLElement;
      part.querySelector('.map')?.lastElementChild?.replaceWith(drawWalks(e, runs[side], at, document));
      const outcomes = part.querySelectorAll('.outcomes span');
      for (const [i, one] of runs[side].entries()) outcomes[i].textContent = say(e, one, at, words);
    }
  });
}
