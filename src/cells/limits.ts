/** How much a cell may show. The kernel keeps to it, and says what it left out; the page takes no more from whoever speaks for it. */
export const limits = {
  /** In one run: lines of the log, displays, and about how many bytes in both. */
  logs: 1000,
  shown: 100,
  size: 8e6,
  /** Of what one run says, letters and elements that the page draws: a browser has to lay them all out. */
  drawn: 200_000,
  /** In one line of the log, values; and letters, as in every string that is shown. */
  items: 20,
  line: 2000,
  /** In one value: parts, and letters in all of them. */
  nodes: 10_000,
  letters: 50_000,
  columns: 20,
  rows: 50,
  /** In all series of a plot: a dot is an element of its own. */
  series: 20,
  points: { line: 10_000, dot: 2000 },
  /** Of what is said in passing: names, messages, places in the code. */
  name: 100,
  message: 2000,
  frames: 10,
  /** Of a training: losses in one report; vectors that its optimizer remembers, and numbers in all of them. */
  losses: 500,
  memory: { names: 16, numbers: 1_000_000 },
  /** Of a path on a map: numbers in one vector that its optimizer remembers. */
  vector: 100,
} as const;

/** The beginning of a text, and how many letters are missing. */
export function cut(text: string, most: number): { text: string; more: number } {
  return { text: text.slice(0, most), more: Math.max(0, text.length - most) };
}
