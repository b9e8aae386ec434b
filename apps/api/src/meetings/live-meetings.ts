import { Injectable } from '@nestjs/common';
import type { Id, MeetingEvent, RoomId } from '@parley/contract';
import { Mutex } from '../database/mutex';
import { Refusal } from '../errors/refusal';
import type { Caller } from '../realtime/socket-seat';
import type { LiveMeeting } from './live-meeting';
import type { LiveSeat } from './live-seat';

export type GoneReason = 'left' | 'vanished' | 'removed' | 'ended';
type GoneListener = (meeting: LiveMeeting, seat: LiveSeat, reason: GoneReason) => void;
type HappenedListener = (meeting: LiveMeeting, event: MeetingEvent) => void;
type EndedListener = (meeting: LiveMeeting) => void;
type TakenListener = (meeting: LiveMeeting, by: LiveSeat | null) => void;

/** Every meeting that is going on in this process, and the one order in which a room's seats come and go. */
@Injectable()
export class LiveMeetings {
  private readonly byId = new Map<Id, LiveMeeting>();
  private readonly byRoom = new Map<RoomId, LiveMeeting>();
  private readonly byToken = new Map<string, LiveSeat>();
  private readonly queues = new Map<RoomId, Mutex>();
  private readonly goneListeners: GoneListener[] = [];
  private readonly happenedListeners: HappenedListener[] = [];
  private readonly endedListeners: EndedListener[] = [];
  private readonly takenListeners: TakenListener[] = [];

  /** Null when it is over or never was. */
  get(meetingId: Id): LiveMeeting | null {
    return this.byId.get(meetingId) ?? null;
  }

  inRoom(roomId: RoomId): LiveMeeting | null {
    return this.byRoom.get(roomId) ?? null;
  }

  all(): LiveMeeting[] {
    return [...this.byId.values()];
  }

  /** The caller's meeting and own seat, for handlers; refuses when either is over. */
  of({ seat }: Caller): { meeting: LiveMeeting; seat: LiveSeat } {
    const meeting = this.byId.get(seat.meetingId);
    const own = meeting?.seats.get(seat.participantId);
    if (!meeting || !own) throw Refusal.of('seat-gone', 'This seat is over');
    return { meeting, seat: own };
  }

  seatByToken(tokenHash: string): LiveSeat | null {
    return this.byToken.get(tokenHash) ?? null;
  }

  add(meeting: LiveMeeting): void {
    this.byId.set(meeting.id, meeting);
    this.byRoom.set(meeting.roomId, meeting);
    meeting.onHappened = (event) => {
      for (const listener of this.happenedListeners) listener(meeting, event);
    };
  }

  addSeat(meeting: LiveMeeting, seat: LiveSeat): void {
    meeting.seats.set(seat.participantId, seat);
    this.byToken.set(seat.tokenHash, seat);
  }

  /** Whoever has the token from before has it for nothing. */
  renewToken(seat: LiveSeat, tokenHash: string): void {
    this.byToken.delete(seat.tokenHash);
    seat.tokenHash = tokenHash;
    this.byToken.set(tokenHash, seat);
  }

  /** Takes a seat away for good: nothing reaches its pages any more, and its token is worth nothing. */
  removeSeat(meeting: LiveMeeting, seat: LiveSeat): void {
    seat.standing = 'over';
    seat.endGrace();
    meeting.seats.delete(seat.participantId);
    this.byToken.delete(seat.tokenHash);
  }

  tellGone(meeting: LiveMeeting, seat: LiveSeat, reason: GoneReason): void {
    for (const listener of this.goneListeners) listener(meeting, seat, reason);
  }

  tellLibertiesTaken(meeting: LiveMeeting, by: LiveSeat | null): void {
    for (const listener of this.takenListeners) listener(meeting, by);
  }

  remove(meeting: LiveMeeting): void {
    meeting.isOver = true;
    this.byId.delete(meeting.id);
    this.byRoom.delete(meeting.roomId);
    for (const listener of this.endedListeners) listener(meeting);
  }

  /**
   * Runs what changes who is in a room's meeting, one after another. Whoever waits here must look again at what they
   * knew before: the meeting may be over, a seat may be gone (security.md T26). Not reentrant.
   */
  async inOrder<T>(roomId: RoomId, task: () => Promise<T>): Promise<T> {
    const queue = this.queues.get(roomId) ?? new Mutex();
    this.queues.set(roomId, queue);
    try {
      return await queue.run(task);
    } finally {
      if (queue.length === 0 && this.queues.get(roomId) === queue) this.queues.delete(roomId);
    }
  }

  /** Tells of every participant who is no longer on the roster, the end of the meeting included. */
  onParticipantGone(listener: GoneListener): void {
    this.goneListeners.push(listener);
  }

  /** Tells of everything that is published in any meeting, to whomever it goes. Listeners are quick and do not throw. */
  onHappened(listener: HappenedListener): void {
    this.happenedListeners.push(listener);
  }

  /** Tells of every meeting that is over, after its last participant is gone. */
  onMeetingEnded(listener: EndedListener): void {
    this.endedListeners.push(listener);
  }

  /** Tells when somebody may do less than before: what they may no longer is to end at once. */
  onLibertiesTaken(listener: TakenListener): void {
    this.takenListeners.push(listener);
  }
}
