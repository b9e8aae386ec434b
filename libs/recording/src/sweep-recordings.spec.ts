import { holdRecording } from './recording-lock';
import { SliceKeeper } from './slice-keeper';
import { sweepRecordings, type ServerStanding } from './sweep-recordings';
import { fakeDevice, FakeServer, labelOf, sliceOf } from './testing/keeping-fakes';

describe('sweeping what earlier visits left', () => {
  const standings: Record<string, { slices: number; says: ServerStanding }> = {
    whole: { slices: 3, says: 3 },
    lacking: { slices: 3, says: 2 },
    unknown: { slices: 3, says: null },
    finished: { slices: 0, says: 'closed' },
    late: { slices: 3, says: 'closed' },
    deleted: { slices: 3, says: 'gone' },
  };
  const says = ({ recordingId }: { recordingId: string }) =>
    Promise.resolve(standings[recordingId]?.says ?? null);

  it('deletes what the server has in full, and what was deleted there', async () => {
    const device = fakeDevice();
    for (const [id, { slices }] of Object.entries(standings)) await leaveBehind(device, id, slices);
    expect(await sweepRecordings(device, says)).toEqual(['whole', 'finished', 'deleted']);
    const left = await device.store.listRecordings();
    expect(left.map(({ label }) => label.recordingId)).toEqual(['lacking', 'unknown', 'late']);
  });

  it('leaves what another tab takes up while the server is asked', async () => {
    const device = fakeDevice();
    await leaveBehind(device, 'taken', 1);
    const swept = await sweepRecordings(device, async ({ recordingId }) => {
      await holdRecording(device.locks, recordingId);
      return 1;
    });
    expect(swept).toEqual([]);
    expect(await device.store.listRecordings()).toHaveLength(1);
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
