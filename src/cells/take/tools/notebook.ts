/** What the cells of a notebook in Deno's kernel call to show things. */
import { type Chart, draw, drawChart, type Easel } from './draw.ts';
import { type Contest, ends, everyStep, type Trail, walk } from './walk.ts';

declare const Deno: {
  inspect(value: unknown, options?: object): string;
  jupyter: { broadcast(type: string, content: object): Promise<void> };
};

let easel: Promise<Easel | string> | undefined;

/** Plot and a document to draw into, from npm; none, and a sentence that says so, where they cannot be had. */
async function getEasel(): Promise<Easel | undefined> {
  // Not as written words, so that nobody looks for them before they are asked for.
  const npm = (name: string) => import(`npm:${name}`);
  easel ??= Promise.all([npm('@observablehq/plot@0.6.17'), npm('jsdom@26')]).then(
    ([Plot, { JSDOM }]) => ({ Plot, document: new JSDOM('').window.document as Document }),
    (error: Error) => `No drawings: they need Plot and jsdom from npm, which could not be loaded (${error.message.split('\n')[0]}).`,
  );
  const here = await easel;
  if (typeof here !== 'string') return here;
  await say(here);
  return undefined;
}

/**
 * Sends something to stand under the cell, in the order in which it is asked for. The kernel may call the cell done before it
 * has sent the last of it, and programs that read along then miss that: so a moment is waited for.
 */
async function send(type: string, content: object): Promise<void> {
  await Deno.jupyter.broadcast(type, content);
  await new Promise((resolve) => setTimeout(resolve, 20));
}

const say = (text: string) => send('stream', { name: 'stdout', text: `${text}\n` });
const put = (data: Record<string, string>) => send('display_data', { data, metadata: {}, transient: {} });

/** Walks a race, and shows where each path ends and the drawings; every number where there can be no drawing. */
export async function show(title: string, race: Contest): Promise<void> {
  const trails: Trail[] = walk(race);
  await say(`${title}\n${ends(trails)}`);
  const here = await getEasel();
  if (!here) return say(everyStep(trails));
  for (const svg of draw(race, trails, here)) await put({ 'image/svg+xml': svg, 'text/plain': title });
}

/** Shows a value under the cell; `display.table(rows)` and `display.plot(points)` show it as that. */
export const display = Object.assign((value: unknown) => put({ 'text/plain': Deno.inspect(value) }), {
  table: (rows: unknown[]) => console.table(rows),
  async plot(data: Points | Record<string, Points>, options: Partial<Chart> = {}) {
    const series = seriesOf(data);
    const here = await getEasel();
    if (!here) return say(JSON.stringify(series));
    const names = series.map(({ name }) => name).join(', ');
    return put({ 'image/svg+xml': drawChart({ kind: 'line', ...options, series }, here), 'text/plain': names || 'plot' });
  },
});

/** Numbers, which are drawn over 0, 1, 2 …, or points [x, y]. */
type Points = ArrayLike<number | ArrayLike<number>>;

function seriesOf(data: Points | Record<string, Points>): Chart['series'] {
  const isList = (one: unknown): one is Points => Array.isArray(one) || ArrayBuffer.isView(one);
  return Object.entries(isList(data) ? { '': data } : data).map(([name, list]) => ({
    name,
    points: Array.from(list, (item, i): [number, number] => (typeof item === 'number' ? [i, item] : [item[0], item[1]])),
  }));
}
