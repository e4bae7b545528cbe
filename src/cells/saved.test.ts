import { expect, test } from 'vitest';
import { keysOf } from './keys.ts';
import { shelf } from './saved.ts';

/** A browser's storage with room for so many characters. */
function storage(room = Number.POSITIVE_INFINITY): Storage {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    key: (index: number) => [...map.keys()][index] ?? null,
    getItem: (key: string) => map.get(key) ?? null,
    removeItem: (key: string) => void map.delete(key),
    setItem(key: string, value: string) {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      map.set(key, value);
    },
  } as Storage;
}

test('what is kept comes back as it went, on its own page only', () => {
  const here = storage();
  const cells = {
    adam: { text: 'x', base: 'abc', history: { done: [1] } },
    'own-1-a': { text: '# a', kind: 'markdown' as const, history: 5 },
  };
  for (const [id, kept] of Object.entries(cells)) expect(shelf(() => here, '/adam/').keep(id, kept)).toBe(true);
  shelf(() => here, '/adam/').keepOrder(['own-1-a', 'adam']);
  expect(Object.fromEntries(shelf(() => here, '/adam/').cells())).toEqual(cells);
  expect(shelf(() => here, '/adam/').order()).toEqual(['own-1-a', 'adam']);
  expect([shelf(() => here, '/momentum/').cells().size, shelf(() => here, '/momentum/').order()]).toEqual([0, []]);
  shelf(() => here, '/adam/').keep('adam', undefined);
  expect(here.getItem(`${keysOf('/adam/')}adam`)).toBeNull();
});

test('one of two tabs that each add a cell takes nothing from the other', () => {
  const here = storage();
  const [a, b] = [shelf(() => here, '/'), shelf(() => here, '/')];
  a.keep('own-1-a', { text: 'mine in A', kind: 'code' });
  b.keep('own-1-b', { text: 'mine in B', kind: 'code' });
  expect([...a.cells().values()].map(({ text }) => text)).toEqual(['mine in A', 'mine in B']);
});

test('where there is little room the text stays and the history goes', () => {
  const here = storage(100);
  const one = shelf(() => here, '/');
  expect(one.keep('a', { text: 'x', base: 'b', history: 'h'.repeat(200) })).toBe(true);
  expect(one.cells().get('a')).toEqual({ text: 'x', base: 'b' });
});

test('a browser that is full or refuses says so, and takes nothing down', () => {
  expect(shelf(() => storage(5), '/').keep('a', { text: 'x', base: 'b' })).toBe(false);
  const refusing = () => {
    throw new DOMException('no', 'SecurityError');
  };
  const one = shelf(refusing, '/');
  expect([one.cells().size, one.order(), one.keepOrder(['a']), one.keep('a', undefined)]).toEqual([0, [], false, false]);
});

test.each(['no JSON', 'null', '5', '{"text":1,"base":"x"}', '[]', '[{"id":"own-1"}]'])(
  'what someone else put there is left alone: %s',
  (text) => {
    const here = storage();
    here.setItem(`${keysOf('/')}a`, text);
    here.setItem(`${keysOf('/')}+`, text);
    expect(shelf(() => here, '/').cells().size).toBe(0);
    expect(shelf(() => here, '/').order()).toEqual([]);
  },
);
