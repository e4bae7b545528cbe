import { guests, objective, optimizer } from '../catalog.ts';
import { type Optimizer, written } from '../lib/optimizer.ts';
import { complaint, settingFor, valueAt } from '../lib/vocabulary.ts';
import { type Language, words as languages } from '../words.ts';
import { DamagedLink, read, type Shown, write } from './address.ts';
import { download } from './download.ts';
import { complaints, numberIn } from './field.ts';
import { figure, raceIn } from './figures.ts';
import { atNextFrame } from './frames.ts';
import { allAnswered, fetcher, listen } from './guests.ts';
import { copy, toAddress } from './hand-over.ts';
import { movable } from './handle.ts';
import { descentsOf, isWhole, withGuests, withoutGuests } from './hosting.ts';
import { oneUpdateOf } from './one-update.ts';
import { panelFrame } from './panel.ts';
import { regionsOf } from './picture.ts';
import type { Effort, Protocol } from './protocols.ts';
import {
  inFocus,
  type Lane,
  last,
  limits,
  type Race,
  run,
  seen,
  withForm,
  withHidden,
  withObjective,
  withSchedule,
  withSetting,
  withStart,
  withSteps,
} from './race.ts';
import { tell } from './store.ts';
import { tableOf, toTabs } from './table.ts';
import { unfold } from './text.ts';
import { turnable } from './turn.ts';
import { viewOf } from './view.ts';

