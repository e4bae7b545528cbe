import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { camelCase } from '../../src/cells/name.ts';
import type { ObjectiveFacts } from '../../src/cells/protocol.ts';
import { descend, type Path } from '../../src/lib/descend.ts';
import type { Objective } from '../../src/lib/objective.ts';
import type { Optimizer } from '../../src/lib/optimizer.ts';
import { algorithms } from './dist.ts';
import { bombs, endless, finds, leaks } from './fixtures/attacks.ts';
import { type Engine, engines } from './fixtures/engines.ts';
import { Remote, type Site, site } from './fixtures/sandbox.ts';

const optimizers = new Map<string, Optimizer>();
const texts = Object.fromEntries(algorithms.map((id) => [id, readFileSync(`src/lib/optimizers/${id}.ts`, 'utf8')]));
const objectives = new Map<string, Objective>();
test.beforeAll(async () => {
  for (const id of algorithms) optimizers.set(id, (await import(`../../src/lib/optimizers/${id}.ts`)).default);
  for (const id of ['rosenbrock', 'beale']) objectives.set(id, (await import(`../../src/lib/objectives/${id}.ts`)).default);
});
const objective = (id: string) => objectives.get(id) as Objective;

/** One sandbox serves many tests: one after the other, so that each browser starts once. */
test.describe.configure({ mode: 'default' });

let here: Site;
test.beforeAll(async () => {
  here = await site();
});
test.afterAll(() => here.close());

