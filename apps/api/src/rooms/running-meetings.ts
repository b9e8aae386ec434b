import type { Ceilings, Id, Liberties, RoomRecording } from '@parley/contract';

/** The meeting going on in a room. */
export interface RunningMeeting {
  readonly id: string;
  readonly startedAt: Date;
  readonly participantCount: number;
}

/** What rooms need to know of meetings, which stand to their right; the meetings feature provides it. */
export abstract class RunningMeetings {
  abstract inRoom(roomId: string): RunningMeeting | null;
  /** Tells everybody in the room's meeting, if any. */
  abstract applyCeilings(roomId: string, ceilings: Ceilings): Promise<void>;
  /** Says anew what participants of the room's meeting, if any, may do. */
  abstract applyLiberties(roomId: string, liberties: Liberties): Promise<void>;
  /** Makes what the room says now about capacity, guests, files and recordings true in its meeting. */
  abstract applyRules(room: RoomRules): Promise<void>;
  /** Gives people in the room's meeting, if any, the role that is theirs by account now. */
  abstract applyRoles(roomId: string, roles: ReadonlyMap<string, RoleByAccount>): Promise<void>;
  /** Sends those away who came by an invitation that was taken back. */
  abstract removeInvited(roomId: string, invitationId: Id): Promise<void>;
  /** Ends the meeting in the room, if any, for everybody. */
  abstract endInRoom(roomId: string): Promise<void>;
}

/** What an account is to a room. */
export type RoleByAccount = 'host' | 'moderator' | 'participant';

/** What a room says that holds in its meeting at once. */
export interface RoomRules {
  readonly id: string;
  readonly capacity: number | null;
  readonly allowsGuests: boolean;
  readonly largestFileBytes: number | null;
  readonly recording: RoomRecording;
}
