import {
  usualLiberties,
  type Ceilings,
  type Liberties,
  type Room,
  type RoomRecording,
} from '@parley/contract';
import type { RoomEntity } from './room.entity';
import type { RunningMeeting } from './running-meetings';

/** A room as other features see it: everything but the password. */
export interface RoomRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly ownerId: string;
  readonly hasPassword: boolean;
  readonly hasLobby: boolean;
  readonly allowsGuests: boolean;
  readonly onlyInvited: boolean;
  readonly waitsForHost: boolean;
  readonly capacity: number | null;
  readonly liberties: Liberties;
  readonly opensAtMs: number | null;
  readonly closesAtMs: number | null;
  readonly hidesAddresses: boolean;
  readonly ceilings: Ceilings;
  readonly largestFileBytes: number | null;
  readonly recording: RoomRecording;
  readonly createdAtMs: number;
}

export function recordOf(room: RoomEntity): RoomRecord {
  return {
    id: room.id,
    name: room.name,
    description: room.description,
    ownerId: room.ownerId,
    hasPassword: room.passwordHash !== null,
    hasLobby: room.hasLobby,
    allowsGuests: room.allowsGuests,
    onlyInvited: room.onlyInvited,
    waitsForHost: room.waitsForHost,
    capacity: room.capacity,
    liberties: room.liberties ?? usualLiberties,
    opensAtMs: room.opensAtMs,
    closesAtMs: room.closesAtMs,
    hidesAddresses: room.hidesAddresses,
    ceilings: {
      audioKbps: room.audioCeilingKbps,
      videoKbps: room.videoCeilingKbps,
      screenKbps: room.screenCeilingKbps,
    },
    largestFileBytes: room.largestFileBytes,
    recording: recordingRulesOf(room),
    createdAtMs: room.createdAtMs,
  };
}

/** What a room's row says of recordings. */
export function recordingRulesOf(room: RecordingColumns): RoomRecording {
  return {
    startsByItself: room.recordingStartsByItself,
    consent: room.recordingConsent,
    recordsAlong: room.recordsAlong,
    days: room.recordingDays,
    forParticipants: room.recordingForParticipants,
  };
}

export type RecordingColumns = Pick<
  RoomEntity,
  | 'recordingStartsByItself'
  | 'recordingConsent'
  | 'recordsAlong'
  | 'recordingDays'
  | 'recordingForParticipants'
>;

/** What is said of recordings as a room's row has it. */
export function recordingColumnsOf(rules: RoomRecording): RecordingColumns {
  return {
    recordingStartsByItself: rules.startsByItself,
    recordingConsent: rules.consent,
    recordsAlong: rules.recordsAlong,
    recordingDays: rules.days,
    recordingForParticipants: rules.forParticipants,
  };
}

/** Ceilings as a room's row has them. */
export function columnsOf({ audioKbps, videoKbps, screenKbps }: Ceilings) {
  return {
    audioCeilingKbps: audioKbps,
    videoCeilingKbps: videoKbps,
    screenCeilingKbps: screenKbps,
  };
}

/** A room as its owner gets it. The link is built from PUBLIC_URL, never from what a request claims as host. */
export function replyOf(room: RoomRecord, meeting: RunningMeeting | null, publicUrl: string): Room {
  return {
    id: room.id,
    name: room.name,
    description: room.description,
    hasPassword: room.hasPassword,
    hasLobby: room.hasLobby,
    allowsGuests: room.allowsGuests,
    onlyInvited: room.onlyInvited,
    waitsForHost: room.waitsForHost,
    capacity: room.capacity,
    liberties: room.liberties,
    opensAt: momentOf(room.opensAtMs),
    closesAt: momentOf(room.closesAtMs),
    hidesAddresses: room.hidesAddresses,
    ceilings: room.ceilings,
    largestFileBytes: room.largestFileBytes,
    recording: room.recording,
    link: `${publicUrl}/r/${room.id}`,
    createdAt: new Date(room.createdAtMs).toISOString(),
    meeting: meeting && {
      id: meeting.id,
      startedAt: meeting.startedAt.toISOString(),
      participantCount: meeting.participantCount,
    },
  };
}

/** A moment as the contract has it. */
export const momentOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
