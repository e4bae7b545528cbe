import type { Images } from './images.ts';

export type Random = () => number;

/** A place that the pen touches, in pixels, and how far its ink reaches there. */
export interface Touch {
  x: number;
  y: number;
  radius: number;
}

/** Over how many pixels the edge of a stroke fades, and by how much it is rough. */
const [fade, rough] = [1.4, 0.35];
/** How far outside of the ink a pixel may still be grey. */
const outside = (fade + rough) / 2;

/** Puts ink on an image of paper wherever a round pen passes. */
export function draw(strokes: Touch[][], random: Random, { images, width, height }: Images) {
  /** How far inside of the ink each pixel is. */
  const depth = { width, height, data: new Float64Array(width * height).fill(-Infinity) };
  for (const stroke of strokes) for (let i = 1; i < stroke.length; i++) sweep(stroke[i - 1], stroke[i], depth);
  for (let k = 0; k < images.length; k++) {
    if (depth.data[k] < -outside) continue;
    const ink = (depth.data[k] + rough * (random() - 0.5)) / fade + 0.5;
    images[k] = Math.round(255 * Math.min(1, Math.max(0, ink)));
  }
}

/** What it covers on its straight way from one touch to the next. */
function sweep(p: Touch, q: Touch, { width, height, data }: { width: number; height: number; data: Float64Array }) {
  const reach = Math.max(p.radius, q.radius) + outside;
  const [dx, dy] = [q.x - p.x, q.y - p.y];
  const square = dx * dx + dy * dy;
  const left = Math.max(0, Math.floor(Math.min(p.x, q.x) - reach));
  const right = Math.min(width - 1, Math.floor(Math.max(p.x, q.x) + reach));
  const top = Math.max(0, Math.floor(Math.min(p.y, q.y) - reach));
  const bottom = Math.min(height - 1, Math.floor(Math.max(p.y, q.y) + reach));
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      // From the first touch to the middle of the pixel, and from the nearest place on the way.
      const [x, y] = [column + 0.5 - p.x, row + 0.5 - p.y];
      const along = square === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / square));
      const [ex, ey] = [x - along * dx, y - along * dy];
      const inside = p.radius + along * (q.radius - p.radius) - Math.sqrt(ex * ex + ey * ey);
      const k = row * width + column;
      if (inside > data[k]) data[k] = inside;
    }
}
