/**
 * The kernel in AssemblyScript: TypeScript’s syntax, WebAssembly’s types. Addresses, counts and distances are `usize`;
 * distances are in bytes, and a number (f32) takes 4. `v128` holds four numbers.
 *
 * Sums run in a fixed order. Compiled without relaxed SIMD, every engine gives the same bits. With it a product and its sum are
 * one operation (`madd`) and rounded once where the processor can do that: the same bits on all such processors, and other
 * bits where it cannot.
 */

/** A product is made in blocks whose parts stay in the caches: of so many rows of b. */
const DEEP: usize = 128;
/** And, where zeros are left out, of so many rows of a. */
const HIGH: usize = 128;

/** Four rows of a beside each other, and a few zeros. */
const fours = memory.data(<i32>DEEP * 16 + 48, 16);
/** Twenty columns of b beside each other. */
const panel = memory.data(<i32>DEEP * 80, 16);
/** A tile that reaches over the edge of the product. */
const edge = memory.data(2 * 20 * 4, 16);
/** For each row of a: its numbers other than zero, then where the rows of b stand that they weigh; and where its numbers end. */
const LIST: usize = DEEP * 8 + 64;
const lists = memory.data(<i32>(HIGH * LIST), 16);
const ends = memory.data(<i32>HIGH * 4, 16);

/** For each set of four numbers, how to bring its members to the front: the places of their bytes. */
const orders = memory.data(16 * 16, 16);
for (let which: usize = 0; which < 16; which++) {
  let to: usize = orders + which * 16;
  for (let i: u32 = 0; i < 4; i++) {
    if (((which >> i) & 1) === 0) continue;
    store<u32>(to, 0x03020100 + i * 0x04040404);
    to += 4;
  }
}

/** Where the arrays may begin. */
export const free: usize = __heap_base;

/** out ← a · b. An array may be read up to 12 bytes beyond its end. */
export function multiply(
  a: usize,
  aDown: usize,
  aAcross: usize,
  sparse: bool,
  b: usize,
  bDown: usize,
  bAcross: usize,
  out: usize,
  rows: usize,
  inner: usize,
  columns: usize,
): void {
  if (inner === 0) memory.fill(out, 0, rows * columns * 4);
  if (sparse && bAcross === 4) multiplySparse(a, aDown, aAcross, b, bDown, out, rows, inner, columns);
  else multiplyDense(a, aDown, aAcross, b, bDown, bAcross, out, rows, inner, columns);
}

function multiplyDense(
  a: usize,
  aDown: usize,
  aAcross: usize,
  b: usize,
  bDown: usize,
  bAcross: usize,
  out: usize,
  rows: usize,
  inner: usize,
  columns: usize,
): void {
  for (let k: usize = 0; k < inner; k += DEEP) {
    const deep = min(DEEP, inner - k);
    for (let j: usize = 0; j < columns; j += 20) {
      const wide = min(20, columns - j);
      let right = b + j * bAcross + k * bDown;
      let down = bDown;
      if (bAcross !== 4 || wide < 20) {
        for (let c: usize = 0; c < wide; c += 4) pack(right + c * bAcross, bAcross, bDown, wide - c, deep, panel + c * 4, 80);
        right = panel;
        down = 80;
      }
      for (let i: usize = 0; i < rows; i += 2) {
        const left = a + i * aDown + k * aAcross;
        const corner = out + (i * columns + j) * 4;
        if (i + 2 <= rows && wide === 20) {
          tile(left, left + aDown, aAcross, right, down, deep, corner, columns * 4, k > 0);
        } else {
          const high = min(2, rows - i);
          tile(left, left + (high - 1) * aDown, aAcross, right, down, deep, edge, 80, false);
          place(corner, columns * 4, high, wide, k > 0);
        }
      }
    }
  }
}

/**
 * Puts up to four lines beside each other, one number of each at a time, `wide` bytes apart. With fewer lines, something else
 * stands in the others’ places, which nobody reads.
 */
