import * as fc from 'fast-check';
import { fakeDevice, FakeServer, labelOf, sliceOf, type Fault } from './testing/keeping-fakes';
import { RecordingError } from './recording-error';
import { SliceKeeper } from './slice-keeper';
import type { SliceProgress, SliceReceipt, SliceSink } from './slices';

const fault = fc.constantFrom<Fault>(
  'refused-connection',
  'reply-lost',
  'server-full',
  'out-of-order',
  'none',
);
const slices = fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { maxLength: 12 });

describe('a recording that is kept and sent', () => {
  it('arrives whole and in order whatever goes wrong on the way', async () => {
    await fc.assert(
      fc.asyncProperty(slices, fc.array(fault, { maxLength: 40 }), async (given, faults) => {
        const [device, server] = [fakeDevice(), new FakeServer([...faults])];
        const keeper = await SliceKeeper.open(labelOf('a'), server, device);
        given.forEach((bytes) => keeper.keep(sliceOf(...bytes)));
        expect(await keeper.drained()).toEqual({ sliceCount: given.length });
        expect(server.slices.map((bytes) => [...bytes])).toEqual(given.map((bytes) => [...bytes]));
        expect((await device.store.listRecordings())[0]?.slices).toEqual([]);
      }),
    );
  });

  it('goes on after a crash from what the server has', async () => {
    await fc.assert(
      fc.asyncProperty(slices, fc.nat(12), fc.array(fault), async (given, seen, faults) => {
        const device = fakeDevice();
        const before = await SliceKeeper.open(labelOf('a'), downSink, device);
        given.forEach((bytes) => before.keep(sliceOf(...bytes)));
        await before.settled();
        await before.close();
        const server = new FakeServer([...faults]);
        server.slices.push(...given.slice(0, seen).map((bytes) => Uint8Array.from(bytes)));
        const keeper = await SliceKeeper.recover('a', server, device);
        expect(await keeper.drained()).toEqual({ sliceCount: given.length });
        expect(server.slices.map((bytes) => [...bytes])).toEqual(given.map((bytes) => [...bytes]));
        await keeper.forget();
        expect(await device.store.listRecordings()).toEqual([]);
      }),
    );
  });

  it('tells how much is kept and how much is on the server', async () => {
    const keeper = await SliceKeeper.open(labelOf('a'), new FakeServer(), fakeDevice());
    const seen: SliceProgress[] = [];
    keeper.watch({ progressed: (progress) => seen.push(progress), failed: rethrow });
    keeper.keep(sliceOf(1, 2, 3));
    keeper.keep(sliceOf(4));
    await keeper.drained();
    expect(seen[0]).toEqual({
      keptSlices: 0,
      keptBytes: 0,
      acknowledgedSlices: 0,
      acknowledgedBytes: 0,
    });
    expect(seen.at(-1)).toEqual({
      keptSlices: 2,
      keptBytes: 4,
      acknowledgedSlices: 2,
      acknowledgedBytes: 4,
    });
  });

  it('waits longer from try to try, up to eight seconds', async () => {
    const device = fakeDevice();
    const faults = Array.from({ length: 7 }, () => 'refused-connection' as const);
    const keeper = await SliceKeeper.open(labelOf('a'), new FakeServer(faults), device);
    await keeper.drained();
    expect(device.waits).toEqual([375, 750, 1500, 3000, 6000, 6000, 6000]);
  });

  it('warns once while the server has no room, and goes on', async () => {
    const server = new FakeServer(['none', 'server-full', 'server-full', 'server-full']);
    const keeper = await SliceKeeper.open(labelOf('a'), server, fakeDevice());
    const codes = watchCodes(keeper);
    keeper.keep(sliceOf(1));
    await keeper.drained();
    expect(codes).toEqual(['server-full']);
    expect(server.slices).toHaveLength(1);
  });

  it('gives a request up that never ends, and sends again', async () => {
    const server = new FakeServer();
    const deadline = new AbortController();
    const device = { ...fakeDevice(), deadline: () => deadline.signal };
    let isFirst = true;
    const sink: SliceSink = {
      receipt: () => server.receipt(),
      put: (index, bytes, sha256Hex) => {
        if (!isFirst) {
          return server.put(index, bytes, sha256Hex);
        }
        isFirst = false;
        queueMicrotask(() => deadline.abort());
        return new Promise(() => undefined);
      },
    };
    device.wait = () => {
      device.deadline = () => new AbortController().signal;
      return Promise.resolve();
    };
    const keeper = await SliceKeeper.open(labelOf('a'), sink, device);
    keeper.keep(sliceOf(7));
    await keeper.drained();
    expect(server.slices).toHaveLength(1);
  });

  it('tries again at once when it is told that the network is back', async () => {
    const server = new FakeServer(['refused-connection']);
    const device = {
      ...fakeDevice(),
      wait: (_: number, signal: AbortSignal) =>
        new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve())),
    };
    const keeper = await SliceKeeper.open(labelOf('a'), server, device);
    keeper.keep(sliceOf(7));
    await keeper.settled();
    const drained = keeper.drained();
    keeper.retryNow();
    await drained;
    expect(server.slices).toHaveLength(1);
  });
});

