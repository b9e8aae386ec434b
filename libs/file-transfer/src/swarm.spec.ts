import { defaultPace } from './pace';
import { Simulation } from './testing/simulation';

const pieces = 240;
const kibibyte = 1024;
/** Of the sharer, for everybody together: the narrowest part of the way, as at home. */
const uplink = 400 * kibibyte;
const mostMs = 120_000;
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

async function timeAlone(): Promise<number> {
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
      const ratio = simulation.sentBy(alice) / simulation.sizeBytes;
      const aloneMs = await timeAlone();
    expect(ratio).toBeLessThan(1.3);
      expect(tookMs / aloneMs).toBeLessThan(1.6);
    },
  );
});
