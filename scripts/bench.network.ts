/**
 * How fast the network trains, against NumPy and one core's best in the same minutes: `npm run bench:network`. Takes Debian's
 * NumPy with OpenBLAS (packages python3-numpy and libopenblas0-pthread), another Python that PYTHON names or the path has, and a C
 * compiler; without them it leaves rows out. A missed target ends the run with an error.
 *
 * The machine may be busy with other things, so all that is compared takes turns, and the best of each counts.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Kernel, matrix, readableKernel } from '../src/lib/network/kernel.ts';
import { seeded } from '../src/lib/random.ts';
import { builtIn } from '../src/network/digits.ts';
import { compile, type Kernels } from '../src/network/kernel/compile.ts';
import { type InChromium, inChromium, memoryInChromium } from './bench.network.browser.ts';
import { batchOf, type Data, fast, iterations, names, size, start, train } from './bench.network.train.ts';
import type { Row } from './bench.ts';

/** The whole race, once. */
interface Run {
  seconds: number;
  /** Of each optimizer, after each update. */
  losses: Record<string, ArrayLike<number>>;
}

const folder = mkdtempSync(join(tmpdir(), 'network-'));

/** Runs `network.py`; nothing where that fails, as it does without NumPy or PyTorch. */
function python<T>(what: 'numpy' | 'torch' | 'gemm' | 'version', threads: number, interpreter: string): T | undefined {
  const { OPENBLAS_CORETYPE: _core, OPENBLAS_L2_SIZE: _cache, ...env } = process.env;
  const { status, stdout } = spawnSync(interpreter, [fileURLToPath(new URL('network.py', import.meta.url)), folder, what], {
    env: { ...env, OPENBLAS_NUM_THREADS: String(threads), OMP_NUM_THREADS: String(threads), MKL_NUM_THREADS: String(threads) },
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return status === 0 ? (JSON.parse(stdout) as T) : undefined;
}

interface Python {
  interpreter: string;
  /** Which NumPy it has, for sentences. */
  name: string;
  /** Products and sums of float32 a second. */
  speed: number;
}

/** The Pythons that have NumPy. Debian's, which the target is about, stands first. */
function pythons(): Python[] {
  const all = ['/usr/bin/python3', process.env.PYTHON ?? 'python3'].flatMap((interpreter, i): Python[] => {
    const speed = python<number>('gemm', 1, interpreter) ?? 0;
    return speed > 0
      ? [{ interpreter, name: `${i === 0 ? 'Debian’s NumPy' : 'NumPy'} ${python<string>('version', 1, interpreter)}`, speed }]
      : [];
  });
  // Debian's without OpenBLAS multiplies many times slower than others, which would prove nothing.
  const slow = all.filter(({ speed }) => speed < maximum(all.map((one) => one.speed)) / 4);
  for (const { name } of slow) console.log(`${name} has a slow BLAS: nothing is held against it. Install libopenblas0-pthread.`);
  const version = ({ name }: Python) => name.split(' ').at(-1);
  const fast = all.filter((one) => !slow.includes(one));
  return fast.filter((one, i) => fast.findIndex((other) => version(other) === version(one)) === i);
}

/** Independent sums and products of a core's widest vectors: what no program can exceed. Prints how many a second. */
const fused = `
#include <stdio.h>
#include <time.h>
#ifdef __AVX512F__
typedef float v __attribute__((vector_size(64)));
#elif defined __AVX__
typedef float v __attribute__((vector_size(32)));
#else
typedef float v __attribute__((vector_size(16)));
#endif
static double now() { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + 1e-9 * t.tv_nsec; }
int main() {
  double best = 0;
  volatile float kept;
  for (int round = 0; round < 20; round++) {
    v x, y, sums[12];
    for (int k = 0; k < sizeof x / 4; k++) x[k] = 0.999f, y[k] = 0.001f;
    for (int i = 0; i < 12; i++) sums[i] = y * (float)i;
    long n = 1000000;
    double before = now();
    for (long k = 0; k < n; k++) {
      for (int i = 0; i < 12; i++) sums[i] = sums[i] * x + y;
      __asm__ volatile("");
    }
    double speed = 2.0 * n * 12 * (sizeof x / 4) / (now() - before);
    if (speed > best) best = speed;
    for (int i = 0; i < 12; i++) kept += sums[i][0];
  }
  printf("%g", best);
}`;

function compiledC(): string | undefined {
  const program = join(folder, 'fused');
  const { status } = spawnSync('cc', ['-O3', '-march=native', '-ffp-contract=fast', '-x', 'c', '-', '-o', program], { input: fused });
  return status === 0 ? program : undefined;
}

/** Products and sums a second of the kernel on the first layer, its zeros not left out. */
function speedOfKernel(kernels: Kernels): () => number {
  const kernel = fast(kernels);
  const [rows, inner, columns] = [size, 784, 100];
  const [a, b, out] = kernel.arrays([rows * inner, inner * columns, rows * columns]);
  const random = seeded(1);
  for (const data of [a, b]) for (let i = 0; i < data.length; i++) data[i] = random() - 0.5;
  return () => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 200; round++) {
      const before = performance.now();
      for (let k = 0; k < 4; k++) kernel.multiply(matrix(a, rows, inner), matrix(b, inner, columns), matrix(out, rows, columns));
      best = Math.min(best, (performance.now() - before) / 4);
    }
    return (2 * rows * inner * columns) / (best / 1000);
  };
}