for (const { name, missing, open, end } of engines(() => here)) {
  test.describe(name, () => {
    test.skip(missing !== undefined, missing);
    const chromium = name === 'Chromium';
    let tab: Awaited<ReturnType<Engine['open']>>;
    let kernel: Remote;
    test.beforeAll(async ({ browser }) => {
      if (missing) return;
      tab = await open(browser);
      kernel = new Remote(tab);
    });
    test.afterAll(end);
    test.beforeEach(() => kernel.forget());
    test.afterEach(() => kernel.remove());

    const hears = (line: string | RegExp) =>
      expect.poll(() => kernel.heard(), { intervals: [50] }).toContainEqual(typeof line === 'string' ? line : expect.stringMatching(line));

    test('lets nothing out, and finds nothing of the page', async () => {
      const tries = { ...Object.fromEntries(Object.entries(leaks).map(([name, leak]) => [name, leak(here.elsewhere)])), ...finds };
      await kernel.define(
        Object.fromEntries(Object.entries(tries).map(([name, go]) => [name, /;/.test(go.split('{')[0]) ? go : `await ${go}`])),
      );
      for (const name of Object.keys(tries)) await hears(new RegExp(`^${name} error `));
      // A request that was held back would come by now.
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(here.requests).toEqual([]);
      expect((await kernel.heard()).filter((line) => / done|restarted/.test(line))).toEqual([]);
    });

    for (const [what, text] of [...Object.entries(endless), ...Object.entries(bombs)])
      test(`outlives ${what}`, async () => {
        await kernel.define({ before: 'const before = 2;', bad: text });
        await hears(/^restarted (time|crash) bad$/);
        await hears(/^bad error (Stopped after 0.8 s|Crashed): /);
        await kernel.forget();
        await kernel.define({ after: 'before * 21' });
        await hears('after done 42');
      });
    // A little too much is enough: a busy machine must be done with it within the kernel's patience.
    test('outlives what is too much to show, and says how much it left out', async () => {
      await kernel.define({
        logs: 'for (let i = 0; i < 1200; i++) console.log(i);',
        shows: 'for (let i = 0; i < 150; i++) display(i);',
        huge: 'display(new Array(1e6));\ndisplay.plot(new Float64Array(1e5));\ndisplay.table(new Array(1e4).fill({ a: 1 }));',
        deep: 'const all = (n: number) => Array.from({ length: n });\nall(60).map(() => all(60).map(() => all(9)))',
        long: "'x'.repeat(1e6)",
      });
      for (const cell of ['logs', 'shows', 'huge', 'deep', 'long']) await hears(new RegExp(`^${cell} done`));
      const heard = await kernel.heard();
      expect(heard.filter((line) => line.startsWith('logs log'))).toHaveLength(1000);
      expect(heard).toContain('logs dropped 200 0');
      expect(heard.filter((line) => line.startsWith('shows shown'))).toHaveLength(100);
      expect(heard).toContain('shows dropped 0 50');
      expect(heard.filter((line) => line.startsWith('huge shown'))).toHaveLength(3);
      expect(JSON.stringify(await kernel.events()).length).toBeLessThan(2e6);
    });

    test('runs what depends on a cell, in whatever order they stand, and nothing else; the rest in the order of the page', async () => {
      await kernel.define({ c: 'a + b', b: 'const b = 10 * a', a: 'const a = rate + 1', lone: '7' });
      await hears('a error ReferenceError: rate is not defined (a:1:11)');
      await hears('lone done 7');
      await kernel.forget();
      await kernel.input('rate', 1);
      await hears('c done 22');
      await kernel.input('rate', undefined);
      await hears('a error ReferenceError: rate is not defined (a:1:11)');
      await kernel.forget();
      await kernel.input('rate', 1);
      await hears('c done 22');
      await kernel.forget();
      await kernel.define({ b: 'const b = 100 * a' });
      await hears('c done 202');
      expect((await kernel.heard()).filter((line) => / start/.test(line))).toEqual(['b start', 'c start']);
      await kernel.forget();
      await kernel.call('restart');
      await hears('c done 202');
      expect((await kernel.heard()).filter((line) => / done/.test(line)).sort()).toEqual(['a done', 'b done', 'c done 202', 'lone done 7']);
      await kernel.forget();
      await kernel.define({ b2: 'const b = 1;' });
      await hears('c error ReferenceError: “b” is defined in more than one cell: b and b2. Give it another name in all but one. (c:1:5)');
      await kernel.remove(['b2']);
      await hears('c done 202');
      await kernel.forget();
      await kernel.define({ one: '1', two: 'three', three: 'const three = 3', four: '4' });
      await hears('four done 4');
      const started = (await kernel.events()).flatMap((event) => (event.type === 'start' ? [event.cell] : []));
      expect(started).toEqual(['one', 'three', 'two', 'four']);
    });

    test('stops a cell that waits for ever when the reader asks for it, and runs it again when it is edited', async () => {
      await kernel.define({ first: 'const first = 1;', stuck: 'await new Promise(() => {});\nexport const x = first;' });
      await hears('stuck start');
      await kernel.call('interrupt');
      await hears('stuck error Interrupted: it was still running');
      await hears('restarted asked stuck');
      await kernel.forget();
      await kernel.define({ user: 'x' });
      await hears('user error ReferenceError: “x” has no value: its cell, stuck, was stopped (user:1:1)');
      await kernel.define({ stuck: 'export const x = first + 1;' });
      await hears('user done 2');
      // One that has not come to run yet is meant as well.
      await Promise.all([kernel.define({ next: 'while (true);' }), kernel.call('interrupt')]);
      await hears('next error Interrupted: it was still running');
    });

    test('says where an error is, and what may help', async () => {
      const optimizer = (step: string, init = '(x) => ({ m: zeros(x) })') =>
        `import { zeros } from '../optimizer.ts';\nexport default {\n  hyper: { lr: 0.1, beta1: 0.9 },\n  init: ${init},\n  step(x: Vector, g: Vector, { m, mm }, { lr, beta }) {\n    ${step}\n  },\n};`;
      await kernel.define({
        deep: 'const f = (x: number): number => {\n  return x.y.z;\n};\n\n  f(1)',
        last: '  null.foo',
        misspelt: optimizer('mm[0] = 1;'),
        setting: optimizer('x[0] -= lr * beta;'),
        nothing: optimizer('', 'x => { m: zeros(x) }'),
        number: optimizer('', '(x) => ({ m: 0 })'),
        lacking: 'export default { step() {}, hyper: {} }',
        slope: 'export default { value(x, y) { x * y; }, gradient: (x, y) => [y, x] }',
        late: 'setTimeout(() => {\n  late2.x = 1;\n}, 1);\nlet late2: any;',
        promise: 'Promise.reject(new RangeError("no"));',
        near: 'consol.log(1)',
        frozen: "import adam from './adam.ts';\nadam.hyper.lr = 1;",
        lost: "import { zeroes } from '../optimizer.ts';\nzeroes([])",
        nowhere: "import x from './adma.ts';\nx",
        caught: 'throw "words"',
        circle1: 'const one = two',
        circle2: 'const two = one',
      });
      for (const cell of ['deep', 'misspelt', 'late', 'promise', 'circle1', 'circle2', 'nowhere'])
        await hears(new RegExp(`^${cell} error`));
      const told = new Map(
        (await kernel.events()).flatMap((event) => (event.type === 'error' ? [[event.cell, event.trouble] as const] : [])),
      );
      const place = (cell: string) => told.get(cell)?.frames[0];
      expect(place('deep')).toMatchObject({ line: 2 });
      expect(told.get('deep')?.frames).toHaveLength(2);
      // Engines point at different ends of a call; Chromium at its beginning.
      expect(told.get('deep')?.frames[1]).toEqual({ cell: 'deep', line: 5, column: chromium ? 3 : expect.any(Number) });
      expect(place('last')).toEqual({ cell: 'last', line: 1, column: chromium ? 8 : expect.any(Number) });
      expect(place('misspelt')).toMatchObject({ line: 6 });
      expect(told.get('misspelt')?.hint).toContain('The memory has no “mm”: did you mean “m”?');
      expect(told.get('nothing')).toMatchObject({
        message: 'init gives undefined, and not the memory',
        hint: expect.stringContaining('({ m: zeros(x) })'),
      });
      expect(told.get('number')).toMatchObject({ message: expect.stringContaining('“m”') });
      expect(told.get('slope')).toMatchObject({
        message: 'value(x, y) gives undefined, and not a number',
        hint: 'Is there a return missing?',
      });
      expect(place('late')).toMatchObject({ line: 2 });
      expect(told.get('promise')).toMatchObject({ name: 'RangeError', message: 'no', frames: [{ cell: 'promise', line: 1 }] });
      expect(told.get('near')).toMatchObject({
        message: 'consol is not defined',
        hint: 'Did you mean “console”?',
        frames: [{ cell: 'near', line: 1, column: 1 }],
      });
      expect(told.get('frozen')).toMatchObject({ frames: [{ line: 2 }], hint: expect.stringContaining('copy them first') });
      expect(told.get('lost')?.message).toBe('“../optimizer.ts” has no “zeroes”. Did you mean “zeros”?');
      expect(told.get('nowhere')?.message).toMatch(/^There is no “.\/adma.ts” to import. There is: downhill, .*\.\/adam\.ts/);
      expect(told.get('caught')?.message).toBe('Thrown: words');
      expect(told.get('circle1')?.message).toMatch(/^These cells need each other/);
      const heard = await kernel.heard();
      expect(heard).toContainEqual(
        expect.stringMatching(/^setting warn Update 1 makes x NaN.*hyper has no “beta”: did you mean “beta1”\?/),
      );
      expect(heard).toContain('lacking warn To join the races, this needs init as well');
    });

    test('a cell cannot change what all cells and the kernel work with', async () => {
      await kernel.define({
        from: 'Array.from = () => 5;\n[1, 2]',
        array: 'globalThis.Array = Object;',
        slice: 'String.prototype.slice = () => "";',
        timer: 'globalThis.setTimeout = () => {};',
        url: 'URL.createObjectURL = () => "data:,";',
        order: "dispatchEvent(new MessageEvent('message', { data: { type: 'remove', cells: ['fine'] } }));",
        fine: 'const e = new Error("own");\ne.name = "Mine";\n[e, [1, "two"], (x) => x]',
      });
      for (const cell of ['from', 'array', 'slice', 'timer', 'url']) await hears(new RegExp(`^${cell} error TypeError: .*\\(${cell}:1:`));
      await hears('order done true');
      await hears('fine done Array(3)');
      await kernel.forget();
      await kernel.define({ after: 'fine2 + 1', fine2: 'const fine2 = "a".repeat(3);' });
      await hears('after done aaa1');
    });

    test('every optimizer’s own text, as a cell, walks the path of its module', async () => {
      await kernel.define(texts);
      for (const id of optimizers.keys()) await hears(new RegExp(`^${id} done`));
      for (const [id, optimizer] of optimizers) {
        const done = (await kernel.events()).find((event) => event.type === 'done' && event.cell === id);
        expect(done).toMatchObject({
          optimizer: { name: optimizer.name, hyper: optimizer.hyper, memory: Object.keys(optimizer.init(new Float64Array(2))) },
        });
        for (const f of ['rosenbrock', 'beale'])
          for (const form of [undefined, ...Object.keys(optimizer.also ?? {})]) {
            const run = { start: objective(f).start, steps: 200, ...(form && { form }) };
            const { path: found, trouble } = await kernel.descend({ optimizer: camelCase(id), objective: `./${f}.ts`, ...run });
            expect(trouble).toBeUndefined();
            const { hint: _, ...path } = found as Path & { hint?: string };
            const own = descend(optimizer, objective(f), run);
            // The engine of Chromium is that of Node; others round powers differently in the last digits.
            if (chromium) expect(path).toEqual(own);
            else for (const [k, point] of own.points.entries()) for (const i of [0, 1]) expect(path.points[k][i]).toBeCloseTo(point[i], 8);
          }
      }
    });

    test('a descent that has no end, or throws, is told as trouble, and others go on', async () => {
      await kernel.define({
        loop: 'let steps = 0;\nexport default { hyper: {}, init: () => ({}), step() { while (steps++ > 2); steps = steps || 3; for (; steps > 5;); } };',
        thrower:
          'export default {\n  hyper: {}, init: () => ({}),\n  step(x, g, m, h, { t }) { if (t > 3) throw new Error("three"); },\n};',
        hill: "import { objective } from '../objective.ts';\nexport default objective({ name: 'Mine', formula: 'x^2', value: (x, y) => x * x + y, gradient: (x, y) => [2 * x, 1], view: { x: [0, 1], y: [0, 2] } });",
      });
      await hears(/^hill done/);
      const done = (await kernel.events()).find((event) => event.type === 'done' && event.cell === 'hill') as { objective: ObjectiveFacts };
      expect(done.objective).toMatchObject({ name: 'Mine', view: { x: [0, 1], y: [0, 2] }, minima: [] });
      expect(done.objective.levels.length).toBeGreaterThan(5);
      const run = { start: [0.5, 0.5] as const, steps: 6 };
      expect((await kernel.descend({ optimizer: 'thrower', objective: 'hill', ...run })).trouble).toMatchObject({
        message: 'three',
        frames: [{ cell: 'thrower', line: 3, column: chromium ? 46 : expect.any(Number) }],
      });
      expect((await kernel.descend({ optimizer: 'loop', objective: './quad1.ts', ...run })).trouble).toMatchObject({
        name: 'Stopped after 0.8 s',
      });
      await hears('restarted time loop');
      const { path } = await kernel.descend({ optimizer: './adam.ts', objective: 'hill', ...run });
      expect(path?.points).toHaveLength(7);
      // Where the cell adam has failed, the catalog's must not be taken for it.
      expect((await kernel.descend({ optimizer: 'adam', objective: 'hill', ...run })).trouble?.message).toBe(
        'There is no optimizer “adam”',
      );
      expect((await kernel.descend({ optimizer: 'loop', objective: 'hill', ...run })).trouble?.message).toContain('was stopped');

      // Which of two it is that has no end, nobody can tell.
      await kernel.define({
        right: 'export default { hyper: {}, init: () => ({}), step(x) { x[0] += 1; } };',
        wall: 'export default { name: "Wall", value: (x) => { while (x > 2); return x; }, gradient: () => [1, 0], view: { x: [0, 1], y: [0, 1] } };',
      });
      await hears(/^wall done/);
      expect((await kernel.descend({ optimizer: 'right', objective: 'wall', ...run })).trouble).toMatchObject({
        name: 'Stopped after 0.8 s',
      });
      await hears(/^restarted time right.wall$/);
    });
  });
}

