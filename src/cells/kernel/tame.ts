/** Makes whatever a kernel says into plain data of a bounded size: nothing that a cell can send hurts who reads it. */

/** A value that is shown has five levels, each three deep, and at the last of them may stand an error with its places. */
const most = { depth: 20, items: 200_000, nodes: 2_000_000, chars: 4_000_000 };

/**
 * A copy with records, lists, numbers, words and the like; what is anything else, or too much, is left out. `buffers` are what
 * its arrays of numbers stand in.
 */
export function tame(value: unknown): { value: unknown; size: number; buffers: ArrayBuffer[] } {
  const left: Left = { nodes: most.nodes, chars: most.chars, buffers: [] };
  const copy = copyOf(value, most.depth, left);
  return { value: copy, size: most.nodes - left.nodes + most.chars - left.chars, buffers: left.buffers };
}

interface Left {
  nodes: number;
  chars: number;
  buffers: ArrayBuffer[];
}

function copyOf(value: unknown, depth: number, left: Left): unknown {
  if (--left.nodes < 0 || depth < 0) return undefined;
  if (typeof value === 'string') {
    const text = value.slice(0, left.chars);
    left.chars -= text.length;
    return text;
  }
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object') return undefined;
  if (value instanceof Float64Array || value instanceof Float32Array || value instanceof Uint8Array) {
    const numbers = value.slice(0, Math.min(most.items, Math.max(0, left.nodes)));
    left.nodes -= numbers.length;
    left.buffers.push(numbers.buffer);
    return numbers;
  }
  if (Array.isArray(value)) {
    const list = new Array(Math.min(value.length, most.items, Math.max(0, left.nodes)));
    for (let i = 0; i < list.length; i++) list[i] = copyOf(value[i], depth - 1, left);
    return list;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  const record: Record<string, unknown> = {};
  for (const key of Object.keys(value).slice(0, 500))
    if (key !== '__proto__') record[key] = copyOf((value as Record<string, unknown>)[key], depth - 1, left);
  return record;
}
