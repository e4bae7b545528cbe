/**
 * The kernel in AssemblyScript: TypeScript’s syntax, WebAssembly’s types. Addresses, counts and distances are `usize`;
 * distances are in bytes, and a number (f32) takes 4. `v128` holds four numbers.
 *
 * Sums run in a fixed order and without fused operations, so that every engine gives the same bits.
 */

/** A product is made in blocks whose parts stay in the caches: at most this many rows of a, and this many numbers of each. */
const HIGH: usize = 128;
const DEEP: usize = 256;
/** The longest row of which zeros are left out. */
const LONG: usize = (HIGH * DEEP) / 4;

/** Four rows of a beside each other, then the next four; where zeros are left out, four rows and a few zeros. */
const fours = memory.data(<i32>LONG * 16 + 48, 16);
/** Eight columns of b beside each other. */
const eights = memory.data(<i32>DEEP * 32, 16);
/** A tile that reaches over the edge of the product. */
const edge = memory.data(4 * 8 * 4, 16);
/** For each of four rows of a: its numbers other than zero, then where in b the rows stand that they weigh; and where its numbers end. */
const lists = memory.data(<i32>LONG * 32, 16);
const ends = memory.data(4 * 4, 16);

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
  if (sparse && bAcross === 4 && inner <= LONG) multiplySparse(a, aDown, aAcross, b, bDown, out, rows, inner, columns);
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
    for (let top: usize = 0; top < rows; top += HIGH) {
      const bottom = min(rows, top + HIGH);
      for (let i = top; i < bottom; i += 4) {
        pack(a + i * aDown + k * aAcross, aDown, aAcross, bottom - i, deep, fours + (i - top) * deep * 4, 16);
      }
      for (let j: usize = 0; j < columns; j += 8) {
        const right = b + j * bAcross + k * bDown;
        pack(right, bAcross, bDown, columns - j, deep, eights, 32);
        if (j + 4 < columns) pack(right + 4 * bAcross, bAcross, bDown, columns - j - 4, deep, eights + 16, 32);
        for (let i = top; i < bottom; i += 4) {
          const left = fours + (i - top) * deep * 4;
          const corner = out + (i * columns + j) * 4;
          if (i + 4 <= bottom && j + 8 <= columns) {
            tile(left, deep, corner, columns * 4, k > 0);
          } else {
            tile(left, deep, edge, 32, false);
            place(corner, columns * 4, min(4, bottom - i), min(8, columns - j), k > 0);
          }
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

/** Four rows times eight columns: the sums stay in registers. V8 unrolls this loop, and better than we can by hand. */
function tile(a: usize, deep: usize, out: usize, down: usize, add: bool): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  let b: usize = eights;
  const end = a + deep * 16;
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = f32x4.add(c00, f32x4.mul(a0, b0));
    c01 = f32x4.add(c01, f32x4.mul(a0, b1));
    const a1 = v128.load32_splat(a, 4);
    c10 = f32x4.add(c10, f32x4.mul(a1, b0));
    c11 = f32x4.add(c11, f32x4.mul(a1, b1));
    const a2 = v128.load32_splat(a, 8);
    c20 = f32x4.add(c20, f32x4.mul(a2, b0));
    c21 = f32x4.add(c21, f32x4.mul(a2, b1));
    const a3 = v128.load32_splat(a, 12);
    c30 = f32x4.add(c30, f32x4.mul(a3, b0));
    c31 = f32x4.add(c31, f32x4.mul(a3, b1));
    a += 16;
    b += 32;
  }
  put(out, c00, c01, add);
  put(out + down, c10, c11, add);
  put(out + 2 * down, c20, c21, add);
  put(out + 3 * down, c30, c31, add);
}

function put(out: usize, left: v128, right: v128, add: bool): void {
  if (add) {
    left = f32x4.add(v128.load(out), left);
    right = f32x4.add(v128.load(out, 16), right);
  }
  v128.store(out, left);
  v128.store(out, right, 16);
}

/** From the edge’s tile to the product, what lies in it. */
function place(out: usize, down: usize, rows: usize, columns: usize, add: bool): void {
  for (let i: usize = 0; i < rows; i++) {
    for (let j: usize = 0; j < columns; j++) {
      const sum = load<f32>(edge + i * 32 + j * 4);
      const to = out + i * down + j * 4;
      store<f32>(to, add ? load<f32>(to) + sum : sum);
    }
  }
}

/** For each row of a, the sum of those rows of b that it does not weigh with 0. */
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
  for (let i: usize = 0; i < rows; i += 4) {
    pack(a + i * aDown, aDown, aAcross, rows - i, inner, fours, 16);
    list(inner, b, bDown);
    const high = min(4, rows - i);
    for (let j: usize = 0; j < columns; ) {
      const left = columns - j;
      const wide: usize = left >= 20 ? 20 : left >= 4 ? 4 : 1;
      for (let r: usize = 0; r < high; r++) {
        const from = lists + r * LONG * 8;
        const end = load<usize>(ends + r * 4);
        const to = out + ((i + r) * columns + j) * 4;
        if (wide === 20) twenty(from, end, j * 4, to);
        else if (wide === 4) four(from, end, j * 4, to);
        else one(from, end, j * 4, to);
      }
      j += wide;
    }
  }
}

