import * as z from 'zod';
import { Extra } from './extra';
import { Id, Moment, RoomId, Secret } from './ids';
import { DisplayName, RoomPassword } from './names';
import { Role } from './roles';
import { route } from './route';

/** From small to large: 320×240, 640×480, 1280×720, 1920×1080. */
export const cameraSizes = ['qvga', 'vga', 'hd', 'full-hd'] as const;
export const CameraSize = z.enum(cameraSizes);
export type CameraSize = z.infer<typeof CameraSize>;

/** What the operator set for every camera: the size until somebody chooses their own, and the largest they may choose. */
export const CameraRule = z.object({ usualSize: CameraSize, largestSize: CameraSize });
export type CameraRule = z.infer<typeof CameraRule>;

/** Where whoever asks is inside already: by their account, or somebody by this browser, perhaps another person. */
export const SeatInside = z.object({ participantId: Id, name: z.string(), isAccount: z.boolean() });
export type SeatInside = z.infer<typeof SeatInside>;

/** What a stranger with the link may know, and nothing more: not a name, not a count of who is inside. */
export const Door = z.object({
  roomId: RoomId,
  roomName: z.string(),
  description: z.string(),
  /** False for whoever comes in without it: the owner, the room's moderators, and who came by an invitation before. */
  needsPassword: z.boolean(),
  /** True where an invitation link is missing. */
  needsInvitation: z.boolean(),
  /** True where the room takes no guests and nobody is signed in. */
  refusesGuests: z.boolean(),
  /** When the room lets people in; null where it does now, or where this person may enter anyway. */
  opensAt: Moment.nullable(),
  /** True where the room's time is over. */
  isClosed: z.boolean(),
  /** True where one waits until the host or a moderator is there. */
  waitsForHost: z.boolean(),
  /** True where a moderator admits each person: by room setting, or since somebody was removed from this meeting. */
  hasLobby: z.boolean(),
  isLocked: z.boolean(),
  isFull: z.boolean(),
  /** How many the operator allows in one meeting. */
  maxParticipants: z.number().int().positive(),
  hasStarted: z.boolean(),
  isRecording: z.boolean(),
  /** True where the room's meetings are recorded without anybody starting it. */
  mayBeRecorded: z.boolean(),
  camera: CameraRule,
  /** Only to those whom it concerns: a guest may take one of them over, an account does so by joining. */
  seatsInside: z.array(SeatInside).optional(),
});
export type Door = z.infer<typeof Door>;

export const Admission = z.strictObject({
  name: DisplayName,
  password: RoomPassword.optional(),
  /** The secret of an invitation link; needed once, then the browser or the account is known. */
  invitation: Secret.optional(),
  /** Shown to the others' pages as it is. */
  extra: Extra.optional(),
  /** Instead of a new seat the own one that another page has: same participant, same name and role, no questions. */
  takeOver: Id.optional(),
});
export type Admission = z.input<typeof Admission>;

/** A seat outlives its socket; its token is the right to it, for this meeting only. */
export const Seat = z.object({
  token: Secret,
  meetingId: Id,
  participantId: Id,
  /** As others will see it: made unique in the meeting with " (2)". */
  name: z.string(),
  role: Role,
  state: z.enum(['waiting', 'admitted']),
  /** Set where they come in by themselves as soon as the host or a moderator is there. */
  waitsForHost: z.literal(true).optional(),
});
export type Seat = z.infer<typeof Seat>;

const DoorParams = z.strictObject({ roomId: RoomId });

export const doorRoutes = {
  readDoor: route({
    method: 'GET',
    path: '/api/rooms/:roomId/door',
    access: 'public',
    summary: 'The door of a room. Sets the guest device cookie.',
    params: DoorParams,
    reply: Door,
    errors: ['room-unknown'],
  }),
  askForAdmission: route({
    method: 'POST',
    path: '/api/rooms/:roomId/admissions',
    access: 'public',
    summary:
      'Checks name and password and gives a seat: admitted, or waiting for a moderator. Starts the meeting when there is none. An account that is inside already gets that seat, and its other page is dismissed.',
    params: DoorParams,
    body: Admission,
    reply: Seat,
    errors: [
      'room-unknown',
      'room-password-wrong',
      'too-many-tries',
      'room-locked',
      'room-full',
      'room-not-open',
      'room-closed',
      'guests-refused',
      'invitation-needed',
      'invitation-over',
      'blocked',
      'busy',
      'seat-gone',
    ],
  }),
} as const;
