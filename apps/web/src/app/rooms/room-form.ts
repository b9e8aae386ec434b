import {
  Capacity,
  type Ceilings,
  type ChangeRoom,
  type Liberties,
  type Room,
  RoomName,
} from '@parley/contract';
import { rooms } from '../text/rooms.en';
import { localInputOf, momentOfInput } from './local-input';

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
  readonly hidesAddresses: boolean;
  readonly ceilings: Ceilings;
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
  };
}

/** A sentence for each field that is wrong. */
export function problemsOf(
  form: RoomForm,
): Partial<Record<'name' | 'capacity' | 'closesAt', string>> {
  const { opensAt, closesAt } = form;
  const capacity = Capacity.safeParse(capacityOf(form.capacity));
  return {
    ...(!RoomName.safeParse(form.name).success && { name: rooms.nameWrong }),
    ...(!capacity.success && { capacity: rooms.capacityWrong }),
    ...(opensAt !== '' &&
      closesAt !== '' &&
      closesAt <= opensAt && { closesAt: rooms.closesWrong }),
  };
}

/** What differs from the room as it was when the dialog opened: what others changed meanwhile stays. */
export function changeOf(room: Room, form: RoomForm): ChangeRoom {
  const before = formOf(room);
  const is = <Key extends keyof RoomForm & keyof ChangeRoom>(key: Key) =>
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
    ...is('hidesAddresses'),
    ...is('ceilings'),
    ...timeOf('opensAt'),
    ...timeOf('closesAt'),
    ...(before.capacity !== form.capacity && { capacity: capacityOf(form.capacity) }),
    ...(form.password !== '' && { password: form.password }),
    ...(form.isPasswordRemoved && { password: null }),
  };
}

const capacityOf = (text: string) => (text.trim() === '' ? null : Number(text));
