import { randomUUID } from 'node:crypto';
import { limits, type PayloadInputOf } from '@parley/contract';
import * as fc from 'fast-check';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { databases, startApi, type TestApi } from '../testing/start-api';

type SendSignal = PayloadInputOf<'signaling:send-signal'>;

describe('a signal', () => {
  let api: TestApi;
  let room: MeetingRoom;
  let ann: PageInMeeting;
  let bob: PageInMeeting;

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', realtime: { rates: new LiftedRates() } });
    room = await MeetingRoom.create(api);
    ann = await room.joinAsHost();
    bob = await room.join('Bob');
  });
  afterAll(async () => {
    room.close();
    await api.close();
  });
  beforeEach(() => {
    bob.signals.length = 0;
  });

  const toBob = (more: Partial<SendSignal> = {}): SendSignal => ({
    to: bob.id,
    toPageId: bob.pageId,
    sequence: 7,
    signal: { description: { type: 'offer', sdp: 'v=0\r\n' } },
    ...more,
  });

  it('reaches the page it is meant for, stamped with who and which page sent it', async () => {
    expect(await ann.ask('signaling:send-signal', toBob())).toEqual({ isDelivered: true });
    await bob.catchUp();
    expect(bob.signals).toEqual([
      { from: ann.id, fromPageId: ann.pageId, sequence: 7, signal: toBob().signal },
    ]);
  });

  it('is not delivered to another page than the one it is meant for', async () => {
    const reply = await ann.ask('signaling:send-signal', toBob({ toPageId: randomUUID() }));
    await bob.catchUp();
    expect([reply, bob.signals]).toEqual([{ isDelivered: false }, []]);
  });

  it('is not delivered while the receiver is gone, and is by then not kept', async () => {
    const cleo = await room.join('Cleo');
    const seat = { to: cleo.id, toPageId: cleo.pageId };
    cleo.close();
    await ann.sees('meetings:connection-changed', ({ participantId }) => participantId === cleo.id);
    expect(await ann.ask('signaling:send-signal', toBob(seat))).toEqual({ isDelivered: false });
    const again = await room.open(cleo.seat, cleo.pageId);
    await again.enter();
    await again.catchUp();
    expect(again.signals).toEqual([]);
    await again.ask('meetings:leave', {});
  });

  it('goes to nobody outside the meeting, to nobody who waits, and not back', async () => {
    const other = await MeetingRoom.create(api, { hasLobby: true });
    const foreign = await other.joinAsHost();
    const waiting = await other.open(await other.seat('Wanda'));
    await waiting.enter();
    const targets = [foreign.id, ann.id, other.room.id, '*', '', [bob.id], null, randomUUID()];
    for (const to of targets) {
      const result = await ann.sendAnything('signaling:send-signal', { ...toBob(), to });
      expect(result.ok ? 'granted' : result.error.code).toMatch(/^(not-found|invalid)$/);
    }
    const toWaiting = { ...toBob(), to: waiting.id, toPageId: waiting.pageId };
    expect(await foreign.codeOf('signaling:send-signal', toWaiting)).toBe('not-found');
    for (const page of [foreign, waiting, bob]) {
      await page.catchUp();
      expect(page.signals).toEqual([]);
    }
    other.close();
  });

  it('says who sent it, whatever the payload claims', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom('from', 'fromPageId', 'name', 'by', '__proto__'), fc.uuid()),
        async (claims) => {
          await ann.sendAnything('signaling:send-signal', { ...toBob(), ...claims });
        },
      ),
      { numRuns: 300 },
    );
    await bob.catchUp();
    expect(new Set(bob.signals.map(({ from }) => from))).toEqual(new Set([ann.id]));
  });

  it.each([
    ['a description that is no text', { description: { type: 'offer', sdp: 1 } }],
    ['a description without a type', { description: { sdp: 'v=0' } }],
    ['an unknown type', { description: { type: 'hello', sdp: 'v=0' } }],
    [
      'too long a description',
      { description: { type: 'offer', sdp: 'a'.repeat(limits.sdpLength + 1) } },
    ],
    [
      'ten thousand media sections',
      { description: { type: 'offer', sdp: 'm=a\n'.repeat(10_000) } },
    ],
    ['too long a candidate', { candidate: candidate({ candidate: 'a'.repeat(2_000) }) }],
    ['a negative line', { candidate: candidate({ sdpMLineIndex: -1 }) }],
    ['both at once', { description: { type: 'offer', sdp: '' }, candidate: candidate({}) }],
    ['neither', {}],
  ])('is refused with %s', async (_, signal) => {
    const result = await ann.sendAnything('signaling:send-signal', { ...toBob(), signal });
    expect(result.ok ? 'granted' : result.error.code).toBe('invalid');
    await bob.catchUp();
    expect(bob.signals).toEqual([]);
  });

  it.each([
    ['an empty description', { description: { type: 'rollback', sdp: '' } }],
    ['a candidate', { candidate: candidate({}) }],
    ['the end of candidates', { candidate: candidate({ candidate: '' }) }],
  ] as const)('may be %s', async (_, signal) => {
    await ann.ask('signaling:send-signal', toBob({ signal }));
    await bob.catchUp();
    expect(bob.signals[0]?.signal).toEqual(signal);
  });

  it('keeps its order', async () => {
    await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        ann.ask('signaling:send-signal', toBob({ sequence: i + 1 })),
      ),
    );
    await bob.catchUp();
    expect(bob.signals.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 200 }, (_, i) => i + 1),
    );
  });
});

