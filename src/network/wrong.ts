/** The images of a test that a network takes for something else. */

/** So many are shown. */
export const firstMistakes = 12;

export function mistakesIn(said: ArrayLike<number>, labels: ArrayLike<number>): number[] {
  return Array.from({ length: said.length }, (_, k) => k).filter((k) => said[k] !== labels[k]);
}

const side = 28;
const pixels = side * side;

/** One image as the address of a picture: dark ink on white, as a BMP of 8 bits a pixel, which needs no compression. */
export function sheetOf(images: Uint8Array, k: number): string {
  const colours = 256 * 4;
  const start = 54 + colours;
  const file = new Uint8Array(start + pixels);
  const view = new DataView(file.buffer);
  file.set([0x42, 0x4d]);
  view.setUint32(2, file.length, true);
  view.setUint32(10, start, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, side, true);
  // Rows from the top down.
  view.setInt32(22, -side, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 8, true);
  view.setUint32(46, 256, true);
  for (let grey = 0; grey < 256; grey++) file.set([255 - grey, 255 - grey, 255 - grey, 0], 54 + 4 * grey);
  file.set(images.subarray(k * pixels, (k + 1) * pixels), start);
  return `data:image/bmp;base64,${btoa(String.fromCharCode(...file))}`;
}
