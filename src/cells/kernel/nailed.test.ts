import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { nail, shared } from './nailed.ts';

/** Runs code as a cell's, strictly, in a realm of its own in which all is nailed. */
const realm = createContext();
runInContext(`(${nail})(${JSON.stringify(shared)})`, realm);
const run = (code: string) => runInContext(`'use strict'; ${code}`, realm);

test.each([
  'Array.from = () => 5',
  'String.prototype.slice = () => ""',
  'Object.entries = () => []',
  'Array.prototype[Symbol.iterator] = () => {}',
  'Object.getPrototypeOf([].values()).next = () => ({ done: true })',
  'Object.getPrototypeOf(Float64Array.prototype).slice = () => []',
  'Object.getPrototypeOf(async function* () {}).prototype.next = () => {}',
  'Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype)[Symbol.asyncIterator] = () => {}',
  'WebAssembly.Module = class {}',
  'WebAssembly.Instance.prototype.own = {}',
  'Object.prototype.get = () => 1',
  'Function.prototype.call = () => 1',
  'Math.sqrt = () => 7',
])('a cell cannot change what all share: %s', (code) => {
  expect(() => run(code)).toThrow(/read only|not extensible/);
});

test('what a cell makes for itself it can shape as ever', () => {
  expect(run('class E extends Error { constructor(m) { super(m); this.name = "E"; } } String(new E("m"))')).toBe('E: m');
  expect(run('const o = {}; o.toString = () => "mine"; o.constructor = 1; String(o)')).toBe('mine');
  expect(run('class V extends Float64Array { map(f) { return super.map(f).reverse(); } } [...V.of(1, 2).map((x) => 2 * x)].join()')).toBe(
    '4,2',
  );
  expect(run('function F() {} F.prototype.toString = () => "f"; const a = [3, 1]; a.name = "a"; new F() + a.sort().join()')).toBe('f1,3');
});