describe.each(databases)('a signal in a meeting that hides addresses, on %s,', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({
      database,
      settings: { TURN_URLS: 'turn:turn.example', TURN_SECRET: 'sixteen letters!' },
    });
  });
  afterAll(() => api.close());

  const relayed = 'candidate:3 1 udp 41885439 203.0.113.9 50000 typ relay';
  const lines = [
    'candidate:1 1 udp 2122260223 192.0.2.1 54321 typ host',
    'candidate:2 1 udp 1686052607 198.51.100.7 61000 typ srflx raddr 192.0.2.1 rport 54321',
    `${relayed} raddr 198.51.100.7 rport 61000`,
  ];
  const sdp = ['v=0', 'c=IN IP4 192.0.2.1', ...lines.map((line) => `a=${line}`), ''].join('\r\n');

  /** Everything that reaches Bob of what Ann sends. */
  async function whatReaches(room: MeetingRoom): Promise<string> {
    const ann = await room.joinAsHost();
    const bob = await room.join('Bob');
    const signals = [
      { description: { type: 'offer' as const, sdp } },
      ...lines.map((line) => ({ candidate: candidate({ candidate: line }) })),
    ];
    for (const [index, signal] of signals.entries()) {
      const to = { to: bob.id, toPageId: bob.pageId };
      await ann.ask('signaling:send-signal', { ...to, sequence: index + 1, signal });
    }
    await bob.catchUp();
    expect(bob.signals.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    return JSON.stringify(bob.signals);
  }

  it('tells relayed candidates only, and nothing of what is behind them', async () => {
    const room = await MeetingRoom.create(api, { hidesAddresses: true });
    const seen = await whatReaches(room);
    expect(seen).not.toMatch(/typ (host|srflx)|192\.0\.2\.1|198\.51\.100\.7|54321|61000/);
    expect(seen.split(`${relayed} raddr 0.0.0.0 rport 0`)).toHaveLength(3);
    room.close();
  });

  it('keeps what the meeting began with, whatever its room says later', async () => {
    const room = await MeetingRoom.create(api);
    const host = await room.joinAsHost();
    await room.owner.patch(`/api/rooms/${room.room.id}`, { hidesAddresses: true });
    expect(await host.snapshot()).toMatchObject({ hidesAddresses: false });
    await host.ask('meetings:end', {});
    const next = await room.joinAsHost();
    expect(await next.snapshot()).toMatchObject({ hidesAddresses: true });
    room.close();
  });
});

function candidate(more: object) {
  const line = 'candidate:1 1 udp 2122260223 192.0.2.1 54321 typ host';
  return { candidate: line, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'abcd', ...more };
}
