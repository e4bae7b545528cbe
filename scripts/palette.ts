/**
 * The families' colours: how far apart they are to every reader, and a search for better ones.
 * `node scripts/palette.ts` prints what it finds for each paper; `src/styles/tokens.css` holds what was chosen.
 */
import {
  type Color,
  clampChroma,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  formatHex,
  type Oklch,
  oklch,
  parse,
  wcagContrast,
} from 'culori';

/** How a colour looks to readers of each kind of sight. */
const sights: ((colour: string) => string)[] = [
  (colour) => colour,
  ...[filterDeficiencyProt(1), filterDeficiencyDeuter(1), filterDeficiencyTrit(1)].map(
    (filter) => (colour: string) => formatHex(filter(parse(colour) as Color)) as string,
  ),
];

const difference = differenceCiede2000();

/** The smallest CIEDE2000 difference between any two of `colours`, to any reader. */
export function apart(colours: string[]): number {
  const differences = sights.flatMap((see) => {
    const seen = colours.map(see);
    return seen.flatMap((a, i) => seen.slice(0, i).map((b) => difference(a, b)));
  });
  return Math.min(...differences);
}

/** The contrast ratio (WCAG 2) of the colour that stands out least from `paper`. */
export function contrast(colours: string[], paper: string): number {
  return Math.min(...colours.map((colour) => wcagContrast(colour, paper)));
}

/**
 * Climbs from `start` to colours that are further apart. The first colour, the ink, stays; the hues stay within `sway`
 * degrees, so that a family keeps its name; every colour stays readable on `paper`.
 */
function search(start: string[], paper: string, readable: number, sway = 14): string[] {
  const hues = start.map((colour) => (oklch(colour) as Oklch).h ?? 0);
  let seed = 1;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return (seed / 2147483647) * 2 - 1;
  };
  let best = start;
  let score = 0;
  for (let turn = 0; turn < 20_000; turn++) {
    const reach = 1 - turn / 20_000;
    const k = 1 + (turn % (start.length - 1));
    const { l, c, h = 0 } = oklch(best[k]) as Oklch;
    const hue = Math.min(hues[k] + sway, Math.max(hues[k] - sway, h + 12 * reach * random()));
    const moved = formatHex(
      clampChroma(
        { mode: 'oklch', l: l + 0.1 * reach * random(), c: Math.max(0.07, Math.min(0.14, c + 0.04 * reach * random())), h: hue },
        'oklch',
      ),
    );
    const next = best.with(k, moved as string);
    const distance = apart(next);
    if (distance > score && contrast(next, paper) >= readable) [best, score] = [next, distance];
  }
  return best;
}

/**
 * As many more colours as are asked for, each far enough from all others and from `paper`: of all that a grid has, those of which
 * the palest is the strongest. None where there is no room.
 */
function more(fixed: string[], count: number, paper: string, far = 16.65): string[] {
  const levels = Array.from({ length: 43 }, (_, i) => (6 * i) / 255);
  const all = levels
    .flatMap((r) => levels.flatMap((g) => levels.map((b) => formatHex({ mode: 'rgb', r, g, b }))))
    .filter((colour) => contrast([colour], paper) >= 3 && fixed.every((one) => apart([one, colour]) >= far));
  // Neighbours on the grid are one colour to the eye.
  const few = all.filter((_, i) => i % Math.ceil(all.length / 700) === 0);
  const strength = (colour: string) => (oklch(colour) as Oklch).c * Math.min(5, contrast([colour], paper));
  const order = few.toSorted((a, b) => strength(b) - strength(a));
  const together = order.map((a) => order.map((b) => apart([a, b]) >= far));
  const grow = (set: number[], last: number): number[] | undefined => {
    if (set.length === count) return set;
    for (let next = last; next >= 0; next--) {
      const found = set.every((one) => together[one][next]) ? grow([...set, next], next - 1) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  // Of sets that go no further down the order than this, there is one or there is none.
  for (let last = count - 1; last < order.length; last++) {
    const found = grow([last], last - 1);
    if (found) return found.map((i) => order[i]);
  }
  return [];
}

/**
 * A second shade for each family, of its own hue and not much lighter or darker, so that it is still that family's: as far as
 * possible from the first, and from all that is another's. What is darker than a third is black to the eye, as a thin line.
 *
 * @param families their colours
 * @param others colours that are nobody's kin
 */
function shades(families: string[], others: string[], paper: string): string[] {
  let found: string[] = [];
  // Each moves away from where the others are, who then move again.
  for (let round = 0; round < 6; round++) {
    for (const [i, colour] of families.entries()) {
      const { l, c, h } = oklch(colour) as Oklch;
      const rest = [...families, ...others, ...found.filter((_, k) => k !== i)];
      const distance = (shade: string) => Math.min(...rest.map((one) => apart([shade, one])));
      const steps = Array.from({ length: 37 }, (_, step) =>
        formatHex(clampChroma({ mode: 'oklch', l: Math.max(1 / 3, l + (step - 18) / 100), c, h }, 'oklch')),
      ).filter((shade): shade is string => shade !== undefined && contrast([shade], paper) >= 3);
      const best = steps.reduce((best, shade) => (distance(shade) > distance(best) ? shade : best));
      found = i < found.length ? found.with(i, best) : [...found, best];
    }
  }
  return found;
}

if (import.meta.main) {
  const papers = {
    light: {
      paper: '#fffdf8',
      readable: 3,
      start: ['#24262b', '#005da1', '#9c8d3d', '#14a382', '#bf4d5c'],
      chosen: ['#24262b', '#005da1', '#9c8d3d', '#14a382', '#bf4d5c', '#546000', '#541e00'],
      mine: ['#786cfc', '#240054'],
    },
    dark: {
      paper: '#191a1d',
      readable: 4.5,
      start: ['#e6e2d9', '#4f9be0', '#b3a24c', '#14a382', '#e0616f'],
      chosen: ['#e6e2d9', '#9ecbff', '#adac30', '#00956e', '#e97b9d', '#4d7e00', '#e70038'],
      mine: ['#7770fc', '#b600f5'],
    },
  };
  for (const [name, { paper, readable, start, chosen, mine }] of Object.entries(papers)) {
    console.log(name, 'four more', more(chosen.slice(0, start.length), 4, paper).join(' '));
    console.log(name, 'second shades', shades(chosen, mine, paper).join(' '));
    for (const [what, colours] of Object.entries({ start, found: search(start, paper, readable) })) {
      console.log(name, what, colours.join(' '), `apart ${apart(colours).toFixed(1)}`, `contrast ${contrast(colours, paper).toFixed(2)}`);
    }
  }
}
