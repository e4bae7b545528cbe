import { language } from '../language.ts';

/** What the kernel works with: the language, and some of the browser. */
export const shared = [
  ...language,
  ...['Blob', 'Event', 'EventTarget', 'MessageChannel', 'MessageEvent', 'MessagePort', 'Performance', 'URL', 'WebAssembly'],
  ...['performance', 'setInterval', 'setTimeout'],
];

/**
 * Makes what is shared stay as it is: a cell that changed it would change it for all others until the next restart, and for the
 * kernel, which says what they all do. It stands for itself, so that a test can send it to a realm of its own.
 *
 * @param names of what is to stay; those that this engine does not have are skipped
 */
export function nail(names: string[]): void {
  const { defineProperty, freeze, getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf, preventExtensions } = Object;
  const held = names.filter((name) => name in globalThis).map((name) => [name, Reflect.get(globalThis, name)]);
  for (const [name, value] of held) defineProperty(globalThis, name, { value, writable: false, configurable: false });
  const objects = held.map(([, value]) => value).filter((value) => Object(value) === value && value !== globalThis);
  // These have no names, but every array and every loop comes by them.
  const nameless = [
    getPrototypeOf(Float64Array),
    ...[[].values(), new Map().values(), new Set().values(), ''[Symbol.iterator](), (function* () {})(), (async function* () {})()].flatMap(
      (iterator) => [getPrototypeOf(iterator), getPrototypeOf(getPrototypeOf(iterator))],
    ),
    // What all asynchronous iterators have in common stands one further up.
    getPrototypeOf(getPrototypeOf(getPrototypeOf((async function* () {})()))),
  ];
  const wasm = Reflect.get(globalThis, 'WebAssembly');
  const inside = getOwnPropertyNames(Object(wasm)).map((name) => Reflect.get(wasm, name));
  for (const one of [...objects, ...nameless, ...inside]) {
    freeze(one);
    const prototype = getOwnPropertyDescriptor(one, 'prototype')?.value;
    // An engine is ten times slower at replacing where this is not as it was.
    if (typeof prototype !== 'object' || prototype === null || prototype === RegExp.prototype) continue;
    // Whoever gives an object a toString, or an error a name, by “=”, may do so only where its prototype's can be changed.
    if (prototype === Object.prototype || prototype instanceof Error || prototype === Error.prototype) preventExtensions(prototype);
    else freeze(prototype);
  }
  for (const name of ['apply', 'bind', 'call']) defineProperty(Function.prototype, name, { writable: false, configurable: false });
}
