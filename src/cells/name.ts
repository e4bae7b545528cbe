/** 'gradient-descent' as a name in code: gradientDescent. */
export function camelCase(id: string): string {
  const name = id.replaceAll(/[^\p{ID_Continue}]+(.)?/gu, (_, next = '') => next.toUpperCase());
  return /^\p{ID_Start}/u.test(name) ? name : `_${name}`;
}

/** The name that somebody who wrote `name` may have meant: one to which at most a third of its letters have to change. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let [best, least] = [undefined as string | undefined, Math.max(1, Math.floor(name.length / 3)) + 1];
  for (const other of known) {
    const d = other.toLowerCase() === name.toLowerCase() ? 0 : distance(name, other);
    if (d < least) [best, least] = [other, d];
  }
  return best;
}

/** How many letters have to be put in, taken out or changed to get from one word to the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
    row = next;
  }
  return row[other.length];
}
