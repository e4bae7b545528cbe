import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { descend } from '../src/lib/descend.ts';
import quad1 from '../src/lib/objectives/quad1.ts';
import adam from '../src/lib/optimizers/adam.ts';

/** What a reader who has cloned the repository would write, with no build and no package installed. */
const script = fileURLToPath(new URL('./runtimes/walk.ts', import.meta.url));

const runtimes = [
  { name: 'Node', command: process.execPath, args: [script] },
  { name: 'Deno', command: 'deno', args: ['run', script] },
  { name: 'Bun', command: 'bun', args: ['run', script] },
];

test.for(runtimes)('the library runs in $name without a build', ({ name, command, args }, { skip }) => {
  let output: string;
  try {
    output = execFileSync(command, args, { encoding: 'utf8', env: { PATH: process.env.PATH, NO_COLOR: '1' } });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return skip(`${name} is not installed`);
  }
  const here = descend(adam, quad1, { start: quad1.start, steps: 20, hyper: { lr: 0.4 } });
  const there = JSON.parse(output) as number[][];
  expect(there).toHaveLength(here.points.length);
  // Engines may round `**` differently in the last digits.
  for (const [k, point] of there.entries()) for (const i of [0, 1]) expect(point[i]).toBeCloseTo(here.points[k][i], 9);
});
