/**
 * Reads a page's MDX as what can be taken away: prose as Markdown, figures as races, cells. For build time only.
 * A component that is not named here leaves its words behind, and a link to where it can be seen.
 */
import { mdxToMdast } from 'satteri';
import { optimizer } from '../../catalog.ts';
import { erratum } from '../../errata.ts';
import * as playground from '../../playground.ts';
import { figure, raceIn } from '../../race/figures.ts';
import { type measures, measureTex } from '../../race/measure.ts';
import { outcomeTex } from '../../race/outcome.ts';
import type { Protocol } from '../../race/protocols.ts';
import { exported, fileText, updateOf } from '../../source.ts';
import { words } from '../../words.ts';
import { type Block, cellsIn, type Page } from './page.ts';

/** The text of every page by its path: '/adam/'. Read as text: nothing here knows what a page looks like. */
const texts = new Map(
  Object.entries(import.meta.glob<string>('../../pages/*.mdx', { query: '?raw', import: 'default', eager: true })).map(([path, text]) => [
    path
      .replace(/^.*\//, '/')
      .replace(/(?:index)?\.mdx$/, '')
      .replace(/([^/])$/, '$1/'),
    text,
  ]),
);

/** The paths of the pages on which something runs, which are those that can be taken away. */
export function takeable(): string[] {
  return [...texts.keys()].filter((path) => pageAt(path).blocks.some(({ is }) => is !== 'prose'));
}

/**
 * The page at a path.
 *
 * @throws RangeError that lists the pages there are
 */
export function pageAt(path: string): Page {
  const known = pages.get(path);
  if (known) return known;
  const text = texts.get(path);
  if (text === undefined) throw new RangeError(`There is no page “${path}”. Known: ${[...texts.keys()].join(', ')}`);
  const page = pageOf(path, text);
  pages.set(path, page);
  return page;
}

const pages = new Map<string, Page>();

/** Every page, whether or not something runs on it. */
export const paths = [...texts.keys()];

type Attributes = Record<string, string | number | boolean>;
/** What is used of Markdown's tree. */
interface Node {
  type: string;
  value?: string;
  children?: Node[];
  position?: { start: { offset: number; line: number }; end: { offset: number } };
}
interface Element extends Node {
  name: string;
  attributes: { name: string; value?: string | null | { value: string } }[];
}

/**
 * A page's MDX as prose, figures and cells.
 *
 * @throws Error that names the page and the line of what cannot be read
 */
export function pageOf(path: string, text: string): Page {
  const { children = [] } = mdxToMdast(text, { features: { math: true } }) as Node;
  const front = frontmatterOf(children.find(({ type }) => type === 'yaml'));
  const blocks: Block[] = [];
  const say = (words: string) => {
    if (words.trim()) blocks.push({ is: 'prose', text: words.trim() });
  };
  const keep = (id: string, text: string) => {
    if (!cellsIn({ blocks }).some((cell) => cell.id === id)) blocks.push({ is: 'cell', cell: { id, kind: 'code', text, out: [] } });
  };
  const hasCell = text.includes('<Cell ');
  for (const node of children) read(node);
  return { path, title: front.title, ...(front.idea && { idea: front.idea }), blocks };

  /** A part of the page, block by block. */
  function read(node: Node) {
    if (!isElement(node)) return say(markdownOf(node));
    const a = attributesOf(node);
    if (node.name === 'Notebook') return node.children?.forEach(read);
    if (node.name === 'Cell') return keep(String(a.optimizer ?? a.id), textOf(a));
    if (node.name === 'Race') {
      const { id, title } = figure(String(a.figure));
      blocks.push({ is: 'figure', figure: { id, title, race: raceIn(figure(id)) } });
    }
    say(wordsOf(node));
    // Where no cell stands for itself, the whole file of the page's algorithm stands under its update.
    if (!hasCell && node.name === 'Update' && a.optimizer === front.optimizer) keep(String(a.optimizer), textOf(a));
  }

  /** What a cell opens with: an algorithm's file, or one of the playground's texts by its name. */
  function textOf({ optimizer: id, text: name }: Attributes): string {
    if (id) return fileText(`optimizers/${id}.ts`).trimEnd();
    const text = (playground as Record<string, unknown>)[String(name)];
    if (typeof text !== 'string') throw new Error(`src/pages${path}: src/playground.ts has no text “${name}” for a cell`);
    return text;
  }

  /** A node as it is written, with what its components say in their places. */
  function markdownOf(node: Node): string {
    if (node.type === 'mdxjsEsm' || node.type === 'yaml') return '';
    const [from, to] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
    if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') {
      if (/^\{\s*\/\*[\s\S]*\*\/\s*\}$/.test(text.slice(from, to))) return '';
      throw new Error(`src/pages${path}, line ${node.position?.start.line}: an expression has no words for a notebook`);
    }
    if (isElement(node)) return wordsOf(node);
    return between(node.children, from, to);
  }

  /** A part of the text, with what these nodes in it say in their places. */
  function between(nodes: Node[] = [], from: number, to: number): string {
    let result = '';
    let at = from;
    for (const node of nodes) {
      if (!node.position) continue;
      result += text.slice(at, node.position.start.offset) + markdownOf(node);
      at = node.position.end.offset;
    }
    return result + text.slice(at, to);
  }

  /** What is written between an element's tags. */
  function within({ children = [] }: Node): string {
    const [from, to] = [children[0]?.position?.start.offset ?? 0, children.at(-1)?.position?.end.offset ?? 0];
    return between(children, from, to).trim();
  }

  /** What a component says, as Markdown. */
  function wordsOf(node: Element): string {
    const a = attributesOf(node);
    const t = words.en;
    const id = String(a.optimizer);
    switch (node.name) {
      case 'Outcome':
        return `$${outcomeTex(a.under as Protocol, String(a.of), a)}$`;
      case 'Measured':
        return `$${measureTex(String(a.in), String(a.of), a.what as keyof typeof measures, a)}$`;
      case 'Race':
        return within(node);
      case 'Failure':
        return `## ${t.failure.title(String(a.of))}`;
      case 'Update':
        return `$$\n\\begin{gathered}\n${updateOf(id, a.form as string | undefined)
          .rows.map(({ tex }) => tex)
          .join(' \\\\\n')}\n\\end{gathered}\n$$`;
      case 'Changed':
        return Object.entries(optimizer(id).from)
          .map(([parent, { says, back }]) =>
            `## ${t.changed.title(optimizer(parent).name)}\n\n${says} ${typeof back === 'string' ? back : ''}`.trim(),
          )
          .join('\n\n');
      case 'Elsewhere': {
        const { numpy, torch } = optimizer(id);
        return fenced('python', [numpy, ...(torch ? [torch.call] : [])].join('\n\n'));
      }
      case 'Code':
        return fenced('ts', exported(String(a.file), String(a.only)));
      case 'Note':
        return aside(within(node));
      case 'Try':
        return `**${t.parts.tryIt}**\n\n${within(node)}`;
      case 'Mistake': {
        const e = a.erratum ? erratum(String(a.erratum)) : undefined;
        const said = [`**${t.parts.mistake(e?.article ?? String(a.article))}**`, e && `*${e.title}*`, e?.why, within(node)];
        return aside(said.filter(Boolean).join('\n\n'));
      }
      case 'Open':
      case 'Formula':
        return '';
      default:
        return [t.take.seen(path), within(node)].filter(Boolean).join('\n\n');
    }
  }
}

function attributesOf({ attributes }: Element): Attributes {
  return Object.fromEntries(
    attributes.map(({ name, value }) => {
      if (value === null || value === undefined) return [name, true];
      return [name, typeof value === 'string' ? value : Number.isNaN(Number(value.value)) ? value.value : Number(value.value)];
    }),
  );
}

function isElement(node: Node): node is Element {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

/** The lines of the frontmatter: each a name and a text. */
function frontmatterOf(node: Node | undefined): { title: string; idea?: string; optimizer?: string } {
  const text = node?.value ?? '';
  const entries = [...text.matchAll(/^(\w+):\s*(.+)$/gm)].map(([, name, value]) => [name, value.replace(/^(['"])(.*)\1$/, '$2').trim()]);
  return { title: '', ...Object.fromEntries(entries) };
}

const fenced = (language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\``;

const aside = (text: string) =>
  text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
