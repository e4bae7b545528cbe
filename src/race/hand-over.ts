import { setText } from './text.ts';

/** Hands the reader a file. */
export function handOver(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Copies a text, and lets the button that asked for it say for a moment how that went. */
export function copy(button: HTMLButtonElement, text: string, done: string, refused: string): void {
  const name = button.textContent ?? '';
  const say = (answer: string) => {
    setText(button, answer);
    setTimeout(() => setText(button, name), 2000);
  };
  // A page that came over plain http has no clipboard.
  const written = navigator.clipboard?.writeText(text) ?? Promise.reject();
  written.then(
    () => say(done),
    () => say(refused),
  );
}

/** Writes what figure `id` shows into the page's address, so that a link brings it back. */
export function toAddress(id: string, parameters: Iterable<[key: string, value: string]>): void {
  const url = new URL(location.href);
  for (const key of [...url.searchParams.keys()]) if (key.startsWith(`${id}.`)) url.searchParams.delete(key);
  for (const [key, value] of parameters) url.searchParams.set(key, value);
  // Commas and the like may stand in a query as they are, and a link that can be read can be trusted.
  url.search = url.search.replaceAll('%2C', ',');
  if (url.href !== location.href) history.replaceState(history.state, '', url);
}
