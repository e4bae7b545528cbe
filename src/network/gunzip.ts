/** Whether bytes are packed with gzip (RFC 1952). */
export const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * What is packed, piece by piece, so that a small file that grows without end is dropped as soon as it is too large.
 *
 * @param most bytes that may come out
 * @returns 'damaged' if it cannot be unpacked to its end, 'large' if more would come out
 */
export async function gunzip(packed: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array | 'damaged' | 'large'> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      pieces.push(next.value);
      length += next.value.length;
      if (length <= most) continue;
      await reader.cancel();
      return 'large';
    }
  } catch (error) {
    // What the standard throws for bytes that are not as they should be, and for an end that comes too early.
    if (error instanceof TypeError) return 'damaged';
    throw error;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
