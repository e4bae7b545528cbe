import inter from '../styles/fonts/inter.woff2?url';
import type { RaceWords } from '../words.ts';
import { handOver } from './hand-over.ts';
import { frame } from './picture.ts';
import type { Lane, Race } from './race.ts';
import { svgElement } from './svg.ts';
import { toCsv, toJson } from './table.ts';

/** Hands the reader a file: the map as SVG or PNG, its paths as CSV or JSON. */
export async function download(kind: string, id: string, race: Race, lanes: Lane[], map: SVGSVGElement, words: RaceWords): Promise<void> {
  const makers: Record<string, () => Blob | Promise<Blob>> = {
    svg: async () => new Blob([await standalone(map)], { type: 'image/svg+xml' }),
    png: async () => toPng(await standalone(map)),
    csv: () => new Blob([toCsv(lanes, words)], { type: 'text/csv' }),
    json: () => new Blob([`${JSON.stringify(toJson(id, race, lanes), null, 1)}\n`], { type: 'application/json' }),
  };
  handOver(`downhill-${id}.${kind}`, await makers[kind]());
}

const shapes = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'vector-effect',
];
const letters = ['paint-order', 'font-family', 'font-size', 'font-weight', 'text-anchor'];

/** The map as a file that needs no style sheet and no font: each element carries the look that it has on a wide page now. */
async function standalone(map: SVGSVGElement): Promise<string> {
  const copy = map.cloneNode(true) as SVGSVGElement;
  // On a narrow screen letters are larger and some names are left out; a file has its full width.
  const stage = document.createElement('div');
  stage.className = 'race off-stage';
  stage.append(copy);
  document.body.append(stage);
  const looks = [...copy.querySelectorAll('*')].map((element) => {
    const look = getComputedStyle(element);
    const names = element.matches('text') ? [...shapes, ...letters] : shapes;
    return { element, values: names.map((name) => [name, plain(look.getPropertyValue(name))] as const) };
  });
  const paper = svgElement(document, 'rect', { width: frame.width, height: frame.height, fill: getComputedStyle(copy).backgroundColor });
  stage.remove();

  for (const { element, values } of looks) {
    element.removeAttribute('color');
    for (const [name, value] of values) element.setAttribute(name, value);
  }
  const face = `@font-face{font-family:Inter;font-weight:100 900;src:url(${await dataUrl(inter)})}`;
  const style = svgElement(document, 'style', {}, face);
  copy.prepend(style, paper);
  copy.setAttribute('xmlns', copy.namespaceURI ?? '');
  copy.setAttribute('width', String(frame.width));
  copy.setAttribute('height', String(frame.height));
  return new XMLSerializer().serializeToString(copy);
}

/** A mixed colour as red, green and blue, since few programs but browsers know any other. */
function plain(value: string): string {
  if (!/^(oklab|color)\(/.test(value)) return value;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) return value;
  pen.fillStyle = value;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

/** A file of this site, written out into an address: an image may load nothing. */
async function dataUrl(url: string): Promise<string> {
  const blob = await (await fetch(url)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** At twice the size, for screens that have the dots. */
async function toPng(text: string): Promise<Blob> {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
  } finally {
    URL.revokeObjectURL(url);
  }
  const canvas = document.createElement('canvas');
  canvas.width = 2 * frame.width;
  canvas.height = 2 * frame.height;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('PNG')))));
}
