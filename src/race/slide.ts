import { objective, optimizer } from '../catalog.ts';
import type { Point } from '../lib/objective.ts';
import type { Change, Hyper } from '../lib/optimizer.ts';
import { position, settings, valueAt } from '../lib/vocabulary.ts';
import { type Language, words } from '../words.ts';
import { movable, putHandle } from './handle.ts';
import { type Frame, scaleOf } from './map.ts';
import { place, short } from './numbers.ts';
import { drawPaths } from './paths.ts';
import { frame as picture } from './picture.ts';
import { raceOf } from './protocols.ts';
import { type Entry, type Lane, type Race, run, withForm, withObjective, withSchedule, withSetting, withStart, withSteps } from './race.ts';
import { ask } from './store.ts';
import { bullseye } from './svg.ts';

export const frame: Frame = { width: 352, height: 248 };

/** A place on the way from an algorithm to one that it grew out of. */
export interface Slide {
  child: string;
  parent: string;
  /** Where the settings stand: 0 where the child has them, 1 where they make it the parent. */
  way: number;
  /** Whether the child is written in its own form, which is not always the one that leads to the parent. */
  own: boolean;
  /** Of both paths. */
  start: Point;
}

/** The settings, and the form, that lead from the child to the parent; none where nothing does. */
export function wayBack(child: string, parent: string): { to: Hyper; form?: string } | undefined {
  const change: Change | undefined = optimizer(child).from[parent];
  if (!change || typeof change.back === 'string') return undefined;
  const { form, ...to } = change.back as Hyper & { form?: string };
  return { to, form };
}

/** Where a slide begins: the child as it is. */
export function beginning(child: string, parent: string): Slide {
  return { child, parent, way: 0, own: true, start: raceOf('fair', [parent, child]).start };
}

/**
 * The two on A0's valley, in a fair race. The child has the parent's settings where both have one of that name,
 * so that nothing keeps them apart but what the slide takes away.
 */
export function raceAt({ child, parent, way, own, start }: Slide): Race {
  const race = raceOf('fair', [parent, child]);
  const back = wayBack(child, parent);
  const [older, younger] = race.entries;
  const hyper = { ...younger.hyper };
  for (const name of Object.keys(hyper)) {
    const to = back?.to[name];
    hyper[name] = to === undefined ? (older.hyper[name] ?? hyper[name]) : onTheWay(name, hyper[name], to, way);
  }
  const entry: Entry = { ...younger, hyper };
  return withForm(withStart({ ...race, entries: [older, entry] }, start), child, own ? younger.form : back?.form);
}

/** The greatest distance between two paths at one step, and that step; 0 only if they are one path. */
export function apart([a, b]: Lane[]): { distance: number; step: number } {
  const steps = Math.max(a.points.length, b.points.length);
  let worst = { distance: 0, step: 0 };
  for (let step = 0; step < steps; step++) {
    const [p, q] = [a.points[step], b.points[step]];
    const distance = p && q ? Math.hypot(p[0] - q[0], p[1] - q[1]) : Number.POSITIVE_INFINITY;
    if (distance > worst.distance) worst = { distance, step };
  }
  return worst;
}

type SlideWords = (typeof words)[Language]['slide'];

/** What is said of the two paths. */
export function sayApart(slide: Slide, lanes: Lane[], t: SlideWords): string {
  const { distance, step } = apart(lanes);
  if (distance === 0) return t.same(optimizer(slide.parent).name);
  const form = wayBack(slide.child, slide.parent)?.form;
  const left = slide.way === 1 && slide.own && form ? ` ${t.left(switchName(slide.child, form, t))}` : '';
  return t.apart(short(distance, 3), step) + left;
}

/** What the switch of a form switches: what that form leaves out. */
export function switchName(child: string, form: string, t: SlideWords): string {
  return optimizer(child).also?.[form]?.without ?? t.otherForm(form);
}

/** The value of a moving setting, as a slider reads it out: 'memory of g 0.45'. */
export function sayValues({ child, parent, ...at }: Slide): string {
  const { entries } = raceAt({ child, parent, ...at });
  return Object.keys(wayBack(child, parent)?.to ?? {})
    .map((name) => `${settings[name].name} ${short(entries[1].hyper[name])}`)
    .join(', ');
}

