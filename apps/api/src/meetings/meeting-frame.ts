import type { Settings } from '../config/settings';
import type { RoomRecord } from '../rooms/room.mapper';
import type { MeetingFrame } from './live-meeting';

type Operator = Pick<Settings, 'maxParticipants' | 'fileRelayBytes'>;

/** How many the room takes, within what the operator allows. */
export function capacityOf(
  { capacity }: Pick<RoomRecord, 'capacity'>,
  operator: Pick<Operator, 'maxParticipants'>,
): number {
  return Math.min(capacity ?? operator.maxParticipants, operator.maxParticipants);
}

/** What a meeting has from its room and from the operator. */
export function frameOf(room: RoomRecord, operator: Operator): MeetingFrame {
  const { name: roomName, ceilings, liberties, largestFileBytes, recording } = room;
  const maxParticipants = capacityOf(room, operator);
  return {
    roomName,
    ceilings,
    liberties,
    largestFileBytes,
    roomRecording: recording,
    maxParticipants,
    fileRelayBytes: operator.fileRelayBytes,
  };
}