describe('a recording that cannot be sent', () => {
  it.each(['ticket-gone', 'recording-closed', 'slice-refused'] as const)(
    'stays on the device when the server says %s',
    async (code) => {
      const device = fakeDevice();
      const refusal = RecordingError.fromServer(code);
      const sink: SliceSink = {
        receipt: () => Promise.resolve({ acknowledged: 0 }),
        put: () => Promise.reject(refusal),
      };
      const keeper = await SliceKeeper.open(labelOf('a'), sink, device);
      const codes = watchCodes(keeper);
      keeper.keep(sliceOf(1));
      keeper.keep(sliceOf(2));
      await expect(keeper.drained()).rejects.toBe(refusal);
      await keeper.close();
      expect(codes).toEqual([code]);
      expect((await device.store.listRecordings())[0]?.slices).toHaveLength(2);
    },
  );

  it('ends when the server waits for a slice that is gone', async () => {
    const device = fakeDevice();
    const server = new FakeServer();
    const keeper = await SliceKeeper.open(labelOf('a'), server, device);
    keeper.keep(sliceOf(1));
    await keeper.drained();
    server.slices.length = 0;
    keeper.keep(sliceOf(2));
    await expect(keeper.drained()).rejects.toMatchObject({ code: 'slice-missing' });
  });

  it('ends before bytes that have changed on the disk', async () => {
    const device = fakeDevice();
    device.store.readSlice = () => Promise.resolve(Uint8Array.of(9));
    const keeper = await SliceKeeper.open(labelOf('a'), new FakeServer(), device);
    keeper.keep(sliceOf(1));
    await expect(keeper.drained()).rejects.toMatchObject({ code: 'slice-missing' });
  });

  it('ends before a slice that could be kept nowhere, and says so', async () => {
    const device = fakeDevice();
    const server = new FakeServer();
    const keeper = await SliceKeeper.open(labelOf('a'), server, device);
    const codes = watchCodes(keeper);
    keeper.keep(sliceOf(1));
    await keeper.settled();
    device.store.writeSlice = () => Promise.reject(new TypeError('The disk is gone.'));
    keeper.keep(sliceOf(2));
    keeper.keep(sliceOf(3));
    expect(await keeper.drained()).toEqual({ sliceCount: 1 });
    expect(codes).toEqual(['slice-lost']);
    expect(server.slices).toHaveLength(1);
  });

  it('lets nobody else work on it', async () => {
    const device = fakeDevice();
    await SliceKeeper.open(labelOf('a'), new FakeServer(), device);
    await expect(SliceKeeper.recover('a', new FakeServer(), device)).rejects.toMatchObject({
      code: 'in-use',
    });
  });
});

describe('a device without room', () => {
  it('sends from memory, says so once, and loses nothing', async () => {
    const device = fakeDevice();
    device.store.writeSlice = () => Promise.reject(RecordingError.deviceFull(new Error('quota')));
    const server = new FakeServer(['refused-connection', 'refused-connection']);
    const keeper = await SliceKeeper.open(labelOf('a'), server, device);
    const codes = watchCodes(keeper);
    keeper.keep(sliceOf(1));
    keeper.keep(sliceOf(2));
    await keeper.drained();
    expect(codes).toEqual(['device-full']);
    expect(server.slices.map((bytes) => [...bytes])).toEqual([[1], [2]]);
  });
});

const downSink: SliceSink = { put: rejectForever, receipt: rejectForever };

function rejectForever(...args: readonly unknown[]): Promise<SliceReceipt> {
  const signal = args.at(-1) as AbortSignal;
  return new Promise((_, reject) => signal.addEventListener('abort', reject));
}

function watchCodes(keeper: SliceKeeper): string[] {
  const codes: string[] = [];
  keeper.watch({
    progressed: () => undefined,
    failed: (error) => codes.push(error instanceof RecordingError ? error.code : String(error)),
  });
  return codes;
}

function rethrow(error: Error): never {
  throw error;
}
