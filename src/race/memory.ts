import { type Remembered, remembered } from '../lib/remembered.ts';
import type { RaceWords } from '../words.ts';
import { drawScales, margin, stepAxis } from './chart.ts';
import type { Frame } from './map.ts';
import { short } from './numbers.ts';
import type { Lane } from './race.ts';
import { type Moving, svgElement, tenth } from './svg.ts';

/** The last measurement, since it costs as many steps as half the square of what it covers, and nothing of it depends on the path. */
let last: { key: string; memory: Record<string, Remembered | undefined> } | undefined;

/** What a lane's memory vectors are made of, by name. */
export function memoryOf({ entry, optimizer }: Lane, steps: number): Record<string, Remembered | undefined> {
  const { hyper, form, optimizer: id } = entry;
  // One weight alone has no neighbour that could tell how fast it fades.
  const covered = Math.max(steps, 3);
  const key = JSON.stringify([id, form, hyper, covered]);
  if (last?.key !== key) last = { key, memory: remembered(optimizer, hyper, form, covered) };
  return last.memory;
}

/** What is said of a memory vector: what it is made of, and how far it reaches back. */
export function reachOf(name: string, memory: Remembered | undefined, words: RaceWords): string {
  if (!memory) return words.memory.other(name);
  const { power, fade } = memory;
  const of = power === 1 ? 'g' : 'g²';
  if (memory.weights(1)[0] === 0) return words.memory.zero(name);
  if (fade === undefined) return words.memory.uneven(name, of);
  if (Math.abs(1 - fade) < 1e-9) return words.memory.forEver(name, of);
  return words.memory.fading(name, of, short(fade, 6), short(1 / (1 - fade), 3));
}

/**
 * How much each past gradient still weighs at a step, as a part of the heaviest: a row of bars for each memory vector. The
 * line in a row goes back as many steps as the vector is said to reach, where a weight has faded to 1/e.
 */
export function drawMemory(lane: Lane, at: number, steps: number, frame: Frame, document: Document, words: RaceWords): Moving {
  const room = { ...margin, left: margin.right, top: 4 };
  const svg = drawScales(frame, room, document, { x: { domain: [0, steps], axis: null }, marks: [stepAxis()] });
  const [left, right, bottom] = [margin.right, frame.width - margin.right, frame.height - margin.bottom];
  const x = (step: number) => left + (step / steps) * (right - left);
  // An algorithm that remembers nothing knows the newest gradient alone.
  const all: [string, Remembered | undefined][] = Object.entries(memoryOf(lane, steps));
  if (all.length === 0) all.push(['', { power: 1, weights: (t) => Array.from({ length: t }, (_, k) => Number(k === t - 1)) }]);
  const rowHeight = (bottom - 4) / all.length;

  const rows = all.map(([name, memory], i) => {
    const ground = 4 + (i + 1) * rowHeight - 1;
    const high = rowHeight - 19;
    const bars = svgElement(document, 'path', { class: 'bars', fill: lane.look.colour });
    const line = svgElement(document, 'path', { class: 'reach' });
    const cursor = svgElement(document, 'line', { y1: ground - high, y2: ground });
    svg.append(
      svgElement(document, 'line', { class: 'ground', x1: left, x2: right, y1: ground, y2: ground }),
      bars,
      line,
      svgElement(document, 'g', { class: 'cursor' }, cursor),
      svgElement(
        document,
        'text',
        { class: 'tick', x: left, y: ground - high - 6, 'text-anchor': 'start' },
        name ? reachOf(name, memory, words) : words.memory.newest,
      ),
    );
    return {
      cursor,
      move(at: number) {
        const weights = memory?.weights(at) ?? [];
        const most = Math.max(...weights.map(Math.abs));
        const top = (weight: number) => tenth(ground - (Math.abs(weight) / most) * high);
        // Bars stand apart where there is room for it.
        const gap = (right - left) / steps > 4 ? 1 : 0;
        const bar = (weight: number, k: number) =>
          `M${tenth(x(k))},${tenth(ground)}V${top(weight)}H${tenth(x(k + 1) - gap)}V${tenth(ground)}Z`;
        bars.setAttribute('d', most > 0 ? weights.map(bar).join('') : '');

        const fade = memory?.fade;
        const back = fade !== undefined && fade < 1 - 1e-9 && most > 0 ? at - 1 / (1 - fade) : Number.NaN;
        const y = tenth(ground - high / Math.E);
        // An end that lies before the first step has no mark.
        const end = back >= 0 ? `v-4v8` : '';
        line.setAttribute('d', Number.isNaN(back) ? '' : `M${tenth(x(at))},${y}H${tenth(x(Math.max(0, back)))}${end}`);
      },
    };
  });

  const drawing = {
    svg,
    move(at: number) {
      for (const { cursor, move } of rows) {
        cursor.setAttribute('x1', tenth(x(at)));
        cursor.setAttribute('x2', tenth(x(at)));
        move(Math.min(at, lane.points.length - 1));
      }
    },
  };
  drawing.move(at);
  return drawing;
}