test('a frame that dies is made anew, with all its cells', async ({ page }) => {
  await page.goto(here.url);
  const kernel = new Remote(page);
  await kernel.define({ a: '1', b: 'setInterval(() => {}, 10);\n2' });
  await expect.poll(() => kernel.heard(), { intervals: [50] }).toContain('b done 2');
  await kernel.forget();
  // As near to a crash as a page can come: whatever was in the frame is gone.
  await page.evaluate(() => document.querySelector('iframe')?.setAttribute('src', 'about:blank'));
  await expect.poll(() => kernel.heard(), { intervals: [50] }).toContainEqual(expect.stringMatching(/^restarted crash/));
  await expect.poll(() => kernel.heard(), { intervals: [50] }).toContain('a done 1');
});

test('the page outlives a kernel that has gone over to the other side and never stops talking', async ({ page }) => {
  await page.goto(`${here.url}/flooded/`);
  const kernel = new Remote(page);
  await kernel.define({ a: '1' });
  const stop = 'restarted flood a';
  await expect.poll(() => kernel.heard(), { intervals: [500] }).toContain(stop);
  // The next one may have said so by now, or wait until all is heard that the last one left behind.
  const afterwards = async () => (await kernel.heard()).join('\n').split(stop)[1];
  await expect.poll(afterwards, { intervals: [500], timeout: 60_000 }).toContain('ready');
});

