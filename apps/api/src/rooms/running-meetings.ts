import type { Ceilings } from '@parley/contract';

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
  /** Ends the meeting in the room, if any, for everybody. */
  abstract endInRoom(roomId: string): Promise<void>;
}
