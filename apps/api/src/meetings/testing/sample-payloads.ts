import { randomUUID } from 'node:crypto';
import type { ClientEventName, PayloadInputOf } from '@parley/contract';
import { nothingPublished } from '../live-seat';

interface Ids {
  readonly pageId: string;
  /** A participant whom the event is about. */
  readonly other: string;
  readonly otherPageId: string;
  readonly waiting: string;
  readonly share: string;
  readonly recording: string;
}

const hash = 'a'.repeat(64);

/** One well-formed payload for every client event: a new event without one does not compile. */
export function samplePayloads(ids: Ids): { [Name in ClientEventName]: PayloadInputOf<Name> } {
  const one = { participantId: ids.other };
  return {
    'meetings:enter': { pageId: ids.pageId, publications: nothingPublished },
    'meetings:set-publications': { ...nothingPublished, camera: true },
    'meetings:set-hand': { isHandRaised: true },
    'meetings:say-away': {},
    'meetings:leave': {},
    'meetings:end': {},
    'signaling:send-signal': {
      to: ids.other,
      toPageId: ids.otherPageId,
      sequence: 1,
      signal: { description: { type: 'offer', sdp: 'v=0\r\n' } },
    },
    'moderation:mute-participant': one,
    'moderation:mute-everyone': {},
    'moderation:stop-camera': one,
    'moderation:stop-screen-share': one,
    'moderation:lower-hand': one,
    'moderation:lower-all-hands': {},
    'moderation:ask-to-unmute': one,
    'moderation:set-liberties': { liberties: { unmute: false } },
    'moderation:withhold': { ...one, liberties: ['send-chat'] },
    'moderation:grant': { ...one, liberties: ['record'] },
    'moderation:suspend-everything': { isSuspended: true },
    'moderation:send-to-lobby': one,
    'moderation:list-blocked': {},
    'moderation:allow-again': { blockId: randomUUID() },
    'moderation:set-role': { ...one, role: 'viewer' },
    'moderation:remove-participant': { ...one, block: false },
    'moderation:set-lock': { isLocked: true },
    'moderation:set-lobby': { hasLobby: true },
    'moderation:admit': { participantId: ids.waiting },
    'moderation:hold': { participantId: ids.waiting, isHeld: true },
    'moderation:deny': { participantId: ids.waiting },
    'chat:send-message': { id: randomUUID(), text: 'hello' },
    'files:announce-share': {
      id: randomUUID(),
      to: null,
      manifest: {
        name: 'plan.pdf',
        sizeBytes: 1,
        mediaType: 'application/pdf',
        pieceSizeBytes: 16 * 1024,
        rootHash: hash,
      },
    },
    'files:withdraw-share': { id: ids.share },
    'recordings:start-recording': {},
    'recordings:stop-recording': { recordingId: ids.recording },
    'recordings:pause-recording': { recordingId: ids.recording },
    'recordings:resume-recording': { recordingId: ids.recording },
    'recordings:began': { recordingId: ids.recording, startedAtMs: Date.now() },
    'recordings:read-clock': {},
    'recordings:take-picture': one,
    'recordings:answer-consent': { agrees: true },
    'recordings:open-track': {
      recordingId: ids.recording,
      source: 'microphone',
      startedAtMs: 1,
      clockErrorMs: 0,
    },
    'recordings:record-along': { recordingId: ids.recording },
  };
}
