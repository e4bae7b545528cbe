/** The longest list that stands in `a` and in `b` in one order: its places in `a`, and those in `b`. */
export function common(a: readonly string[], b: readonly string[]): [inA: number[], inB: number[]] {
  // length[i][j] is how much the rest of `a` from i and the rest of `b` from j share.
  const length = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  const [inA, inB]: [number[], number[]] = [[], []];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      inA.push(i++);
      inB.push(j++);
    } else if (length[i + 1][j] >= length[i][j + 1]) i++;
    else j++;
  }
  return [inA, inB];
}
