export async function render(text: string, into: HTMLElement): Promise<void> {
  into.textContent = text;
}
