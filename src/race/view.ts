import { objective } from '../catalog.ts';
import type { Objective, Point } from '../lib/objective.ts';
import { written } from '../lib/optimizer.ts';
import { schedules } from '../lib/schedule.ts';
import { position, settingFor } from '../lib/vocabulary.ts';
import type { RaceWords } from '../words.ts';
import type { Shown } from './address.ts';
import { now, status } from './explain.ts';
import { fieldsIn } from './fields.ts';
import { figure, isFormed, protocolsOf, raceIn } from './figures.ts';
import { putHandle } from './handle.ts';
import { withoutGuests } from './hosting.ts';
import { relight } from './lit.ts';
import { scaleOf } from './map.ts';
import { place } from './numbers.ts';
import { drawPanel, type Panel } from './panel.ts';
import { beads } from './paths.ts';
import { drawRace, frame, regionsOf } from './picture.ts';
import { hasRoot, type Lane, last, type Race, sameButCursor, sameRules, seen } from './race.ts';
import { drawLimit, sayValue } from './stability.ts';
import type { Moving } from './svg.ts';
import { tableOf } from './table.ts';
import { setText } from './text.ts';
import { sayEye } from './turn.ts';

/** What a figure shows beside its race. */
export interface Beside {
  /** What is wrong with the address, or with what was last asked for; empty if nothing is. */
  message: string;
  playing: boolean;
}

