import type { Objective } from '../lib/objective.ts';
import { drawChart } from './chart.ts';
import type { Frame } from './map.ts';
import type { Lane } from './race.ts';
import type { Moving } from './svg.ts';

/** Below this the curve is at 0 as far as a double can tell. */
const floor = 1e-16;

/** f at each step, on a log scale where f has one, with the cursor. */
export function drawLoss(
  f: Objective,
  lanes: Lane[],
  loudest: string,
  at: number,
  steps: number,
  frame: Frame,
  document: Document,
): Moving {
  const { log, low, high } = scaleFor(f, lanes);
  const curves = lanes.map(({ entry, look, values }) => ({
    look,
    loud: entry.optimizer === loudest,
    // A curve at 0 runs along the bottom of a log scale.
    values: values.map((value) => (log ? Math.max(value, low) : value)),
  }));
  return drawChart({ steps, log, low, high }, curves, [], at, frame, document);
}

/** From the lowest value to the highest, but not much beyond what the map shows: one path that flies off must not flatten the others. */
function scaleFor(f: Objective, lanes: Lane[]): { log: boolean; low: number; high: number } {
  const values = lanes.flatMap((lane) => lane.values);
  const [bottom, top] = [f.levels[0], f.levels[f.levels.length - 1]];
  const log = bottom > 0 && values.every((value) => value >= 0);
  if (!log) {
    const low = Math.max(2 * bottom, Math.min(...values));
    return { log, low, high: Math.max(low + 1, Math.min(2 * top, Math.max(...values))) };
  }
  const low = Math.max(floor, Math.min(bottom, ...values.filter((value) => value > 0)));
  return { log, low, high: Math.max(10 * low, Math.min(10 * top, Math.max(...values))) };
}
