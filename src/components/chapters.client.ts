/** A list of chapters that is longer than its room opens where the reader is. */
const list = document.querySelector<HTMLElement>('#chapters');
const here = list?.querySelector<HTMLElement>('[aria-current]');

/** By itself, and not with the page, which has not been asked to move. */
function show(room: HTMLElement) {
  if (here) room.scrollTop = here.offsetTop - room.clientHeight / 2;
}

const header = list?.closest<HTMLElement>('header');
if (header) show(header);
// On a phone the list is a sheet of its own.
list?.addEventListener('toggle', () => show(list));
