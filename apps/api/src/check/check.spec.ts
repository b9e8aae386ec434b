import { type CheckServers, routes } from '@parley/contract';
import { FakeClock } from '../realtime/testing/fake-clock';
import { startApi, type TestApi } from '../testing/start-api';

const secret = 'canary-credential';

describe('the servers of the self-test page', () => {
  let api: TestApi;
  afterEach(() => api.close());

  const startWith = async (iceServers: readonly object[]) => {
    api = await startApi({
      database: 'sqlite',
      settings: { ICE_SERVERS: JSON.stringify(iceServers) },
    });
  };
  const mixed = [
    { urls: ['stun:stun.example', 'turn:turn.example'], username: 'ann', credential: secret },
    { urls: 'turns:turn.example', username: 'ann', credential: secret },
  ];

  it('are STUN only for strangers, who learn that there is a relay but nothing of it', async () => {
    await startWith(mixed);
    const reply = await api.agent().get(routes.readCheckServers.path);
    expect(reply.json<CheckServers>()).toEqual({
      iceServers: [{ urls: ['stun:stun.example'] }],
      hasRelay: true,
    });
    expect(reply.text).not.toContain(secret);
    expect(reply.text).not.toContain('ann');
  });

  it('are all of them for people with an account', async () => {
    await startWith(mixed);
    const ann = await api.signedIn();
    const reply = await ann.get(routes.readCheckServers.path);
    expect(reply.json<CheckServers>()).toEqual({ iceServers: mixed, hasRelay: true });
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  it('come with a credential for one minute, where relay and server share a secret', async () => {
    const clock = new FakeClock();
    const settings = {
      STUN_URLS: 'stun:stun.example',
      TURN_URLS: 'turn:turn.example',
      TURN_SECRET: `${secret}-of-the-relay`,
    };
    api = await startApi({ database: 'sqlite', settings, realtime: { clock } });
    const strangers = await api.agent().get(routes.readCheckServers.path);
    const stun = { urls: ['stun:stun.example'] };
    expect(strangers.json<CheckServers>()).toEqual({ iceServers: [stun], hasRelay: true });
    const ann = await api.signedIn();
    const reply = await ann.get(routes.readCheckServers.path);
    const { iceServers } = reply.json<CheckServers>();
    const relay = { urls: ['turn:turn.example'], username: expect.any(String) as string };
    expect(iceServers).toEqual([stun, { ...relay, credential: expect.any(String) as string }]);
    const [expiresAt] = iceServers[1]?.username?.split(':') ?? [];
    expect(Number(expiresAt)).toBe(Math.floor(clock.now().getTime() / 1_000) + 60);
    expect(reply.text).not.toContain(secret);
  });

  it('are none where none are set', async () => {
    await startWith([]);
    const reply = await api.agent().get(routes.readCheckServers.path);
    expect(reply.json<CheckServers>()).toEqual({ iceServers: [], hasRelay: false });
  });
});