function pack(from: usize, line: usize, step: usize, lines: usize, deep: usize, to: usize, wide: usize): void {
  const end = to + deep * wide;
  if (line === 4) {
    for (; to < end; to += wide) {
      v128.store(to, v128.load(from));
      from += step;
    }
    return;
  }
  let p0 = from;
  let p1 = p0 + (lines > 1 ? line : 0);
  let p2 = p1 + (lines > 2 ? line : 0);
  let p3 = p2 + (lines > 3 ? line : 0);
  if (step === 4) {
    const most = to + (deep & ~3) * wide;
    while (to < most) {
      const x0 = v128.load(p0);
      const x1 = v128.load(p1);
      const x2 = v128.load(p2);
      const x3 = v128.load(p3);
      const y0 = i32x4.shuffle(x0, x1, 0, 4, 1, 5);
      const y1 = i32x4.shuffle(x2, x3, 0, 4, 1, 5);
      const y2 = i32x4.shuffle(x0, x1, 2, 6, 3, 7);
      const y3 = i32x4.shuffle(x2, x3, 2, 6, 3, 7);
      v128.store(to, i64x2.shuffle(y0, y1, 0, 2));
      to += wide;
      v128.store(to, i64x2.shuffle(y0, y1, 1, 3));
      to += wide;
      v128.store(to, i64x2.shuffle(y2, y3, 0, 2));
      to += wide;
      v128.store(to, i64x2.shuffle(y2, y3, 1, 3));
      to += wide;
      p0 += 16;
      p1 += 16;
      p2 += 16;
      p3 += 16;
    }
  }
  for (; to < end; to += wide) {
    store<f32>(to, load<f32>(p0));
    store<f32>(to, load<f32>(p1), 4);
    store<f32>(to, load<f32>(p2), 8);
    store<f32>(to, load<f32>(p3), 12);
    p0 += step;
    p1 += step;
    p2 += step;
    p3 += step;
  }
}

/** Two rows times twenty columns: the sums stay in registers. V8 unrolls this loop, and better than we can by hand. */
function tile(a0: usize, a1: usize, aAcross: usize, b: usize, bDown: usize, deep: usize, out: usize, down: usize, add: bool): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c02 = c00;
  let c03 = c00;
  let c04 = c00;
  let c10 = c00;
  let c11 = c00;
  let c12 = c00;
  let c13 = c00;
  let c14 = c00;
  const end = b + deep * bDown;
  while (b !== end) {
    const x0 = v128.load32_splat(a0);
    const x1 = v128.load32_splat(a1);
    const b0 = v128.load(b);
    c00 = madd(x0, b0, c00);
    c10 = madd(x1, b0, c10);
    const b1 = v128.load(b, 16);
    c01 = madd(x0, b1, c01);
    c11 = madd(x1, b1, c11);
    const b2 = v128.load(b, 32);
    c02 = madd(x0, b2, c02);
    c12 = madd(x1, b2, c12);
    const b3 = v128.load(b, 48);
    c03 = madd(x0, b3, c03);
    c13 = madd(x1, b3, c13);
    const b4 = v128.load(b, 64);
    c04 = madd(x0, b4, c04);
    c14 = madd(x1, b4, c14);
    a0 += aAcross;
    a1 += aAcross;
    b += bDown;
  }
  put(out, c00, c01, c02, c03, c04, add);
  put(out + down, c10, c11, c12, c13, c14, add);
}

