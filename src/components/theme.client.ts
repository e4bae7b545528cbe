/** The button that turns the paper: kept for the next visit only where it differs from the system's choice. */
const root = document.documentElement;
const system = matchMedia('(prefers-color-scheme: dark)');

for (const button of document.querySelectorAll<HTMLButtonElement>('button.theme')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const preferred = system.matches ? 'dark' : 'light';
    const theme = (root.dataset.theme ?? preferred) === 'dark' ? 'light' : 'dark';
    if (theme === preferred) delete root.dataset.theme;
    else root.dataset.theme = theme;
    try {
      if (theme === preferred) localStorage.removeItem('theme');
      else localStorage.setItem('theme', theme);
    } catch {
      // Storage is refused: the choice holds for this page.
    }
  });
}