test('what no sandbox says is a trouble of that cell, and the others are heard', async ({ page }) => {
  await page.goto(`${here.url}/odd/`);
  const broken: string[] = [];
  page.on('pageerror', ({ message }) => broken.push(message));
  const kernel = new Remote(page);
  await kernel.define({ odd: '1', fine: '2' });
  await expect.poll(() => kernel.heard(), { intervals: [50] }).toContain('fine done');
  const heard = await kernel.heard();
  expect(heard.filter((line) => line.startsWith('odd'))).toEqual([
    'odd start',
    ...new Array(3).fill(expect.stringMatching(/^odd error Not readable/)),
  ]);
  expect(heard).toContain('fine log fine');
  const run = { start: [0.5, 0.5] as const, steps: 6 };
  expect((await kernel.descend({ optimizer: 'odd', objective: 'quad1', ...run })).trouble).toMatchObject({
    name: 'Not readable',
    frames: [],
  });
  // What it says at its leisure is counted here, whatever it has counted itself.
  await kernel.define({ big: '3' });
  await expect.poll(() => kernel.heard(), { intervals: [50] }).toContain('restarted flood big');
  expect(broken).toEqual([]);
});

test('the sandbox does nothing as a page of its own, nor in a frame with an origin', async ({ page }) => {
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(worker.url()));
  await page.goto(`${here.url}/sandbox.html`);
  await page.evaluate(() => {
    const { port1, port2 } = new MessageChannel();
    window.postMessage('', '*', [port2]);
    port1.postMessage({ type: 'start', kernel: 1 });
  });
  await page.waitForTimeout(200);
  expect(workers).toEqual([]);
});

