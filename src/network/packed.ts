/**
 * Images of ink on blank paper in a fourth of the room: each is a row of pairs, how many pixels are blank and how many after
 * them are not, each up to 255, and behind each pair those that are not.
 */

/** @param images one behind the other, each of `pixels` bytes */
export function pack(images: Uint8Array, pixels: number): Uint8Array {
  // At worst every other pixel is blank: three bytes for two.
  const packed = new Uint8Array(Math.ceil(images.length * 1.5) + 2 * Math.ceil(images.length / pixels));
  let end = 0;
  for (let first = 0; first < images.length; first += pixels) {
    const beyond = Math.min(first + pixels, images.length);
    for (let i = first; i < beyond; ) {
      const blank = i;
      while (i < beyond && i - blank < 255 && images[i] === 0) i++;
      const ink = i;
      while (i < beyond && i - ink < 255 && images[i] !== 0) i++;
      packed[end++] = ink - blank;
      packed[end++] = i - ink;
      packed.set(images.subarray(ink, i), end);
      end += i - ink;
    }
  }
  return packed.slice(0, end);
}

/** Where each image begins. */
export function beginnings(packed: Uint8Array, pixels: number): Uint32Array {
  const found: number[] = [];
  for (let i = 0; i < packed.length; ) {
    found.push(i);
    for (let left = pixels; left > 0; ) {
      left -= packed[i] + packed[i + 1];
      i += 2 + packed[i + 1];
      // Nothing that was packed here looks like that, but it may come from elsewhere.
      if (left < 0 || !(i <= packed.length)) throw new RangeError('Packed images are damaged');
    }
  }
  return Uint32Array.from(found);
}

/** Writes the image that begins at `from` into `out`, from `at` on. */
export function unpack(packed: Uint8Array, from: number, out: Uint8Array, at: number, pixels: number): void {
  out.fill(0, at, at + pixels);
  for (let i = at; i < at + pixels; ) {
    const [blank, ink] = [packed[from], packed[from + 1]];
    i += blank;
    for (let k = 0; k < ink; k++) out[i + k] = packed[from + 2 + k];
    i += ink;
    from += 2 + ink;
  }
}
