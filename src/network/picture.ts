/** What the figure shows of a race through the network: the same at build time and in the page. */
import { optimizer } from '../catalog.ts';
import { type Look, lookOf } from '../race/families.ts';
import { short } from '../race/numbers.ts';
import type { NetworkWords } from '../words.ts';
import type { Axes, Chart, Curve } from './curves.ts';
import type { Experiment } from './experiment.ts';
import type { Score, Track } from './track.ts';

/** What can stand beside the curves. */
export const panels = ['accuracy', 'rate', 'gradient'] as const;
/** What the curves are drawn over, and on which scale: A4's from 0 to 1, or a logarithmic one. */
export const axes = ['iteration', 'time'] as const;
export const scales = ['a4', 'log'] as const;

/** What the reader chose to see: a plain value. */
export interface View {
  axis: (typeof axes)[number];
  scale: (typeof scales)[number];
  panel: (typeof panels)[number];
  /** Whose settings, numbers and wrong digits are shown. */
  focus: string;
  /** The update under the cursor; the last one where it is not set. */
  at?: number;
}

export interface Shown {
  experiment: Experiment;
  /** Of those that are seen, by id. */
  tracks: Map<string, Track>;
  view: View;
}

/** The update that is read out of a track: the one under the cursor, or the last that there is. */
export const cursorIn = ({ losses }: Track, at = losses.length): number => Math.min(at, losses.length);

/** The loss curves, smoothed and with a sign every hundred updates, as in A4. */
export function drawLosses(chart: Chart, { experiment, tracks, view }: Shown, words: NetworkWords): void {
  const overTime = view.axis === 'time';
  const curves = [...tracks].flatMap(([id, track]): Curve[] => {
    const { smoothed: ys, times } = track;
    const xs = overTime ? times.map((time) => time / 1000) : ys.map((_, k) => k + 1);
    const at = cursorIn(track, view.at) - 1;
    const hundreds = Array.from({ length: Math.floor(ys.length / 100) }, (_, k) => 100 * (k + 1) - 1);
    const marked = view.at !== undefined && at >= 0 ? [at] : hundreds;
    return xs.length === ys.length && ys.length > 0
      ? [{ xs, ys, look: lookOf(id), loud: id === view.focus, name: optimizer(id).name, signs: marked }]
      : [];
  });
  const end = overTime ? roundUp(Math.max(1, ...curves.map(({ xs }) => xs[xs.length - 1]))) : experiment.iterations;
  chart.show(curves, {
    x: [0, end],
    y: view.scale === 'a4' ? [0, 1] : logRange(curves.map(({ ys }) => ys)),
    log: view.scale === 'log',
    unit: words.axisUnit[view.axis],
    ...(!overTime && view.at !== undefined && { at: view.at }),
  });
}

/** What stands beside the curves. */
export function drawPanel(chart: Chart, { experiment, tracks, view }: Shown): void {
  const common: Omit<Axes, 'y' | 'log'> = { x: [0, experiment.iterations], unit: '', ...(view.at !== undefined && { at: view.at }) };
  if (view.panel === 'accuracy') {
    const curves = [...tracks].flatMap(([id, { scores }]): Curve[] => {
      const look = lookOf(id);
      const xs = scores.map(({ t }) => t);
      const loud = id === view.focus;
      const train: Curve = { xs, ys: scores.map((score) => score.train), look, loud: false, signs: [], dash: '1.5 2.5' };
      return [...(loud ? [train] : []), { xs, ys: scores.map((score) => score.test), look, loud, signs: [], dash: undefined }];
    });
    // Below that nobody stays for long.
    chart.show(curves, { ...common, y: [0.8, 1], log: false });
    return;
  }
  const key = view.panel;
  const track = tracks.get(view.focus);
  const look = track && lookOf(view.focus);
  const noted = track?.layers ?? [];
  const xs = noted.map(({ t }) => t);
  const curves = layerDashes.map((dash, layer): Curve => {
    const ys = noted.map(({ layers }) => layers[layer]?.[key] ?? Number.NaN);
    return { xs, ys, look: look as Look, loud: layer === 0, signs: [], dash };
  });
  const drawn = track ? curves : [];
  chart.show(drawn, { ...common, y: logRange(drawn.map(({ ys }) => ys)), log: true });
}

