import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import adam from '../lib/optimizers/adam.ts?raw';
import { hash } from './hash.ts';
import { marker } from './keys.ts';
import { cell } from './notebook.ts';
import { type Fault, LinkError, limits, linkOf, open, ownCells, type Shared } from './share.ts';

const originals: Record<string, string> = { adam };
const original = (id: string): string | undefined => originals[id];
const changed: Shared = { edits: { adam: adam.replace('(1 - beta1) * g[i]', 'g[i]') }, own: [] };

const fault = (link: string, texts: (id: string) => string | undefined = original): Fault | undefined => {
  try {
    open(link, texts);
  } catch (error) {
    if (error instanceof LinkError) return error.fault;
    throw error;
  }
};

const base64url = (data: Uint8Array) => Buffer.from(data).toString('base64url');

test('a link brings back what went in, in any script', () => {
  const whole: Shared = {
    edits: { adam: `${adam}// θ ← θ − η·∇f, 下り坂 🏔\n` },
    own: [
      { kind: 'code', text: 'display(1);', under: 'adam' },
      { kind: 'markdown', text: '# Notes\n$x$', under: '' },
    ],
  };
  for (const form of ['whole', 'brief'] as const) {
    expect(open(linkOf(whole, original, form), original)).toEqual({ ...whole, bases: { adam: hash(adam) } });
    expect(open(linkOf({ edits: {}, own: whole.own }, original, form), original)).toEqual({ edits: {}, own: whole.own, bases: {} });
  }
});

test('a small change makes a brief link, whatever the length of the cell', () => {
  expect(linkOf(changed, original, 'brief').length).toBeLessThan(160);
});

test('a link that was cut, at whatever place, is called damaged', () => {
  const link = linkOf(changed, original);
  for (let length = marker.length; length < link.length; length++)
    expect([length, fault(link.slice(0, length))]).toEqual([length, 'damaged']);
});

test('a link with a letter changed never brings another text', () => {
  const link = linkOf(changed, original);
  const data = link.lastIndexOf('.') + 1;
  for (let at = data; at < link.length; at++) {
    const other = `${link.slice(0, at)}${link[at] === 'A' ? 'B' : 'A'}${link.slice(at + 1)}`;
    // The last letter has bits to spare.
    const texts = fault(other) === undefined && open(other, original);
    expect((texts || changed).edits).toEqual(changed.edits);
  }
});

test('a link outlives the text that it was made from, and says that it was another', () => {
  const { edits, bases } = open(linkOf(changed, original), () => `${adam} `);
  expect(edits).toEqual(changed.edits);
  expect(bases.adam).not.toBe(hash(`${adam} `));
});

test('a brief link to another version of the cell says so, and which cell', () => {
  const link = linkOf(changed, original, 'brief');
  expect(fault(link, () => `${adam} `)).toBe('other');
  expect(() => open(link, () => '')).toThrow(expect.objectContaining({ cell: 'adam' }));
});

test('a link for a cell that the page does not have, or in a form of later days, says so', () => {
  const link = linkOf(changed, original);
  expect(fault(link, () => undefined)).toBe('unknown');
  expect(fault(link.replace(`${marker}1.`, `${marker}2.`))).toBe('newer');
});

test('a link that is too long is neither made nor read', () => {
  // Letters that do not repeat, so that deflate cannot help.
  let seed = 1;
  const noise = Array.from({ length: 40_000 }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (seed % 90));
  }).join('');
  expect(() => linkOf({ edits: { adam: noise }, own: [] }, original)).toThrow(expect.objectContaining({ fault: 'long' }));
  expect(fault(`${marker}1.x..${'A'.repeat(limits.link)}`)).toBe('long');
});

test('a short link that would grow without end is dropped as soon as it is too large', () => {
  const bomb = deflateSync(new Uint8Array(20_000_000), { level: 9 });
  const link = `${marker}1.${hash('')}..${base64url(bomb)}`;
  expect(link.length).toBeLessThan(limits.link);
  expect(fault(link)).toBe('large');
});

test('one’s own cells stand under a cell of the page, and empty ones stay at home', () => {
  const cells = [cell('own-1-x', { text: 'a' }), cell('adam', { original: 'x' }), cell('own-2-y'), cell('own-3-z', { text: 'b' })];
  expect(ownCells(cells)).toEqual([
    { kind: 'code', text: 'a', under: '' },
    { kind: 'code', text: 'b', under: 'adam' },
  ]);
});

test('a link of a few hundred letters cannot bring thousands of cells', () => {
  const own: Shared['own'] = Array.from({ length: limits.cells }, () => ({ kind: 'markdown', text: '#', under: '' }));
  expect(open(linkOf({ edits: {}, own }, original), original).own).toEqual(own);
  expect(() => linkOf({ edits: {}, own: [...own, ...own] }, original)).toThrow(expect.objectContaining({ fault: 'many' }));
  const text = JSON.stringify([[], Array(7000).fill(['markdown', '#', ''])]);
  const link = `${marker}1.${hash(text)}..${base64url(deflateSync(new TextEncoder().encode(text), { level: 9 }))}`;
  expect(link.length).toBeLessThan(1000);
  expect(fault(link)).toBe('many');
});

test.each(['[]', '{}', 'null', '[["a"],[]]', '[[],[["code","x"]]]', '[[],[["code",5,""]]]', '[[],"code"]', '[[],[null]]', 'no JSON'])(
  'what is inside is not trusted: %s',
  (text) => {
    const data = base64url(deflateSync(new TextEncoder().encode(text)));
    expect(fault(`${marker}1.${hash(text)}..${data}`)).toBe('damaged');
  },
);
