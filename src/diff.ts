/**
 * What an update has that the one it grew out of has not: row by row and part by part, in the equation and in the code.
 * Read from the two texts, so that it cannot say anything else than they do.
 */
import { common } from './common.ts';
import { named, tokensOf } from './tex.ts';

/** A row of an update: a line of maths and the line of code that does the same. */
export interface Row {
  tex: string;
  code: string;
}

/** A row with what is its own in it. */
export interface Marked extends Row {
  /** The row again, with `data-mark` on each part that the other update has not. */
  markedTex: string;
  /** The same parts of the code, as places in it. */
  marks: [from: number, to: number][];
}

/** What became of a row: as it was, changed, new; or, with nothing in its place, gone. */
export interface Change {
  kind: 'same' | 'changed' | 'new' | 'gone';
  now?: Marked;
  was?: Marked;
}

/** Every row of `now`, in order, with the row of `was` that it took the place of; rows that are gone stand where they stood. */
export function changes(now: readonly Row[], was: readonly Row[]): Change[] {
  return pairs(now, was).map(([n, w]): Change => {
    if (!w) return { kind: 'new', now: marked(n as Row, 'new') };
    if (!n) return { kind: 'gone', was: marked(w, 'gone') };
    const pair = { now: marked(n, 'new', w), was: marked(w, 'gone', n) };
    const differ = [pair.now, pair.was].some(({ tex, markedTex, marks }) => markedTex !== tex || marks.length > 0);
    return { kind: differ ? 'changed' : 'same', ...pair };
  });
}

/** The parts of an equation by which one knows it: letters with their hats and indices, numbers, signs; in order. */
export function signsOf(tex: string): string[] {
  return flat(parse(tex)).map(({ key }) => key);
}

/** The symbols by which an update is known from an older one: put into its rows, or nowhere in it. */
export function newSigns(now: readonly Row[], was: readonly Row[]): string[] {
  const old = new Set(was.flatMap(({ tex }) => signsOf(tex)));
  return changes(now, was).flatMap(({ kind, now, was }) => {
    if (!now || kind === 'same') return [];
    const fresh = own(flat(parse(now.tex)), was && flat(parse(was.tex))).map(({ key }) => key);
    return kind === 'new' ? fresh.filter((key) => !old.has(key)) : fresh;
  });
}

function marked(row: Row, mark: string, other?: Row): Marked {
  const tree = parse(row.tex);
  const tex = new Set<Part>(own(flat(tree), other && flat(parse(other.tex))));
  const all = codeParts(row.code);
  const code = new Set(own(all, other && codeParts(other.code)));
  return {
    ...row,
    markedTex: wrapped(row.tex, tree, tex, { mark }),
    marks: runs(all, (part) => code.has(part)),
  };
}

// ---- which row became which

/** Rows of other quantities are one row in two versions only if this much of them is the same. */
const alike = 0.6;

/** Rows in order, matched so that as much as possible agrees: first the quantity that a row works out, then the rest of it. */
function pairs(now: readonly Row[], was: readonly Row[]): [Row | undefined, Row | undefined][] {
  type Best = { score: number; pairs: [Row | undefined, Row | undefined][] };
  const best: Best[][] = [];
  for (let i = now.length; i >= 0; i--) {
    best[i] = [];
    for (let j = was.length; j >= 0; j--) {
      const choices: Best[] = [];
      if (i < now.length && j < was.length) {
        const score = likeness(now[i].tex, was[j].tex);
        if (score > alike)
          choices.push({ score: score + best[i + 1][j + 1].score, pairs: [[now[i], was[j]], ...best[i + 1][j + 1].pairs] });
      }
      if (j < was.length) choices.push({ ...best[i][j + 1], pairs: [[undefined, was[j]], ...best[i][j + 1].pairs] });
      if (i < now.length) choices.push({ ...best[i + 1][j], pairs: [[now[i], undefined], ...best[i + 1][j].pairs] });
      best[i][j] = choices.reduce((a, b) => (b.score > a.score ? b : a), choices[0] ?? { score: 0, pairs: [] });
    }
  }
  return best[0][0].pairs;
}

/** From 0 to 1 how much of two rows is the same; and one more where they work out the same quantity. */
function likeness(a: string, b: string): number {
  const [one, other] = [signsOf(a), signsOf(b)];
  const quantity = (symbols: string[]) => symbols.slice(0, Math.max(0, symbols.findIndex(isAssignment))).join(' ');
  const same = (2 * common(one, other)[0].length) / (one.length + other.length || 1);
  return same + (quantity(one) === quantity(other) ? 1 : 0);
}

const isAssignment = (key: string) => key === '\\leftarrow' || key === '=';

// ---- which part became which

/** A part of a text that stays whole: a symbol, a number, a sign. */
interface Part {
  key: string;
  from: number;
  to: number;
}

/** The parts that the other list has not. Brackets that only gather what was there before are nothing new. */
function own(parts: Part[], others: Part[] | undefined): Part[] {
  if (!others) return parts;
  const [kept] = common(
    parts.map(({ key }) => key),
    others.map(({ key }) => key),
  ).map((places) => new Set(places));
  const fresh = parts.map((_, i) => !kept.has(i));
  const open: number[] = [];
  parts.forEach(({ key }, i) => {
    if (key === '(') open.push(i);
    if (key !== ')') return;
    const start = open.pop();
    if (start !== undefined && fresh.slice(start + 1, i).includes(false)) fresh[start] = fresh[i] = false;
  });
  return parts.filter((_, i) => fresh[i]);
}

