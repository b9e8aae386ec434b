import { discardInterrupted, interruptedRecordings } from './interrupted-recordings';
import { fakeDevice, FakeServer, labelOf, sliceOf } from './testing/keeping-fakes';
import { SliceKeeper } from './slice-keeper';

describe('what earlier visits left behind', () => {
  it('is listed with what is needed to send the rest', async () => {
    const device = fakeDevice();
    await leaveBehind(device, 'a', 2);
    expect(await interruptedRecordings(device)).toEqual([
      { ...labelOf('a'), keptSlices: 2, keptBytes: 2, sliceCount: 2 },
    ]);
  });

  it('counts the slices that the server had already', async () => {
    const device = fakeDevice();
    await leaveBehind(device, 'a', 3);
    const [recording] = await device.store.listRecordings();
    const [first] = recording?.slices ?? [];
    if (first === undefined) throw new Error('Nothing was left behind.');
    await device.store.deleteSlice('a', first);
    expect(await interruptedRecordings(device)).toMatchObject([{ keptSlices: 2, sliceCount: 3 }]);
  });

  it('leaves out what another tab is recording now', async () => {
    const device = fakeDevice();
    await leaveBehind(device, 'a', 1);
    await SliceKeeper.open(labelOf('b'), new FakeServer(), device);
    const listed = await interruptedRecordings(device);
    expect(listed.map(({ recordingId }) => recordingId)).toEqual(['a']);
  });

  it('is not listed while it is being recovered', async () => {
    const device = fakeDevice();
    await leaveBehind(device, 'a', 1);
    const keeper = await SliceKeeper.recover('a', new FakeServer(), device);
    expect(await interruptedRecordings(device)).toEqual([]);
    await keeper.forget();
    expect(await interruptedRecordings(device)).toEqual([]);
  });

  it('can be thrown away, unless a tab is working on it', async () => {
    const device = fakeDevice();
    await leaveBehind(device, 'a', 1);
    const keeper = await SliceKeeper.recover('a', new FakeServer(), device);
    await expect(discardInterrupted('a', device)).rejects.toMatchObject({ code: 'in-use' });
    await keeper.close();
    await discardInterrupted('a', device);
    expect(await device.store.listRecordings()).toEqual([]);
  });
});

/** As a crash does: the slices stay, the lock goes. */
async function leaveBehind(
  device: ReturnType<typeof fakeDevice>,
  recordingId: string,
  count: number,
): Promise<void> {
  const never = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));
  const keeper = await SliceKeeper.open(
    labelOf(recordingId),
    { put: never, receipt: never },
    { ...device, wait: waitForEnd },
  );
  for (let index = 0; index < count; index += 1) {
    keeper.keep(sliceOf(index));
  }
  await keeper.settled();
  await keeper.close();
}

function waitForEnd(_: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}