/** Brings a figure of the page to life: its controls change a `Race`, and every change draws it anew. */
export function enliven(root: HTMLElement): void {
  const words = languages[document.documentElement.lang as Language].race;
  const start = figure(root.id);
  const { id } = start;
  const one = <T extends Element>(selector: string) => root.querySelector(selector) as T;
  const [map, handle, numbers] = [one<SVGSVGElement>('.map'), one<HTMLElement>('.handle'), one<HTMLDetailsElement>('.numbers')];
  const view = viewOf(root, words);
  const { complain, settle } = complaints(one('.wrong'), words.kept);

  const oneUpdate = oneUpdateOf(root);

  let shown: Shown = { protocol: start.protocol, race: raceIn(start) };
  let lanes: Lane[] = run(shown.race);
  let message = '';
  let playing = 0;

  // ---- changing

  /** What a path was before, on the same surface, for those that take a moment. */
  const before = (next: Race) => (next.objective === shown.race.objective ? lanes : []);

  /** Shows another race; its paths are run anew. The cursor stays at the end if it was there. */
  function change(next: Race, old = before(next)) {
    const wasAtEnd = shown.race.at >= last(shown.race, lanes);
    try {
      const ran = run(next, old);
      lanes = ran;
      const end = last(next, ran);
      shown = { ...shown, race: { ...next, at: wasAtEnd ? end : Math.min(next.at, end) } };
      message = '';
      if (!allAnswered(descentsOf(next))) fetch(next);
    } catch (error) {
      message = words.failed(error instanceof Error ? error.message : String(error));
    }
    render();
  }

  /** Shows the same paths otherwise: nothing is run. */
  function look(next: Partial<Race>) {
    shown = { ...shown, race: { ...shown.race, ...next } };
    render();
  }

  /** Says under a field what it takes. The figure keeps the last good value. */
  function takeStart(field: HTMLInputElement) {
    const value = numberIn(field);
    const { min, max } = limits.start;
    if (!(value >= min && value <= max)) return complain(field, words.allowed.start(min, max));
    const [x, y] = shown.race.start;
    settle(field);
    change(withStart(shown.race, field.name === 'x' ? [value, y] : [x, value]));
  }

  function takeSteps(field: HTMLInputElement) {
    const value = numberIn(field);
    const { min, max } = limits.steps;
    if (!(Number.isInteger(value) && value >= min && value <= max)) return complain(field, words.allowed.steps(min, max));
    settle(field);
    change(withSteps(shown.race, value));
  }

  function takeSetting(field: HTMLInputElement, of: string) {
    const name = field.dataset.setting as string;
    const allowed = complaint(name, numberIn(field), usual(of, name));
    if (allowed) return complain(field, allowed);
    settle(field);
    change(withSetting(shown.race, of, name, numberIn(field)));
  }

  const usual = (of: string, name: string) => {
    const form = shown.race.entries.find((entry) => entry.optimizer === of)?.form;
    return written(optimizer(of), form).hyper[name];
  };

  root.addEventListener('input', ({ target }) => {
    const field = target as HTMLInputElement;
    const of = field.closest<HTMLElement>('[data-of]')?.dataset.of ?? '';
    if (field.name === 'at') {
      pause();
      look({ at: field.valueAsNumber });
    } else if (field.name === 'x' || field.name === 'y') takeStart(field);
    else if (field.name === 'steps') takeSteps(field);
    else if (field.dataset.setting) takeSetting(field, of);
    else if (field.dataset.slider) {
      const name = field.dataset.slider;
      change(withSetting(shown.race, of, name, valueAt(settingFor(name, usual(of, name)), field.valueAsNumber)));
    }
  });

  root.addEventListener('change', ({ target }) => {
    const field = target as HTMLSelectElement;
    const of = field.closest<HTMLElement>('[data-of]')?.dataset.of ?? '';
    if (field.name === 'objective') change(withObjective(shown.race, field.value));
    else if (field.name === 'view') look({ view: field.value as Race['view'] });
    else if (field.name === 'levels') look({ levels: field.value as Race['levels'] });
    else if (field.name === 'panel') look({ panel: field.value as Race['panel'] });
    else if (field.name === 'focus') focusOn(field.value);
    else if (field.dataset.form !== undefined) change(withForm(shown.race, of, field.value || undefined));
    else if (field.dataset.schedule !== undefined)
      change(withSchedule(shown.race, of, field.value === 'constant' ? undefined : field.value));
  });

  // A field left with a wrong text says again what the figure shows; a slider goes to the value that it gave.
  root.addEventListener('focusout', ({ target }) => {
    settle(target as Element);
    render();
  });

  root.addEventListener('click', ({ target }) => {
    const row = (target as Element).closest<HTMLTableRowElement>('.numbers tbody tr');
    if (row) look({ at: row.sectionRowIndex });
    const button = (target as Element).closest<HTMLButtonElement>('button');
    if (!button) return;
    const { do: verb, toggle, protocol, download: kind } = button.dataset;
    if (toggle) toggleLane(toggle);
    else if (protocol) reset(protocol as Protocol | Effort, { panel: shown.race.panel });
    else if (kind) save(kind);
    else if (verb) verbs[verb]?.(button);
  });

  const verbs: Record<string, (button: HTMLButtonElement) => void> = {
    back: () => step(-1),
    forward: () => step(1),
    play: () => (playing ? pause() : play()),
    'set-up': (button) => {
      const panel = one<HTMLElement>('.set-up');
      panel.hidden = !panel.hidden;
      button.setAttribute('aria-expanded', String(!panel.hidden));
    },
    reset: () => reset(start.protocol),
    levels: () => look({ levels: shown.race.levels === 'f' ? 'root' : 'f' }),
    'copy-link': (button) => copyLink(button),
    more: (button) => unfold(button, one('.spares')),
    'one-update': (button) => oneUpdate.toggle(button),
    'copy-row': (button) => copyNumbers(button, true),
    'copy-table': (button) => copyNumbers(button, false),
  };

  /** As a protocol has it, but for what is kept. */
  function reset(protocol: Shown['protocol'], kept: Partial<Race> = {}) {
    pause();
    const race = withGuests({ ...raceIn(start, protocol), ...kept }, new Map(), protocol, home);
    lanes = run(race, before(race));
    shown = { protocol, race };
    message = '';
    if (!allAnswered(descentsOf(race))) fetch(race);
    render();
  }

  function toggleLane(lane: string) {
    const { view, hidden } = shown.race;
    if (view === 'one') focusOn(lane);
    else change(withHidden(shown.race, hidden.includes(lane) ? hidden.filter((other) => other !== lane) : [...hidden, lane]));
  }

  /** What is set is seen. */
  function focusOn(focus: string) {
    const { hidden } = shown.race;
    // Only who comes anew has to run first.
    const show = hidden.includes(focus) ? change : look;
    show({ ...shown.race, focus, hidden: hidden.filter((lane) => lane !== focus) });
  }

  function save(kind: string) {
    download(kind, id, shown.race, seen(shown.race, lanes), map, words).catch((error: Error) => {
      message = words.failed(error.message);
      render();
    });
  }

  function copyLink(button: HTMLButtonElement) {
    saveAddress();
    const whole = withoutGuests(shown.race, home) === shown.race;
    copy(button, location.href, whole ? words.copied : words.copiedWithout, words.notCopied);
  }

  /** The cursor's row of the table, or all of them. */
  function copyNumbers(button: HTMLButtonElement, row: boolean) {
    const lane = lanes.find(({ entry }) => entry.optimizer === shown.race.focus);
    if (!lane) return;
    const table = tableOf(lane, words);
    const at = Math.min(shown.race.at, table.rows.length - 1);
    copy(button, toTabs(table, row ? [table.rows[at]] : table.rows, words), words.copied, words.noClipboard);
  }

  // ---- the reader's own

  const home = raceIn(start);
  /** Each guest as it was when the race last took it in. */
  let met = new Map<string, Optimizer>();
  let seats: typeof import('./seats.ts') | undefined;

  const invited = () => withGuests(shown.race, met, shown.protocol, home);

  /** Takes in who is there now, and lets go who is not. */
  function takeIn(old?: Lane[]) {
    const next = invited();
    met = new Map(guests.optimizers);
    change(next, old);
  }

  // An answer to what the reader has moved on from is still nearer to what will come than what was there before.
  const fetch = fetcher(descentsOf, (answered) => takeIn(isWhole(answered) ? run(answered, before(answered)) : undefined));

  async function welcome() {
    seats ??= await import('./seats.ts');
    // Who has left goes at once; who is new comes with its path.
    if (!isWhole(shown.race)) takeIn();
    fetch(invited());
  }
  listen(() => void welcome());

  // ---- moving the start

  movable(
    handle,
    map,
    () => ({ f: objective(shown.race.objective), at: shown.race.start, region: regionsOf(shown.race, lanes)[0] }),
    (to) => change(withStart(shown.race, to)),
  );

  // ---- turning the surface

  let turning = 0;
  turnable(
    root,
    () => shown.race.eye,
    (eye) => {
      shown = { ...shown, race: { ...shown.race, eye } };
      if (turning) return;
      turning = requestAnimationFrame(() => {
        turning = 0;
        view.turn(shown, lanes);
        soon();
      });
    },
  );

  // ---- pointing at settings

  const aside = one<SVGSVGElement>('.panel');
  function point({ clientX, clientY }: PointerEvent) {
    const box = aside.getBoundingClientRect();
    const { width, height } = panelFrame;
    const pointed = view.settingsAt([((clientX - box.left) / box.width) * width, ((clientY - box.top) / box.height) * height]);
    const lane = inFocus(shown.race, seen(shown.race, lanes));
    if (!pointed || !lane) return;
    change(Object.entries(pointed).reduce((race, [name, value]) => withSetting(race, lane.entry.optimizer, name, value), shown.race));
  }
  aside.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !aside.hasAttribute('data-pointed')) return;
    aside.setPointerCapture(event.pointerId);
    // A finger that comes down here may be about to scroll the page.
    if (event.pointerType !== 'touch') point(event);
  });
  for (const type of ['pointermove', 'pointerup'] as const)
    aside.addEventListener(type, (event) => {
      if (aside.hasPointerCapture(event.pointerId)) point(event);
    });

  // ---- moving the cursor

  function step(by: number) {
    pause();
    look({ at: Math.min(last(shown.race, lanes), Math.max(0, shown.race.at + by)) });
  }

  function play() {
    if (shown.race.at >= last(shown.race, lanes)) look({ at: 0 });
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const pace = calm ? 1000 : Math.min(350, Math.max(25, 6000 / last(shown.race, lanes)));
    playing = window.setInterval(() => {
      look({ at: Math.min(last(shown.race, lanes), shown.race.at + 1) });
      if (shown.race.at >= last(shown.race, lanes)) pause();
    }, pace);
    render();
  }

  function pause() {
    if (!playing) return;
    clearInterval(playing);
    playing = 0;
    render();
  }

  // ---- drawing

  const render = atNextFrame(draw);

  function draw() {
    seats?.give(root, lanes, words);
    view.draw(shown, lanes, { message, playing: playing > 0 });
    tell(id, { ...shown, lanes, playing: playing > 0 }, (next) => change(next(shown.race)));
    if (numbers.open) view.markRow(shown.race.at);
    soon();
  }

  // ---- what may come a little later: the address and the table

  let later = 0;
  function soon() {
    clearTimeout(later);
    later = window.setTimeout(() => {
      saveAddress();
      if (numbers.open && (lanes !== tabled || shown.race.focus !== focused)) fillTable();
    }, 200);
  }
  numbers.addEventListener('toggle', () => {
    if (numbers.open) fillTable();
  });

  let tabled: Lane[] = [];
  let focused = '';
  function fillTable() {
    [tabled, focused] = [lanes, shown.race.focus];
    view.fillTable(shown, lanes);
  }

  function saveAddress() {
    toAddress(id, write(start, shown));
  }

  // ---- as the address has it

  try {
    const address = new URLSearchParams(location.search);
    shown = read(start, address);
    checkStrays(address);
    lanes = run(shown.race);
  } catch (error) {
    if (!(error instanceof DamagedLink)) throw error;
    message = words.damaged(error.part, error.allowed);
  }
  draw();
  if (guests.optimizers.size + guests.objectives.size > 0) void welcome();

  /** A key of no figure on this page is a damaged link too; the page's first figure says so. */
  function checkStrays(address: URLSearchParams) {
    const races = [...document.querySelectorAll('[data-life=race]')].map((race) => race.id);
    const stray = [...address.keys()].find((key) => key.includes('.') && !races.includes(key.split('.')[0]));
    if (stray && root.id === races[0]) throw new DamagedLink(stray, races.map((race) => `${race}.…`).join(', '));
  }
}