/** Parts that stand side by side, as one stretch of the text from the first to the last of them. */
function runs<T extends { from: number; to: number }>(parts: T[], wanted: (part: T) => boolean): [from: number, to: number][] {
  const found: [number, number][] = [];
  let last = false;
  for (const part of parts) {
    const now = wanted(part);
    if (now && last) found[found.length - 1][1] = part.to;
    else if (now) found.push([part.from, part.to]);
    last = now;
  }
  return found;
}

// ---- code

/** The parts of a line of code. `a += b` is read as `a = a + b`, which is what it stands beside in another update. */
function codeParts(code: string): Part[] {
  const parts = [...code.matchAll(/[A-Za-z_$][\w$.]*(?:\[\w+\])?|\d+(?:\.\d+)?(?:e-?\d+)?|\*\*=?|[-+*/]=|=+>?|[^\s\w]/g)].map(
    ({ 0: key, index }): Part => ({ key, from: index, to: index + key.length }),
  );
  const at = parts.findIndex(({ key }) => /^(\*\*|[-+*/])=$/.test(key));
  if (at < 1) return parts;
  const place = parts[at];
  const longhand = ['=', parts[at - 1].key, place.key.slice(0, -1)].map((key) => ({ ...place, key }));
  return [...parts.slice(0, at), ...longhand, ...parts.slice(at + 1)];
}

// ---- TeX

/** A symbol of TeX, or what is set in type around others: a root, a fraction, braces. */
interface Node extends Part {
  /** Of a group: what stands in it. */
  children?: Node[];
  /** What a command takes is no part by itself, and can be wrapped only inside its braces, if it has any. */
  argument?: 'braced' | 'bare';
}

/** How many formulas of their own a command takes. */
const groups: Record<string, number> = { '\\sqrt': 1, '\\frac': 2, '\\dfrac': 2, '\\tfrac': 2 };

/** Commands that make one symbol of what follows. */
const accents = /^\\(hat|bar|tilde|vec|dot|ddot|widehat|widetilde|overline|mathrm|mathbf|mathcal|text|operatorname)$/;

const isSpace = (token: string) => /^\s+$|^\\[,;:! ]$|^\\q?quad$|^~$/.test(token);

/** The same symbol has the same key, however it is spaced and braced. */
const keyOf = (tex: string) =>
  tokensOf(tex)
    .filter((token) => !isSpace(token) && token !== '{' && token !== '}')
    .join(' ');

function parse(tex: string): Node[] {
  const tokens: { text: string; from: number; to: number }[] = [];
  let end = 0;
  for (const text of tokensOf(tex)) {
    const from = end;
    end += text.length;
    if (!isSpace(text)) tokens.push({ text, from, to: end });
  }
  let at = 0;
  const next = () => tokens[at]?.text;

  function list(close?: string): Node[] {
    const nodes: Node[] = [];
    while (at < tokens.length && next() !== close) nodes.push(node());
    return nodes;
  }

  /** A symbol or a group, with the indices and powers that stand at it. */
  function node(): Node {
    const { text: core, from } = tokens[at++];
    let children: Node[] | undefined;
    if (core === '{') {
      children = list('}');
      at++;
    } else if (core === '\\left') {
      at++;
      children = list('\\right');
      at += 2;
    } else if (groups[core]) children = Array.from({ length: groups[core] }, argument);
    else if (accents.test(core)) argument();

    const bare = at;
    while (/^[_^']$/.test(next() ?? '')) if (tokens[at++].text !== "'") argument();
    const to = tokens[at - 1].to;
    const scripts = at > bare ? keyOf(tex.slice(tokens[bare].from, to)) : '';
    return { key: children ? `${core} ${scripts}`.trim() : keyOf(tex.slice(from, to)), from, to, children };
  }

  /** What a command takes: a formula in braces, or one symbol. */
  function argument(): Node {
    if (!tokens[at]) throw new Error(`A command at the end of “${tex}” takes something that is not there`);
    const { text, from, to } = tokens[at];
    if (text === '{') {
      at++;
      const children = list('}');
      return { key: '', from, to: tokens[at++].to, children, argument: 'braced' };
    }
    if (accents.test(text) || groups[text]) {
      const only = node();
      return { key: '', from, to: only.to, children: [only], argument: 'bare' };
    }
    at++;
    return { key: '', from, to, children: [{ key: text, from, to }], argument: 'bare' };
  }

  return list();
}

/** Nodes as the parts that they are made of: a group is its beginning and what is in it. */
function flat(nodes: Node[]): Node[] {
  return nodes.flatMap((node) => [...(node.argument ? [] : [node]), ...flat(node.children ?? [])]);
}

/** What stands from one place to another, with a name on every stretch of nodes that are wanted; a group that is wanted is taken whole. */
function wrapped(tex: string, nodes: Node[], wanted: Set<Part>, data: Record<string, string>, from = 0, to = tex.length): string {
  const stretches = new Map(runs(nodes, (node) => wanted.has(node)));
  let result = '';
  let done = from;
  for (const node of nodes) {
    if (node.from < done) continue;
    const end = stretches.get(node.from);
    const inside = end ? named(tex.slice(node.from, end), data) : wrapped(tex, node.children ?? [], wanted, data, node.from, node.to);
    const needsBraces = node.argument === 'bare' && inside !== tex.slice(node.from, node.to);
    result += tex.slice(done, node.from) + (needsBraces ? `{${inside}}` : inside);
    done = end ?? node.to;
  }
  return result + tex.slice(done, to);
}
