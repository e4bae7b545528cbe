import type { RaceWords } from '../words.ts';
import { bounded, type Eye, firstEye } from './eye.ts';
import { setText } from './text.ts';

/** Degrees for each pixel that a pointer moves, and for each arrow key. */
const pace = { pixel: 0.4, key: 5 };

/** Eyes that have a button: what a map shows, what a section across a valley along x shows, and what the figure showed first. */
const eyes: Record<string, Eye> = { above: [0, 90], side: [90, 0], first: firstEye };

/**
 * Lets a surface be turned: by dragging its `.turner` with a mouse or a finger, by the arrow keys (with Shift, further), and by
 * buttons. A finger that moves up or down from the start scrolls the page: the style sheet says so.
 */
export function turnable(root: HTMLElement, now: () => Eye, turn: (to: Eye) => void): void {
  const turner = root.querySelector('.turner') as HTMLElement;
  const by = (around: number, up: number) => turn(bounded([now()[0] + around, now()[1] + up]));

  // Where the pointer was when it last turned the surface; until a finger has turned it, where it came down.
  // One that woke the figure is down already, so that its first move is taken for that.
  let last: { x: number; y: number } | undefined;
  let turning = false;
  const said = root.querySelector('.seen-from');
  turner.addEventListener('pointerdown', ({ clientX: x, clientY: y, pointerType }) => {
    last = { x, y };
    turning = pointerType !== 'touch';
  });
  turner.addEventListener('pointermove', ({ clientX: x, clientY: y, buttons }) => {
    if (!(buttons & 1)) return;
    last ??= { x, y };
    if (!turning) {
      // A finger may still be about to scroll. Farther sideways than this it is not.
      turning = Math.abs(x - last.x) > 16;
      if (turning) last = { x, y };
      return;
    }
    // Said when it is over, not all the while.
    said?.setAttribute('aria-live', 'off');
    by((last.x - x) * pace.pixel, (y - last.y) * pace.pixel);
    last = { x, y };
  });
  for (const type of ['pointerup', 'pointercancel'])
    turner.addEventListener(type, () => {
      last = undefined;
      turning = false;
      said?.setAttribute('aria-live', 'polite');
    });

  turner.addEventListener('keydown', (event) => {
    const way = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!way) return;
    event.preventDefault();
    const stride = pace.key * (event.shiftKey ? 6 : 1);
    by(way[0] * stride, way[1] * stride);
  });

  root.addEventListener('click', ({ target }) => {
    const eye = (target as Element).closest<HTMLElement>('[data-eye]')?.dataset.eye;
    if (eye) turn(eyes[eye]);
  });
}

/** Says from where the surface is seen. */
export function sayEye(root: HTMLElement, eye: Eye, words: RaceWords['relief']): void {
  const from = words.from(...eye);
  const text = root.querySelector('.seen-from');
  if (text) setText(text, from);
  root.querySelector('.turner')?.setAttribute('aria-label', words.turner(from));
}