/** Both paths, the child's on top. */
export function drawSlide(slide: Slide, lanes: Lane[], document: Document): SVGSVGElement {
  const f = objective(raceAt(slide).objective);
  const drawn = lanes.map(({ optimizer, look, points }, i) => ({ name: optimizer.name, look, points, loud: i === 1 }));
  const svg = drawPaths(f, drawn, Math.max(...lanes.map(({ points }) => points.length)), frame, document);
  svg.append(bullseye(document, scaleOf(f, frame)(slide.start), 6));
  return svg;
}

/** Brings the figure to life: the slider and the switch lead one path to the other, from wherever both start. */
export function enliven(root: HTMLElement): void {
  const t = words[document.documentElement.lang as Language].slide;
  const { child = '', parent = '', figure = '' } = root.dataset;
  const one = <T extends Element>(selector: string) => root.querySelector(selector) as T;
  const [map, handle, slider] = [one<SVGSVGElement>('.map'), one<HTMLElement>('.handle'), one<HTMLInputElement>('[name=way]')];
  let slide = beginning(child, parent);
  const spot = () => ({ f: objective(raceAt(slide).objective), at: slide.start, region: { x: 0, y: 0, ...picture } });

  function show(change: Partial<Slide>) {
    slide = { ...slide, ...change };
    const race = raceAt(slide);
    const lanes = run(race);
    const said = sayApart(slide, lanes, t);
    map.lastElementChild?.replaceWith(drawSlide(slide, lanes, document));
    map.setAttribute('aria-label', t.map(optimizer(child).name, optimizer(parent).name, said));
    one('.apart').textContent = said;
    slider.setAttribute('aria-valuetext', sayValues(slide));
    for (const output of root.querySelectorAll<HTMLElement>('[data-value]'))
      output.textContent = short(race.entries[1].hyper[output.dataset.value ?? '']);
    putHandle(handle, spot());
    handle.setAttribute('aria-label', t.handle(place(slide.start)));
  }

  root.addEventListener('input', ({ target }) => {
    const field = target as HTMLInputElement;
    if (field.name === 'way') show({ way: field.valueAsNumber });
    else if (field.name === 'own') show({ own: field.checked });
  });
  movable(handle, map, spot, (start) => show({ start }));
  one('[data-do=show]').addEventListener('click', () => toFigure(figure, raceAt(slide)));
}

/** Makes the chapter's figure show these two, as they are here, and goes there. */
async function toFigure(id: string, pair: Race) {
  const figure = document.getElementById(id) as (HTMLElement & { wake: () => Promise<void> }) | null;
  if (!figure) return;
  await figure.wake();
  ask(figure.id, (race) => shownIn(race, pair));
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  figure.scrollIntoView({ behavior: calm ? 'auto' : 'smooth' });
  figure.querySelector<HTMLElement>('.handle')?.focus({ preventScroll: true });
}

/** A race with the rules of a pair and nobody else to be seen. */
export function shownIn(race: Race, pair: Race): Race {
  let next = race.objective === pair.objective ? race : withObjective(race, pair.objective);
  next = withSteps(withStart(next, pair.start), pair.steps);
  for (const { optimizer, hyper, form, schedule } of pair.entries) {
    for (const [name, value] of Object.entries(hyper)) next = withSetting(next, optimizer, name, value);
    next = withSchedule(withForm(next, optimizer, form), optimizer, schedule);
  }
  const seen = pair.entries.map(({ optimizer }) => optimizer);
  const hidden = next.entries.map(({ optimizer }) => optimizer).filter((id) => !seen.includes(id));
  return { ...next, hidden, view: 'overlay', focus: pair.focus };
}

/** A setting on its way from one value to another, in even steps of its slider; exact at both ends. */
function onTheWay(name: string, from: number, to: number, way: number): number {
  if (way <= 0) return from;
  if (way >= 1) return to;
  const setting = settings[name];
  const [start, end] = [position(setting, from), position(setting, to)];
  return valueAt(setting, start + way * (end - start));
}
