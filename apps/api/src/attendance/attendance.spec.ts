import type { Attendance, PastMeeting } from '@parley/contract';
import { administratorOf } from '../admin/testing/administrator';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { FakeClock } from '../realtime/testing/fake-clock';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { type Agent, databases, startApi, type TestApi } from '../testing/start-api';

interface Page {
  readonly items: PastMeeting[];
  readonly total: number;
  readonly roomName: string;
}

describe.each(databases)('the attendance list on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let administrator: Agent;
  beforeAll(async () => {
    api = await startApi({ database, realtime: { clock, rates: new LiftedRates() } });
    administrator = await administratorOf(api);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
  });
  afterEach(() => room.close());

  const path = () => `/api/rooms/${room.room.id}/meetings`;
  const read = async (meetingId: string) =>
    (await room.owner.get(`${path()}/${meetingId}`)).json<Attendance>();

  it('tells who was in a meeting, in which role, from when to when', async () => {
    const host = await room.joinAsHost();
    const { meetingId } = host.seat;
    const guest = api.agent();
    const bob = await room.join('Bob', guest);
    clock.advance(60_000);
    await bob.ask('meetings:leave', {});
    clock.advance(60_000);
    await room.join('Bob', guest);
    const during = await read(meetingId);
    expect(during).toMatchObject({ roomName: 'Standup', endedAt: null, attendeeCount: 2 });
    expect(during.attendees).toMatchObject([
      { name: 'Hanna', role: 'host', isAccount: true, stays: [{ to: null }] },
      { name: 'Bob', role: 'participant', isAccount: false, stays: [{}, { to: null }] },
    ]);
    await host.ask('meetings:end', {});
    const after = await read(meetingId);
    expect(after.endedAt).not.toBeNull();
    expect(after.attendees.flatMap(({ stays }) => stays.filter(({ to }) => to === null))).toEqual(
      [],
    );
  });

  it('is there for every meeting of the room, newest first', async () => {
    for (let count = 0; count < 3; count += 1) {
      const host = await room.joinAsHost();
      await host.ask('meetings:end', {});
      clock.advance(1_000);
    }
    const all = (await room.owner.get(path())).json<Page>();
    expect(all).toMatchObject({ total: 3, roomName: 'Standup' });
    const starts = all.items.map(({ startedAt }) => startedAt);
    expect(starts).toEqual([...starts].sort().reverse());
    const second = (await room.owner.get(`${path()}?page=2&pageSize=2`)).json<Page>();
    expect(second.items).toEqual(all.items.slice(2));
    expect((await room.owner.get(`${path()}?pageSize=1000`)).error.code).toBe('invalid');
  });

  it('is for the owner and administrators; to others there is no such room', async () => {
    const host = await room.joinAsHost();
    const stranger = await api.signedIn('Mallory');
    const { meetingId } = host.seat;
    for (const address of ['', `/${meetingId}`, `/${meetingId}/attendance.csv`]) {
      expect((await administrator.get(path() + address)).status).toBe(200);
      expect((await stranger.get(path() + address)).error.code).toBe('not-found');
      expect((await api.agent().get(path() + address)).error.code).toBe('unauthenticated');
    }
    const own = await MeetingRoom.create(api, {}, stranger);
    const elsewhere = `/api/rooms/${own.room.id}/meetings/${meetingId}`;
    expect((await stranger.get(elsewhere)).error.code).toBe('not-found');
  });

  it('is a table for spreadsheets, in which no name becomes a formula', async () => {
    const host = await room.joinAsHost();
    await room.join('=HYPERLINK("http://evil.example")');
    const reply = await room.owner.get(`${path()}/${host.seat.meetingId}/attendance.csv`);
    expect(reply.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': expect.stringMatching(/^attachment; .*\.csv/) as string,
      'x-content-type-options': 'nosniff',
    });
    const lines = reply.text.split('\r\n');
    expect(lines[0]).toBe('\uFEFFName,Role,Kind,From (UTC),To (UTC)');
    expect(lines[1]).toMatch(/^Hanna,host,account,\d{4}-.*Z,$/);
    expect(lines[2]).toMatch(/^"'=HYPERLINK\(""http/);
    expect(lines.at(-1)).toBe('');
  });
});
