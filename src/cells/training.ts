/** Lets what cells make train the network: in the sandbox, where their code is. */
import { serve } from '../network/driver.ts';
import { cellOf, isGuest } from '../race/guests.ts';
import { nameOf, type Page, sayTrouble } from './guests.ts';
import type { Kernel, Trouble } from './protocol.ts';

/** From now on every algorithm that a cell makes can be trained (see `network/driver.ts`). */
export function teach(kernel: Kernel, page: Pick<Page, 'complain'>): void {
  serve((assignment, images, hear) => {
    const { optimizer: id } = assignment.runner;
    const cell = isGuest(id) ? cellOf(id) : undefined;
    return kernel.train({ ...assignment, optimizer: nameOf(id), cell }, images, (news) => {
      if (news.type !== 'failed') return hear(news);
      if (news.blames && cell !== undefined) page.complain(cell, news.trouble);
      hear({ type: 'failed', message: sayAll(news.trouble) });
    });
  });
}

/** With what to do about it. */
function sayAll(trouble: Trouble): string {
  const said = sayTrouble(trouble);
  return trouble.hint ? `${said}${/[.!?]$/.test(said) ? '' : '.'} ${trouble.hint}` : said;
}
