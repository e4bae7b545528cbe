/** Everything that reads a notebook file comes when the first one is chosen. */
const box = document.querySelector<HTMLElement>('.open');
const cells = document.querySelector<HTMLElement>('.notebook');
const field = box?.querySelector('input');
const said = box?.querySelector('p');

field?.addEventListener('change', async () => {
  const file = field.files?.[0];
  if (!file || !cells || !said) return;
  try {
    const [{ open }, { enliven }] = await Promise.all([import('../cells/take/open.ts'), import('../cells/live.ts')]);
    said.textContent = await open(file, enliven(cells));
  } catch (error) {
    said.textContent = (box?.dataset.failed ?? '').replace('…', error instanceof Error ? error.message : String(error));
  }
  // The same file may be chosen again.
  field.value = '';
});
