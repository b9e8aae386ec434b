import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { startApi, type TestApi } from '../testing/start-api';

jest.setTimeout(120_000);

const runs = 1_000;

describe('who speaks', () => {
  let api: TestApi;
  let room: MeetingRoom;
  let [host, mallory, witness]: PageInMeeting[] = [];

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', realtime: { rates: new LiftedRates() } });
    room = await MeetingRoom.create(api);
    host = await room.joinAsHost();
    mallory = await room.join('Mallory');
    witness = await room.join('Witness');
  });
  afterAll(async () => {
    room.close();
    await api.close();
  });

  it('is the true sender in every one of a thousand forged payloads', async () => {
    if (!host || !mallory || !witness) throw new Error('somebody is missing');
    const [victim, forger, seen] = [host, mallory, witness];
    const claims = fc.dictionary(
      fc.constantFrom(
        ...['from', 'fromName', 'fromPageId', 'sender', 'participantId', 'userId', 'name', 'by'],
        ...['actor', 'role', 'sentAt', 'ts', 'meetingId', 'roomId', 'socket', '__proto__', 'type'],
      ),
      fc.constantFrom<unknown>(
        victim.id,
        victim.pageId,
        'Hanna',
        'host',
        { id: victim.id },
        null,
        0,
      ),
      { maxKeys: 4 },
    );
    const events = fc.constantFrom(
      ['chat:send-message', () => ({ id: randomUUID(), text: 'hello' })] as const,
      ['meetings:set-hand', () => ({ isHandRaised: true })] as const,
      ['signaling:send-signal', () => signalTo(seen)] as const,
    );
    let granted = 0;
    await fc.assert(
      fc.asyncProperty(events, claims, async ([name, payloadOf], claimed) => {
        const result = await forger.sendAnything(name, { ...payloadOf(), ...claimed });
        granted += Number(result.ok);
        if (result.ok !== (Object.keys(claimed).length === 0))
          throw new Error(JSON.stringify(result));
      }),
      { numRuns: runs },
    );
    await seen.catchUp();
    const others = JSON.stringify([seen.happened, seen.signals]).includes(victim.id);
    const speakers = new Set([
      ...seen.signals.map(({ from, fromPageId }) => `${from} ${fromPageId}`),
      ...seen.happened.map(({ happening }) =>
        happening.type === 'chat:message-sent'
          ? `${happening.message.from} ${happening.message.fromName}`
          : happening.type,
      ),
    ]);
    expect(others).toBe(false);
    expect([...speakers].sort()).toEqual(
      [`${forger.id} ${forger.pageId}`, `${forger.id} Mallory`, 'meetings:hand-changed'].sort(),
    );
    expect(granted).toBeGreaterThan(0);
  });

  it('reaches one other participant of the same meeting, or nobody', async () => {
    if (!mallory || !witness) throw new Error('somebody is missing');
    const elsewhere = await MeetingRoom.create(api);
    const stranger = await elsewhere.join('Stranger');
    const before = witness.signals.length;
    for (const to of [
      stranger.id,
      stranger.socket.id,
      room.room.id,
      elsewhere.room.id,
      '*',
      '',
      [witness.id],
      { $ne: null },
      mallory.id,
      null,
    ]) {
      const result = await mallory.sendAnything('signaling:send-signal', {
        ...signalTo(witness),
        to,
      });
      expect(result).toMatchObject({
        ok: false,
        error: { code: expect.stringMatching(/^(invalid|not-found)$/) as string },
      });
    }
    await Promise.all([witness.catchUp(), stranger.catchUp()]);
    expect([witness.signals.length - before, stranger.signals.length]).toEqual([0, 0]);
    elsewhere.close();
  });
});

function signalTo(page: PageInMeeting) {
  return {
    to: page.id,
    toPageId: page.pageId,
    sequence: 1,
    signal: { description: { type: 'offer', sdp: 'v=0\r\n' } },
  };
}
