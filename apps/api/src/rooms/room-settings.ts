import { usualRoomRecording, type ChangeRoom, type CreateRoom } from '@parley/contract';
import type * as z from 'zod';
import type { RoomEntity } from './room.entity';
import { columnsOf, recordingColumnsOf } from './room.mapper';

type Wanted = z.output<typeof CreateRoom> | z.output<typeof ChangeRoom>;
type Columns = Omit<RoomEntity, 'id' | 'ownerId' | 'name' | 'passwordHash' | 'createdAtMs'>;

/** A room without any rule of its own: whoever has the link comes in. */
export const usualColumns: Columns = {
  description: '',
  hasLobby: false,
  allowsGuests: true,
  onlyInvited: false,
  waitsForHost: false,
  capacity: null,
  liberties: null,
  opensAtMs: null,
  closesAtMs: null,
  hidesAddresses: false,
  audioCeilingKbps: null,
  videoCeilingKbps: null,
  screenCeilingKbps: null,
  largestFileBytes: null,
  ...recordingColumnsOf(usualRoomRecording),
};

const same = [
  'description',
  'hasLobby',
  'allowsGuests',
  'onlyInvited',
  'waitsForHost',
  'capacity',
  'liberties',
  'hidesAddresses',
  'largestFileBytes',
] as const;

/** Those of the wanted settings that are given, as a room's row has them; name and password are not among them. */
export function columnsGiven(wanted: Wanted): Partial<Columns> {
  const given = Object.fromEntries(
    same.flatMap((key) => (wanted[key] === undefined ? [] : [[key, wanted[key]]])),
  ) as Partial<Pick<Columns, (typeof same)[number]>>;
  return {
    ...given,
    ...(wanted.ceilings && columnsOf(wanted.ceilings)),
    ...(wanted.recording && recordingColumnsOf(wanted.recording)),
    ...(wanted.opensAt !== undefined && { opensAtMs: msOf(wanted.opensAt) }),
    ...(wanted.closesAt !== undefined && { closesAtMs: msOf(wanted.closesAt) }),
  };
}

/** Whether a room with these ever lets anybody in. */
export function opensBeforeItCloses({
  opensAtMs,
  closesAtMs,
}: Pick<Columns, 'opensAtMs' | 'closesAtMs'>) {
  return opensAtMs === null || closesAtMs === null || opensAtMs < closesAtMs;
}

const msOf = (moment: string | null) => (moment === null ? null : Date.parse(moment));