function put(out: usize, c0: v128, c1: v128, c2: v128, c3: v128, c4: v128, add: bool): void {
  if (add) {
    c0 = f32x4.add(v128.load(out), c0);
    c1 = f32x4.add(v128.load(out, 16), c1);
    c2 = f32x4.add(v128.load(out, 32), c2);
    c3 = f32x4.add(v128.load(out, 48), c3);
    c4 = f32x4.add(v128.load(out, 64), c4);
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
  v128.store(out, c2, 32);
  v128.store(out, c3, 48);
  v128.store(out, c4, 64);
}

/** x · y + sum. */
function madd(x: v128, y: v128, sum: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(x, y, sum) : f32x4.add(sum, f32x4.mul(x, y));
}

/** From the edge’s tile to the product, what lies in it. */
function place(out: usize, down: usize, rows: usize, columns: usize, add: bool): void {
  for (let i: usize = 0; i < rows; i++) {
    for (let j: usize = 0; j < columns; j++) {
      const sum = load<f32>(edge + i * 80 + j * 4);
      const to = out + i * down + j * 4;
      store<f32>(to, add ? load<f32>(to) + sum : sum);
    }
  }
}

/**
 * For each row of a, the sum of those rows of b that it does not weigh with 0; some rows of b at a time, which all rows of a
 * find in the cache.
 */
function multiplySparse(
  a: usize,
  aDown: usize,
  aAcross: usize,
  b: usize,
  bDown: usize,
  out: usize,
  rows: usize,
  inner: usize,
  columns: usize,
): void {
  for (let top: usize = 0; top < rows; top += HIGH) {
    const high = min(HIGH, rows - top);
    for (let k: usize = 0; k < inner; k += DEEP) {
      const deep = min(DEEP, inner - k);
      for (let i: usize = 0; i < high; i += 4) {
        const from = a + (top + i) * aDown + k * aAcross;
        const whole = i + 4 <= high && (deep & 3) === 0 && (aDown === 4 || aAcross === 4);
        if (!whole) pack(from, aDown, aAcross, high - i, deep, fours, 16);
        list(i, whole ? from : fours, whole ? aDown : 4, whole ? aAcross : 16, deep, b + k * bDown, bDown);
      }
      for (let j: usize = 0; j < columns; ) {
        const wide: usize = columns - j >= 40 ? 40 : columns - j >= 20 ? 20 : columns - j >= 4 ? 4 : 1;
        for (let i: usize = 0; i < high; i++) {
          const from = lists + i * LIST;
          const end = load<usize>(ends + i * 4);
          const to = out + ((top + i) * columns + j) * 4;
          if (wide === 40) forty(from, end, j * 4, to, k > 0);
          else if (wide === 20) twenty(from, end, j * 4, to, k > 0);
          else if (wide === 4) four(from, end, j * 4, to, k > 0);
          else one(from, end, j * 4, to, k > 0);
        }
        j += wide;
      }
    }
  }
}

/**
 * Makes four lists, the first of which is list i, of four rows whose numbers stand beside each other in rows or in columns. Where
 * there is nothing but 0, which is common, it goes on at once.
 */
function list(i: usize, from: usize, aDown: usize, aAcross: usize, deep: usize, b: usize, bDown: usize): void {
  // The last packed numbers have zeros for company.
  if (from === fours) memory.fill(fours + deep * 16, 0, 48);
  const inRows = aAcross === 4;
  const apart = inRows ? aDown : aAcross;
  let end0: usize = lists + i * LIST;
  let end1 = end0 + LIST;
  let end2 = end1 + LIST;
  let end3 = end2 + LIST;
  let at = i32x4.add(i32x4.splat(<i32>b), i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(<i32>bDown)));
  const next = i32x4.splat(<i32>(4 * bDown));
  for (let k: usize = 0; k < deep; k += 4) {
    let x0 = v128.load(from);
    let x1 = v128.load(from + apart);
    let x2 = v128.load(from + 2 * apart);
    let x3 = v128.load(from + 3 * apart);
    if (v128.any_true(v128.or(v128.or(x0, x1), v128.or(x2, x3)))) {
      if (!inRows) {
        const y0 = i32x4.shuffle(x0, x1, 0, 4, 1, 5);
        const y1 = i32x4.shuffle(x2, x3, 0, 4, 1, 5);
        const y2 = i32x4.shuffle(x0, x1, 2, 6, 3, 7);
        const y3 = i32x4.shuffle(x2, x3, 2, 6, 3, 7);
        x0 = i64x2.shuffle(y0, y1, 0, 2);
        x1 = i64x2.shuffle(y0, y1, 1, 3);
        x2 = i64x2.shuffle(y2, y3, 0, 2);
        x3 = i64x2.shuffle(y2, y3, 1, 3);
      }
      end0 = push(end0, x0, at);
      end1 = push(end1, x1, at);
      end2 = push(end2, x2, at);
      end3 = push(end3, x3, at);
    }
    at = i32x4.add(at, next);
    from += 4 * aAcross;
  }
  const to = ends + i * 4;
  store<usize>(to, end0);
  store<usize>(to, end1, 4);
  store<usize>(to, end2, 8);
  store<usize>(to, end3, 12);
}

/** Writes what is not 0 of four numbers, without a branch: on images it would be guessed wrong often. */
function push(end: usize, x: v128, at: v128): usize {
  const which = i32x4.bitmask(f32x4.ne(x, f32x4.splat(0)));
  const order = v128.load(orders + ((<usize>which) << 4));
  v128.store(end, i8x16.swizzle(x, order));
  v128.store(end, i8x16.swizzle(at, order), DEEP * 4);
  return end + ((<usize>popcnt(which)) << 2);
}

