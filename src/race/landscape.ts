import { objective, optimizer } from '../catalog.ts';
import { descend } from '../lib/descend.ts';
import { type Language, words } from '../words.ts';
import { type Eye, firstEye } from './eye.ts';
import { atNextFrame } from './frames.ts';
import type { Frame } from './map.ts';
import { drawRelief, type Scene } from './relief.ts';
import { firstPlace } from './slope.ts';
import { sayEye, turnable } from './turn.ts';

/** Taller than a map, since it stands above one. */
export const landscapeFrame: Frame = { width: 704, height: 440 };

/** A0's valley above its own map, and the steepest way down: gradient descent in steps too small to be seen. */
export function landscape(eye: Eye, name: string): Scene {
  const f = objective('quad1');
  const { points } = descend(optimizer('gradient-descent'), f, { start: firstPlace, steps: 500, hyper: { lr: 0.05 } });
  const look = { colour: 'var(--adam-text)', text: 'var(--adam-text)', symbol: 'circle' as const };
  return { f, levels: 'f', eye, at: points.length - 1, paths: [{ name, look, points, loud: true }], starts: [{ at: firstPlace }] };
}

/** Brings the figure to life: it can be turned. */
export function enliven(root: HTMLElement): void {
  const { race, slope, landscape: t } = words[document.documentElement.lang as Language];
  const map = root.querySelector('.map') as SVGSVGElement;
  const scene = landscape(firstEye, slope.down);
  let { eye } = scene;
  const render = atNextFrame(() => {
    drawRelief(map, { ...scene, eye }, landscapeFrame);
    sayEye(root, eye, race.relief);
    map.setAttribute('aria-label', t.map(race.relief.from(...eye)));
  });
  turnable(
    root,
    () => eye,
    (to) => {
      eye = to;
      render();
    },
  );
}
