/** Files in IDX form, made for tests. */

/** The magic number and the dimensions, each as four bytes, and then the data. */
export const idx = (head: number[], data: ArrayLike<number>) => {
  const bytes = new Uint8Array(4 * head.length + data.length);
  head.forEach((number, i) => {
    new DataView(bytes.buffer).setUint32(4 * i, number);
  });
  bytes.set(data, 4 * head.length);
  return bytes;
};

/** So many images; every pixel of the first is `first`, of the next one more. */
export const imageFile = (count: number, first = 1, [height, width] = [28, 28]) =>
  idx(
    [0x803, count, height, width],
    Array.from({ length: count * height * width }, (_, i) => (first + Math.floor(i / (height * width))) % 256),
  );

/** So many labels, from `first` on. */
export const labelFile = (count: number, first = 0) =>
  idx(
    [0x801, count],
    Array.from({ length: count }, (_, i) => (first + i) % 10),
  );
