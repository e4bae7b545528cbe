/** Copies the code of a cell. Where the browser gives no clipboard the button stays hidden. */
for (const button of document.querySelectorAll<HTMLButtonElement>('.cell .copy')) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  const name = button.textContent;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.parentElement?.querySelector('code')?.textContent ?? '');
    button.textContent = button.dataset.copied ?? '';
    setTimeout(() => {
      button.textContent = name;
    }, 2000);
  });
}
