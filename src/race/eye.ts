import type { Frame } from './map.ts';

/**
 * From where a surface is looked at, in degrees. The azimuth goes around it: 0 is the south, where y is low, so that
 * x runs to the right as on a map; 90 is the east, where x is high. The elevation is 0 at the horizon and 90 straight above.
 */
export type Eye = readonly [azimuth: number, elevation: number];

/** A place in the box around a surface: its longer side runs from −1 to 1; `up` is 0 at the lowest height and 1 at the top. */
export type Spot = readonly [across: number, along: number, up: number];

/** How tall the box is, and how far under it the floor lies, where half a side is 1. */
export const tall = 0.74;
const gap = 0.56;

/** The floor, as `up`. */
export const floor = -gap / tall;

/** Room for the numbers along the edges, in units of the frame. */
const margin = { x: 64, top: 14, bottom: 30 };

/** What a figure shows first: along x into its valleys, on the side from which a start in the south-west is seen best. */
export const firstEye: Eye = [112, 28];

/** The eye with its azimuth between −180 and 180 and its elevation between 0 and 90, no finer than a tenth of a degree. */
export function bounded([azimuth, elevation]: Eye): Eye {
  const tenth = (value: number) => Math.round(10 * value) / 10 + 0;
  const around = tenth(((((azimuth + 180) % 360) + 360) % 360) - 180);
  return [around, tenth(Math.min(90, Math.max(0, elevation)))];
}

export type Projection = ReturnType<typeof projection>;

/**
 * How the box around a surface lies in a frame, seen from afar, so that parallels stay parallel.
 * Its size depends on the elevation alone: it does not swell and shrink while it is turned.
 */
export function projection([azimuth, elevation]: Eye, { width, height }: Frame) {
  const [sinA, cosA] = [Math.sin((azimuth * Math.PI) / 180), Math.cos((azimuth * Math.PI) / 180)];
  const [sinE, cosE] = [Math.sin((elevation * Math.PI) / 180), Math.cos((elevation * Math.PI) / 180)];
  const half = Math.SQRT2 * sinE + ((tall + gap) / 2) * cosE;
  const scale = Math.min((height - margin.top - margin.bottom) / 2 / half, (width / 2 - margin.x) / Math.SQRT2);
  const [cx, cy] = [width / 2, (height + margin.top - margin.bottom) / 2];
  const middle = (tall - gap) / 2;

  return {
    /** Where a place of the box is in the frame. */
    to: ([across, along, up]: Spot): [x: number, y: number] => [
      cx + scale * (across * cosA + along * sinA),
      cy - scale * ((along * cosA - across * sinA) * sinE + (up * tall - middle) * cosE),
    ],
    /** How much farther away a place is for each unit across, and along. */
    away: [-sinA, cosA] as const,
    /** How much `up` a line of sight rises for each unit of plane on its way to the eye. */
    rise: sinE / cosE / tall,
    /** The `up` of a level plane as a matrix for SVG, which takes (across, along) to the frame. */
    plane: (up: number): number[] => [
      scale * cosA,
      scale * sinA * sinE,
      scale * sinA,
      -scale * cosA * sinE,
      cx,
      cy - scale * (up * tall - middle) * cosE,
    ],
  };
}
