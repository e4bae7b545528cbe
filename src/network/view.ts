import { optimizer } from '../catalog.ts';
import type { Batch } from '../lib/network/net.ts';
import { written } from '../lib/optimizer.ts';
import { schedules } from '../lib/schedule.ts';
import { position, settingFor } from '../lib/vocabulary.ts';
import { fieldsIn } from '../race/fields.ts';
import { isGuest } from '../race/guests.ts';
import { give } from '../race/seats.ts';
import { setText } from '../race/text.ts';
import type { NetworkWords, RaceWords } from '../words.ts';
import { createChart, large, small } from './curves.ts';
import { type Experiment, type Runner, scored } from './experiment.ts';
import type { Source } from './loop.ts';
import { cursorIn, drawLosses, drawPanel, label, rowsOf, type Shown, sayPanel, scoreAt } from './picture.ts';
import type { Phase } from './session.ts';
import { firstMistakes, mistakesIn, sheetOf } from './wrong.ts';

/** All that the figure shows at a moment. */
export interface Scene {
  shown: Shown;
  /** Nothing but news of a race under way, which may wait. */
  news: boolean;
  /** What the next race is to be, and the settings of everybody who could take part. */
  next: Experiment;
  all: Map<string, Runner>;
  phase: Phase;
  loading: boolean;
  changed: boolean;
  message: string;
  notes: string;
  timeLeft: number | undefined;
  canRestart: boolean;
  /** The images of the race. */
  images: () => Promise<Source>;
}

/** How often texts and tables follow a race, in milliseconds: what is drawn is taken from those who train. */
const pace = 500;

