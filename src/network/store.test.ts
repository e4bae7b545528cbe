import { expect, test } from 'vitest';
import { digits } from '../lib/network/digits.ts';
import type { Source } from './loop.ts';
import { localSource, portSource, relayed, type Store, serve } from './store.ts';

const store: Store = { train: digits(40, 1), test: digits(12, 2) };
const here = localSource(store);

/** A port to the store; what is between them may be put in between. */
function port(between: (port: MessagePort) => MessagePort = (port) => port): MessagePort {
  const { port1, port2 } = new MessageChannel();
  serve(store, port2);
  return between(port1);
}

/** All that a message brings back, and whatever else comes before the answer to an honest question. */
async function answers(port: MessagePort, ...messages: unknown[]): Promise<unknown[]> {
  const heard: unknown[] = [];
  await new Promise<void>((resolve) => {
    port.onmessage = ({ data }) => (data.id === 1000 ? resolve() : heard.push(data));
    for (const message of messages) port.postMessage(message);
    port.postMessage({ type: 'sample', of: 'test', count: 1, id: 1000 });
  });
  port.close();
  return heard;
}

test.each([
  ['a port', port()],
  ['a port through which only questions go', port(relayed)],
])('through %s come the same images as from here', async (_, port) => {
  const source = portSource(port);
  const same = async (ask: (source: Source) => Promise<unknown>) => expect(await ask(source)).toEqual(await ask(here));
  await same((source) => source.batches(7, 3, 2, 5));
  await same((source) => source.batches(8, 1, 3, 4));
  await same((source) => source.sample('train', 30));
  await same((source) => source.sample('test', 30));
  await expect(source.sample('train', 10_001)).rejects.toThrow('“count” is a whole number from 0 to 10000, not 10001');
  await expect(source.sample('train', -1)).rejects.toThrow('“count” is a whole number from 0 to 10000, not -1');
  port.close();
});

test('who has a port can have more of them, but not through one that lets questions through alone', async () => {
  const [own, strangers] = [port(), port(relayed)];
  const { port1, port2 } = new MessageChannel();
  own.postMessage(null, [port2]);
  expect((await portSource(port1).sample('test', 1)).labels).toEqual(store.test.labels.slice(0, 1));
  const other = new MessageChannel();
  strangers.postMessage(null, [other.port2]);
  other.port1.postMessage({ type: 'sample', of: 'test', count: 1, id: 1 });
  const heard: unknown[] = [];
  other.port1.onmessage = ({ data }) => heard.push(data);
  await portSource(strangers).sample('test', 1);
  expect(heard).toEqual([]);
  for (const one of [own, strangers, port1, other.port1]) one.close();
});

const batches = { type: 'batches', seed: 1, from: 1, count: 1, size: 1 };

test.each<[unknown, string]>([
  [{ type: 'drop', of: 'train' }, 'Images come in'],
  [{ type: 'sample', of: 'constructor', count: 1 }, 'Images come in'],
  [{ type: 'sample', of: 'train', count: 1e9 }, '“count”'],
  [{ type: 'sample', of: 'train', count: '1' }, 'not string'],
  [{ ...batches, seed: 0.5 }, '“seed”'],
  [{ ...batches, from: -1 }, '“from”'],
  [{ ...batches, count: 1e12, size: 0 }, '“count”'],
  [{ ...batches, count: 5000, size: 5000 }, 'at most 10000'],
  [{ ...batches, size: Number.NaN }, '“size”'],
  [{ ...batches, size: { toString: 1 } }, 'not object'],
])('what is no question is refused: %j', async (said, why) => {
  for (const between of [undefined, relayed]) {
    const heard = await answers(port(between), { ...Object(said), id: 3 });
    expect(heard).toEqual([{ id: 3, refused: expect.stringContaining(why) }]);
  }
});

test('what nobody could answer to is not heard', async () => {
  const said = [null, 5, 'x', [], { id: -1 }, { ...batches, id: '1' }, { ...batches, id: {} }];
  for (const between of [undefined, relayed]) expect(await answers(port(between), ...said)).toEqual([]);
});

test('a stranger who asks without waiting is refused, and asks again', async () => {
  const asked = port(relayed);
  const many = Array.from({ length: 50 }, (_, id) => ({ ...batches, id }));
  const heard: { id: number; refused?: string }[] = [];
  await new Promise<void>((resolve) => {
    asked.onmessage = ({ data }) => heard.push(data) === many.length && resolve();
    for (const one of many) asked.postMessage(one);
  });
  const refused = heard.filter(({ refused }) => refused !== undefined);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(({ refused }) => refused === 'No more than 8 questions at once')).toBe(true);
  expect(heard.length - refused.length).toBeGreaterThanOrEqual(8);
  expect((await portSource(asked).sample('test', 1)).labels).toHaveLength(1);
  asked.close();
});

test('batches stay as they are until the call after the next, and cost no memory from then on', async () => {
  const source = portSource(port());
  const [first, second] = [await source.batches(1, 1, 2, 4), await source.batches(1, 3, 2, 4)];
  const copy = first.map(({ inputs, labels }) => ({ inputs: inputs.slice(), labels: labels.slice() }));
  const third = await source.batches(1, 5, 2, 4);
  expect(first).toEqual(copy);
  const fourth = await source.batches(1, 7, 2, 4);
  expect(fourth[0].inputs.buffer).toBe(first[0].inputs.buffer);
  expect([second, third]).toEqual([await here.batches(1, 3, 2, 4), await here.batches(1, 5, 2, 4)]);
});
