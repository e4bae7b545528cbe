import { optimizer } from '../catalog.ts';
import { scaleOf } from '../race/map.ts';
import { short } from '../race/numbers.ts';
import { symbolOf } from '../race/seats.ts';
import { type Language, words as languages } from '../words.ts';
import { frame, movingLandscape, sayLandscape, sayLines, sayShare, tableOf, terrainOf } from './landscape.ts';
import type { News, Order } from './landscape.worker.ts';
import { fromRecord, type Surveys } from './landscape-record.ts';
import recorded from './runs/landscape.json';
import { everybody, type Survey } from './surveying.ts';
import { onTrained, type Trained } from './trained.ts';

/** Brings the figure to life: other planes through the race that was recorded, and through one that ran in the page. */
export function enliven(root: HTMLElement): void {
  const { landscape: words } = languages[document.documentElement.lang as Language].network;
  const one = <T extends Element>(selector: string) => root.querySelector(selector) as T;
  const map = one<SVGSVGElement>('.map');
  const slider = one<HTMLInputElement>('[name=at]');
  const planes = one<HTMLSelectElement>('[name=of]');
  const draw = one<HTMLButtonElement>('[data-do=draw]');
  const progress = one<HTMLElement>('.progress');

  let survey = fromRecord(recorded as unknown as Surveys, everybody);
  let f = terrainOf(survey);
  let move: (at: number) => void = () => {};
  let at = last();

  /** A race that could be drawn, and what surveys the one that is. */
  let waiting: Trained | undefined;
  let surveyor: Worker | undefined;
  let made = new Map<string, Survey>();

  function last() {
    return Math.max(...survey.walks.map(({ t }) => t.length)) - 1;
  }

  // ---- a race of the page

  onTrained((trained) => {
    waiting?.images.close();
    waiting = trained;
    draw.hidden = false;
  });

  draw.addEventListener('click', () => {
    if (!waiting) return;
    const { images, ...race } = waiting;
    waiting = undefined;
    draw.hidden = true;
    surveyor?.terminate();
    made = new Map();
    surveyor = new Worker(new URL('./landscape.worker.ts', import.meta.url), { type: 'module' });
    surveyor.onmessage = ({ data }: MessageEvent<News>) => hear(data);
    surveyor.onerror = ({ message }) => hear({ type: 'failed', of: planes.value, why: message || 'Error' });
    tell({ type: 'race', race }, [images]);
    planes.replaceChildren(
      new Option(words.planes.all, everybody),
      ...race.paths.map((path) => new Option(words.planes.own(optimizer(path.optimizer).name), path.optimizer)),
    );
    look(everybody);
  });

  const tell = (order: Order, transfer: Transferable[] = []) => surveyor?.postMessage(order, transfer);

  function hear(news: News) {
    if (news.type === 'done') progress.textContent = words.surveying(news.share);
    else if (news.type === 'failed') {
      progress.textContent = words.failed(news.why);
      planes.value = survey.of;
    } else {
      made.set(news.survey.of, news.survey);
      if (news.survey.of === planes.value) show(news.survey);
    }
  }

  // ---- what is looked at

  /** Shows the plane of that name as soon as it is there. */
  function look(of: string) {
    const known = surveyor ? made.get(of) : fromRecord(recorded as unknown as Surveys, of);
    if (known) show(known);
    else {
      progress.textContent = words.surveying(0);
      tell({ type: 'survey', of });
    }
  }

  function show(next: Survey) {
    survey = next;
    f = terrainOf(survey);
    const drawing = movingLandscape(survey, document);
    move = drawing.move;
    map.replaceChildren(drawing.svg);
    map.setAttribute('aria-label', sayLandscape(survey, words));
    one('.held').textContent = sayShare(survey, words);
    one('.lines').textContent = sayLines(survey, words);
    one('.source').textContent = surveyor ? words.drawn : '';
    progress.textContent = '';
    slider.max = String(last());
    step(last());
  }

  function step(to: number) {
    at = to;
    move(at);
    const { t } = longest();
    const count = words.of(t[at], t[last()]);
    slider.value = String(at);
    slider.setAttribute('aria-valuetext', count);
    one('.count').textContent = count;
    const { caption, rows } = tableOf(survey, at, words);
    one('caption').textContent = caption;
    one('tbody').replaceChildren(
      ...rows.map(({ id, name, cells }) => {
        const row = document.createElement('tr');
        const head = document.createElement('th');
        head.scope = 'row';
        head.append(symbolOf(id), name);
        row.append(head, ...cells.map((cell) => Object.assign(document.createElement('td'), { textContent: cell })));
        return row;
      }),
    );
  }

  const longest = () => survey.walks.reduce((long, walk) => (walk.t.length > long.t.length ? walk : long));

  planes.addEventListener('change', () => look(planes.value));
  slider.addEventListener('input', () => step(slider.valueAsNumber));

  function point({ clientX, clientY }: PointerEvent) {
    const box = map.getBoundingClientRect();
    const place = [((clientX - box.left) / box.width) * frame.width, ((clientY - box.top) / box.height) * frame.height] as const;
    one('.pointer').textContent = words.here(short(f.value(...scaleOf(f, frame).invert(place)), 2));
  }
  map.addEventListener('pointermove', point);
  map.addEventListener('pointerdown', point);

  show(survey);
}
