/** The settings that an algorithm has in a race, as lines of code for elsewhere. */

import { optimizer } from '../../catalog.ts';
import { type Hyper, type Optimizer, written } from '../../lib/optimizer.ts';
import { schedules } from '../../lib/schedule.ts';
import type { Entry, Race } from '../../race/race.ts';
import { linesOf } from '../../syntax.ts';
import { words } from '../../words.ts';
import { camelCase } from '../name.ts';
import { quoted, record } from './code.ts';
import { textOf } from './library.ts';

export interface SettingsLines {
  ts: string;
  /** None where the update cannot be said in lines of NumPy. */
  numpy?: string;
  /** None where PyTorch does not have the algorithm. */
  torch?: string;
}

const t = words.en.take;

/**
 * The settings of an entry as TypeScript, NumPy and PyTorch lines. A setting, or a form, that PyTorch does not have is named
 * in a comment.
 *
 * @param mine where the algorithm is a cell's: its name in code and its text
 * @throws RangeError where the algorithm is not in the catalog, or has no such form
 */
export function settingsLines(
  entry: Entry,
  race: Pick<Race, 'objective' | 'start' | 'steps'>,
  mine?: { name: string; text: string },
): SettingsLines {
  const timed = (lines: string | undefined) => lines && commentOn(entry, race.steps) + lines;
  if (mine) return { ts: typescriptOf(mine.name, entry, race), numpy: timed(withSettings(numpyFrom(mine.text, entry.form), entry)) };
  const o = optimizer(entry.optimizer);
  written(o, entry.form);
  return {
    ts: typescriptOf(camelCase(entry.optimizer), entry, race),
    numpy: timed(withSettings(numpyOf(o, entry), entry)),
    torch: timed(torchOf(o, entry)),
  };
}

function typescriptOf(
  name: string,
  { hyper, form, schedule, start, box }: Entry,
  race: Pick<Race, 'objective' | 'start' | 'steps'>,
): string {
  const parts = [
    `start: [${(start ?? race.start).join(', ')}]`,
    `steps: ${race.steps}`,
    `hyper: ${record(hyper)}`,
    form && `form: ${quoted(form)}`,
    schedule && `schedule: ${quoted(schedule)}`,
    box !== undefined && `box: ${box}`,
  ];
  return `descend(${name}, ${camelCase(race.objective)}, { ${parts.filter(Boolean).join(', ')} });`;
}

/** What becomes of the step size, which a line for one update cannot say. */
function commentOn({ hyper, schedule }: Entry, steps: number): string {
  const { name, torch } = schedules[schedule ?? ''] ?? {};
  return name && torch && 'lr' in hyper ? `# ${t.scheduled(name, torch, steps, Math.ceil(steps / 10))}\n` : '';
}

/** Settings that a text does not name matter where they are not as the algorithm itself has them. */
function unsaid({ hyper: own }: Pick<Optimizer, 'hyper'>, hyper: Hyper, says: (name: string) => boolean): [string, number][] {
  return Object.entries(hyper).filter(([name, value]) => !says(name) && value !== own[name]);
}

const says = (code: string) => (name: string) => new RegExp(`\\b${name}\\b`).test(code);

/** As it is written by hand, where that says everything; as its lines of code say it, where not. */
function numpyOf(o: Optimizer, { optimizer: id, hyper, form }: Entry): string | undefined {
  return !form && unsaid(o, hyper, says(o.numpy)).length === 0 ? o.numpy : numpyFrom(textOf(id), form);
}

/** An update below the values of the settings that it names. */
function withSettings(update: string | undefined, { hyper }: Entry): string | undefined {
  const used = Object.entries(hyper).filter(([name]) => says(update ?? '')(name));
  if (!update || used.length === 0) return update;
  return `${used.map(([name]) => name).join(', ')} = ${used.map(([, value]) => value).join(', ')}\n${update}`;
}

const functions: Record<string, string> = {
  sqrt: 'sqrt',
  abs: 'abs',
  sign: 'sign',
  exp: 'exp',
  log: 'log',
  max: 'maximum',
  min: 'minimum',
};

/** The lines of arithmetic of a step, for whole vectors; none where one of them says what these words cannot. */
function numpyFrom(text: string, form?: string): string | undefined {
  const all = linesOf(text, form);
  // One number for all coordinates can choose between two expressions; a vector cannot, not in these words.
  const numbers = all.flatMap(({ target, index }) => (target && !index ? [target.name] : []));
  const choice = new RegExp(`\\b((?:${numbers.join('|')}) [<>]=? \\d+) \\? ([^?:]+) : (\\w+)`, 'g');
  const lines = all.map(({ code, index }) =>
    (numbers.length > 0 ? code.replace(choice, '$2 if $1 else $3') : code)
      .replace(/^(?:const|let)\s+/, '')
      .replace(/^f\.gradient\((\w+), (\w+)\)/, '$2 = grad($1)')
      .replace(/;$/, '')
      .replaceAll(`[${index}]`, '')
      .replaceAll(/\bMath\.(\w+)\(/g, (all, name: string) => (functions[name] ? `np.${functions[name]}(` : all)),
  );
  const known = lines.every((line) => /^\w+ [-+*/]?= (?:\bnp\.\w+|\d+\.\d+|[\w\s+\-*/(),<>])+$/.test(line));
  return lines.length > 0 && known ? lines.join('\n') : undefined;
}

function torchOf(o: Optimizer, { hyper, form }: Entry): string | undefined {
  const theirs = form ? o.also?.[form]?.torch : undefined;
  const torch = theirs ?? o.torch;
  if (!torch) return undefined;
  let { call } = torch;
  for (const [name, argument] of Object.entries(torch.args)) {
    const [, keyword, place] = /^(\w+)(?:\[(\d+)\])?$/.exec(argument ?? '') ?? [];
    call = call.replace(new RegExp(`\\b${keyword}=(\\([^)]*\\)|[^,)]+)`), (_, value: string) => {
      if (place === undefined) return `${keyword}=${hyper[name]}`;
      const parts = value.slice(1, -1).split(', ');
      parts[Number(place)] = String(hyper[name]);
      return `${keyword}=(${parts.join(', ')})`;
    });
  }
  const missing = unsaid(written(o, form), hyper, (name) => name in torch.args).map(([name, value]) => t.noTorch(name, String(value)));
  return [...missing, ...(form && !theirs ? [t.ownForm(form)] : [])].map((line) => `# ${line}\n`).join('') + call;
}
