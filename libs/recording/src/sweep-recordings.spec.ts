import { SliceKeeper } from './slice-keeper';
import { sweepRecordings } from './sweep-recordings';
import { fakeDevice, FakeServer, labelOf, sliceOf } from './testing/keeping-fakes';

describe('sweeping what earlier visits left', () => {
  it('deletes only what the server has in full', async () => {
    const device = fakeDevice();
    await leaveBehind(device, 'whole', 3);
    await leaveBehind(device, 'lacking', 3);
    await leaveBehind(device, 'unknown', 3);
    const acknowledged: Record<string, number | null> = { whole: 3, lacking: 2, unknown: null };
    const swept = await sweepRecordings(device, ({ recordingId }) =>
      Promise.resolve(acknowledged[recordingId] ?? null),
    );
    expect(swept).toEqual(['whole']);
    const left = await device.store.listRecordings();
    expect(left.map(({ label }) => label.recordingId)).toEqual(['lacking', 'unknown']);
  });

  it('asks nothing of what another tab records now', async () => {
    const device = fakeDevice();
    await SliceKeeper.open(labelOf('running'), new FakeServer(), device);
    const ask = jest.fn(() => Promise.resolve(100));
    expect(await sweepRecordings(device, ask)).toEqual([]);
    expect(ask).not.toHaveBeenCalled();
  });
});

async function leaveBehind(
  device: ReturnType<typeof fakeDevice>,
  recordingId: string,
  count: number,
): Promise<void> {
  await device.store.createRecording(labelOf(recordingId));
  for (let index = 0; index < count; index += 1) {
    const bytes = new Uint8Array(await sliceOf(index).arrayBuffer());
    const sha256 = await device.hash(bytes);
    await device.store.writeSlice(recordingId, { index, sha256, sizeBytes: 1 }, bytes);
  }
}
