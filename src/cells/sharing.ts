/** The dialog that makes a link of what the reader has changed. */
import { encode } from 'uqr';
import { words } from '../words.ts';
import { make } from './output.ts';
import { LinkError, linkOf, type Originals, type Shared } from './share.ts';

const t = words.en.cells.share;

/** Longer ones make dots that a telephone cannot tell apart. */
const longestCode = 900;

export function shareDialog(root: HTMLElement, shared: Shared, original: Originals): void {
  const heading = make('h2', '', t.title);
  heading.id = 'share-title';
  const dialog = make('dialog', 'share', heading, ...contents(shared, original));
  dialog.setAttribute('aria-labelledby', heading.id);
  const close = make('button', '', words.en.cells.link.close);
  close.type = 'button';
  close.addEventListener('click', () => dialog.close());
  dialog.append(make('div', 'foot', close));
  dialog.addEventListener('close', () => dialog.remove());
  root.append(dialog);
  dialog.showModal();
}

function contents(shared: Shared, original: Originals): Node[] {
  if (Object.keys(shared.edits).length === 0 && shared.own.length === 0) return [make('p', '', t.nothing)];
  const [whole, brief] = (['whole', 'brief'] as const).map((form) => {
    try {
      return { address: new URL(linkOf(shared, original, form), location.href).href };
    } catch (error) {
      if (error instanceof LinkError) return { fault: error.fault };
      throw error;
    }
  });
  const link = whole.address ?? brief.address;
  if (!link) return [make('p', '', t.faults[whole.fault ?? 'long'])];
  const field = make('input', '');
  field.readOnly = true;
  field.value = link;
  field.addEventListener('focus', () => field.select());
  const copy = make('button', '', t.copy);
  copy.type = 'button';
  copy.addEventListener('click', async () => {
    copy.textContent = await navigator.clipboard.writeText(link).then(
      () => words.en.race.copied,
      () => words.en.race.noClipboard,
    );
  });
  const short = brief.address && brief.address.length <= longestCode ? brief.address : undefined;
  const code = short ? [qr(short), make('p', 'note', t.brief)] : [make('p', '', whole.address ? t.noQr : t.onlyBrief)];
  return [make('p', '', t.about), make('div', 'link', make('label', '', t.link, field), copy), ...code];
}

/** Dark on light on either paper: not every reader of such codes knows the other way. */
function qr(text: string): SVGSVGElement {
  const { data, size } = encode(text, { border: 2 });
  const svg = (kind: string, attributes: Record<string, string>) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', kind);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const dots = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  const code = svg('svg', { class: 'qr', viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': t.qr }) as SVGSVGElement;
  code.append(svg('rect', { width: String(size), height: String(size), fill: '#fff' }), svg('path', { d: dots, fill: '#000' }));
  return code;
}
