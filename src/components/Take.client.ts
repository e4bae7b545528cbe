/** Makes the files that a page links to anew, with what the reader has changed in it. Without this they are as the page came. */
const life = () => import('../cells/take/take.ts');

for (const section of document.querySelectorAll<HTMLElement>('.take')) {
  const message = section.querySelector('.message') as HTMLElement;
  section.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('[data-take]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    message.textContent = '';
    const { parts = '', root = '/' } = section.dataset;
    life()
      .then(({ save }) => save(link.dataset.take ?? '', parts, new URL(root, location.href).href))
      .catch((error: Error) => {
        message.textContent = (section.dataset.failed ?? '').replace('…', error.message);
      });
  });

  const details = section.querySelector<HTMLElement>('details');
  details?.addEventListener('toggle', () => void life().then(({ write }) => write(details, details.dataset.figure ?? '')), { once: true });
}