/** Writes what is known of a race into the figure. */
export function viewOf(root: HTMLElement, words: NetworkWords, ofRaces: RaceWords) {
  const one = <T extends Element>(selector: string) => root.querySelector(selector) as T;
  const all = (selector: string) => root.querySelectorAll<HTMLElement>(selector);
  const [map, aside] = [one<SVGSVGElement>('.losses'), one<SVGSVGElement>('.panel')];
  const losses = createChart(large, document);
  const panel = createChart(small, document);
  /** When texts were last written. */
  let wrote = 0;
  let begun = false;
  /** Whose mistakes are shown, and when they were made. */
  let mistaken = '';
  /** The images of the test, and whose they are. */
  let tested: { of: Source; batch: Promise<Batch> } | undefined;

  return { draw, offer };

  function draw(scene: Scene) {
    const { shown, phase } = scene;
    const { tracks } = shown;
    // Until the numbers of the race that was run beforehand are there, its still picture stays.
    if (tracks.size > 0 || begun || phase !== 'idle') {
      if (!begun) {
        map.replaceChildren(losses.svg);
        aside.replaceChildren(panel.svg);
      }
      begun = true;
      drawLosses(losses, shown, words);
    }
    const now = performance.now();
    if (scene.news && now - wrote < pace) return;
    wrote = now;

    give(
      root,
      [...scene.all.values()].map((runner) => ({ entry: runner, optimizer: optimizer(runner.optimizer) })),
      ofRaces,
    );
    if (begun) {
      drawPanel(panel, shown);
      setText(one('.reading'), sayPanel(shown, words));
      aside.setAttribute('aria-label', sayPanel(shown, words));
      map.setAttribute('aria-label', label(shown, words));
      drawTable(shown);
      void drawMistakes(scene);
    }
    drawPlayer(scene);
    drawSettings(scene);
    setText(one('.message'), scene.message);
    setText(one('.now'), say(scene));
    setText(one('.notes'), [kernelNote(shown), scene.notes].filter(Boolean).join(' '));
  }

  function say({ phase, loading, changed, timeLeft, shown }: Scene): string {
    const { phase: phrases, recorded, seconds } = words;
    if (loading) return phrases.loading;
    if (phase === 'idle') return changed ? phrases.changed : recorded;
    if (phase === 'running') return phrases.running(timeLeft === undefined ? undefined : seconds(timeLeft / 1000));
    const noTimes = shown.view.axis === 'time' && [...shown.tracks.values()].every(({ times }) => times.length === 0);
    return [phase === 'paused' ? phrases.paused : phrases.ended, changed ? phrases.changed : '', noTimes ? words.noTimes : '']
      .filter(Boolean)
      .join(' ');
  }

  function kernelNote({ tracks }: Shown): string {
    const kernels = new Set([...tracks.values()].map(({ kernel }) => kernel));
    if (kernels.has('TypeScript')) return words.kernels.plain;
    if (kernels.has('WebAssembly SIMD')) return words.kernels.simd;
    return kernels.has('WebAssembly SIMD, fused') ? words.kernels.fused : '';
  }

  function drawPlayer({ shown, phase, loading, canRestart }: Scene) {
    const { experiment, tracks, view } = shown;
    const main = one<HTMLButtonElement>('[data-do=start]');
    setText(main, phase === 'running' ? words.pause : phase === 'paused' ? words.resume : words.start);
    main.disabled = loading;
    one<HTMLElement>('[data-do=stop]').hidden = phase !== 'running' && phase !== 'paused';
    one<HTMLButtonElement>('[data-do=restart]').disabled = !canRestart;
    const counts = [...tracks.values()].map(({ losses }) => losses.length);
    const end = phase === 'idle' ? experiment.iterations : Math.max(0, ...counts);
    const slider = one<HTMLInputElement>('[name=at]');
    slider.max = String(end);
    slider.value = String(view.at ?? end);
    slider.setAttribute('aria-valuetext', words.of(view.at ?? end, experiment.iterations));
    setText(one('.count'), words.of(view.at ?? end, experiment.iterations));
    const progress = one<HTMLProgressElement>('progress');
    progress.hidden = phase !== 'running' && phase !== 'paused';
    progress.value = counts.reduce((sum, count) => sum + count, 0) / (experiment.iterations * Math.max(1, counts.length));
  }

  function drawSettings({ next, all: everybody, shown: { view } }: Scene) {
    const write = (field: HTMLInputElement | HTMLSelectElement | null, value: string) => {
      if (field && document.activeElement !== field && field.value !== value) field.value = value;
    };
    for (const name of ['seed', 'iterations', 'weightDecay', 'clip', 'activation', 'starts'] as const)
      write(root.querySelector(`[name=${name}]`), String(next[name] ?? 0));
    for (const button of all('[data-toggle]')) {
      const isOn = next.runners.some(({ optimizer }) => optimizer === button.dataset.toggle);
      button.setAttribute('aria-pressed', String(isOn));
    }
    for (const button of all('[data-axis]')) button.setAttribute('aria-pressed', String(button.dataset.axis === view.axis));
    for (const button of all('[data-scale]')) button.setAttribute('aria-pressed', String(button.dataset.scale === view.scale));
    write(root.querySelector('[name=focus]'), view.focus);
    for (const group of all('[data-of]')) group.hidden = group.dataset.of !== view.focus;
    const runner = everybody.get(view.focus);
    if (runner) {
      const { hyper: usual } = written(optimizer(runner.optimizer), runner.form);
      const group = fieldsIn(root, runner.optimizer, { ...runner, optimizer: optimizer(runner.optimizer), schedules }, ofRaces);
      group.hidden = false;
      for (const [name, value] of Object.entries(runner.hyper)) {
        const slider = group.querySelector<HTMLInputElement>(`[data-slider="${name}"]`);
        write(group.querySelector(`[data-setting="${name}"]`), String(value));
        if (slider) slider.value = String(position(settingFor(name, usual[name]), value));
        slider?.setAttribute('aria-valuetext', String(value));
      }
      write(group.querySelector('[data-form]'), runner.form ?? '');
      write(group.querySelector('[data-schedule]'), runner.schedule);
    }
    const family = isGuest(view.focus) ? 'mine' : optimizer(view.focus).family;
    const coloured = `me-${family}`;
    if (!root.classList.contains(coloured)) {
      for (const name of [...root.classList]) if (name.startsWith('me-')) root.classList.remove(name);
      root.classList.add(coloured);
    }
  }

  function drawTable(shown: Shown) {
    const rows = rowsOf(shown, words);
    const body = one<HTMLTableSectionElement>('.standings tbody');
    const ids = [...body.rows].map((row) => row.dataset.ofRow).join(' ');
    if (ids !== rows.map(({ id }) => id).join(' '))
      body.replaceChildren(...rows.map(({ id, name, cells }) => rowFor(id, name, cells.length)));
    rows.forEach(({ id, cells, trouble }, i) => {
      const row = body.rows[i];
      row.toggleAttribute('aria-current', id === shown.view.focus);
      cells.forEach((cell, k) => {
        setText(row.cells[k + 1], cell);
      });
      setText(row.querySelector('.row-trouble') as Element, trouble ?? '');
    });
  }

  function rowFor(id: string, name: string, cells: number): HTMLTableRowElement {
    const row = document.createElement('tr');
    row.dataset.ofRow = id;
    const head = document.createElement('th');
    head.scope = 'row';
    const symbol = root.querySelector(`[data-toggle="${id}"] .symbol`)?.cloneNode(true);
    const trouble = document.createElement('span');
    trouble.className = 'row-trouble';
    head.append(...(symbol ? [symbol] : []), ` ${name} `, trouble);
    row.append(head, ...Array.from({ length: cells }, () => document.createElement('td')));
    return row;
  }

  async function drawMistakes({ shown: { tracks, view }, images }: Scene) {
    const track = tracks.get(view.focus);
    const score = track && scoreAt(track, view.at);
    const key = score ? `${view.focus} ${score.t} ${cursorIn(track, score.t)} ${score.said.join('')}` : '';
    if (key === mistaken || !score || score.said.length === 0) return;
    mistaken = key;
    const of = await images();
    if (tested?.of !== of) tested = { of, batch: of.sample('test', scored) };
    const { inputs, labels } = await tested.batch;
    // Meanwhile the cursor may have moved on.
    if (mistaken !== key) return;
    const wrong = mistakesIn(score.said, labels);
    const { name } = optimizer(view.focus);
    setText(one('.mistakes p'), wrong.length > 0 ? words.wrong(name, wrong.length, labels.length) : words.allRight(name, labels.length));
    one('.mistakes ul').replaceChildren(
      ...wrong.slice(0, firstMistakes).map((k) => {
        const item = document.createElement('li');
        const image = document.createElement('img');
        Object.assign(image, { src: sheetOf(inputs as Uint8Array, k), width: 56, height: 56, alt: '' });
        const text = document.createElement('span');
        text.textContent = words.mistaken(score.said[k], labels[k]);
        item.append(image, text);
        return item;
      }),
    );
  }

  /** Offers the reader's own images by this name. */
  function offer(name: string) {
    const choice = one<HTMLSelectElement>('[name=images]');
    const known = choice.querySelector<HTMLOptionElement>('[value=given]');
    if (known) known.textContent = name;
    else choice.append(new Option(name, 'given'));
  }
}
