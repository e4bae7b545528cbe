// Before anything is painted: the paper that the reader chose. Storage may be refused; then the system's choice stays.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {}
