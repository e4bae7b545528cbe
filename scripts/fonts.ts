/**
 * Cuts the typefaces down to what the pages use and writes them, with their @font-face rules, to src/styles.
 * Run it after a change here: `node scripts/fonts.ts`. What it writes is kept in the repository, so a build needs no font tools.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fromBuffer } from '@capsizecss/unpack';
// @ts-expect-error: the package has no types
import subset from 'subset-font';

const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i));
const latin = `${ascii}\u00a0\u2009\u202f§©«°±²³·¹»¼½¾×÷ÀÁÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÜßàáâäåæçèéêëíîïñóôöøúûüœ–—‘’“”†•…−`;
const greek = 'ΓΔΘΛΣΦΨΩαβγδεζηθκλμνξπρστφχψω';
const symbols = '←→↑↓↔∂∇∈√∞≈≠≤≥';

const fontsource = (family: string, part: string) => `@fontsource-variable/${family}/files/${family}-${part}.woff2`;
const words = ['kern', 'liga', 'mark', 'ccmp', 'locl'];

interface Face {
  file: string;
  source: string;
  family: string;
  italic?: boolean;
  text: string;
  /** What of the weight axis stays. */
  weight: number | { min: number; max: number };
  /** OpenType features that stay. Code has no ligatures: `**` is two stars. */
  features: string[];
  /** A face for these characters only; loaded when one of them is on the page. */
  rare?: boolean;
}

const prose = { min: 400, max: 600 };
const faces: Face[] = [
  {
    file: 'source-serif-4',
    source: fontsource('source-serif-4', 'latin-wght-normal'),
    family: 'Source Serif 4',
    text: latin,
    weight: prose,
    features: words,
  },
  {
    file: 'source-serif-4-italic',
    source: fontsource('source-serif-4', 'latin-wght-italic'),
    family: 'Source Serif 4',
    italic: true,
    text: latin,
    weight: prose,
    features: words,
  },
  {
    file: 'source-serif-4-greek',
    source: fontsource('source-serif-4', 'greek-wght-normal'),
    family: 'Source Serif 4',
    text: greek,
    weight: prose,
    features: words,
    rare: true,
  },
  // Source Serif's own package has no arrows and signs; those of KaTeX have its colour and are from the same formulas.
  {
    file: 'katex-symbols',
    source: 'katex/dist/fonts/KaTeX_Main-Regular.woff2',
    family: 'Source Serif 4',
    text: symbols,
    weight: 400,
    features: [],
    rare: true,
  },
  {
    file: 'inter',
    source: fontsource('inter', 'latin-wght-normal'),
    family: 'Inter',
    text: latin,
    weight: prose,
    features: ['kern', 'tnum', 'mark', 'ccmp', 'locl'],
  },
  {
    file: 'inter-greek',
    source: fontsource('inter', 'greek-wght-normal'),
    family: 'Inter',
    text: greek,
    weight: prose,
    features: ['kern'],
    rare: true,
  },
  {
    file: 'jetbrains-mono',
    source: fontsource('jetbrains-mono', 'latin-wght-normal'),
    family: 'JetBrains Mono',
    text: latin,
    weight: 400,
    features: ['mark', 'ccmp'],
  },
  {
    file: 'jetbrains-mono-greek',
    source: fontsource('jetbrains-mono', 'greek-wght-normal'),
    family: 'JetBrains Mono',
    text: greek,
    weight: 400,
    features: [],
    rare: true,
  },
];

/** Fonts that stand in until ours have come, and what is free and as wide; `width` is the mean letter's, in em. */
const standIns: Record<string, { local: string[]; width: number }> = {
  'Source Serif 4': { local: ['Times New Roman', 'Liberation Serif', 'Tinos'], width: 832 / 2048 },
  Inter: { local: ['Arial', 'Liberation Sans', 'Arimo'], width: 913 / 2048 },
  'JetBrains Mono': { local: ['Courier New', 'Liberation Mono', 'Cousine'], width: 1229 / 2048 },
};

const require = createRequire(import.meta.url);
const styles = new URL('../src/styles/', import.meta.url);
await rm(new URL('fonts/', styles), { recursive: true, force: true });
await mkdir(new URL('fonts/', styles), { recursive: true });

let css = '/* Written by scripts/fonts.ts. */\n';
for (const face of faces) {
  const whole = await readFile(require.resolve(face.source));
  const variable = face.source.startsWith('@fontsource');
  const cut = await subset(whole, face.text, {
    targetFormat: 'woff2',
    keepFeatures: face.features,
    noHinting: true,
    // Copyright and licence stay in the file, as the licence asks.
    preserveNameIds: [0, 13, 14],
    ...(variable && { variationAxes: { wght: face.weight } }),
  });
  await writeFile(new URL(`fonts/${face.file}.woff2`, styles), cut);
  console.log(`${(cut.length / 1024).toFixed(1).padStart(6)} KB  ${face.file}`);
  css += rule(face.family, face, [
    `src: url('./fonts/${face.file}.woff2') format('woff2')`,
    'font-display: swap',
    ...(face.rare ? [`unicode-range: ${[...face.text].map((c) => `U+${c.codePointAt(0)?.toString(16)}`).join(', ')}`] : []),
  ]);
  if (!face.rare) css += await standIn(face, whole);
}
await writeFile(new URL('fonts.css', styles), css);

// The licence that all of them share, without the line that names one font's authors: THIRD_PARTY.md names them all.
const licence = await readFile(require.resolve('@fontsource-variable/inter/LICENSE'), 'utf8');
await writeFile(new URL('fonts/OFL.txt', styles), licence.replace(/^.*\n+/, ''));

/** A font of the reader's own, stretched to the measures of ours, so that no line moves when ours comes. */
async function standIn(face: Face, font: Buffer): Promise<string> {
  const { ascent, descent, lineGap, unitsPerEm, xWidthAvg } = await fromBuffer(font);
  const { local, width } = standIns[face.family];
  const size = xWidthAvg / unitsPerEm / width;
  const percent = (x: number) => `${((100 * x) / unitsPerEm / size).toFixed(2)}%`;
  return rule(`${face.family} fallback`, face, [
    `src: ${local.map((name) => `local('${name}')`).join(', ')}`,
    `size-adjust: ${(100 * size).toFixed(2)}%`,
    `ascent-override: ${percent(ascent)}`,
    `descent-override: ${percent(-descent)}`,
    `line-gap-override: ${percent(lineGap)}`,
  ]);
}

function rule(family: string, { italic, weight }: Face, lines: string[]): string {
  const weights = typeof weight === 'number' ? weight : `${weight.min} ${weight.max}`;
  const all = [`font-family: '${family}'`, `font-style: ${italic ? 'italic' : 'normal'}`, `font-weight: ${weights}`, ...lines];
  return `\n@font-face {\n${all.map((line) => `  ${line};\n`).join('')}}\n`;
}
