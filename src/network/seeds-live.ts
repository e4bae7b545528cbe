import { optimizer } from '../catalog.ts';
import { complaints, numberIn } from '../race/field.ts';
import { atNextFrame } from '../race/frames.ts';
import { setText } from '../race/text.ts';
import { type Language, words as languages } from '../words.ts';
import { inWorker } from './driver.ts';
import { limits } from './experiment.ts';
import { loadPictures, type Pictures } from './pictures.ts';
import { assignmentFor, efforts, type Job, jobsFor, outcomeOf, type RecordedSeeds } from './seeds.ts';
import { drawDots, type SeedsView } from './seeds-picture.ts';
import { createRepeats, type Repeats } from './seeds-session.ts';
import { type Comparison, comparisons, lanesOf, type Measure, rowsOf, sayStanding, standingIn } from './seeds-standing.ts';

/** As many as can be compared pair by pair. */
const bounds = { count: { min: 1, max: 20 }, from: limits.seed };

/** Brings the figure to life: the same runs with the reader's seeds, whose dots come to stand in front of the recorded ones. */
export function enliven(root: HTMLElement): void {
  const { network } = languages[document.documentElement.lang as Language];
  const words = network.seeds;
  const one = <T extends Element>(selector: string) => root.querySelector(selector) as T;
  const field = (name: keyof typeof bounds) => one<HTMLInputElement>(`[name=${name}]`);
  const asked = { count: Number(field('count').value), from: Number(field('from').value) };
  const { complain, settle } = complaints(one('.wrong'), network.kept);
  let view: SeedsView = { comparison: 'a3', measure: 'right' };
  let recorded: RecordedSeeds | undefined;
  let repeats: Repeats | undefined;
  let pictures: Promise<Pictures> | undefined;
  /** What was last asked for, and what came of it. */
  let jobs: Job[] = [];
  let state: 'recorded' | 'loading' | 'nothingNew' | 'stopped' | 'started' = 'recorded';
  let message = '';

  const arrived = fetch(root.dataset.recorded ?? '')
    .then((response) => response.json())
    .then((file: RecordedSeeds) => {
      recorded = file;
      render();
      return file;
    });
  // The still dots stay; whoever presses a button hears of it.
  arrived.catch(console.error);

  // ---- runs

  async function start() {
    const { count, from } = asked;
    const which = one<HTMLSelectElement>('[name=which]').value;
    state = 'loading';
    message = '';
    render();
    try {
      pictures ??= loadPictures({ type: 'built-in' });
      const [file, set] = await Promise.all([arrived, pictures]);
      repeats ??= repeatsOf(file, set);
      const seeds = Array.from({ length: count }, (_, i) => from + i);
      const before = repeats.ended.length;
      jobs = jobsFor(
        file.protocol.algorithms,
        efforts.filter((effort) => which === 'both' || which === effort),
        seeds,
      );
      state = 'started';
      repeats.start(jobs);
      if (!repeats.running && repeats.ended.length === before) state = 'nothingNew';
    } catch (error) {
      pictures = undefined;
      state = 'recorded';
      message = words.failed(error instanceof Error ? error.message : String(error));
    }
    render();
  }

  function repeatsOf(file: RecordedSeeds, set: Pictures): Repeats {
    return createRepeats({
      assign({ algorithm, effort, seed }) {
        const result = file.results.find(({ effort: its, runner }) => its === effort && runner.optimizer === algorithm);
        if (!result) throw new RangeError(`There are no settings “${effort}” of ${algorithm}`);
        return assignmentFor(file.protocol, seed, result.runner);
      },
      drive: inWorker,
      images: () => set.port(),
      judge: (track) => outcomeOf(file.protocol, track),
      changed: render,
      most: 2,
    });
  }

  // ---- controls

  root.addEventListener('input', ({ target }) => {
    const input = target as HTMLInputElement;
    if (!Object.hasOwn(bounds, input.name)) return;
    const name = input.name as keyof typeof bounds;
    const { min, max } = bounds[name];
    const value = numberIn(input);
    if (value >= min && value <= max && Number.isInteger(value)) {
      settle(input);
      asked[name] = value;
    } else {
      complain(input, words.allowed[name](min, max));
    }
  });

  // A field left with a wrong text says again what holds.
  root.addEventListener('focusout', ({ target }) => {
    const input = target as HTMLInputElement;
    if (settle(input)) input.value = String(asked[input.name as keyof typeof bounds]);
  });

  const verbs: Record<string, () => void> = {
    start: () => void start(),
    stop() {
      state = 'stopped';
      repeats?.stop();
    },
    clear() {
      state = 'recorded';
      repeats?.clear();
    },
  };

  root.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('button');
    if (!button) return;
    const { do: verb, comparison, measure } = button.dataset;
    if (comparison) view = { ...view, comparison: comparison as Comparison };
    if (measure) view = { ...view, measure: measure as Measure };
    if (verb) verbs[verb]();
    render();
  });

  // ---- drawing

  const render = atNextFrame(draw);

  let drawn = '';
  function draw() {
    const running = repeats?.running ?? false;
    const ended = repeats?.ended ?? [];
    for (const kind of ['comparison', 'measure'] as const)
      for (const button of root.querySelectorAll<HTMLElement>(`[data-${kind}]`))
        button.setAttribute('aria-pressed', String(button.dataset[kind] === view[kind]));
    one<HTMLButtonElement>('[data-do=start]').disabled = running || state === 'loading';
    one<HTMLElement>('[data-do=stop]').hidden = !running;
    one<HTMLButtonElement>('[data-do=clear]').disabled = running || ended.length === 0;
    const progress = one<HTMLProgressElement>('progress');
    progress.hidden = !running;
    progress.value = repeats?.progress() ?? 0;
    setText(one('.message'), repeats?.failure ? words.failed(repeats.failure) : message);
    setText(one('.now'), said(running, ended.length));

    // Dots come every few seconds, news many times in each.
    const key = `${view.comparison} ${view.measure} ${ended.length}`;
    if (!recorded || key === drawn) return;
    drawn = key;
    const { protocol } = recorded;
    const lanes = lanesOf(recorded, ended);
    const names = protocol.algorithms.map((id) => optimizer(id).name);
    for (const room of ['wide', 'narrow'] as const) {
      const map = one<SVGSVGElement>(`.dots.${room}`);
      drawDots(map, room, lanes, view, protocol.unseen, words);
      map.setAttribute('aria-label', words.label(words.measureNames[view.measure], names));
    }
    for (const comparison of comparisons) {
      const verdict = one<HTMLElement>(`[data-verdict=${comparison}]`);
      verdict.toggleAttribute('data-chosen', comparison === view.comparison);
      setText(verdict.querySelector('dd') as Element, sayStanding(standingIn(lanes, comparison, protocol.unseen), words));
    }
    rowsOf(lanes, protocol.unseen, words).forEach(({ lane: { algorithm, effort }, cells }) => {
      const row = one<HTMLTableRowElement>(`tr[data-lane="${algorithm} ${effort}"]`);
      cells.forEach((cell, i) => {
        setText(row.cells[i + 1], cell);
      });
    });
  }

  const atFirst = one('.now').textContent;
  function said(running: boolean, ended: number): string {
    const { phase } = words;
    if (state === 'loading') return phase.loading;
    if (running) {
      const done = jobs.filter((job) => repeats?.ended.some(({ job: other }) => JSON.stringify(other) === JSON.stringify(job))).length;
      const left = repeats?.timeLeft();
      return phase.running(done, jobs.length, left === undefined ? undefined : network.seconds(left / 1000));
    }
    if (state === 'nothingNew') return phase.nothingNew;
    if (state === 'stopped') return phase.stopped(ended);
    return ended > 0 ? phase.done(ended) : (atFirst ?? '');
  }
}
