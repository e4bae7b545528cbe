/** Grey images with what each of them shows, as the network takes them. */
export interface Images {
  /** Row by row, one image after another: 0 is paper, 255 is ink. */
  images: Uint8Array;
  /** What each shows: 0 to 9. */
  labels: Uint8Array;
  /** Of each image, in pixels. */
  width: number;
  height: number;
}

/** The side of the images that the network of A4 takes: 28 × 28 pixels are its 784 numbers. */
export const side = 28;

/** How many classes it tells apart. */
export const classes = 10;

export const count = ({ labels }: Images): number => labels.length;

/** The images from one index up to another; they share their memory with those that they are taken from. */
export function part({ images, labels, width, height }: Images, from: number, to: number = labels.length): Images {
  const pixels = width * height;
  return { images: images.subarray(from * pixels, to * pixels), labels: labels.subarray(from, to), width, height };
}
