import { createHmac } from 'node:crypto';
import type { Entered, IceServer } from '@parley/contract';
import { renewalMs } from '../meetings/ice-server-renewal';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { FakeClock } from '../realtime/testing/fake-clock';
import { databases, startApi, type TestApi } from '../testing/start-api';
import { credentialLifeSeconds } from './turn-credential';

const secret = 'canary-secret-of-the-relay';
const turnUrl = 'turn:turn.example:3478';

/** As coturn does it: the password is worked out from the user name and the shared secret. */
function isGood({ username = '', credential }: IceServer, now: Date): boolean {
  const [expiresAt = '0'] = username.split(':');
  const password = createHmac('sha1', secret).update(username).digest('base64');
  return credential === password && Number(expiresAt) * 1_000 > now.getTime();
}

function relayIn(iceServers: readonly IceServer[]): IceServer {
  const relay = iceServers.find(({ urls }) => [urls].flat().includes(turnUrl));
  if (!relay) throw new Error('no relay was given');
  return relay;
}

const relayOf = (entered: Entered) => relayIn(entered.type === 'waiting' ? [] : entered.iceServers);

describe.each(databases)('ICE servers on %s', (database) => {
  const clock = new FakeClock();
  let api: TestApi;
  let room: MeetingRoom;
  let host: PageInMeeting;

  beforeAll(async () => {
    api = await startApi({
      database,
      settings: {
        TURN_URLS: turnUrl,
        TURN_SECRET: secret,
        STUN_URLS: 'stun:stun.example',
        ICE_SERVERS: '[{"urls":"stun:fixed.example"}]',
      },
      realtime: { clock },
    });
    room = await MeetingRoom.create(api, { hasLobby: true });
    host = await room.joinAsHost();
  });
  afterAll(async () => {
    room.close();
    await api.close();
  });

  /** What the server sends of its own accord, from now on. */
  function renewalsOf(page: PageInMeeting): IceServer[][] {
    const renewals: IceServer[][] = [];
    page.socket.on('meetings:ice-servers-renewed', ({ iceServers }: { iceServers: IceServer[] }) =>
      renewals.push(iceServers),
    );
    return renewals;
  }

  it('come with entering: fixed ones, STUN, and a relay for this participant, ten minutes at most', async () => {
    const entered = await host.enter();
    const urls = entered.type === 'waiting' ? [] : entered.iceServers.map((server) => server.urls);
    expect(urls).toEqual(['stun:fixed.example', ['stun:stun.example'], [turnUrl]]);
    const relay = relayOf(entered);
    const expiresAt = Math.floor(clock.now().getTime() / 1_000) + 600;
    expect(relay.username).toBe(`${expiresAt}:${host.id}`);
    expect(isGood(relay, clock.now())).toBe(true);
    expect(isGood(relay, new Date(clock.now().getTime() + credentialLifeSeconds * 1_000))).toBe(
      false,
    );
  });

  it('are renewed before they run out, for those who take part and for nobody who waits', async () => {
    const waiting = await room.open(await room.seat('Wanda'));
    expect(await waiting.enter()).not.toHaveProperty('iceServers');
    const [ofHost, ofWaiting] = [renewalsOf(host), renewalsOf(waiting)];
    let relay = relayOf(await host.enter());
    for (let round = 1; round <= 4; round += 1) {
      clock.advance(renewalMs);
      await host.catchUp();
      expect(isGood(relay, clock.now())).toBe(true);
      expect(ofHost).toHaveLength(round);
      relay = relayIn(ofHost.at(-1) ?? []);
    }
    await waiting.catchUp();
    expect(ofWaiting).toEqual([]);
    expect(relay.username).toContain(host.id);
  });

  it('are in nobody’s snapshot and in no log', async () => {
    const entered = await host.enter();
    const told = entered.type === 'snapshot' ? JSON.stringify(entered.snapshot) : secret;
    for (const hidden of [secret, relayOf(entered).credential ?? secret]) {
      expect(told).not.toContain(hidden);
      expect(api.log()).not.toContain(hidden);
    }
  });
});

describe('a server without a relay', () => {
  it('gives what it has and renews nothing', async () => {
    const clock = new FakeClock();
    const api = await startApi({ database: 'sqlite', realtime: { clock } });
    const room = await MeetingRoom.create(api);
    const host = await room.joinAsHost();
    const events: string[] = [];
    host.socket.onAny((name: string) => events.push(name));
    expect(await host.enter()).toMatchObject({ iceServers: [] });
    clock.advance(renewalMs * 2);
    await host.catchUp();
    expect(events).not.toContain('meetings:ice-servers-renewed');
    room.close();
    await api.close();
  });
});
