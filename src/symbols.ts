/** Ties the symbols of equations to the names of variables, by the vocabulary that both share. */
import { settings, variables, wordFor } from './lib/vocabulary.ts';
import { named, tokensOf } from './tex.ts';

/** Every symbol as tokens, the longest first: \epsilon_0 before \epsilon, \hat m before m. */
const spelt = [...Object.entries(settings), ...Object.entries(variables)]
  .map(([name, { symbol }]) => ({ name, tokens: solid(tokensOf(symbol)) }))
  .sort((a, b) => b.tokens.length - a.tokens.length);

/** A row of TeX in parts: symbols of the vocabulary, and whatever stands between them. */
export function partsOf(tex: string): { tex: string; name?: string }[] {
  const tokens = tokensOf(tex);
  const parts: { tex: string; name?: string }[] = [];
  for (let i = 0; i < tokens.length; ) {
    const found = spelt.map(({ name, tokens: symbol }) => ({ name, length: lengthOf(symbol, tokens, i) })).find(({ length }) => length > 0);
    const length = found?.length ?? 1;
    parts.push({ tex: tokens.slice(i, i + length).join(''), ...(found && { name: found.name }) });
    i += length;
  }
  return parts;
}

/** The names of the symbols in a row of TeX. */
export function symbolsIn(tex: string): Set<string> {
  return new Set(partsOf(tex).flatMap(({ name }) => name ?? []));
}

/** The names in a line of code that the vocabulary has. */
export function namesIn(code: string): Set<string> {
  return new Set(code.match(/[A-Za-z_$][\w$]*/g)?.filter((name) => wordFor(name)));
}

/** A row of TeX whose symbols carry their names: `data-symbol="beta1"`. */
export function withSymbols(tex: string): string {
  return partsOf(tex)
    .map((part) => (part.name ? named(part.tex, { symbol: part.name }) : part.tex))
    .join('');
}

/**
 * A row of TeX with a slot for a number in place of each symbol, or for two, one over the other, where it stands for
 * a number for each coordinate, or for each pair of them: `data-slot="m"`, and `data-when="new"` for the one that the row gives a value to.
 *
 * @param result the name that the row gives a value to
 * @param whole names that stand for one number
 */
export function withSlots(tex: string, result: string | undefined, whole: (name: string) => boolean): string {
  let first = true;
  return partsOf(tex)
    .map(({ tex: part, name }) => {
      if (!name) return part;
      const when = first && name === result ? 'new' : 'old';
      first = false;
      const number = String.raw`\text{0}`;
      const row = ['curvature', 'pairs'].includes(variables[name]?.measure) ? `${number}&${number}` : number;
      const slot = whole(name) ? number : String.raw`\left[\begin{smallmatrix}${row}\\${row}\end{smallmatrix}\right]`;
      return `{${named(slot, { slot: name, when, symbol: name })}}`;
    })
    .join('');
}

/** How many of the tokens from `start` spell the symbol, spaces left out; 0 if they don't. */
function lengthOf(symbol: string[], tokens: string[], start: number): number {
  let at = start;
  for (const token of symbol) {
    while (at > start && tokens[at]?.trim() === '') at++;
    if (tokens[at] !== token) return 0;
    at++;
  }
  return at - start;
}

function solid(tokens: string[]): string[] {
  return tokens.filter((token) => token.trim());
}
