import {
  Capacity,
  type Ceilings,
  type ChangeRoom,
  type LargestFileBytes,
  type Liberties,
  type Room,
  RoomName,
  RoomRecording,
} from '@parley/contract';
import { roomRecording, rooms } from '../text/rooms.en';
import { localInputOf, momentOfInput } from './local-input';

/** What a room says of recordings; the days as they are typed. */
export type RecordingForm = Omit<RoomRecording, 'days'> & { readonly days: string };

/** What stands in the fields of a room's settings; times and numbers as they are typed. */
export interface RoomForm {
  readonly name: string;
  readonly description: string;
  /** Empty means unchanged. */
  readonly password: string;
  readonly isPasswordRemoved: boolean;
  readonly hasLobby: boolean;
  readonly allowsGuests: boolean;
  readonly onlyInvited: boolean;
  readonly waitsForHost: boolean;
  readonly capacity: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly liberties: Liberties;
  readonly largestFileBytes: LargestFileBytes;
  readonly hidesAddresses: boolean;
  readonly ceilings: Ceilings;
  readonly recording: RecordingForm;
}

export type Switch =
  'hasLobby' | 'allowsGuests' | 'onlyInvited' | 'waitsForHost' | 'hidesAddresses';

export function formOf(room: Room): RoomForm {
  return {
    ...room,
    password: '',
    isPasswordRemoved: false,
    capacity: room.capacity?.toString() ?? '',
    opensAt: localInputOf(room.opensAt),
    closesAt: localInputOf(room.closesAt),
    recording: { ...room.recording, days: room.recording.days?.toString() ?? '' },
  };
}

/** A sentence for each field that is wrong. */
export function problemsOf(
  form: RoomForm,
): Partial<Record<'name' | 'capacity' | 'closesAt' | 'days', string>> {
  const { opensAt, closesAt } = form;
  const capacity = Capacity.safeParse(numberOf(form.capacity));
  const recording = RoomRecording.safeParse(recordingOf(form));
  return {
    ...(!RoomName.safeParse(form.name).success && { name: rooms.nameWrong }),
    ...(!capacity.success && { capacity: rooms.capacityWrong }),
    ...(opensAt !== '' &&
      closesAt !== '' &&
      closesAt <= opensAt && { closesAt: rooms.closesWrong }),
    ...(!recording.success && { days: roomRecording.daysWrong }),
  };
}

/** What differs from the room as it was when the dialog opened: what others changed meanwhile stays. */
export function changeOf(room: Room, form: RoomForm): ChangeRoom {
  const before = formOf(room);
  const is = <Key extends Exclude<keyof RoomForm & keyof ChangeRoom, 'recording'>>(key: Key) =>
    JSON.stringify(before[key]) === JSON.stringify(form[key]) ? {} : { [key]: form[key] };
  const timeOf = (key: 'opensAt' | 'closesAt') =>
    before[key] === form[key] ? {} : { [key]: momentOfInput(form[key]) };
  return {
    ...is('name'),
    ...is('description'),
    ...is('hasLobby'),
    ...is('allowsGuests'),
    ...is('onlyInvited'),
    ...is('waitsForHost'),
    ...is('liberties'),
    ...is('largestFileBytes'),
    ...is('hidesAddresses'),
    ...is('ceilings'),
    ...(JSON.stringify(before.recording) !== JSON.stringify(form.recording) && {
      recording: recordingOf(form),
    }),
    ...timeOf('opensAt'),
    ...timeOf('closesAt'),
    ...(before.capacity !== form.capacity && { capacity: numberOf(form.capacity) }),
    ...(form.password !== '' && { password: form.password }),
    ...(form.isPasswordRemoved && { password: null }),
  };
}

const recordingOf = ({ recording }: RoomForm) => ({
  ...recording,
  days: numberOf(recording.days),
});

const numberOf = (text: string) => (text.trim() === '' ? null : Number(text));
