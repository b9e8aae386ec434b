import { randomUUID } from 'node:crypto';
import { limits } from '@parley/contract';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { FakeClock } from '../realtime/testing/fake-clock';
import { DiskSpace } from '../storage/disk-space';
import { databases, startApi, type TestApi } from '../testing/start-api';
import { Finaliser } from './finaliser';
import { RecordingCloser } from './recording-closer';
import { RecordingRows } from './recording-rows';
import { cut, makeWebm, noise } from './testing/make-webm';
import { Recorder } from './testing/recorder';

describe.each(databases)('a disk that fills up under a recording, on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database, realtime: { clock } });
  });
  afterAll(() => api.close());

  it('is told the recorder within a second and nobody else minds; there is room, and it goes on', async () => {
    const slices = cut(await makeWebm(3), 20_000);
    const room = await MeetingRoom.create(api);
    const host = await room.joinAsHost();
    const { recordingId, ticket } = await host.ask('recordings:start-recording', {});
    const recorder = new Recorder(() => api.agent(), recordingId, ticket);
    await recorder.putAll(slices.slice(0, 2));
    const disk = jest.spyOn(api.get(DiskSpace), 'hasRoomFor').mockResolvedValue(false);

    const askedAtMs = performance.now();
    const refused = await recorder.put(2, slices[2] ?? noise(1, 1));
    expect([refused.status, refused.error.code]).toEqual([507, 'storage-full']);
    expect(performance.now() - askedAtMs).toBeLessThan(1_000);

    const full = await host.sees('recordings:keeping-changed');
    expect(full).toEqual({ type: 'recordings:keeping-changed', recordingId, isKept: false });
    await recorder.put(2, slices[2] ?? noise(1, 1));

    const guest = await room.join('Guest');
    await guest.ask('chat:send-message', { id: randomUUID(), text: 'Still here' });
    const message = await host.sees('chat:message-sent');
    expect(message).toMatchObject({ message: { text: 'Still here' } });
    expect((await guest.snapshot()).recording).toMatchObject({ recordingId, isKept: false });
    expect((await recorder.receipt()).json()).toMatchObject({ acknowledged: 2 });

    disk.mockRestore();
    await recorder.putAll(slices.slice(2), 2);
    await guest.sees('recordings:keeping-changed');
    expect((await guest.snapshot()).recording).toMatchObject({ isKept: true });
    const told = host.happened.filter(
      ({ happening }) => happening.type === 'recordings:keeping-changed',
    );
    expect(told).toHaveLength(2);
    await recorder.finish(slices.length);
    await api.get(Finaliser).finalise(recordingId);
    const row = await api.get(RecordingRows).find(recordingId);
    expect(row).toMatchObject({ status: 'ready', statusReason: null });
    room.close();
  });

  it('goes on however long there is no room, while its recorder asks', async () => {
    const slices = cut(await makeWebm(3), 20_000);
    const room = await MeetingRoom.create(api);
    const host = await room.joinAsHost();
    const { recordingId, ticket } = await host.ask('recordings:start-recording', {});
    const recorder = new Recorder(() => api.agent(), recordingId, ticket);
    await recorder.putAll(slices.slice(0, 1));
    const disk = jest.spyOn(api.get(DiskSpace), 'hasRoomFor').mockResolvedValue(false);
    for (let waits = 0; waits < 5; waits += 1) {
      clock.advance(limits.recorderSilenceMs / 2);
      expect((await recorder.put(1, slices[1] ?? noise(1, 1))).status).toBe(507);
      await api.get(RecordingCloser).idle();
    }
    expect((await host.snapshot()).recording).toMatchObject({ recordingId, isKept: false });
    disk.mockRestore();
    await recorder.putAll(slices.slice(1), 1);
    expect((await host.snapshot()).recording).toMatchObject({ recordingId, isKept: true });
    await recorder.finish(slices.length);
    await api.get(Finaliser).finalise(recordingId);
    expect(await api.get(RecordingRows).find(recordingId)).toMatchObject({ status: 'ready' });
    room.close();
  });
});