/** From the first layer to the last: whole, then more and more broken. */
export const layerDashes = ['none', '8 2', '5 2', '3 2', '1 2'];

/** Whole powers of ten around what there is. */
function logRange(all: ArrayLike<number>[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const values of all)
    for (let i = 0; i < values.length; i++) {
      if (!(values[i] > 0)) continue;
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
  if (high === 0) return [0.01, 10];
  const [from, to] = [10 ** Math.floor(Math.log10(low) + 1e-9), 10 ** Math.ceil(Math.log10(high) - 1e-9)];
  return [Math.max(from, to * 1e-6), to > from ? to : 10 * from];
}

/** To one, one and a half, two, three, five or seven times a power of ten: an axis that grows does so in few steps. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 1.5, 2, 3, 5, 7, 10].find((times) => times * power >= value) as number);
}

/** The last score up to the update under the cursor. */
export function scoreAt(track: Track, at?: number): Score | undefined {
  const now = cursorIn(track, at);
  return track.scores.findLast(({ t }) => t <= now);
}

/** A row of the table: what one algorithm has come to. */
export interface Row {
  id: string;
  name: string;
  /** Update, smoothed loss, accuracy in training and test, milliseconds an update. */
  cells: string[];
  /** Why it ended before its time. */
  trouble?: string;
}

export function rowsOf({ experiment, tracks, view }: Shown, words: NetworkWords): Row[] {
  return [...tracks].map(([id, track]) => {
    const now = cursorIn(track, view.at);
    const score = scoreAt(track, view.at);
    const time = track.times[now - 1];
    return {
      id,
      name: optimizer(id).name,
      cells: [
        words.of(now, experiment.iterations),
        now > 0 ? short(track.smoothed[now - 1], 3) : '–',
        score ? percent(score.train) : '–',
        score ? percent(score.test) : '–',
        time === undefined ? '–' : short(time / now, 3),
      ],
      ...troubleOf(track, words),
    };
  });
}

function troubleOf({ end, losses }: Track, words: NetworkWords): { trouble?: string } {
  if (end?.reason === 'non-finite') return { trouble: words.nonFinite(losses.length + 1) };
  if (end?.reason === 'failed') return { trouble: words.failed(end.message) };
  return {};
}

const percent = (part: number) => `${(100 * part).toFixed(1)}\u00a0%`;

/** What the panel says in words. */
export function sayPanel(shown: Shown, words: NetworkWords): string {
  const { tracks, view } = shown;
  const name = optimizer(view.focus).name;
  const track = tracks.get(view.focus);
  if (view.panel === 'accuracy') {
    const best = [...tracks].map(([id, track]) => ({ id, test: scoreAt(track, view.at)?.test ?? 0 })).sort((a, b) => b.test - a.test)[0];
    return best && best.test > 0 ? words.best(optimizer(best.id).name, percent(best.test)) : words.noScore;
  }
  const noted = track?.layers.findLast(({ t }) => t <= cursorIn(track, view.at));
  if (!noted) return words.noLayers(name);
  const values = noted.layers.map((layer) => layer[view.panel as 'rate' | 'gradient']);
  return words.layers[view.panel](name, noted.t, short(values[0], 2), short(values[values.length - 1], 2));
}

/** The figure in a sentence, for those who cannot see it. */
export function label({ tracks, view }: Shown, words: NetworkWords): string {
  return words.label(
    [...tracks.keys()].map((id) => optimizer(id).name),
    words.axisNames[view.axis],
  );
}
