import { readdir } from 'node:fs/promises';
import type { Recording, Room } from '@parley/contract';
import { AuditReader } from '../../audit/audit-reader';
import { FakeClock } from '../../realtime/testing/fake-clock';
import { databases } from '../../testing/databases';
import { cut, makeWebm } from '../testing/make-webm';
import { RecordingsApi } from '../testing/start-recordings';
import { deletesAtMsOf, RecordingRetention } from './retention';

/** Where every clock of these tests begins, after a restart, too. */
const beginMs = new FakeClock().now().getTime();
const dayMs = 24 * 60 * 60 * 1_000;
let slices: Uint8Array[];
beforeAll(async () => {
  slices = cut(await makeWebm(2), 30_000);
});

describe('how long a recording is kept', () => {
  it.each([
    [null, null, null],
    [7, null, 7],
    [null, 30, 30],
    [7, 30, 7],
    [30, 7, 7],
  ])('the room says %s days, the server %s: %s', (roomDays, serverDays, days) => {
    const at = deletesAtMsOf(1_000, { roomDays, serverDays });
    expect(at).toBe(days === null ? null : 1_000 + days * dayMs);
  });
});

describe.each(databases)('deleting by age, on %s', (database) => {
  let api: RecordingsApi;
  let owner: Awaited<ReturnType<RecordingsApi['signedIn']>>;
  beforeAll(async () => {
    api = await RecordingsApi.start({ database, settings: { RECORDING_DAYS: '30' } });
  });
  beforeEach(async () => {
    owner = await api.signedIn();
  });
  afterAll(() => api.close());

  const roomOf = async (days: number | null) => {
    const recording = {
      ...{ startsByItself: false, consent: 'may-decline', recordsAlong: false },
      ...{ forParticipants: false, days },
    };
    const reply = await owner.post('/api/rooms', { name: 'Room', recording });
    return reply.json<Room>().id;
  };
  const finished = async (row: Parameters<RecordingsApi['record']>[0]) => {
    const recorder = await api.record({ ownerId: owner.account.id, ...row });
    await recorder.putAll(slices);
    await recorder.finish(slices.length);
    await api.finalised(recorder.id);
    return recorder;
  };
  const listed = async () =>
    (await owner.get('/api/recordings')).json<{ items: Recording[] }>().items;
  /** Sweeps are an hour apart, and one begins where the one before has ended. */
  const after = async (days: number) => {
    for (const passMs of [(days - 1 / 24) * dayMs, dayMs / 24]) {
      api.clock.advance(passMs);
      await api.get(RecordingRetention).idle();
    }
  };

  it('says when, and keeps to it: the sooner of what room and server say', async () => {
    const startedAtMs = api.clock.now().getTime();
    const short = await finished({ roomId: await roomOf(2) });
    const usual = await finished({ roomId: await roomOf(null) });
    const long = await finished({ roomId: await roomOf(90) });
    const gone = await finished({});
    const daysOf = async (id: string) => {
      const one = (await listed()).find((recording) => recording.id === id);
      return one?.deletesAt && (Date.parse(one.deletesAt) - startedAtMs) / dayMs;
    };
    const all = [short, usual, long, gone];
    expect(await Promise.all(all.map(({ id }) => daysOf(id)))).toEqual([2, 30, 30, 30]);
    await after(2 - 1 / 24);
    expect(await listed()).toHaveLength(4);
    await after(1 / 24);
    expect((await listed()).map(({ id }) => id)).not.toContain(short.id);
    expect(await listed()).toHaveLength(3);
    await after(28);
    expect(await listed()).toEqual([]);
    expect(await readdir(await api.path('finished'))).toEqual([]);
    expect((await owner.get(short.path())).error.code).toBe('recording-deleted');
  });

  it('is done after the next start where it fell due meanwhile', async () => {
    const startedAtMs = beginMs - 31 * dayMs;
    await finished({ startedAtMs });
    expect(await listed()).toHaveLength(1);
    await api.restart();
    await api.get(RecordingRetention).idle();
    expect(await readdir(await api.path('finished'))).toEqual([]);
  });

  it('leaves alone what still arrives', async () => {
    const startedAtMs = beginMs - 31 * dayMs;
    const recorder = await api.record({ ownerId: owner.account.id, startedAtMs });
    await recorder.putAll(slices);
    await api.restart();
    await api.get(RecordingRetention).idle();
    expect((await recorder.finish(slices.length)).status).toBe(200);
  });

  it('is on record, as the rule that it was', async () => {
    const recorder = await finished({ startedAtMs: beginMs - 31 * dayMs });
    await after(1 / 24);
    const { entries } = await api
      .get(AuditReader)
      .list({ action: 'recording-deleted' }, { page: 1, pageSize: 50 });
    const entry = entries.find(({ details }) => details.includes(recorder.id));
    expect(entry).toMatchObject({ actorAccountId: null, actorName: null });
    expect(entry?.details).toContain('retention');
  });
});
