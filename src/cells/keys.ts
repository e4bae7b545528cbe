/** The signs by which a page that sleeps knows that it has cells to open: small, as every page with cells reads it. */

/** What the part of an address that holds cells begins with. */
export const marker = '#cells=';

/** The first part of every key of a page in the browser's storage. `page` is its path. */
export const keysOf = (page: string) => `downhill.cell ${page} `;
