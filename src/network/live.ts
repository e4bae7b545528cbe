import { guests, optimizer } from '../catalog.ts';
import { written } from '../lib/optimizer.ts';
import { complaint, settingFor, valueAt } from '../lib/vocabulary.ts';
import { DamagedLink } from '../race/address.ts';
import { complaints, numberIn } from '../race/field.ts';
import { atNextFrame } from '../race/frames.ts';
import { isGuest, isHere, listen } from '../race/guests.ts';
import { copy, toAddress } from '../race/hand-over.ts';
import { unfold } from '../race/text.ts';
import { type Language, words as languages } from '../words.ts';
import { read, write } from './address.ts';
import { large } from './curves.ts';
import { forGuests, inWorker } from './driver.ts';
import { type Experiment, isWhole, limits, type Runner } from './experiment.ts';
import type { View } from './picture.ts';
import { loadPictures, type Origin, type Pictures } from './pictures.ts';
import type { Recorded } from './recorded.ts';
import { able, firstExperiment, guestOf, inForm, runnerOf } from './runners.ts';
import { save } from './save.ts';
import { createSession } from './session.ts';
import { mnistFiles } from './site.ts';
import { type Track, tracksOf } from './track.ts';
import { viewOf } from './view.ts';

/** Milliseconds between two drawings of a race under way: what a drawing takes is taken from those who train. */
const pace = 400;

