/** Writes a text that is another: one that stays is not read out again, and costs nothing. */
export function setText(element: Node, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