/** Writes a race into a figure of the page: its drawings, its texts and its controls. */
export function viewOf(root: HTMLElement, words: RaceWords) {
  const start = figure(root.id);
  const { own } = start;
  const presets = new Map<unknown, Race>(protocolsOf(start).map((protocol) => [protocol, raceIn(start, protocol)]));
  const one = <T extends Element>(selector: string, within: Element = root) => within.querySelector(selector) as T;
  const all = (selector: string) => root.querySelectorAll<HTMLElement>(selector);
  const [map, aside] = [one<SVGSVGElement>('.map'), one<SVGSVGElement>('.panel')];

  /** What is drawn, and how it shows another step. */
  let drawn: { race: Race; lanes: Lane[]; paths: Moving['move']; panel: Panel } | undefined;

  /** The row of the table that is marked. */
  let marked: HTMLTableRowElement | undefined;

  return { draw, turn, fillTable, markRow, settingsAt: (place: Point) => drawn?.panel.settingsAt?.(place) };

  function draw(shown: Shown, lanes: Lane[], { message, playing }: Beside) {
    const { race } = shown;
    const visible = seen(race, lanes);
    // The cursor moves often, and what it changes is little: only that is drawn then.
    if (!drawn || drawn.lanes !== lanes || !sameButCursor(drawn.race, race)) drawn = drawAnew(shown, lanes, visible);
    else drawn.paths(race.at);
    const { panel } = drawn;
    panel.move(race.at);
    setText(one('.reading'), panel.says(race.at));
    aside.setAttribute('aria-label', panel.label(race.at));

    one('.now').setAttribute('aria-live', playing ? 'off' : 'polite');
    setText(one('.now'), now(race, visible, words));
    setText(one('.message'), message);
    drawPlayer(shown, lanes, playing);
    drawSetUp(shown);
    drawSettings(shown, lanes);
    sayMap(race, visible);
  }

  /** What does not depend on the cursor, and the drawings with the cursor where it is. */
  function drawAnew(shown: Shown, lanes: Lane[], visible: Lane[]) {
    const { race } = shown;
    const paths = drawRace(map, race, lanes, own);
    const panel = drawPanel(race, lanes, own, words, document);
    aside.replaceChildren(panel.svg);
    aside.toggleAttribute('data-pointed', panel.settingsAt !== undefined);

    const { levels, notes, troubles } = status(race, visible, words);
    setText(one('.level-note'), levels);
    setText(one('.notes'), notes);
    const trouble = one<HTMLElement>('.trouble');
    setText(trouble, troubles);
    if (troubles)
      trouble.dataset.corner =
        race.view === 'multiples' ? 'below' : race.view === 'surface' ? 'bottom right' : quietest(objective(race.objective), race, visible);

    drawStart(shown, lanes);
    const focused = lanes.find(({ entry }) => entry.optimizer === race.focus);
    const limit = focused && fieldsOf(focused, race).querySelector<SVGElement>('.limit');
    if (limit) drawLimit(limit, objective(race.objective), focused.optimizer, focused.entry.hyper);
    for (const button of all('[data-toggle]')) {
      button.setAttribute('aria-pressed', String(visible.some(({ entry }) => entry.optimizer === button.dataset.toggle)));
    }
    nameAll(lanes);
    return { race, lanes, paths, panel };
  }

  /** In the legend and in the choices: some have another name in another form. */
  function nameAll(lanes: Lane[]) {
    for (const { entry, optimizer } of lanes) {
      if (!Object.values(optimizer.also ?? {}).some(({ name }) => name)) continue;
      const [button] = all(`[data-toggle="${entry.optimizer}"]`);
      if (button?.lastChild) setText(button.lastChild, ` ${optimizer.name}`);
      for (const option of all(`[name=focus] [value="${entry.optimizer}"]`)) setText(option, optimizer.name);
    }
  }

  function sayMap(race: Race, visible: Lane[]) {
    const names = visible.map(({ optimizer }) => optimizer.name);
    const { name } = objective(race.objective);
    const from = words.relief.from(...race.eye);
    map.setAttribute(
      'aria-label',
      race.view === 'surface' ? words.relief.map(name, names, race.at, from) : words.map(name, names, race.at),
    );
    if (race.view === 'surface') sayEye(root, race.eye, words.relief);
  }

  /** The same from elsewhere: nothing but the surface is drawn. */
  function turn({ race }: Shown, lanes: Lane[]) {
    drawRace(map, race, lanes, own);
    sayMap(race, seen(race, lanes));
  }

  function drawStart({ race }: Shown, lanes: Lane[]) {
    const handle = one<HTMLElement>('.handle');
    // A pointer has no place on a surface: there the start is moved by its numbers, under “Set up”.
    const surface = race.view === 'surface';
    handle.hidden = surface;
    for (const part of all('.turner, .sight')) part.hidden = !surface;
    putHandle(handle, { f: objective(race.objective), at: race.start, region: regionsOf(race, lanes)[0] });
    handle.setAttribute('aria-label', words.startHandle(place(race.start)));
  }

  function drawPlayer({ race }: Shown, lanes: Lane[], playing: boolean) {
    const end = last(race, lanes);
    const at = one<HTMLInputElement>('[name=at]');
    at.max = String(end);
    setValue(at, race.at);
    setText(one('.count'), words.stepOf(race.at, end));
    setText(one('[data-do=play] span'), playing ? words.pause : words.play);
    root.toggleAttribute('data-playing', playing);
  }

  function drawSetUp({ race, protocol }: Shown) {
    setValue(one('[name=x]'), race.start[0]);
    setValue(one('[name=y]'), race.start[1]);
    setValue(one('[name=steps]'), race.steps);
    setValue(one('[name=objective]'), race.objective);
    setValue(one('[name=view]'), race.view);
    setValue(one('[name=levels]'), race.levels);
    setValue(one('[name=panel]'), race.panel);
    one<HTMLOptionElement>('[name=levels] [value=root]').disabled = !hasRoot(objective(race.objective));
    for (const field of root.querySelectorAll<HTMLSelectElement>('[name=focus]')) setValue(field, race.focus);
    one<HTMLElement>('[data-do=levels]').hidden = !hasRoot(objective(race.objective));
    setText(one('[data-do=levels]'), words.levelSwitch[race.levels]);
    // A protocol is what is shown only as long as nobody has changed its rules.
    const preset = presets.get(protocol);
    const kept = preset !== undefined && sameRules(withoutGuests(race, preset), preset);
    for (const button of all('[data-protocol]')) button.setAttribute('aria-pressed', String(kept && button.dataset.protocol === protocol));
  }

  function fieldsOf({ entry, optimizer }: Lane, race: Race): HTMLElement {
    return fieldsIn(
      root,
      entry.optimizer,
      { ...entry, optimizer, limited: true, schedules, scheduleFolded: true, open: isFormed(start, race) },
      words,
    );
  }

  function drawSettings({ race }: Shown, lanes: Lane[]) {
    for (const group of all('[data-of]')) group.hidden = group.dataset.of !== race.focus;
    const lane = lanes.find(({ entry }) => entry.optimizer === race.focus);
    if (!lane) return;
    const { entry, optimizer } = lane;
    const { hyper: usual } = written(optimizer, entry.form);
    const group = fieldsOf(lane, race);
    group.hidden = false;
    for (const [name, value] of Object.entries(entry.hyper)) {
      setValue(one(`[data-setting="${name}"]`, group), value);
      const slider = group.querySelector<HTMLInputElement>(`[data-slider="${name}"]`);
      if (!slider) continue;
      setValue(slider, position(settingFor(name, usual[name]), value));
      slider.setAttribute('aria-valuetext', sayValue(name, objective(race.objective), optimizer, entry.hyper, words));
    }
    const form = group.querySelector<HTMLSelectElement>('[data-form]');
    if (form) setValue(form, entry.form ?? '');
    const schedule = group.querySelector<HTMLSelectElement>('[data-schedule]');
    if (schedule) setValue(schedule, entry.schedule ?? 'constant');
  }

  /** The table of the path in focus, which is costly and rarely open. */
  function fillTable({ race }: Shown, lanes: Lane[]) {
    const lane = lanes.find(({ entry }) => entry.optimizer === race.focus);
    if (!lane) return;
    const { columns, rows } = tableOf(lane, words);
    const cell = (kind: 'th' | 'td' | 'col', text: string, attributes: Record<string, string | undefined> = {}) => {
      const element = document.createElement(kind);
      element.textContent = text;
      for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
      return element;
    };
    const row = (...cells: HTMLElement[]) => {
      const element = document.createElement('tr');
      element.append(...cells);
      return element;
    };
    one('.numbers caption').textContent = words.table(lane.optimizer.name);
    one('.numbers colgroup').replaceChildren(
      cell('col', ''),
      ...columns.map(({ symbol, pair }) => cell('col', '', { span: pair ? '2' : '1', 'data-symbol': symbol })),
    );
    one('.numbers thead').replaceChildren(
      row(
        cell('th', words.columns.step, { scope: 'col', rowspan: '2' }),
        ...columns.map(({ head, symbol, pair }) =>
          cell(
            'th',
            head,
            pair ? { scope: 'colgroup', colspan: '2', 'data-symbol': symbol, tabindex: symbol && '0' } : { scope: 'col', rowspan: '2' },
          ),
        ),
      ),
      row(...columns.flatMap(({ pair }) => (pair ? ['x', 'y'].map((name) => cell('th', name, { scope: 'col' })) : []))),
    );
    one('.numbers tbody').replaceChildren(
      ...rows.map(([first, ...rest]) => row(cell('th', first, { scope: 'row' }), ...rest.map((text) => cell('td', text)))),
    );
    relight(one('.numbers'));
    markRow(race.at);
  }

  /** Marks the cursor's row, and brings it into the table's own window. */
  function markRow(at: number) {
    const rows = one<HTMLTableSectionElement>('.numbers tbody').rows;
    marked?.removeAttribute('aria-current');
    marked = rows[Math.min(at, rows.length - 1)];
    marked?.setAttribute('aria-current', 'step');
    // Where a row is costs a layout now, and nothing at the beginning of the next frame.
    requestAnimationFrame(() => marked && bringIntoWindow(marked));
  }

  function bringIntoWindow(row: HTMLTableRowElement) {
    const window = one<HTMLElement>('.numbers .scroll');
    const head = one<HTMLElement>('.numbers thead').offsetHeight;
    const [top, bottom] = [row.offsetTop - head, row.offsetTop + row.offsetHeight];
    if (top < window.scrollTop) window.scrollTop = top;
    else if (bottom > window.scrollTop + window.clientHeight) window.scrollTop = bottom - window.clientHeight;
  }
}

