/**
 * Which symbol of the page is lit: in equations and code, on maps, in tables and at sliders, all at once.
 * Whatever stands for a symbol says so: `data-symbol="beta1"`.
 */

type Watcher = (name: string | undefined, from: Element | undefined) => void;

let lit: string | undefined;
/** What keeps it lit wherever the pointer goes: a tap or a step of the keyboard, until the next or Escape; or the focus. */
let held: 'tap' | 'focus' | undefined;
const watchers = new Set<Watcher>();

/** Lights a symbol, or none. `from` is the element that asked for it. */
export function light(name: string | undefined, from?: Element, by?: 'tap' | 'focus'): void {
  held = name === undefined ? undefined : by;
  if (name === lit && !from) return;
  lit = name;
  relight(document);
  for (const watcher of watchers) watcher(name, from);
}

/** Lights what came into the page since. */
export function relight(within: ParentNode): void {
  for (const element of within.querySelectorAll('[data-symbol].lit')) element.classList.remove('lit');
  if (lit === undefined) return;
  for (const element of within.querySelectorAll(`[data-symbol=${lit}]`)) element.classList.add('lit');
}

/** The symbol that is lit. */
export function litNow(): string | undefined {
  return lit;
}

/** Calls `watcher` whenever another symbol is lit. */
export function watch(watcher: Watcher): void {
  if (watchers.size === 0) listen();
  watchers.add(watcher);
}

const symbolAt = (target: EventTarget | null) => (target as Element | null)?.closest?.<HTMLElement>('[data-symbol]') ?? undefined;

function listen(): void {
  // A sleeping figure then need not keep what is done to its letters until it wakes.
  document.documentElement.dataset.letters = '';
  document.addEventListener('pointerover', ({ target, pointerType }) => {
    // A finger has no place of its own between taps, which are clicks.
    if (held || pointerType !== 'mouse') return;
    const element = symbolAt(target);
    if (element?.dataset.symbol !== lit) light(element?.dataset.symbol, element);
  });

  document.addEventListener('click', ({ target }) => {
    const element = symbolAt(target);
    if (!element) {
      // Pressing a button or moving a slider is no wish to see less.
      if (held && !(target as Element).closest('button, input, select, summary, a, label')) light(undefined);
    } else if (!(target as Element).matches('input, select')) {
      const again = held === 'tap' && element.dataset.symbol === lit;
      light(again ? undefined : element.dataset.symbol, element, 'tap');
    }
  });

  document.addEventListener('focusin', ({ target }) => {
    const element = symbolAt(target);
    if (element) light(element.dataset.symbol, element, 'focus');
  });

  document.addEventListener('focusout', ({ target }) => {
    if (symbolAt(target) && held === 'focus') light(undefined);
  });

  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && lit !== undefined) light(undefined);
  });
}
