/** TeX as text: the few things that need to be known of an equation without setting it in type. */

/** The tokens of a row of TeX, spaces among them; joined they are the row again. Words are one token: no letter of theirs is a symbol. */
export function tokensOf(tex: string): string[] {
  return tex.match(/\\text\{[^}]*\}|\\[a-zA-Z]+|\\.|\s+|[^\\\s]/g) ?? [];
}

/**
 * A part of a row with data attributes that styles and scripts can find: `named('m', { symbol: 'm' })`.
 * KaTeX takes names of small letters, and values without commas, braces or equals signs.
 */
export function named(tex: string, data: Record<string, string>): string {
  const attributes = Object.entries(data).map(([name, value]) => `${name}=${value}`);
  return attributes.length > 0 ? `\\htmlData{${attributes.join(', ')}}{${tex}}` : tex;
}
