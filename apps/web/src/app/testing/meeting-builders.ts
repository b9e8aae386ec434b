import {
  type MeetingSnapshot,
  noCeilings,
  type Participant,
  usualLiberties,
  usualRoomRecording,
} from '@parley/contract';

const uuid = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
export const ids = { meeting: uuid(9), hanna: uuid(1), ann: uuid(2), page: uuid(5) } as const;
export const at = '2026-01-01T10:00:00.000Z';
export const byHanna = { participantId: ids.hanna, name: 'Hanna' };
export const nothingOn = {
  microphone: false,
  camera: false,
  screen_share: false,
  screen_share_audio: false,
};

export function participant(id: string, more: Partial<Participant> = {}): Participant {
  return {
    id,
    name: id === ids.hanna ? 'Hanna' : 'Ann',
    role: id === ids.hanna ? 'host' : 'participant',
    pageId: ids.page,
    publications: nothingOn,
    isHandRaised: false,
    isConnected: true,
    joinedAt: at,
    ...more,
  };
}

/** Ann's view of a meeting with Hanna. */
export function snapshot(more: Partial<MeetingSnapshot> = {}): MeetingSnapshot {
  return {
    sequence: 7,
    meetingId: ids.meeting,
    roomId: 'abcd-efgh-jkmn',
    roomName: 'Board',
    startedAt: at,
    serverTime: at,
    isLocked: false,
    hasLobby: false,
    hidesAddresses: false,
    ceilings: noCeilings,
    liberties: usualLiberties,
    largestFileBytes: null,
    maxParticipants: 8,
    self: ids.ann,
    participants: [participant(ids.hanna), participant(ids.ann)],
    waiting: [],
    messages: [],
    shares: [],
    recording: null,
    roomRecording: usualRoomRecording,
    ...more,
  };
}
