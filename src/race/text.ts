/** Writes a text that is another: one that stays is not read out again, and costs nothing. */
export function setText(element: Node, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Shows what a button hides, or hides it again: what it is called says which. */
export function unfold(button: HTMLButtonElement, part: HTMLElement): void {
  const open = button.getAttribute('aria-expanded') !== 'true';
  button.setAttribute('aria-expanded', String(open));
  part.toggleAttribute('data-open', open);
}
