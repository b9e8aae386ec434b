import * as z from 'zod';
import { clientEvent, rates, serverEvent } from './event';
import { Id } from './ids';
import { limits } from './limits';

/** RTCSessionDescriptionInit. */
export const Description = z.strictObject({
  type: z.enum(['offer', 'answer', 'pranswer', 'rollback']),
  sdp: z.string().max(limits.sdpLength),
});

/** RTCIceCandidateInit; an empty `candidate` ends the candidates. */
export const Candidate = z.strictObject({
  candidate: z.string().max(limits.candidateLength),
  sdpMid: z.string().max(64).nullable(),
  sdpMLineIndex: z.number().int().min(0).max(64).nullable(),
  usernameFragment: z.string().max(256).nullable(),
});

/** A description or candidate in transit between two participants of one meeting. */
export const Signal = z.union([
  z.strictObject({ description: Description }),
  z.strictObject({ candidate: Candidate }),
]);
export type Signal = z.infer<typeof Signal>;

export const signalingEvents = {
  'signaling:send-signal': clientEvent({
    summary: 'Sends a signal to one other admitted participant of the same meeting.',
    payload: z.strictObject({
      to: Id,
      /** The page the signal is meant for: one for an older page of `to` is dropped by the server. */
      toPageId: Id,
      /** Counts up from 1 for each pair of pages, so that the receiver can prove order. */
      sequence: z.number().int().positive(),
      signal: Signal,
    }),
    /** False where the other page is gone: the sender will be told of a new one by meetings:connection-changed. */
    reply: z.object({ isDelivered: z.boolean() }),
    states: ['admitted'],
    rate: rates.signal,
    errors: ['not-found'],
  }),
} as const;

export const signalingServerEvents = {
  'signaling:signal-sent': serverEvent({
    summary: 'A signal from another participant; the server stamps who and which page sent it.',
    payload: z.object({
      from: Id,
      fromPageId: Id,
      sequence: z.number().int().positive(),
      signal: Signal,
    }),
  }),
} as const;
