/** What the living figures of a page show, for everything else on it that follows one of them. */
import type { Shown } from './address.ts';
import type { Lane, Race } from './race.ts';

export interface Living extends Shown {
  lanes: Lane[];
  /** Whether the cursor is moving by itself. */
  playing: boolean;
}

type Follower = (living: Living) => void;

/** Makes a figure show the race that comes of the one that it shows. */
type Changer = (next: (race: Race) => Race) => void;

interface Figure {
  living: Living;
  change: Changer;
}

const figures = new Map<string, Figure>();
const followers = new Map<string, Set<Follower>>();

/** A figure says what it shows now; `change` is how others make it show another race. */
export function tell(id: string, living: Living, change: Changer): void {
  figures.set(id, { living, change });
  for (const follower of followers.get(id) ?? []) follower(living);
}

/** Calls `follower` with what the figure shows, now if it is awake, and whenever that changes. */
export function follow(id: string, follower: Follower): void {
  if (!followers.has(id)) followers.set(id, new Set());
  followers.get(id)?.add(follower);
  const figure = figures.get(id);
  if (figure) follower(figure.living);
}

/** What a figure shows now; nothing as long as it sleeps. */
export function living(id: string): Living | undefined {
  return figures.get(id)?.living;
}

/** Makes a figure show another race. Nothing happens as long as it sleeps. */
export function ask(id: string, next: (race: Race) => Race): void {
  figures.get(id)?.change(next);
}
