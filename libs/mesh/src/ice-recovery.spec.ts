import { peerStateOf, recoveryStep } from './ice-recovery';

const broken = (
  connectionState: RTCPeerConnectionState,
  attempts: number,
  isSignalingWorking = true,
) => recoveryStep({ connectionState, attempts, isSignalingWorking });

test.each(['new', 'connecting', 'connected', 'closed'] as const)('%s needs no repair', (state) => {
  expect(broken(state, 0)).toBeNull();
});

test('a connection that failed restarts ICE at once', () => {
  expect(broken('failed', 0)).toEqual({ delayMs: 0, action: 'restart-ice' });
});

test('a disconnected one gets two seconds to come back by itself', () => {
  expect(broken('disconnected', 0)).toEqual({ delayMs: 2_000, action: 'restart-ice' });
});

test('repeats come ever more slowly, down to every thirty seconds', () => {
  const delaysMs = [1, 2, 3, 4, 5, 6, 50].map((attempts) => broken('failed', attempts)?.delayMs);
  expect(delaysMs).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test('after three restarts in vain the link is renewed, unless signaling is away or media may come back', () => {
  expect(broken('failed', 2)?.action).toBe('restart-ice');
  expect(broken('failed', 3)?.action).toBe('renew-link');
  expect(broken('failed', 3, false)?.action).toBe('restart-ice');
  expect(broken('disconnected', 3)?.action).toBe('restart-ice');
});

test('people are told what it means', () => {
  expect(peerStateOf('new', 0, false)).toBe('connecting');
  expect(peerStateOf('failed', 1, false)).toBe('connecting');
  expect(peerStateOf('disconnected', 0, true)).toBe('reconnecting');
  expect(peerStateOf('connecting', 1, true)).toBe('reconnecting');
  expect(peerStateOf('failed', 3, true)).toBe('failed');
  expect(peerStateOf('connected', 3, true)).toBe('connected');
});