test('the pages run no script but the site’s own', async ({ page }) => {
  await page.goto(here.url);
  const ran = await page.evaluate(async (elsewhere) => {
    const policies: string[] = [];
    addEventListener('securitypolicyviolation', (event) => policies.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.inline = true';
    document.body.append(script);
    const remote = document.createElement('script');
    remote.src = `${elsewhere}/script.js`;
    document.body.append(remote);
    document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="window.handler = true"><style>body { color: red }</style>');
    await fetch(`${elsewhere}/page`).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    return {
      evaluated: 'evaluated' in window,
      inline: 'inline' in window,
      handler: 'handler' in window,
      red: getComputedStyle(document.body).color,
      policies: [...new Set(policies)].sort(),
    };
  }, here.elsewhere);
  expect(ran).toEqual({
    evaluated: false,
    inline: false,
    handler: false,
    red: 'rgb(0, 0, 0)',
    policies: expect.arrayContaining(['connect-src', 'script-src-attr', 'script-src-elem', 'style-src-elem']),
  });
  expect(here.requests).toEqual([]);
});

// The last: what is still on its way when it ends is nobody's.
test('the same ways lead out elsewhere, or their test would prove nothing', async ({ page }) => {
  await page.goto(here.elsewhere);
  here.requests.length = 0;
  await page.evaluate(
    (scripts) => {
      for (const script of scripts) {
        const worker = new Worker(URL.createObjectURL(new Blob([`(async () => { try { await ${script} } catch {} })()`])));
        setTimeout(() => worker.terminate(), 3000);
      }
    },
    Object.values(leaks).map((leak) => leak(here.elsewhere)),
  );
  await expect.poll(() => new Set(here.requests).size).toBeGreaterThan(12);
  await expect.poll(() => here.requests).toEqual(expect.arrayContaining(['packet', 'GET /font', 'upgrade /stream']));
});
