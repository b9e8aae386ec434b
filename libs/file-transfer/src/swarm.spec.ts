import { defaultPace } from './pace';
import type { Person } from './testing/party';
import { Simulation } from './testing/simulation';

const pieces = 160;
const kibibyte = 1024;
/** Of the sharer, for everybody together: the narrowest part of the way, as at home. */
const uplink = 400 * kibibyte;
const mostMs = 120_000;
/** A phone at the edge of its network. */
const narrow = { bytesPerSecond: 10 * kibibyte, delayMs: 100 };
jest.setTimeout(90_000);
const subtle = globalThis.crypto.subtle;

// The browser's own digest runs in threads whose order is the machine's; ours answers at once, so every run is the same.
beforeAll(() =>
  Object.defineProperty(globalThis.crypto, 'subtle', { configurable: true, value: undefined }),
);
afterAll(() =>
  Object.defineProperty(globalThis.crypto, 'subtle', { configurable: true, value: subtle }),
);

async function meet(count: number) {
  const simulation = new Simulation(count, pieces);
  const [alice, ...others] = simulation.people;
  if (!alice) throw new Error('nobody');
  alice.transfers.setPace({ ...defaultPace, maxBytesPerSecond: uplink });
  await simulation.offer(alice);
  return { simulation, alice, others };
}

let aloneMs: number | null = null;

async function timeAlone(): Promise<number> {
  aloneMs ??= await measureAlone();
  return aloneMs;
}

async function measureAlone(): Promise<number> {
  const { simulation, others } = await meet(2);
  simulation.joinAll();
  simulation.start(...others);
  return simulation.finish(others, mostMs);
}

describe('a file for several', () => {
  it.each([3, 7])(
    'of %i receivers leaves the sharer once, and takes hardly longer than for one',
    async (count) => {
      const { simulation, alice, others } = await meet(count + 1);
      simulation.joinAll();
      simulation.start(...others);
      const tookMs = await simulation.finish(others, mostMs);
      expect(simulation.sentBy(alice) / simulation.sizeBytes).toBeLessThan(1.15);
      expect(tookMs / (await timeAlone())).toBeLessThan(1.15);
    },
  );

  it('is no slower for the others where one receiver is slow', async () => {
    const times: number[] = [];
    for (const hasSlow of [false, true]) {
      const { simulation, alice, others } = await meet(4);
      const [bob, carol, dave] = others as [Person, Person, Person];
      for (const one of [alice, bob, carol]) simulation.join(one, dave, narrow);
      for (const [left, right] of pairsOf([alice, bob, carol])) simulation.join(left, right);
      simulation.start(bob, carol, ...(hasSlow ? [dave] : []));
      times.push(await simulation.finish([bob, carol], mostMs));
      if (hasSlow) expect(simulation.bytesOf(dave)).toBeLessThan(simulation.sizeBytes / 2);
    }
    expect((times[1] ?? Infinity) / (times[0] ?? 1)).toBeLessThan(1.1);
  });

  it('goes on without the sharer once the room holds it, and the sharer knows when', async () => {
    const { simulation, alice, others } = await meet(4);
    simulation.joinAll();
    simulation.start(...others);
    const isHeld = () => alice.state(simulation.shareId).isHeldByOthers === true;
    await simulation.run(isHeld, mostMs);
    const missing = others.filter((one) => simulation.bytesOf(one) < simulation.sizeBytes);
    expect(missing.length).toBeGreaterThan(0);
    for (const one of others) simulation.cut(alice, one);
    await simulation.finish(others, mostMs);
    expect(simulation.sentBy(alice) / simulation.sizeBytes).toBeLessThan(1.15);
  });

  it('comes to latecomers from whoever has it, mostly from others than the sharer', async () => {
    const { simulation, alice, others } = await meet(5);
    const [bob, carol, dave, eve] = others as [Person, Person, Person, Person];
    simulation.joinAll();
    simulation.start(bob);
    await simulation.run(() => simulation.bytesOf(bob) > simulation.sizeBytes / 3, mostMs);
    simulation.start(carol);
    await simulation.finish([bob, carol], mostMs);
    simulation.start(dave, eve);
    const tookMs = await simulation.finish([dave, eve], mostMs);
    expect(simulation.sentBy(alice) / simulation.sizeBytes).toBeLessThan(1.6);
    expect(tookMs).toBeLessThan(await timeAlone());
  });

  it('reaches somebody without a connection to the sharer', async () => {
    const { simulation, alice, others } = await meet(4);
    const [, , dave] = others as [Person, Person, Person];
    for (const [left, right] of pairsOf(simulation.people))
      if (!(left === alice && right === dave)) simulation.join(left, right);
    simulation.start(...others);
    const tookMs = await simulation.finish(others, mostMs);
    expect(simulation.sentBy(alice) / simulation.sizeBytes).toBeLessThan(1.15);
    expect(tookMs / (await timeAlone())).toBeLessThan(1.15);
  });

  it('reaches everybody where receivers have no connections among them', async () => {
    const { simulation, alice, others } = await meet(4);
    for (const one of others) simulation.join(alice, one);
    simulation.start(...others);
    const tookMs = await simulation.finish(others, mostMs);
    expect(tookMs / (await timeAlone())).toBeLessThan(3.2);
  });

  it('loses nothing when a receiver leaves with what only they had', async () => {
    const { simulation, alice, others } = await meet(4);
    const [bob, carol, dave] = others as [Person, Person, Person];
    simulation.joinAll();
    simulation.start(...others);
    await simulation.run(() => simulation.bytesOf(bob) > simulation.sizeBytes / 4, mostMs);
    for (const one of [alice, bob, carol]) simulation.cut(one, dave);
    await simulation.finish([bob, carol], mostMs);
    expect(simulation.sentBy(alice) / simulation.sizeBytes).toBeLessThan(1.2);
  });

  it('is not held up by a receiver who pauses with what only they were told of', async () => {
    const { simulation, alice, others } = await meet(4);
    const [bob, carol, dave] = others as [Person, Person, Person];
    simulation.joinAll();
    simulation.start(...others);
    await simulation.run(() => simulation.bytesOf(bob) > simulation.sizeBytes / 4, mostMs);
    dave.transfers.pause(simulation.shareId);
    const tookMs = await simulation.finish([bob, carol], mostMs);
    expect(tookMs / (await timeAlone())).toBeLessThan(1.2);
    dave.transfers.resume(simulation.shareId);
    await simulation.finish([dave], mostMs);
    expect(simulation.sentBy(alice) / simulation.sizeBytes).toBeLessThan(1.4);
  });
});

function pairsOf(people: readonly Person[]): readonly (readonly [Person, Person])[] {
  return people.flatMap((left, at) => people.slice(at + 1).map((right) => [left, right] as const));
}