/** What the reader is typing is left alone. */
function setValue(field: HTMLInputElement | HTMLSelectElement, value: string | number) {
  // A slider that is being moved is finer than the value that it gives, and must not be pulled back to it.
  const busy = field === document.activeElement && field.matches('input:not([name=at])');
  if (busy && (field.type === 'range' || field.getAttribute('aria-invalid') || Number(field.value) === value)) return;
  if (field.value !== String(value)) field.value = String(value);
}

/** The corner of the map with the fewest points of the paths, where a text covers least. */
export function quietest(f: Objective, { start }: Race, lanes: Lane[]): string {
  const scale = scaleOf(f, frame);
  const marks = [start, start, start, ...f.minima].map(scale);
  const points = [...marks, ...lanes.flatMap((lane) => beads(lane.points.map(scale), 12, frame))];
  const corners = ['top right', 'bottom right', 'bottom left', 'top left'].map((name) => {
    const here = ([x, y]: Point) =>
      (name.includes('top') ? y >= 0 && y < 110 : y > frame.height - 110 && y <= frame.height) &&
      (name.includes('left') ? x >= 0 && x < 360 : x > frame.width - 360 && x <= frame.width);
    return { name, crowd: points.filter(here).length };
  });
  return corners.reduce((best, corner) => (corner.crowd < best.crowd ? corner : best)).name;
}