const maximum = (numbers: number[]) => Math.max(0, ...numbers);
const giga = (speed: number) => `${(speed / 1e9).toFixed(0)} GFLOP/s`;
const percent = (part: number) => `${(100 * part).toFixed(1)} %`;

function ofPeak(kernels: Kernels, pythons: Python[]): Row[] {
  const program = compiledC();
  if (!program && pythons.length === 0) {
    console.log('There is neither a C compiler (cc) nor a Python with NumPy: nothing to hold the kernel against.');
    return [];
  }
  const speed = speedOfKernel(kernels);
  const [ours, peaks]: [number[], number[]] = [[], []];
  for (let round = 0; round < 5; round++) {
    ours.push(speed());
    if (program) peaks.push(Number(execFileSync(program, { encoding: 'utf8' })));
    for (const { interpreter } of pythons) peaks.push(python<number>('gemm', 1, interpreter) ?? 0);
  }
  const part = maximum(ours) / maximum(peaks);
  return [
    {
      bench: `The kernel on 128 × 784 × 100 (${giga(maximum(ours))}), of what a core can do (${giga(maximum(peaks))})`,
      measured: percent(part),
      target: '≥ 35 %',
      met: part >= 0.35,
    },
  ];
}

function weight(kernels: Kernels): Row {
  const length = maximum(Object.values(kernels).map((bytes) => gzipSync(bytes, { level: 9 }).length));
  return {
    bench: 'The kernel, after gzip, the larger of the two',
    measured: `${(length / 1024).toFixed(1)} KB`,
    target: '≤ 4 KB',
    met: length <= 4096,
  };
}

/** All that the programs in Python need to do the same. */
function write(data: Data) {
  const batches = new Uint32Array(iterations * size);
  for (let i = 0; i < iterations; i++) batches.set(batchOf(i + 1, data), i * size);
  const files = { 'images.u8': data.images, 'labels.u8': data.labels, 'batches.u32': batches, 'weights.f32': start(fast(data.kernels)).x };
  for (const [name, { buffer, byteOffset, byteLength }] of Object.entries(files))
    writeFileSync(join(folder, name), new Uint8Array(buffer, byteOffset, byteLength));
}