/** The sums for forty columns: of A4’s hundred, twice forty and twenty. More would ask for more of b at once than stays in the cache. */
function forty(at: usize, end: usize, across: usize, out: usize, add: bool): void {
  let c0 = f32x4.splat(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let c4 = c0;
  let c5 = c0;
  let c6 = c0;
  let c7 = c0;
  let c8 = c0;
  let c9 = c0;
  if (add) {
    c0 = v128.load(out);
    c1 = v128.load(out, 16);
    c2 = v128.load(out, 32);
    c3 = v128.load(out, 48);
    c4 = v128.load(out, 64);
    c5 = v128.load(out, 80);
    c6 = v128.load(out, 96);
    c7 = v128.load(out, 112);
    c8 = v128.load(out, 128);
    c9 = v128.load(out, 144);
  }
  for (; at < end; at += 4) {
    const x = v128.load32_splat(at);
    const b = load<usize>(at, DEEP * 4) + across;
    c0 = madd(x, v128.load(b), c0);
    c1 = madd(x, v128.load(b, 16), c1);
    c2 = madd(x, v128.load(b, 32), c2);
    c3 = madd(x, v128.load(b, 48), c3);
    c4 = madd(x, v128.load(b, 64), c4);
    c5 = madd(x, v128.load(b, 80), c5);
    c6 = madd(x, v128.load(b, 96), c6);
    c7 = madd(x, v128.load(b, 112), c7);
    c8 = madd(x, v128.load(b, 128), c8);
    c9 = madd(x, v128.load(b, 144), c9);
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
  v128.store(out, c2, 32);
  v128.store(out, c3, 48);
  v128.store(out, c4, 64);
  v128.store(out, c5, 80);
  v128.store(out, c6, 96);
  v128.store(out, c7, 112);
  v128.store(out, c8, 128);
  v128.store(out, c9, 144);
}

function twenty(at: usize, end: usize, across: usize, out: usize, add: bool): void {
  let c0 = f32x4.splat(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let c4 = c0;
  if (add) {
    c0 = v128.load(out);
    c1 = v128.load(out, 16);
    c2 = v128.load(out, 32);
    c3 = v128.load(out, 48);
    c4 = v128.load(out, 64);
  }
  for (; at < end; at += 4) {
    const x = v128.load32_splat(at);
    const b = load<usize>(at, DEEP * 4) + across;
    c0 = madd(x, v128.load(b), c0);
    c1 = madd(x, v128.load(b, 16), c1);
    c2 = madd(x, v128.load(b, 32), c2);
    c3 = madd(x, v128.load(b, 48), c3);
    c4 = madd(x, v128.load(b, 64), c4);
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
  v128.store(out, c2, 32);
  v128.store(out, c3, 48);
  v128.store(out, c4, 64);
}

function four(at: usize, end: usize, across: usize, out: usize, add: bool): void {
  let c = add ? v128.load(out) : f32x4.splat(0);
  for (; at < end; at += 4) c = madd(v128.load32_splat(at), v128.load(load<usize>(at, DEEP * 4) + across), c);
  v128.store(out, c);
}

function one(at: usize, end: usize, across: usize, out: usize, add: bool): void {
  let c: f32 = add ? load<f32>(out) : 0;
  for (; at < end; at += 4) c += load<f32>(at) * load<f32>(load<usize>(at, DEEP * 4) + across);
  store<f32>(out, c);
}

/** Adds `columns` numbers to as many others. */
function add(to: usize, from: usize, columns: usize): void {
  const end = to + columns * 4;
  for (; to + 16 <= end; to += 16) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    from += 16;
  }
  for (; to < end; to += 4) {
    store<f32>(to, load<f32>(to) + load<f32>(from));
    from += 4;
  }
}

export function addRow(out: usize, rows: usize, columns: usize, row: usize): void {
  for (let i: usize = 0; i < rows; i++) add(out + i * columns * 4, row, columns);
}

export function sumColumns(a: usize, rows: usize, columns: usize, out: usize): void {
  memory.fill(out, 0, columns * 4);
  for (let i: usize = 0; i < rows; i++) add(out, a + i * columns * 4, columns);
}

export function rectify(a: usize, count: usize): void {
  const end = a + count * 4;
  for (; a + 16 <= end; a += 16) v128.store(a, f32x4.pmax(v128.load(a), f32x4.splat(0)));
  for (; a < end; a += 4) if (load<f32>(a) < 0) store<f32>(a, 0);
}

export function block(a: usize, d: usize, count: usize): void {
  const end = a + count * 4;
  for (; a + 16 <= end; a += 16) {
    v128.store(d, v128.and(v128.load(d), f32x4.gt(v128.load(a), f32x4.splat(0))));
    d += 16;
  }
  for (; a < end; a += 4) {
    if (!(load<f32>(a) > 0)) store<f32>(d, 0);
    d += 4;
  }
}

/** Whole rows of numbers as `exp` of `portable.ts` makes them, and with its bits. */
export function powers(a: usize, rows: usize, columns: usize, out: usize): void {
  let to = out;
  for (let i: usize = 0; i < rows; i++) {
    const end = a + columns * 4;
    let most = load<f32>(a);
    for (let from = a; from < end; from += 4) most = max(most, load<f32>(from));
    for (; a < end; a += 4) {
      store<f64>(to, <f64>load<f32>(a) - <f64>most);
      to += 8;
    }
  }
  for (; out + 64 <= to; out += 64) exp(out);
  memory.copy(edge, out, to - out);
  exp(edge);
  memory.copy(out, edge, to - out);
}

/** e to the power of eight numbers that are not above 0, in their place. So many at once, since each division waits for the one before. */
function exp(at: usize): void {
  const x0 = v128.load(at);
  const x1 = v128.load(at, 16);
  const x2 = v128.load(at, 32);
  const x3 = v128.load(at, 48);
  const k0 = exponent(x0);
  const k1 = exponent(x1);
  const k2 = exponent(x2);
  const k3 = exponent(x3);
  const r0 = remainder(x0, k0);
  const r1 = remainder(x1, k1);
  const r2 = remainder(x2, k2);
  const r3 = remainder(x3, k3);
  const one = f64x2.splat(1);
  let sum0 = one;
  let sum1 = one;
  let sum2 = one;
  let sum3 = one;
  for (let n: f64 = 13; n > 0; n--) {
    const count = f64x2.splat(n);
    sum0 = f64x2.add(one, f64x2.div(f64x2.mul(sum0, r0), count));
    sum1 = f64x2.add(one, f64x2.div(f64x2.mul(sum1, r1), count));
    sum2 = f64x2.add(one, f64x2.div(f64x2.mul(sum2, r2), count));
    sum3 = f64x2.add(one, f64x2.div(f64x2.mul(sum3, r3), count));
  }
  v128.store(at, scaled(sum0, k0, x0));
  v128.store(at, scaled(sum1, k1, x1), 16);
  v128.store(at, scaled(sum2, k2, x2), 32);
  v128.store(at, scaled(sum3, k3, x3), 48);
}

/** Of 2, next to that of e. Halves go up, as with `Math.round`. */
function exponent(x: v128): v128 {
  const ratio = f64x2.div(x, f64x2.splat(0.6931471803691238));
  const below = f64x2.floor(ratio);
  return f64x2.add(below, v128.and(f64x2.splat(1), f64x2.ge(f64x2.sub(ratio, below), f64x2.splat(0.5))));
}

function remainder(x: v128, k: v128): v128 {
  const rough = f64x2.sub(x, f64x2.mul(k, f64x2.splat(0.6931471803691238)));
  return f64x2.sub(rough, f64x2.mul(k, f64x2.splat(1.9082149292705877e-10)));
}

/** Times 2 to the power of k, in two halves, since a power that is very small has no number of its own. */
function scaled(sum: v128, k: v128, x: v128): v128 {
  const half = f64x2.floor(f64x2.mul(k, f64x2.splat(0.5)));
  const result = f64x2.mul(f64x2.mul(sum, powerOfTwo(f64x2.sub(k, half))), powerOfTwo(half));
  return v128.andnot(result, f64x2.le(x, f64x2.splat(-746)));
}

/** 2 to the power of whole numbers: they become its exponents. The large number brings their last bit to the last place. */
function powerOfTwo(k: v128): v128 {
  return i64x2.shl(f64x2.add(k, f64x2.splat(6755399441055744 + 1023)), 52);
}

/** From bytes to numbers. The bytes may stand in the last quarter of where the numbers go: each is read before it is overwritten. */
export function unpack(bytes: usize, out: usize, count: usize): void {
  const end = bytes + count;
  const most = f32x4.splat(255);
  for (; bytes + 4 <= end; bytes += 4) {
    const four = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(bytes)));
    v128.store(out, f32x4.div(f32x4.convert_i32x4_u(four), most));
    out += 16;
  }
  for (; bytes < end; bytes++) {
    store<f32>(out, <f32>load<u8>(bytes) / 255);
    out += 4;
  }
}
