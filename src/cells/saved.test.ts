import { expect, test } from 'vitest';
import { keysOf, shelf } from './saved.ts';

/** A browser's storage with room for so many characters. */
function storage(room = Number.POSITIVE_INFINITY): Storage {
  const map = new Map<string, string>();
  return {
    getItem: (key: string) => map.get(key) ?? null,
    removeItem: (key: string) => void map.delete(key),
    setItem(key: string, value: string) {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      map.set(key, value);
    },
  } as Storage;
}

test('an edit comes back as it went, on its own page only', () => {
  const here = storage();
  const edit = { text: 'x', base: 'abc', history: { done: [1] } };
  expect(shelf(() => here, '/adam/').keepEdit('adam', edit)).toBe(true);
  expect(shelf(() => here, '/adam/').edit('adam')).toEqual(edit);
  expect(shelf(() => here, '/momentum/').edit('adam')).toBeUndefined();
  shelf(() => here, '/adam/').keepEdit('adam', undefined);
  expect(here.getItem(`${keysOf('/adam/')}adam`)).toBeNull();
});

test('where there is little room the text stays and the history goes', () => {
  const here = storage(100);
  const one = shelf(() => here, '/');
  expect(one.keepEdit('a', { text: 'x', base: 'b', history: 'h'.repeat(200) })).toBe(true);
  expect(one.edit('a')).toEqual({ text: 'x', base: 'b' });
});

test('a browser that is full or refuses says so, and takes nothing down', () => {
  expect(shelf(() => storage(5), '/').keepEdit('a', { text: 'x', base: 'b' })).toBe(false);
  const refusing = () => {
    throw new DOMException('no', 'SecurityError');
  };
  const one = shelf(refusing, '/');
  expect([one.edit('a'), one.own(), one.keepOwn([]), one.keepEdit('a', undefined)]).toEqual([undefined, [], false, false]);
});

test.each(['no JSON', 'null', '5', '{"text":1,"base":"x"}', '[]'])('what someone else put there is left alone: %s', (text) => {
  const here = storage();
  here.setItem(`${keysOf('/')}a`, text);
  here.setItem(`${keysOf('/')}+`, text);
  expect(shelf(() => here, '/').edit('a')).toBeUndefined();
  expect(shelf(() => here, '/').own()).toEqual([]);
});

test('own cells come back in their order, and what is none does not', () => {
  const here = storage();
  const cells = [
    { id: 'own-2', kind: 'code' as const, text: 'a', after: 'adam' },
    { id: 'own-1', kind: 'markdown' as const, text: 'b' },
  ];
  shelf(() => here, '/').keepOwn(cells);
  expect(shelf(() => here, '/').own()).toEqual(cells);
  here.setItem(`${keysOf('/')}+`, JSON.stringify([...cells, { id: 'adam', text: 'x' }, { id: 'own-3' }]));
  expect(shelf(() => here, '/').own()).toEqual(cells);
});
