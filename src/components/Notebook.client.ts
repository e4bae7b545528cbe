/**
 * Wakes a page's cells: when the reader first touches one, or at once where edits of theirs are kept or a link brings some.
 * What the reader did before they were awake is done then.
 */
import { keysOf, marker } from '../cells/keys.ts';

const notebook = document.querySelector<HTMLElement>('.notebook');

if (notebook) {
  // The reader comes to change the update. As long as nobody is in the cell it does not scroll, and the page does.
  for (const cell of notebook.querySelectorAll<HTMLElement>('[data-from]')) {
    const pre = cell.querySelector('pre');
    if (pre) pre.scrollTop = Number(cell.dataset.from) * Number.parseFloat(getComputedStyle(pre).lineHeight);
  }

  let waking = false;
  const asleep = new AbortController();
  const kept: Event[] = [];

  const wake = () => {
    if (waking) return;
    waking = true;
    import('../cells/live.ts').then(
      ({ enliven }) => enliven(notebook),
      () => {
        waking = false;
        kept.length = 0;
        for (const state of notebook.querySelectorAll('.state')) state.textContent = notebook.dataset.asleep ?? '';
      },
    );
  };

  // Whoever it was that woke them: what they hear themselves from now on must not be said again.
  notebook.addEventListener('awake', () => {
    asleep.abort();
    for (const event of kept.splice(0)) event.target?.dispatchEvent(new (event.constructor as typeof Event)(event.type, event));
  });

  const keep = (event: Event) => {
    const target = event.target as HTMLElement;
    if (
      event instanceof KeyboardEvent
        ? event.key !== 'Enter' || !target.matches('pre')
        : !target.closest('.cell :is(button, pre), .all button')
    )
      return;
    if (event instanceof KeyboardEvent) event.preventDefault();
    kept.push(event);
    wake();
  };
  for (const type of ['click', 'keydown']) notebook.addEventListener(type, keep, { signal: asleep.signal, capture: true });
  for (const type of ['pointerdown', 'focusin']) notebook.addEventListener(type, wake, { signal: asleep.signal, passive: true });

  const called = () => location.hash.startsWith(marker);
  addEventListener('hashchange', () => called() && wake(), { signal: asleep.signal });
  if (called() || keeps(keysOf(location.pathname))) wake();
}

function keeps(prefix: string): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(prefix));
  } catch {
    return false;
  }
}
