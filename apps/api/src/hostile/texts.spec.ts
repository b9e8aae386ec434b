import { randomUUID } from 'node:crypto';
import type { Room, Seat } from '@parley/contract';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { startApi, type TestApi } from '../testing/start-api';
import { badTexts } from './testing/bad-texts';

jest.setTimeout(60_000);

/** What no name may carry: controls, direction marks, zero widths, half letters, piled-up marks. */
const unfit =
  /[\p{Cc}\p{Cs}\u200B-\u200C\u200E-\u200F\u202A-\u202E\u2060-\u2069\u3164\uFEFF\uFFA0]|\p{M}{4}/u;

describe('texts that nobody should send', () => {
  let api: TestApi;
  let room: MeetingRoom;
  let speaker: PageInMeeting;
  let listener: PageInMeeting;

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', realtime: { rates: new LiftedRates() } });
    room = await MeetingRoom.create(api);
    speaker = await room.joinAsHost();
    listener = await room.join('Listener');
  });
  afterAll(async () => {
    room.close();
    await api.close();
  });

  /** Null where it was refused as it must be. */
  const outcome = (reply: { status: number; text: string }): string | null => {
    if (reply.status === 200) return (JSON.parse(reply.text) as { name: string }).name;
    expect([reply.status, JSON.parse(reply.text)]).toEqual([
      400,
      { ok: false, error: expect.objectContaining({ code: 'invalid' }) as unknown },
    ]);
    return null;
  };

  it('become a fit name of a room, or none', async () => {
    const path = `/api/rooms/${room.room.id}`;
    for (const text of badTexts) {
      const name = outcome(await room.owner.patch(path, { name: text }));
      expect(name ?? 'refused').not.toMatch(unfit);
      expect((name ?? 'refused').length).toBeLessThanOrEqual(80);
      if (name !== null) expect((await room.owner.get(path)).json<Room>().name).toBe(name);
    }
  });

  it('become fit names of people, told apart where they look alike', async () => {
    const names: string[] = [];
    for (let first = 0; first < badTexts.length; first += 90) {
      const lobby = await MeetingRoom.create(api, { hasLobby: true });
      const here: string[] = [];
      for (const text of badTexts.slice(first, first + 90)) {
        const reply = await lobby.ask({ name: text });
        const name = outcome(reply);
        if (name === null) continue;
        here.push(name);
        expect(reply.json<Seat>().role).toBe('participant');
      }
      expect(new Set(here).size).toBe(here.length);
      names.push(...here);
    }
    expect(names.length).toBeGreaterThan(badTexts.length / 2);
    expect(names.filter((name) => unfit.test(name))).toEqual([]);
  });

  it('are said in the chat as they are, but for what no screen should get, or not at all', async () => {
    const said: string[] = [];
    for (const text of badTexts) {
      const result = await speaker.send('chat:send-message', { id: randomUUID(), text });
      if (result.ok) said.push(text);
      else expect(result.error.code).toBe('invalid');
    }
    await listener.catchUp();
    const heard = listener.happened.flatMap(({ happening }) =>
      happening.type === 'chat:message-sent' ? [happening.message.text] : [],
    );
    expect(heard.length).toBe(said.length);
    expect(heard.filter((text) => /(?![\n\t])\p{Cc}|\p{Cs}/u.test(text))).toEqual([]);
    expect(heard).toContain('<img src=x onerror=alert(1)>');
  });

  it('break no line of the log, and are no escape sequences there', async () => {
    await room.owner.patch(`/api/rooms/${room.room.id}`, { name: 'a\r\n{"level":60}\u001b[31m' });
    await api.agent().get('/api/rooms/%0d%0a%1b%5b31m', { headers: { 'x-request-id': 'a b' } });
    await listener.sendAnything('a\r\n{"level":60,"msg":"owned"}\u001b]0;owned\u0007', {});
    const lines = api.log().trimEnd().split('\n');
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) as number });
    expect(lines.filter((line) => /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/.test(line))).toEqual(
      [],
    );
    expect(lines.filter((line) => line.startsWith('{"level":60'))).toEqual([]);
  });
});
