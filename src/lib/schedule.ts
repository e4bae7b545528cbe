/** How the step size changes over a training: a factor for `lr` at update t of T. */
export interface Schedule {
  name: string;
  factor(t: number, total: number): number;
}

/** Every schedule by id. */
export const schedules: Record<string, Schedule> = {
  constant: { name: 'constant', factor: () => 1 },
  /** Full size for the first half, a tenth in the next quarter, a hundredth in the last. */
  step: { name: 'in steps', factor: (t, total) => (t <= total / 2 ? 1 : t <= (3 * total) / 4 ? 0.1 : 0.01) },
  /** Half a wave of a cosine, from 1 to almost 0 (Loshchilov & Hutter, 2016, without restarts). */
  cosine: { name: 'cosine', factor: (t, total) => (1 + Math.cos((Math.PI * (t - 1)) / total)) / 2 },
};
