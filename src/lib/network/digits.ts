/**
 * Digits as if written by hand, in the form of MNIST: 28 × 28 grey pixels, about 20 of them high or wide, and centred by
 * their mass. They let the network be trained where nothing can be fetched. Only sums, products, quotients and square roots
 * go into them, which every engine rounds alike: a seed gives the same bytes everywhere.
 */
import { seeded } from '../random.ts';
import { hands, type Passed } from './hands.ts';
import { classes, type Images, part, side } from './images.ts';
import { draw, type Random, type Touch } from './pen.ts';

/** So many digits, each of a random class in a random hand. More digits of the same seed begin with the same ones. */
export function digits(count: number, seed: number): Images {
  const random = seeded(seed);
  const set: Images = { images: new Uint8Array(count * side * side), labels: new Uint8Array(count), width: side, height: side };
  for (let k = 0; k < count; k++) {
    set.labels[k] = Math.floor(classes * random());
    draw(write(set.labels[k], random), random, part(set, k, k + 1));
  }
  return set;
}

/** Noise with deviation 1, never beyond ±3: the sum of three uniform numbers is enough like a bell. */
const bell = (random: Random) => 2 * (random() + random() + random() - 1.5);

/** The strokes of a digit, as somebody may write it. */
function write(digit: number, random: Random): Touch[][] {
  const { strokes } = pick(hands[digit], random);
  // Most write with care, a few with little.
  const care = random();
  const careless = 0.7 + 1.2 * care * care * care;
  const bend = bending(0.06 * careless, random);
  const stand = standing(careless, random);
  const thick = 0.8 + 0.65 * random() * (1 + random());

  const curves = strokes.map((stroke) => {
    const points = stroke.map(({ x, y, corner }) => {
      const slipped = { x: x + 0.028 * careless * bell(random), y: y + 0.028 * careless * bell(random) };
      return { ...stand(bend(slipped)), corner };
    });
    moveEnd(points[0], points[1], 0.16 * careless * bell(random));
    moveEnd(points[points.length - 1], points[points.length - 2], 0.16 * careless * bell(random));
    // The pen is pressed more, or less, towards the end.
    const [begin, end] = [1 + 0.12 * bell(random), 1 + 0.12 * bell(random)];
    return smooth(points).map(({ x, y }, i, { length }): Touch => {
      const along = i / (length - 1);
      return { x, y, radius: Math.max(0.45, thick * (begin + along * (end - begin))) };
    });
  });
  return placed(curves, thick, random);
}

/** One of the hands, as often as it is met. */
function pick(all: (typeof hands)[number], random: Random) {
  const each = all.flatMap((hand) => Array.from({ length: hand.often }, () => hand));
  return each[Math.floor(random() * each.length)];
}

type Place = Pick<Touch, 'x' | 'y'>;

/** Bends the box smoothly, by a random polynomial of second degree. */
function bending(strength: number, random: Random) {
  const [a, b, c, d, e, f] = Array.from({ length: 6 }, () => strength * bell(random));
  return ({ x, y }: Place): Place => {
    const [u, v] = [2 * x - 1, 2 * y - 1];
    return { x: x + a * u * u + b * u * v + c * v * v, y: y + d * u * u + e * u * v + f * v * v };
  };
}

/** Makes the box wider or narrower, slants it and turns it. */
function standing(careless: number, random: Random) {
  const width = 0.8 * (1 + 0.2 * bell(random));
  const slant = 0.15 + 0.2 * bell(random);
  // The half of the angle by its tangent gives sine and cosine by division.
  const t = 0.05 * careless * bell(random);
  const [cos, sin] = [(1 - t * t) / (1 + t * t), (2 * t) / (1 + t * t)];
  return ({ x, y }: Place): Place => {
    const [u, v] = [width * (x - 0.5) - slant * (y - 0.5), y - 0.5];
    return { x: cos * u - sin * v, y: sin * u + cos * v };
  };
}

/** Lets a stroke begin or end earlier or later: by a part of the way to the next point. */
function moveEnd(end: Place, next: Place, by: number) {
  end.x += by * (end.x - next.x);
  end.y += by * (end.y - next.y);
}

/** Steps between two points that a stroke passes. */
const steps = 4;

/** A curve through the points: cubic pieces whose slope at each point is that from its one neighbour to the other. */
function smooth(points: (Place & Pick<Passed, 'corner'>)[]): Place[] {
  const curve: Place[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [p, q] = [points[i], points[i + 1]];
    // At corners and ends the curve makes for the other point.
    const before = i === 0 || p.corner ? p : points[i - 1];
    const after = i + 2 === points.length || q.corner ? q : points[i + 2];
    for (let k = 0; k < steps; k++) {
      const t = k / steps;
      const at = (b: number, p: number, q: number, a: number) =>
        p + 0.5 * t * (q - b + t * (2 * b - 5 * p + 4 * q - a + t * (3 * (p - q) + a - b)));
      curve.push({ x: at(before.x, p.x, q.x, after.x), y: at(before.y, p.y, q.y, after.y) });
    }
  }
  curve.push(points[points.length - 1]);
  return curve;
}

/** Brings strokes to their size in pixels, and their middle of mass to about the middle of the image. */
function placed(curves: Touch[][], thick: number, random: Random): Touch[][] {
  const all = curves.flat();
  const range = (numbers: number[]) => Math.max(...numbers) - Math.min(...numbers);
  const extent = Math.max(range(all.map(({ x }) => x)), range(all.map(({ y }) => y)));
  const scale = ((1 - 0.06 * random()) * (20 - 2 * thick)) / extent;
  let [mass, mx, my] = [0, 0, 0];
  for (const curve of curves)
    for (let i = 1; i < curve.length; i++) {
      const [p, q] = [curve[i - 1], curve[i]];
      const weight = Math.sqrt((q.x - p.x) * (q.x - p.x) + (q.y - p.y) * (q.y - p.y));
      mass += weight;
      mx += (weight * (p.x + q.x)) / 2;
      my += (weight * (p.y + q.y)) / 2;
    }
  const [left, top] = [side / 2 + 0.5 * bell(random), side / 2 + 0.5 * bell(random)];
  return curves.map((curve) =>
    curve.map(({ x, y, radius }) => ({ x: left + scale * (x - mx / mass), y: top + scale * (y - my / mass), radius })),
  );
}
