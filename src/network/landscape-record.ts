/** The surveys that were made beforehand: written by `npm run network`, shown until a race has run in the page. */
import type { Fallen, Survey } from './surveying.ts';

/** Surveys with what they have in common once. */
export interface Surveys {
  about: string;
  /** By whose plane it is. Losses on the grid are thousandths of their decimal logarithm. */
  surveys: Record<
    string,
    Omit<Survey, 'of' | 'walks' | 'values'> & { heights: number[]; walks: Pick<Fallen, 'share' | 'points' | 'off' | 'below'>[] }
  >;
  /** In the order of the walks. */
  walks: Pick<Fallen, 'optimizer' | 't' | 'losses'>[];
}

const digits = (value: number, count: number) => Number(value.toPrecision(count));
/** Ten-thousandths of the weights' own length, which on a map are less than a tenth of a pixel. */
const fine = (value: number) => Number(value.toFixed(4));

/** Surveys of the same walks as they are written down. */
export function toRecord(about: string, surveys: readonly Survey[]): Surveys {
  const [{ walks }] = surveys;
  return {
    about,
    walks: walks.map(({ optimizer, t, losses }) => ({ optimizer, t, losses: losses.map((loss) => digits(loss, 3)) })),
    surveys: Object.fromEntries(
      surveys.map(({ of, walks, values, share, view, ...size }) => [
        of,
        {
          ...size,
          share: digits(share, 4),
          view: { x: [fine(view.x[0]), fine(view.x[1])], y: [fine(view.y[0]), fine(view.y[1])] },
          heights: values.map((loss) => Math.round(1000 * Math.log10(loss))),
          walks: walks.map(({ share, points, off, below }) => ({
            share: digits(share, 4),
            points: points.map(([x, y]) => [fine(x), fine(y)] as const),
            off: off.map(fine),
            below: below.map((loss) => digits(loss, 3)),
          })),
        },
      ]),
    ),
  };
}

/** One of them, as it was made. */
export function fromRecord({ surveys, walks }: Surveys, of: string): Survey {
  const { heights, walks: fallen, ...survey } = surveys[of];
  return {
    of,
    ...survey,
    values: heights.map((height) => 10 ** (height / 1000)),
    walks: walks.map((walk, i) => ({ ...walk, ...fallen[i] })),
  };
}
