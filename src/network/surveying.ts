/** Finds the plane that holds most of a race's paths, and the loss on it. The page's worker and the tests run this. */
import type { Kernel } from '../lib/network/kernel.ts';
import { lossAt, planeThrough, shadowOf, slice } from '../lib/network/landscape.ts';
import { type Batch, network } from '../lib/network/net.ts';
import type { Objective, Point } from '../lib/objective.ts';
import { type Experiment, sizes } from './experiment.ts';

/** What one optimizer passed: its snapshots, the first of them its start. */
export interface Walk {
  optimizer: string;
  snapshots: { t: number; x: ArrayLike<number> }[];
}

/** One of the walks, as it falls onto a plane. */
export interface Fallen {
  optimizer: string;
  /** How much of its way lies in the plane: 0 to 1. */
  share: number;
  /** At each snapshot: the update, the nearest point of the plane, how far that is, the loss, and the loss at that point. */
  t: number[];
  points: Point[];
  off: number[];
  losses: number[];
  below: number[];
}

export interface Survey {
  /** Whose plane it is: of all walks, or of one optimizer’s. */
  of: string;
  /** How much of these walks lies in the plane: 0 to 1. */
  share: number;
  /** The part of the plane that was measured, and the loss there: row by row from the lower left corner. */
  view: Objective['view'];
  columns: number;
  rows: number;
  values: number[];
  walks: Fallen[];
}

/** Whose plane is meant by this: everybody’s. */
export const everybody = 'all';

/** How fine the loss is measured, and on how many images: so that it takes a few seconds. */
export const grid = { columns: 45, rows: 25 };
export const images = 256;

/** Width by height of what is measured: that of the maps. A length is the same in all directions. */
const aspect = 704 / 396;

/**
 * A survey, with the part of it that is done by the way.
 *
 * @param batch the images on which the loss is taken
 * @throws RangeError if no plane goes through the walks (see `planeThrough`)
 */
export function* surveying(
  { activation, weightDecay }: Pick<Experiment, 'activation' | 'weightDecay'>,
  walks: readonly Walk[],
  of: string,
  batch: Batch,
  kernel: Kernel,
): Generator<number, Survey> {
  const pathOf = ({ snapshots }: Walk) => snapshots.map(({ x }) => x);
  const own = walks.filter(({ optimizer }) => of === everybody || optimizer === of);
  yield 0;
  const plane = planeThrough(own.map(pathOf), sizes);
  const net = network(kernel, { sizes, activation, weightDecay }, batch.labels.length);
  const fallen = walks.map((walk): Fallen => {
    const { points, off, share } = shadowOf(pathOf(walk), plane);
    const losses = pathOf(walk).map((x) => {
      net.x.set(x);
      return net.loss(batch);
    });
    const below = points.map((point) => lossAt(net, batch, plane, point));
    return { optimizer: walk.optimizer, share, t: walk.snapshots.map(({ t }) => t), points, off, losses, below };
  });
  const view = viewAround(fallen.filter(({ optimizer }) => own.some((one) => one.optimizer === optimizer)).flatMap(({ points }) => points));
  const values: number[] = [];
  for (const row of slice(net, batch, plane, view, grid.columns, grid.rows)) {
    values.push(...Array.from(row, drawable));
    yield values.length / (grid.columns * grid.rows);
  }
  return { of, share: plane.share, view, ...grid, values, walks: fallen };
}

/** Far out a loss may be no number, and in a valley exactly 0: neither has a place on a log scale. */
const drawable = (loss: number) => (Number.isNaN(loss) ? 1e9 : Math.min(1e9, Math.max(1e-9, loss)));

/** The part of the plane around some points: of the maps’ shape, with room at each side. */
function viewAround(points: readonly Point[]): Objective['view'] {
  const [x, y] = [0, 1].map((axis) => {
    const all = points.map((point) => point[axis]);
    return { middle: (Math.min(...all) + Math.max(...all)) / 2, reach: Math.max(...all) - Math.min(...all) };
  });
  const height = 1.35 * Math.max(y.reach, x.reach / aspect);
  const around = (middle: number, size: number): Point => [middle - size / 2, middle + size / 2];
  return { x: around(x.middle, height * aspect), y: around(y.middle, height) };
}
