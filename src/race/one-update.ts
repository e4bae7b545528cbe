import { objective } from '../catalog.ts';
import { variables } from '../lib/vocabulary.ts';
import { type Language, words } from '../words.ts';
import { litNow, relight, watch } from './lit.ts';
import { short, written } from './numbers.ts';
import { frame, type Region, regionsOf } from './picture.ts';
import { type Lane, type Race, seen } from './race.ts';
import { follow, type Living } from './store.ts';
import { svgElement } from './svg.ts';
import { drawTerm, slopeScale, type Term, termsOf } from './terms.ts';
import { type Trace, traceOf } from './trace.ts';

/** How long each term is looked at when they are played, in milliseconds. */
const pace = 2000;

/**
 * Draws the update under the cursor on a figure's map: the letter that is lit, and, while its panel is open, one term after another.
 * Gives back what opens and closes the panel.
 */
export function oneUpdateOf(root: HTMLElement): { toggle: (button: HTMLElement) => void } {
  const { oneUpdate: t, race: player } = words[document.documentElement.lang as Language];
  const panel = root.querySelector<HTMLElement>('.one-update');
  const id = panel?.dataset.optimizer;
  if (!panel || !id) return { toggle: () => {} };

  const one = <T extends Element = HTMLElement>(selector: string, within: Element = root) => within.querySelector(selector) as T;
  const [map, tags] = [one<SVGSVGElement>('.map'), one('.tags')];
  const layer = svgElement(document, 'svg', { class: 'update-terms' });
  let living: Living | undefined;
  let lane: Lane | undefined;
  let trace: Trace | undefined;
  /** How many terms of the open panel are drawn, less one. */
  let at = 0;
  let playing = 0;

  follow(root.id, (next) => {
    if (next.lanes !== living?.lanes || next.race.at !== living.race.at) {
      lane = next.lanes.find(({ entry }) => entry.optimizer === id);
      // At the start, the update to come.
      const step = lane ? Math.min(Math.max(1, next.race.at), lane.points.length - 1) : 0;
      trace = lane && step > 0 ? traceOf(lane, objective(next.race.objective), step) : undefined;
      // Another form may have fewer terms.
      at = Math.min(at, trace?.rows.length ?? 0);
    }
    living = next;
    show();
  });
  watch(show);

  // ---- the panel

  const list = () => panel.querySelector<HTMLElement>(`.terms[data-form="${lane?.entry.form ?? ''}"]`);

  function toggle(button: HTMLElement) {
    if (!panel) return;
    pause();
    panel.hidden = !panel.hidden;
    button.setAttribute('aria-expanded', String(!panel.hidden));
    at = 0;
    show();
  }

  panel.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('button');
    if (!button) return;
    const { term } = button.dataset;
    if (term === 'play' && !playing) return play();
    pause();
    if (term === 'back' || term === 'forward') go(at + (term === 'back' ? -1 : 1));
    else if (!term) go([...(list()?.children ?? [])].indexOf(button.parentElement as Element));
  });

  function go(to: number) {
    at = Math.min(trace?.rows.length ?? 0, Math.max(0, to));
    show();
  }

  function play() {
    if (at >= (trace?.rows.length ?? 0)) at = 0;
    playing = window.setInterval(() => {
      go(at + 1);
      if (at >= (trace?.rows.length ?? 0)) pause();
    }, pace);
    show();
  }

  function pause() {
    clearInterval(playing);
    playing = 0;
    show();
  }

  // ---- drawing

  function show() {
    if (!living || !panel) return;
    const region = lane && regionIn(living.race, living.lanes, lane);
    const drawn = trace && region ? draw(trace, region, living.race) : undefined;
    if (!drawn) erase();
    if (panel.hidden) return;

    one('.label', panel).textContent = lane && trace ? t.title(lane.optimizer.name, trace.t) : '';
    one('[data-term=play]', panel).textContent = playing ? player.pause : player.play;
    for (const terms of panel.querySelectorAll<HTMLElement>('.terms')) terms.hidden = terms !== list();
    const results = trace ? [trace.before.g, ...trace.rows.map((row) => row?.value)] : [];
    for (const [i, item] of [...(list()?.children ?? [])].entries()) {
      const button = item.firstElementChild as HTMLElement;
      if (i === at) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
      button.classList.toggle('done', i < at);
      one('.result', button).textContent = results[i] === undefined ? '' : written(results[i]);
    }
    // Played, the terms go by faster than they can be read out.
    one('.term-note', panel).setAttribute('aria-live', playing ? 'off' : 'polite');
    one('.term-note', panel).textContent = !trace ? t.none : region ? note(drawn?.terms[at], drawn?.scale ?? 1, at) : t.unseen;
  }

  function note(term: Term | undefined, scale: number, row: number): string {
    const name = row === 0 ? 'g' : trace?.rows[row - 1]?.name;
    const own = name && variables[name]?.measure;
    const kind = t.kinds[term?.measure ?? (own === 'rate' || own === 'curvature' || own === 'pairs' ? own : 'number')];
    return `${name ? `${variables[name]?.means ?? ''} ` : ''}${typeof kind === 'string' ? kind : kind(short(scale, 2))}`;
  }

  function draw(now: Trace, region: Region, race: Race) {
    const f = objective(race.objective);
    const { also } = (lane as Lane).optimizer;
    const terms = termsOf(now, also?.[(lane as Lane).entry.form ?? '']?.measures);
    const scale = slopeScale(f, terms, region);
    const open = !panel?.hidden;
    const lit = litNow();
    // The last one of a name is what the update leaves: of x the step.
    const wanted = terms.filter((term, i): term is Term => {
      if (!term) return false;
      return (open && i <= at) || (term.name === lit && terms.findLastIndex((other) => other?.name === lit) === i);
    });
    for (const [name, value] of Object.entries({ x: region.x, y: region.y, width: region.width, height: region.height }))
      layer.setAttribute(name, String(value));
    const drawn = wanted.map((term) => ({ term, ...drawTerm(f, term, now.before.x as [number, number], scale, region, document) }));
    for (const { term, element } of drawn) element.classList.toggle('past', open && term !== terms[at] && term.name !== lit);
    layer.replaceChildren(...drawn.map(({ element }) => element));
    // One name at a time: the list has the others, and pointing at a term lights its own.
    const named = drawn.filter(({ term }) => (lit ? term.name === lit : term === terms[at]));
    tags.replaceChildren(...named.flatMap(({ term, tip }) => tagOf(term, tip, region) ?? []));
    root.toggleAttribute('data-terms', open);
    if (layer.parentNode !== map || layer.nextSibling) map.append(layer);
    relight(layer);
    return { terms, scale };
  }

  function erase() {
    layer.replaceChildren();
    tags.replaceChildren();
    root.removeAttribute('data-terms');
  }

  /** The letter of a term, set by KaTeX, at its tip. */
  function tagOf(term: Term, [x, y]: readonly [number, number], region: Region): HTMLElement | undefined {
    const letter = panel?.querySelector(`.katex-html [data-symbol=${term.name}]`)?.cloneNode(true) as Element | undefined;
    if (!letter || x < 0 || y < 0 || x > region.width || y > region.height) return undefined;
    letter.classList.remove('lit');
    letter.removeAttribute('data-symbol');
    const tag = document.createElement('span');
    tag.className = `katex tag ${term.name === 'g' ? 'g' : term.measure}`;
    const sign = { slope: '−', place: 'Δ', square: '√', size: '', step: '', area: '√', rate: '', curvature: '', pairs: '', number: '' }[
      term.measure
    ];
    tag.append(sign, letter);
    tag.style.left = `${(100 * (region.x + x)) / frame.width}%`;
    tag.style.top = `${(100 * (region.y + y)) / frame.height}%`;
    return tag;
  }

  return { toggle };
}

/** Where the map of a lane is, if it is drawn flat and is to be seen. */
function regionIn(race: Race, lanes: Lane[], lane: Lane): Region | undefined {
  const visible = seen(race, lanes);
  const i = visible.indexOf(lane);
  // Arrows in the plane have no place on a surface.
  return i < 0 || race.view === 'surface' ? undefined : regionsOf(race, lanes)[race.view === 'multiples' ? i : 0];
}
