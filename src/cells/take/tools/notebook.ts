/** What the cells of a notebook in Deno's kernel call to show things. */
import { alone, draw, type Easel } from './draw.ts';
import { type Contest, ends, everyStep, type Trail, walk } from './walk.ts';

declare const Deno: {
  inspect(value: unknown, options?: object): string;
  jupyter: { broadcast(type: string, content: object): Promise<void> };
};

let easel: Promise<Easel | undefined> | undefined;

/** Plot and a document to draw into, from npm; none, and a sentence that says so, where they cannot be had. */
function getEasel(): Promise<Easel | undefined> {
  // Not as written words, so that nobody looks for them before they are asked for.
  const npm = (name: string) => import(`npm:${name}`);
  easel ??= Promise.all([npm('@observablehq/plot@0.6.17'), npm('jsdom@26')]).then(
    ([Plot, { JSDOM }]) => ({ Plot, document: new JSDOM('').window.document as Document }),
    (error: Error) => {
      console.log(`No drawings: they need Plot and jsdom from npm, which could not be loaded (${error.message.split('\n')[0]}).`);
      easel = undefined;
      return undefined;
    },
  );
  return easel;
}

const put = (data: Record<string, string>) => Deno.jupyter.broadcast('display_data', { data, metadata: {}, transient: {} });

/** Walks a race, and shows where each path ends and the drawings; every number where there can be no drawing. */
export async function show(title: string, race: Contest): Promise<void> {
  const trails: Trail[] = walk(race);
  console.log(`${title}\n${ends(trails)}`);
  const here = await getEasel();
  if (!here) return console.log(everyStep(trails));
  for (const svg of draw(race, trails, here)) await put({ 'image/svg+xml': svg, 'text/plain': title });
}

type Series = { name: string; points: [number, number][] }[];

/** Shows a value under the cell; `display.table(rows)` and `display.plot(series)` show it as that. */
export const display = Object.assign((value: unknown) => put({ 'text/plain': Deno.inspect(value) }), {
  table: (rows: unknown[]) => console.table(rows),
  async plot(series: Series, { kind = 'line', x, y }: { kind?: 'line' | 'dot'; x?: string; y?: string } = {}) {
    const here = await getEasel();
    if (!here) return console.log(JSON.stringify(series));
    const { Plot, document } = here;
    const marks = series.map(({ name, points }) => Plot[kind](points, { stroke: () => name }));
    const svg = Plot.plot({ document, x: { label: x }, y: { label: y }, color: { legend: series.length > 1 }, marks });
    return put({ 'image/svg+xml': alone(svg), 'text/plain': `plot of ${series.map(({ name }) => name).join(', ')}` });
  },
});
