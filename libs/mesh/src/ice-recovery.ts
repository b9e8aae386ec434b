import type { PeerState } from './types';

/** Chromium says `disconnected` after 5 to 8 s without packets, and short gaps heal by themselves (lab measurement). */
const disconnectedGraceMs = 2_000;
const firstRepeatDelayMs = 2_000;
const maxRepeatDelayMs = 30_000;
/** After this many ICE restarts in vain the fault is elsewhere, as in DTLS: only fresh RTCPeerConnections help then. */
const restartsBeforeRenewal = 3;

export interface RecoveryStep {
  readonly delayMs: number;
  readonly action: 'restart-ice' | 'renew-link';
}

export interface BrokenConnection {
  readonly connectionState: RTCPeerConnectionState;
  /** ICE restarts and renewals since the connection last worked. */
  readonly attempts: number;
  /** False while signals wait to be sent: media may come back by itself then, so nothing is torn down. */
  readonly isSignalingWorking: boolean;
}

/** What to do next about a connection in this state, and when; null when nothing is wrong. */
export function recoveryStep(broken: BrokenConnection): RecoveryStep | null {
  const { connectionState, attempts, isSignalingWorking } = broken;
  if (connectionState !== 'disconnected' && connectionState !== 'failed') return null;
  const mayRenew = connectionState === 'failed' && isSignalingWorking;
  const action = mayRenew && attempts >= restartsBeforeRenewal ? 'renew-link' : 'restart-ice';
  return { delayMs: recoveryDelayMs(connectionState, attempts), action };
}

/** How long a link waits before it is renewed, so that news of a leaving or reloading page can come first. */
export function renewalDelayMs(attempts: number): number {
  return recoveryDelayMs('disconnected', attempts);
}

function recoveryDelayMs(connectionState: 'disconnected' | 'failed', attempts: number): number {
  if (attempts === 0) return connectionState === 'failed' ? 0 : disconnectedGraceMs;
  return Math.min(firstRepeatDelayMs * 2 ** (attempts - 1), maxRepeatDelayMs);
}

/** What a connection's state means to people. */
export function peerStateOf(
  connectionState: RTCPeerConnectionState,
  attempts: number,
  wasConnected: boolean,
): Exclude<PeerState, 'closed'> {
  if (connectionState === 'connected') return 'connected';
  if (attempts >= restartsBeforeRenewal) return 'failed';
  return wasConnected ? 'reconnecting' : 'connecting';
}
