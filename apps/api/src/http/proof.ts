import { limits } from '@parley/contract';
import { Refusal } from '../errors/refusal';
import type { AccountRecord } from './identity';

/**
 * Whoever changes how an account is entered has to have signed in a short while ago: an unlocked screen is not enough to
 * make oneself a key (OWASP ASVS 5.0, 7.5.1). Refuses `proof-needed`.
 */
export function assertProven({ provenAtMs }: AccountRecord, nowMs = Date.now()): void {
  if (nowMs - provenAtMs > limits.proofMs)
    throw Refusal.of('proof-needed', 'Sign in once more: it was too long ago');
}