/** Splits the first four packed rows into their lists. Where there is nothing but 0, which is common, it goes on at once. */
function list(inner: usize, b: usize, down: usize): void {
  const end = fours + inner * 16;
  // The last numbers have zeros for company.
  memory.fill(end, 0, 48);
  let end0: usize = lists;
  let end1 = end0 + LONG * 8;
  let end2 = end1 + LONG * 8;
  let end3 = end2 + LONG * 8;
  let at = i32x4.add(i32x4.splat(<i32>b), i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(<i32>down)));
  const next = i32x4.splat(<i32>(4 * down));
  for (let from: usize = fours; from < end; from += 64) {
    const x0 = v128.load(from);
    const x1 = v128.load(from, 16);
    const x2 = v128.load(from, 32);
    const x3 = v128.load(from, 48);
    if (v128.any_true(v128.or(v128.or(x0, x1), v128.or(x2, x3)))) {
      const y0 = i32x4.shuffle(x0, x1, 0, 4, 1, 5);
      const y1 = i32x4.shuffle(x2, x3, 0, 4, 1, 5);
      const y2 = i32x4.shuffle(x0, x1, 2, 6, 3, 7);
      const y3 = i32x4.shuffle(x2, x3, 2, 6, 3, 7);
      end0 = push(end0, i64x2.shuffle(y0, y1, 0, 2), at);
      end1 = push(end1, i64x2.shuffle(y0, y1, 1, 3), at);
      end2 = push(end2, i64x2.shuffle(y2, y3, 0, 2), at);
      end3 = push(end3, i64x2.shuffle(y2, y3, 1, 3), at);
    }
    at = i32x4.add(at, next);
  }
  store<usize>(ends, end0);
  store<usize>(ends, end1, 4);
  store<usize>(ends, end2, 8);
  store<usize>(ends, end3, 12);
}

/** Writes what is not 0 of four numbers, without a branch: on images it would be guessed wrong often. */
function push(end: usize, x: v128, at: v128): usize {
  const which = i32x4.bitmask(f32x4.ne(x, f32x4.splat(0)));
  const order = v128.load(orders + ((<usize>which) << 4));
  v128.store(end, i8x16.swizzle(x, order));
  v128.store(end, i8x16.swizzle(at, order), LONG * 4);
  return end + ((<usize>popcnt(which)) << 2);
}

/** The sums for twenty columns, of which A4’s layers have five times as many. More would ask for more of b at once than stays in the cache. */
function twenty(at: usize, end: usize, across: usize, out: usize): void {
  let c0 = f32x4.splat(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  let c4 = c0;
  for (; at < end; at += 4) {
    const x = v128.load32_splat(at);
    const b = load<usize>(at, LONG * 4) + across;
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(b)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(b, 16)));
    c2 = f32x4.add(c2, f32x4.mul(x, v128.load(b, 32)));
    c3 = f32x4.add(c3, f32x4.mul(x, v128.load(b, 48)));
    c4 = f32x4.add(c4, f32x4.mul(x, v128.load(b, 64)));
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
  v128.store(out, c2, 32);
  v128.store(out, c3, 48);
  v128.store(out, c4, 64);
}

function four(at: usize, end: usize, across: usize, out: usize): void {
  let c = f32x4.splat(0);
  for (; at < end; at += 4) c = f32x4.add(c, f32x4.mul(v128.load32_splat(at), v128.load(load<usize>(at, LONG * 4) + across)));
  v128.store(out, c);
}

function one(at: usize, end: usize, across: usize, out: usize): void {
  let c: f32 = 0;
  for (; at < end; at += 4) c += load<f32>(at) * load<f32>(load<usize>(at, LONG * 4) + across);
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
