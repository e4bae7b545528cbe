/** The family of algorithms as a map: who grew out of whom, years downwards, families side by side. */
import { optimizers } from './catalog.ts';

/** What the map needs to know of an algorithm. */
export interface Member {
  id: string;
  year: number;
  family: string;
  /** Ids of those that it grew out of; one that is not on the map has no line there. */
  from: string[];
}

/** A member in its place: every one has a row of its own, from 0. */
export interface Placed extends Member {
  row: number;
  column: number;
}

export interface FamilyMap {
  nodes: Placed[];
  /** From the older to the younger. */
  edges: { from: Placed; to: Placed }[];
  columns: number;
}

/** Every algorithm of the catalog. */
export const everyone: Member[] = [...optimizers].map(([id, { year, family, from }]) => ({ id, year, family, from: Object.keys(from) }));

/** How many children a small map has room for. More are a list under it. */
const most = 3;

/** What stands beside a chapter: a small map of an algorithm's kin, and the ids of children that are too many for it. */
export function besides(id: string, all: readonly Member[] = everyone): { members: Member[]; listed: string[] } {
  const kin = kinOf(id, all);
  const children = oldestFirst(kin).filter(({ from }) => from.includes(id));
  if (children.length <= most) return { members: kin, listed: [] };
  return { members: kin.filter((one) => !children.includes(one)), listed: children.map((one) => one.id) };
}

/** An algorithm with those that it grew out of and those that grew out of it, and the lines between it and them. */
export function kinOf(id: string, all: readonly Member[] = everyone): Member[] {
  return all
    .filter((one) => one.id === id || one.from.includes(id) || all.find((other) => other.id === id)?.from.includes(one.id))
    .map((one) => ({ ...one, from: one.id === id ? one.from : one.from.filter((parent) => parent === id) }));
}

/**
 * A line leaves its older end downwards, in that one's column, and turns towards the younger one right above it. So a column
 * belongs to a member from its own row to just above its youngest child, and nobody stands in anyone's way.
 */
export function mapOf(members: readonly Member[]): FamilyMap {
  const order = oldestFirst(members);
  const row = new Map(order.map(({ id }, i) => [id, i]));
  const lanes = new Map<string, Member[][]>();
  const lastRow = ({ id }: Member) =>
    Math.max(row.get(id) ?? 0, ...order.filter(({ from }) => from.includes(id)).map((child) => (row.get(child.id) ?? 0) - 1));

  // Each family takes as many columns as its members need who have something below them at one time.
  for (const one of order) {
    const own = lanes.get(one.family) ?? [];
    lanes.set(one.family, own);
    const free = own.filter((lane) => lastRow(lane[lane.length - 1]) < (row.get(one.id) ?? 0));
    const straight = free.find((lane) => one.from.includes(lane[lane.length - 1].id));
    if (free.length > 0) (straight ?? free[0]).push(one);
    else own.push([one]);
  }

  const columns = sideBySide([...lanes.keys()], lanes, order).flatMap((family) => lanes.get(family) ?? []);
  const column = new Map(columns.flatMap((lane, i) => lane.map(({ id }) => [id, i])));
  const nodes = order.map((one): Placed => ({ ...one, row: row.get(one.id) ?? 0, column: column.get(one.id) ?? 0 }));
  const at = new Map(nodes.map((node) => [node.id, node]));
  const edges = nodes.flatMap((to) => to.from.flatMap((id) => at.get(id) ?? []).map((from) => ({ from, to })));
  return { nodes, edges, columns: columns.length };
}

/**
 * A line as an SVG path, where a column and a row are one unit each, nodes stand in the middle of theirs, and the turn is
 * no higher than the space above the younger one's row.
 */
export function curve({ from, to }: FamilyMap['edges'][number]): string {
  const [x0, x1] = [from.column + 0.5, to.column + 0.5];
  const [y0, y1] = [from.row + 0.5, to.row + 0.5];
  if (x0 === x1) return `M${x0},${y0}V${y1}`;
  const turn = y1 - 0.62;
  return `M${x0},${y0}V${turn.toFixed(2)}C${x0},${(y1 - 0.2).toFixed(2)} ${x1},${(y1 - 0.5).toFixed(2)} ${x1},${y1}`;
}

/** By year; of one year, parents before their children. */
function oldestFirst(members: readonly Member[]): Member[] {
  const rest = [...members].sort((a, b) => a.year - b.year);
  const order: Member[] = [];
  while (rest.length > 0) {
    const ready = rest.findIndex(({ from }) => !rest.some(({ id }) => from.includes(id)));
    order.push(...rest.splice(Math.max(0, ready), 1));
  }
  return order;
}

/** Families in the order in which their lines are short: one after another is put where it lengthens them least. */
function sideBySide(families: string[], lanes: Map<string, Member[][]>, members: Member[]): string[] {
  const length = (order: string[]) => {
    const column = new Map(order.flatMap((family) => lanes.get(family) ?? []).flatMap((lane, i) => lane.map(({ id }) => [id, i])));
    const lines = members.flatMap(({ id, from }) =>
      from.map((parent) => (column.get(id) ?? Number.NaN) - (column.get(parent) ?? Number.NaN)),
    );
    return lines.filter((width) => !Number.isNaN(width)).reduce((sum, width) => sum + width * width, 0);
  };
  let order: string[] = [];
  for (const family of families) {
    const places = Array.from({ length: order.length + 1 }, (_, i) => order.toSpliced(i, 0, family));
    order = places.reduce((best, place) => (length(place) < length(best) ? place : best));
  }
  // The oldest stands on the left half, where reading begins.
  return order.indexOf(families[0]) > (order.length - 1) / 2 ? order.toReversed() : order;
}