async function race(data: Data, pythons: Python[]): Promise<Row[]> {
  write(data);
  const ours: Run[] = [];
  const [one, two, torch] = [0, 1, 2].map(() => new Map(pythons.map(({ name }) => [name, [] as Run[]])));
  let page: InChromium | undefined;
  for (let round = 0; round < 2; round++) {
    const run = (what: 'numpy' | 'torch', threads: number, runs: Map<string, Run[]>) => {
      for (const { interpreter, name } of pythons) {
        const done = python<Run>(what, threads, interpreter);
        if (done) runs.get(name)?.push(done);
      }
    };
    run('numpy', 1, one);
    page = await inChromium(2);
    ours.push({ seconds: page.seconds, losses: Object.fromEntries(page.losses) });
    run('numpy', 2, two);
    run('torch', round + 1, torch);
  }

  const fastest = (runs: Run[] = []) => Math.min(...runs.map(({ seconds }) => seconds));
  const against = ({ name }: Python, i: number): Row => {
    const [alone, both] = [fastest(one.get(name)), fastest(two.get(name))];
    const part = fastest(ours) / Math.min(alone, both);
    const times = `${alone.toFixed(1)} s on one thread, ${both.toFixed(1)} s on two`;
    return {
      bench: `The race in the page (${fastest(ours).toFixed(1)} s), against ${name} in float64 (${times})`,
      measured: part.toFixed(2),
      ...(i === 0 ? { target: '≤ 0.40', met: part <= 0.4 } : { target: 'none', met: true }),
    };
  };
  const torches = [...torch.values()].flat();
  if (torches.length === 0) console.log('There is no PyTorch here to compare with.');
  return [
    ...pythons.map(against),
    ...(torches.length > 0
      ? [{ bench: 'The race in PyTorch, float32', measured: `${fastest(torches).toFixed(1)} s`, target: 'none', met: true }]
      : []),
    ...(page ? smoothness(page, await memoryInChromium()) : []),
    ...accuracy(data, ours[0], one.get(pythons[0].name)?.[0] as Run),
  ];
}

function smoothness({ frames }: InChromium, memory: number | undefined): Row[] {
  const row = {
    bench: 'Frames of the page while four train, against at rest',
    measured: frames.toFixed(2),
    target: '≥ 0.95',
    met: frames >= 0.95,
  };
  if (memory === undefined) return [row];
  const tab = {
    bench: 'Memory of the tab with 70,000 images, at most',
    measured: `${memory.toFixed(0)} MB`,
    target: '≤ 400 MB',
    met: memory <= 400,
  };
  return [row, tab];
}

/**
 * AdaGrad's first step for a weight is as long for a gradient of rounding errors as for any other. In single precision one such
 * weight can turn the other way, and the paths part, in NumPy as well as here; so its loss is shown and not held to NumPy's.
 * Others part when a rounding opens or closes a unit, which no kernel can help: with or without fused operations about every second
 * training does so within a hundred updates. So of fifteen trainings the one in the middle is held to the paths in double precision,
 * which are NumPy's; and the page's own losses to NumPy's where it is early enough for such a rounding to be rare.
 */
function accuracy(data: Data, ours: Run, numpy: Run): Row[] {
  const [updates, early, free] = [100, 25, 'AdaGrad'];
  const held = names.filter((name) => name !== free);
  const last = (name: string, kernel: Kernel, seed = 1) => train(name, kernel, data, updates, seed)[updates - 1];
  const exact = (name: string, seed?: number) => last(name, readableKernel(Float64Array), seed);
  const apart = (a: number, b: number) => Math.abs(a / b - 1);
  const double = maximum(names.map((name) => apart(exact(name), numpy.losses[name][updates - 1])));
  const all = [1, 2, 3, 4, 5].flatMap((seed) => held.map((name) => apart(last(name, fast(data.kernels), seed), exact(name, seed))));
  const single = all.toSorted((a, b) => a - b)[(all.length - 1) / 2];
  const page = maximum(held.map((name) => apart(ours.losses[name][early - 1], numpy.losses[name][early - 1])));
  const not = apart(last(free, fast(data.kernels)), numpy.losses[free][updates - 1]).toExponential(0);
  return [
    {
      bench: `Losses after update ${updates} in float64, off NumPy’s by at most`,
      measured: double.toExponential(0),
      target: '≤ 1e-9',
      met: double <= 1e-9,
    },
    {
      bench: `… and in float32, in the middle one of ${all.length} trainings, but for AdaGrad’s (${not})`,
      measured: `${single.toExponential(0)}, at most ${maximum(all).toExponential(0)}`,
      target: '≤ 1e-4',
      met: single <= 1e-4,
    },
    {
      bench: `Losses in the page after update ${early}, but for AdaGrad’s`,
      measured: page.toExponential(0),
      target: '≤ 1e-4',
      met: page <= 1e-4,
    },
  ];
}

try {
  const data: Data = { kernels: await compile(), ...builtIn().train };
  const all = pythons();
  const rows = [weight(data.kernels), ...ofPeak(data.kernels, all)];
  if (all.length > 0) rows.push(...(await race(data, all)));
  else console.log('There is no Python with NumPy: nothing to race against.');
  console.table(Object.fromEntries(rows.map(({ bench, ...row }) => [bench, row])));
  process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