/** Brings the figure to life: its controls change an experiment, a session runs it, and what is heard of it is drawn. */
export function enliven(root: HTMLElement): void {
  const { network: words, race: ofRaces } = languages[document.documentElement.lang as Language];
  const one = <T extends Element>(selector: string) => root.querySelector(selector) as T;
  const { complain, settle } = complaints(one('.wrong'), words.kept);
  const screen = viewOf(root, words, ofRaces);

  /** What the next race is to be. Its runners are those who are switched on, of `all`. */
  let next = firstExperiment();
  let all = new Map<string, Runner>(able.map((id) => [id, runnerOf(id)]));
  let on = new Set(next.runners.map(({ optimizer }) => optimizer));
  let view: View = { axis: 'iteration', scale: 'a4', panel: 'accuracy', focus: 'adam' };
  let message = '';
  let notes = '';
  let loading = false;
  /** Whether something was set since the race began. */
  let changed = false;
  /** The race that was run beforehand, until one is run here. */
  let recorded: { experiment?: Experiment; tracks: Map<string, Track> } = { tracks: new Map() };

  const experiment = (): Experiment => ({ ...next, runners: [...all.values()].filter(({ optimizer }) => on.has(optimizer)) });

  // ---- images

  const origins = new Map<string, Origin>([
    ['built-in', { type: 'built-in' }],
    ['site', { type: 'site', urls: mnistFiles.map((file) => `${root.dataset.mnist}${file}`) }],
  ]);
  const sets = new Map<string, Promise<Pictures>>();
  let chosen = 'built-in';
  /** Those of the race under way. */
  let used: Pictures | undefined;

  function pictures(key: string): Promise<Pictures> {
    const known = sets.get(key);
    if (known) return known;
    const loaded = loadPictures(origins.get(key) as Origin);
    sets.set(key, loaded);
    // What failed can be tried again.
    loaded.catch(() => sets.delete(key));
    return loaded;
  }

  /** Sets that nobody uses or has chosen go, with the memory that they take. */
  async function tidy() {
    for (const [key, loaded] of sets) {
      const set = await loaded.catch(() => undefined);
      if (!set || key === chosen || set === used || key === 'built-in') continue;
      set.close();
      sets.delete(key);
    }
  }

  async function choose(key: string) {
    loading = true;
    render();
    try {
      const { about } = await pictures(key);
      chosen = key;
      message = '';
      notes = [key === 'built-in' ? '' : words.loaded(about.name, about.train, about.test), ...about.notes].filter(Boolean).join(' ');
      changed = true;
      if (key === 'given') screen.offer(words.sets.given(about.name));
      void tidy();
    } catch (error) {
      message = words.notLoaded(sentence(error));
    }
    loading = false;
    one<HTMLSelectElement>('[name=images]').value = chosen;
    render();
  }

  async function take(files: File[]) {
    if (files.length === 0) return;
    const before = sets.get('given');
    const origin = origins.get('given');
    sets.delete('given');
    origins.set('given', { type: 'files', files });
    await choose('given');
    // Files that cannot be used leave those that can in their place.
    if (!sets.has('given') && before && origin) {
      sets.set('given', before);
      origins.set('given', origin);
    } else if (before) void before.then((old) => old !== used && old.close());
  }

  // ---- the race

  let announced = false;
  const session = createSession({
    drive: (id) => (isGuest(id) ? forGuests() : inWorker),
    images: () => (used as Pictures).port(),
    changed(news) {
      if (session.phase === 'ended' && !announced) announce();
      announced = session.phase === 'ended';
      if (news && session.phase === 'running') follow();
      else render();
    },
    silent: words.silent,
  });

  async function start() {
    const asked = experiment();
    if (asked.runners.length === 0) {
      message = words.nobody;
      return render();
    }
    session.stop();
    loading = true;
    message = '';
    render();
    try {
      used = await pictures(chosen);
      changed = false;
      view = { ...view, at: undefined, focus: on.has(view.focus) ? view.focus : asked.runners[0].optimizer };
      session.start(asked);
      void tidy();
    } catch (error) {
      message = words.notLoaded(sentence(error));
    }
    loading = false;
    render();
  }

  function restart() {
    const { at } = view;
    if (at === undefined || session.phase === 'idle') return;
    changed = false;
    view = { ...view, at: undefined };
    session.restart(at, experiment().runners);
  }

  /** Tells whoever draws more of a race that it is over. */
  function announce() {
    const { experiment, tracks } = session;
    if (!used || !experiment) return;
    const paths = [...tracks].map(([optimizer, { snapshots }]) => ({ optimizer, snapshots: snapshots.map(({ t, x }) => ({ t, x })) }));
    document.dispatchEvent(new CustomEvent('downhill:trained', { detail: { experiment, paths, images: used.port() } }));
  }

  // ---- what is set

  /** Another experiment for the next race. */
  function set(change: Partial<Experiment>) {
    next = { ...next, ...change };
    changed = true;
    render();
  }

  function setRunner(id: string, change: Partial<Runner>) {
    all.set(id, { ...(all.get(id) as Runner), ...change });
    changed = true;
    render();
  }

  function look(change: Partial<View>) {
    view = { ...view, ...change };
    render();
  }

  function toggle(id: string) {
    if (!on.delete(id)) on.add(id);
    changed = true;
    if (on.has(id)) view = { ...view, focus: id };
    else if (view.focus === id) view = { ...view, focus: [...on][0] ?? id };
    render();
  }

  function reset() {
    for (const [id] of all) all.set(id, isGuest(id) ? guestOf(id) : runnerOf(id));
    next = firstExperiment();
    on = new Set([...next.runners.map(({ optimizer }) => optimizer), ...[...all.keys()].filter(isGuest)]);
    changed = session.phase !== 'idle';
    message = '';
    render();
  }

  // ---- fields

  function takeNumber(field: HTMLInputElement, key: keyof typeof limits) {
    const { min, max } = limits[key];
    const value = numberIn(field);
    if (!(value >= min && value <= max) || (isWhole(key) && !Number.isInteger(value))) return complain(field, words.allowed[key](min, max));
    settle(field);
    // Without a limit the experiment is the one that knows of none.
    set({ [key]: key === 'clip' && value === 0 ? undefined : value });
  }

  function takeSetting(field: HTMLInputElement, of: string, name: string) {
    const allowed = complaint(name, numberIn(field), usual(of, name));
    if (allowed) return complain(field, allowed);
    settle(field);
    setSetting(of, name, numberIn(field));
  }

  const usual = (of: string, name: string) => written(optimizer(of), all.get(of)?.form).hyper[name];

  const setSetting = (of: string, name: string, value: number) => setRunner(of, { hyper: { ...all.get(of)?.hyper, [name]: value } });

  root.addEventListener('input', ({ target }) => {
    const field = target as HTMLInputElement;
    const of = field.closest<HTMLElement>('[data-of]')?.dataset.of ?? '';
    if (field.name === 'at') lookAt(field.valueAsNumber);
    else if (Object.hasOwn(limits, field.name)) takeNumber(field, field.name as keyof typeof limits);
    else if (field.dataset.setting) takeSetting(field, of, field.dataset.setting);
    else if (field.dataset.slider) {
      const name = field.dataset.slider;
      setSetting(of, name, valueAt(settingFor(name, usual(of, name)), field.valueAsNumber));
    }
  });

  root.addEventListener('change', ({ target }) => {
    const field = target as HTMLSelectElement;
    const of = field.closest<HTMLElement>('[data-of]')?.dataset.of ?? '';
    if (field.name === 'images') void choose(field.value);
    else if (field.name === 'activation') set({ activation: field.value as Experiment['activation'] });
    else if (field.name === 'starts') set({ starts: field.value as Experiment['starts'] });
    else if (field.name === 'panel') look({ panel: field.value as View['panel'] });
    else if (field.name === 'focus') look({ focus: field.value });
    else if (field.dataset.schedule !== undefined) setRunner(of, { schedule: field.value });
    else if (field.dataset.form !== undefined) setRunner(of, inForm(all.get(of) as Runner, field.value || undefined));
    else if (field.name === 'files') {
      const files = [...((target as HTMLInputElement).files ?? [])];
      (target as HTMLInputElement).value = '';
      void take(files);
    }
  });

  // A field left with a wrong text says again what holds.
  root.addEventListener('focusout', ({ target }) => {
    settle(target as Element);
    render();
  });

  const verbs: Record<string, (button: HTMLButtonElement) => void> = {
    start() {
      if (session.phase === 'running') session.pause();
      else if (session.phase === 'paused') session.resume();
      else void start();
    },
    stop: () => session.stop(),
    restart,
    'set-up': (button) => {
      const panel = one<HTMLElement>('.set-up');
      panel.hidden = !panel.hidden;
      button.setAttribute('aria-expanded', String(!panel.hidden));
    },
    reset,
    more: (button) => unfold(button, one('.spares')),
    choose: () => one<HTMLInputElement>('[name=files]').click(),
    'copy-link': (button) => {
      saveAddress();
      copy(button, location.href, ofRaces.copied, ofRaces.notCopied);
    },
  };

  root.addEventListener('click', ({ target }) => {
    const row = (target as Element).closest<HTMLElement>('[data-of-row]');
    if (row) look({ focus: row.dataset.ofRow });
    const button = (target as Element).closest<HTMLButtonElement>('button');
    if (!button) return;
    const { do: verb, toggle: id, axis, scale, download } = button.dataset;
    if (id) toggle(id);
    else if (axis) look({ axis: axis as View['axis'] });
    else if (scale) look({ scale: scale as View['scale'] });
    else if (download) save(download, underWay(), shownTracks(), words);
    else if (verb) verbs[verb]?.(button);
  });

  // ---- files that are dropped

  root.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    root.dataset.over = '';
  });
  root.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!root.contains(relatedTarget as Node | null)) delete root.dataset.over;
  });
  root.addEventListener('drop', (event) => {
    delete root.dataset.over;
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    void take([...event.dataTransfer.files]);
  });

  // ---- the cursor

  /** At its right end the cursor follows the race. */
  function lookAt(at: number) {
    const end = Math.max(0, ...[...shownTracks().values()].map(({ losses }) => losses.length));
    look({ at: at >= end ? undefined : at });
  }

  const map = one<SVGSVGElement>('.losses');
  function point({ clientX }: PointerEvent) {
    if (view.axis !== 'iteration') return;
    const box = map.getBoundingClientRect();
    const { width, left, right } = large;
    const part = (((clientX - box.left) / box.width) * width - left) / (width - left - right);
    lookAt(Math.round(Math.min(1, Math.max(0, part)) * underWay().iterations));
  }
  map.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    map.setPointerCapture(event.pointerId);
    point(event);
  });
  map.addEventListener('pointermove', (event) => {
    if (map.hasPointerCapture(event.pointerId)) point(event);
  });

  // ---- the reader's own

  /** Each guest as it was when it last came. */
  const met = new Map<string, Runner>();

  function welcome() {
    for (const id of [...all.keys()]) {
      if (isHere(id)) continue;
      all.delete(id);
      met.delete(id);
      on.delete(id);
      if (view.focus === id) view = { ...view, focus: 'adam' };
    }
    for (const id of guests.optimizers.keys()) {
      const [usual, set] = [met.get(id), all.get(id)];
      if (!set) {
        on.add(id);
        view = { ...view, focus: id };
      }
      all.set(id, guestOf(id, usual && set && { usual, set }));
      met.set(id, guestOf(id));
    }
    changed = true;
    render();
  }
  listen(welcome);

  // ---- drawing

  const shownTracks = (): Map<string, Track> => {
    if (session.phase !== 'idle') return session.tracks;
    return new Map([...recorded.tracks].filter(([id]) => on.has(id)));
  };

  /** What is seen: the race that runs or ran here, or the one that was run beforehand. */
  const underWay = (): Experiment => session.experiment ?? recorded.experiment ?? experiment();

  const render = atNextFrame(() => draw(false));

  /** Draws what is heard of a race, once in a while: the machine has something else to do. */
  let awaited = false;
  function follow() {
    if (awaited) return;
    awaited = true;
    setTimeout(() => {
      awaited = false;
      requestAnimationFrame(() => draw(true));
    }, pace);
  }

  function draw(news: boolean) {
    const focus = all.has(view.focus) ? view.focus : 'adam';
    const running = underWay();
    screen.draw({
      shown: { experiment: running, tracks: shownTracks(), view: { ...view, focus } },
      news,
      next: experiment(),
      all,
      phase: session.phase,
      loading,
      changed,
      message,
      notes,
      timeLeft: session.timeLeft(),
      canRestart: session.phase !== 'idle' && view.at !== undefined && !loading,
      images: async () => (used ?? (await pictures('built-in'))).source,
    });
    if (news || saving) return;
    saving = true;
    setTimeout(saveAddress, 300);
  }

  let saving = false;
  function saveAddress() {
    saving = false;
    toAddress(root.id, write(experiment()));
  }

  try {
    next = read(new URLSearchParams(location.search));
    on = new Set(next.runners.map(({ optimizer }) => optimizer));
    all = new Map([...all, ...next.runners.map((runner): [string, Runner] => [runner.optimizer, runner])]);
    if (!on.has(view.focus)) view = { ...view, focus: next.runners[0].optimizer };
  } catch (error) {
    if (!(error instanceof DamagedLink)) throw error;
    message = ofRaces.damaged(error.part, error.allowed);
  }
  if (guests.optimizers.size > 0) welcome();

  fetch(root.dataset.recorded ?? '')
    .then((response) => response.json())
    .then((file: Recorded) => {
      recorded = { experiment: file.experiment, tracks: tracksOf(file) };
      render();
    })
    // The still curves stay; they can be raced anew all the same.
    .catch(console.error);
}

function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
