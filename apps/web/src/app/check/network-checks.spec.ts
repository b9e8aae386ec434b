import type { IceServer } from '@parley/contract';
import { ParleyFailure } from '../api/parley-failure';
import type { CheckRun } from './check';
import { dataChannelCheck } from './data-channel-check';
import { serverCheck } from './server-check';
import { stunCheck } from './stun-check';
import { type FakeFindings, fakeConnections } from './testing/fake-connection';
import { turnCheck } from './turn-check';

const run: CheckRun = {
  signal: new AbortController().signal,
  scene: {
    showLevel: () => undefined,
    showPicture: () => undefined,
    ask: () => new Promise(() => undefined),
  },
};
const never = () => new Promise<never>(() => undefined);
const now = () => 0;
const serving = (iceServers: IceServer[], hasRelay = true) => ({
  readServers: () => Promise.resolve({ iceServers, hasRelay }),
});
const found = (...types: RTCIceCandidateType[]): FakeFindings => ({ types, errorCodes: [] });
const erring = (...errorCodes: number[]): FakeFindings => ({ types: ['host'], errorCodes });

describe('the STUN check', () => {
  const check = (urls: string[], findings: (url: string) => FakeFindings, tellsErrors = true) => {
    const { made, create } = fakeConnections(findings);
    const ports = { ...serving([{ urls }]), createConnection: create, tellsErrors };
    return { made, outcome: stunCheck(ports)(run) };
  };

  it('passes when every server gives a reflexive candidate, each asked alone', async () => {
    const { made, outcome } = check(['stun:a', 'stuns:b'], () => found('host', 'srflx'));
    expect((await outcome).status).toBe('passed');
    expect(made.map(({ configuration }) => configuration.iceServers)).toEqual([
      [{ urls: 'stun:a' }],
      [{ urls: 'stuns:b' }],
    ]);
    expect(made.every(({ isClosed }) => isClosed)).toBe(true);
  });

  it('names the server that does not answer', async () => {
    const { outcome } = check(['stun:a', 'stun:b'], (url) =>
      url === 'stun:a' ? found('host', 'srflx') : erring(701),
    );
    expect(await outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('No answer from stun:b.') as string,
    });
  });

  it('passes without NAT, where the answer is an address one has already', async () => {
    expect((await check(['stun:a'], () => found('host')).outcome).status).toBe('passed');
  });

  it('believes no silence of a browser that tells no errors', async () => {
    expect((await check(['stun:a'], () => found('host'), false).outcome).status).toBe('failed');
  });

  it('is left out where none is set up, relays not being asked', async () => {
    const { made, outcome } = check(['turn:a'], () => found('host'));
    expect(await outcome).toMatchObject({
      status: 'skipped',
      reason: expect.stringContaining('Not configured') as string,
    });
    expect(made).toEqual([]);
  });

  it('lets a server that cannot be asked fail as such', async () => {
    const failure = ParleyFailure.offline('no network');
    const ports = { readServers: () => Promise.reject(failure), tellsErrors: true };
    const { create } = fakeConnections(() => found());
    await expect(stunCheck({ ...ports, createConnection: create })(run)).rejects.toBe(failure);
  });
});

describe('the TURN check', () => {
  const relay = { urls: ['turn:a', 'turns:b'], username: 'ann', credential: 'secret' };
  const check = (servers: IceServer[], findings: (url: string) => FakeFindings, has = true) => {
    const { made, create } = fakeConnections(findings);
    const ports = { ...serving(servers, has), createConnection: create, now };
    return { made, outcome: turnCheck(ports)(run) };
  };

  it('is left out where none is set up, and otherwise for strangers', async () => {
    const none = await check([{ urls: 'stun:a' }], () => found(), false).outcome;
    expect(none.reason).toContain('Not configured');
    const hidden = await check([{ urls: 'stun:a' }], () => found(), true).outcome;
    expect(hidden.reason).toContain('signed in');
  });

  it('asks each relay alone, with its credentials, and for relayed candidates only', async () => {
    const { made, outcome } = check([relay], () => erring(701));
    await outcome;
    expect(made.map(({ configuration }) => configuration)).toEqual(
      relay.urls.map((urls) => ({
        iceServers: [{ ...relay, urls }],
        iceTransportPolicy: 'relay',
      })),
    );
  });

  it.each([
    [401, 'refused the credentials'],
    [441, 'refused the credentials'],
    [701, 'No relay was given by turns:b'],
  ])('tells error %d as: %s', async (code, words) => {
    const { outcome } = check([relay], (url) => (url === 'turn:a' ? found('relay') : erring(code)));
    expect(await outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining(words) as string,
    });
  });

  it('fails when a relay gives an address but carries nothing', async () => {
    jest.useFakeTimers();
    const { made, outcome } = check([relay], () => found('relay'));
    await jest.advanceTimersByTimeAsync(12_000);
    expect((await outcome).reason).toContain('no data came through');
    expect(made.every(({ isClosed }) => isClosed)).toBe(true);
    jest.useRealTimers();
  });
});

describe('the data channel check', () => {
  it('fails when nothing comes back, and closes both ends', async () => {
    jest.useFakeTimers();
    const { made, create } = fakeConnections(() => found('host'));
    const outcome = dataChannelCheck({ createConnection: create, now })(run);
    await jest.advanceTimersByTimeAsync(8_000);
    expect((await outcome).status).toBe('failed');
    expect(made.map(({ isClosed }) => isClosed)).toEqual([true, true]);
    jest.useRealTimers();
  });

  it('says where there is no WebRTC', async () => {
    const outcome = await dataChannelCheck({ createConnection: null, now })(run);
    expect(outcome.reason).toContain('WebRTC is missing');
  });
});

describe('the server check', () => {
  const done = () => Promise.resolve();

  it('passes on both ways, with their times', async () => {
    const times = [0, 20, 100, 130];
    const ports = { callServer: done, greetSocket: done, now: () => times.shift() ?? 0 };
    expect(await serverCheck(ports)(run)).toEqual({
      status: 'passed',
      reason: 'Pages answer in 20 ms, the WebSocket in 30 ms.',
    });
  });

  it('tells a blocked WebSocket from a silent server', async () => {
    jest.spyOn(console, 'warn').mockImplementation();
    const blocked = () => Promise.reject(new Error('closed with 1006'));
    const outcome = await serverCheck({ callServer: done, greetSocket: blocked, now })(run);
    expect(outcome.reason).toContain('no WebSocket comes through');
    jest.useFakeTimers();
    const silent = serverCheck({ callServer: never, greetSocket: done, now })(run);
    await jest.advanceTimersByTimeAsync(8_000);
    expect((await silent).reason).toContain('did not answer in time');
    jest.useRealTimers();
  });
});
