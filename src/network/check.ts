import { atNextFrame } from '../race/frames.ts';
import { type Language, words as languages } from '../words.ts';
import type { News } from './check.worker.ts';
import { type Checked, drawErrors, firstView, nameOf, sayCosts, sayErrors, type View } from './check-picture.ts';
import { follow, newChecked } from './check-record.ts';
import { firstSetup, type Precision, placeOf, type Setup } from './checking.ts';
import recorded from './runs/check.json';

/** Brings the figure to life: checks run in two workers, and what they find is drawn as it comes. */
export function enliven(root: HTMLElement): void {
  const { check: words } = languages[document.documentElement.lang as Language].network;
  const one = <T extends Element>(selector: string) => root.querySelector(selector) as T;
  const map = one<SVGSVGElement>('.map');
  const slider = one<HTMLInputElement>('[name=at]');
  const numbers = one<HTMLSelectElement>('[name=of]');
  const activation = one<HTMLSelectElement>('[name=activation]');

  let checked = recorded as Checked;
  let view: View = firstView;
  let setup: Setup = firstSetup;
  let workers: Worker[] = [];
  let progress = '';

  // ---- a check in the page

  function run() {
    stop();
    // What was found before is shown until there is something to draw.
    const made = newChecked(setup);
    view = { ...view, of: 'all' };
    numbers.value = 'all';
    let places = 0;
    let open = 0;
    workers = (['double', 'single'] as Precision[]).map((precision) => {
      open++;
      const worker = new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<News>) => {
        if (data.type === 'end') open--;
        else follow(made, precision, data);
        if (data.type === 'begun') places = data.places;
        if (made.double.length > 0) checked = made;
        progress = open > 0 ? words.running(made.double.length, places) : '';
        if (open === 0) {
          stop();
          offerNumbers();
        }
        render();
      };
      worker.onerror = ({ message }) => {
        stop();
        progress = words.failed(message || 'Error');
        render();
      };
      worker.postMessage({ setup, precision });
      return worker;
    });
  }

  function stop() {
    for (const worker of workers) worker.terminate();
    workers = [];
  }

  root.addEventListener('click', ({ target }) => {
    const verb = (target as Element).closest<HTMLElement>('[data-do]')?.dataset.do;
    if (verb === 'other') setup = { ...setup, seed: setup.seed + 1 };
    if (verb) run();
  });

  // ---- what is looked at

  /** The numbers of a check by layer, to choose from; the first choice is all of them. */
  function offerNumbers() {
    const groups = [...numbers.querySelectorAll('optgroup')];
    for (const [i, group] of groups.entries()) {
      const [whole] = group.children;
      const own = checked.double.filter(({ index }) => placeOf(index).layer === i + 1);
      group.replaceChildren(whole, ...own.map(({ index }) => new Option(nameOf(index), String(index))));
    }
    numbers.value = 'all';
  }

  root.addEventListener('change', ({ target }) => {
    if (target === activation) {
      setup = { ...setup, activation: activation.value as Setup['activation'] };
      run();
    }
    if (target === numbers) {
      const { value } = numbers;
      const of: View['of'] =
        value === 'all' ? value : value.startsWith('layer ') ? { layer: Number(value.slice(6)) } : { index: Number(value) };
      view = { ...view, of };
      render();
    }
  });

  slider.addEventListener('input', () => {
    // To the right h grows, as in the drawing.
    view = { ...view, at: Number(slider.max) - slider.valueAsNumber };
    render();
  });

  // ---- drawing

  const render = atNextFrame(draw);

  function draw() {
    const { now, best } = sayErrors(checked, view, words);
    map.replaceChildren(drawErrors(checked, view, words, document));
    map.setAttribute('aria-label', words.map(`${now} ${best}`));
    slider.setAttribute('aria-valuetext', now);
    one('.now').textContent = now;
    one('.bests').textContent = best;
    one('.progress').textContent = progress;
    // What comes every few milliseconds is read to nobody; what it ends with is.
    one('.status').setAttribute('aria-busy', String(workers.length > 0));
    const values = root.querySelectorAll('.costs dd');
    for (const [i, [, value]] of sayCosts(checked, words).entries()) values[i].textContent = value;
    if (checked !== recorded) one('.measured').textContent = words.measured.here;
    one('.zeros').textContent = words.zeros(checked.zeros, checked.of);
  }
}
