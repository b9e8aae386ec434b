import {
  limits,
  type Ceilings,
  type ChatMessage,
  type FileShare,
  type Happening,
  type Id,
  type Liberties,
  type MeetingEvent,
  type MeetingSnapshot,
  type Participant,
  type RoomId,
  type RoomRecording,
  type RunningRecording,
  type WaitingPerson,
} from '@parley/contract';
import type { Clock } from '../realtime/clock';
import { isIn, type Audience } from './audience';
import { EventLog } from './event-log';
import type { ConsentAnswer, LiveSeat } from './live-seat';
import type { MeetingEntity, Suspended } from './meeting.entity';
import { isSamePerson, type Person } from './person';

/** More events than any meeting has, so that one life's numbers never reach the next life's; 2^53 leaves room for 2^21 lives. */
const sequencesPerLife = 2 ** 32;

/** What a meeting has from its room and from the operator. */
export interface MeetingFrame {
  readonly roomName: string;
  readonly ceilings: Ceilings;
  readonly liberties: Liberties;
  readonly largestFileBytes: number | null;
  readonly roomRecording: RoomRecording;
  readonly maxParticipants: number;
  /** 0: the server passes no files on. */
  readonly fileRelayBytes: number;
}

/**
 * The server's truth about one meeting that is going on. Everything that happens is published here, gets its number,
 * and goes to those whom it concerns.
 */
export class LiveMeeting {
  readonly id: Id;
  readonly roomId: RoomId;
  readonly roomName: string;
  /** As the room has it now, within what the operator allows. */
  maxParticipants: number;
  readonly startedAt: Date;
  isLocked: boolean;
  hasLobby: boolean;
  /** Only relayed candidates are passed on, and clients use no others. */
  readonly hidesAddresses: boolean;
  /** As the room has them now; set together with their happening. */
  ceilings: Ceilings;
  /** What participants may do now; set together with its happening. */
  liberties: Liberties;
  /** How things stood before everything was suspended; null while nothing is. Set together with its happening. */
  suspended: Suspended | null;
  /** The recording going on; set by the recordings feature together with its happening. */
  recording: RunningRecording | null = null;
  /** Whether there was ever one. */
  wasRecorded = false;
  private readonly fileRelayBytes: number;
  /** As the room says now: null for any size, 0 for no files; set together with its happening. */
  largestFileBytes: number | null;
  /** As the room says now; set together with its happening. */
  roomRecording: RoomRecording;
  isOver = false;
  readonly seats = new Map<Id, LiveSeat>();
  readonly messages: ChatMessage[] = [];
  readonly shares = new Map<Id, FileShare>();
  /** Who was removed from this meeting, newest last. */
  removals: readonly Person[] = [];
  /** Told of everything after everyone was; it must not throw. Set by LiveMeetings, which has the listeners. */
  onHappened: (event: MeetingEvent) => void = () => undefined;
  /** What people said to being recorded, newest last. */
  answers: readonly (Person & ConsentAnswer)[] = [];
  private readonly log: EventLog<Audience>;

  constructor(
    row: MeetingEntity,
    frame: MeetingFrame,
    private readonly clock: Clock,
  ) {
    this.id = row.id;
    this.roomId = row.roomId;
    this.roomName = frame.roomName;
    this.maxParticipants = frame.maxParticipants;
    this.ceilings = frame.ceilings;
    this.largestFileBytes = frame.largestFileBytes;
    this.fileRelayBytes = frame.fileRelayBytes;
    this.roomRecording = frame.roomRecording;
    this.liberties = row.liberties ?? frame.liberties;
    this.suspended = row.suspended;
    this.startedAt = new Date(row.startedAtMs);
    this.isLocked = row.isLocked;
    this.hasLobby = row.hasLobby;
    this.hidesAddresses = row.hidesAddresses;
    this.log = new EventLog(limits.eventLogCount, row.life * sequencesPerLife);
  }

  /** Gives the happening its number and tells everyone in the audience who is connected. */
  publish(happening: Happening, audience: Audience = 'everyone'): MeetingEvent {
    const event = this.log.append(happening, this.clock.now(), audience);
    for (const seat of this.seats.values())
      if (seat.isParticipant && seat.page && isIn(audience, seat))
        seat.page.send('meetings:happened', event);
    this.onHappened(event);
    return event;
  }

  /** Those on the roster, in the order in which they joined. */
  participantSeats(): LiveSeat[] {
    return [...this.seats.values()]
      .filter((seat) => seat.isParticipant)
      .sort((one, other) => Number(one.joinedAt) - Number(other.joinedAt));
  }

  participants(): Participant[] {
    return this.participantSeats().map((seat) => seat.toParticipant());
  }

  /** A participant of this meeting; seats that wait, or that nobody has entered yet, are not. */
  participant(id: Id): LiveSeat | null {
    const seat = this.seats.get(id);
    return seat?.isParticipant ? seat : null;
  }

  /** In the order in which they asked. */
  waitingSeats(): LiveSeat[] {
    return [...this.seats.values()].filter(({ standing }) => standing === 'waiting');
  }

  waiting(): WaitingPerson[] {
    return this.waitingSeats().map((seat) => seat.toWaitingPerson());
  }

  /** True for an account or device that was removed and that nobody let in again. */
  wasRemoved(person: Person): boolean {
    return this.removals.some((removal) => isSamePerson(removal, person));
  }

  /** A moderator let this person in again: what was before is forgiven. */
  forgive(person: Person): void {
    this.removals = this.removals.filter((removal) => !isSamePerson(removal, person));
  }

  /** What somebody said who comes again and had declined: they need not say it again (security.md T59). */
  refusalOf(person: Person): ConsentAnswer | null {
    const last = this.answers.findLast((answer) => isSamePerson(answer, person));
    return last?.consent === 'declined' ? { consent: last.consent, atMs: last.atMs } : null;
  }

  noteAnswer({ accountId, deviceHash }: Person, answer: ConsentAnswer): void {
    const others = this.answers.filter(
      (one) => one.accountId !== accountId || one.deviceHash !== deviceHash,
    );
    this.answers = [...others, { accountId, deviceHash, ...answer }];
  }

  /** Seats that count against the meeting's size: reconnecting ones do, and those on their way. */
  get admittedCount(): number {
    return [...this.seats.values()].filter(({ standing }) => standing === 'admitted').length;
  }

  /** What this participant missed since a number; null where only a snapshot can tell. */
  missedBy(seat: LiveSeat, since: number): MeetingEvent[] | null {
    const missed = this.log.after(since, (audience) => isIn(audience, seat));
    return missed === 'too-old' ? null : missed;
  }

  snapshotFor(seat: LiveSeat): MeetingSnapshot {
    return {
      sequence: this.log.lastSequence,
      meetingId: this.id,
      roomId: this.roomId,
      roomName: this.roomName,
      startedAt: this.startedAt.toISOString(),
      serverTime: this.clock.now().toISOString(),
      isLocked: this.isLocked,
      hasLobby: this.hasLobby,
      hidesAddresses: this.hidesAddresses,
      ceilings: this.ceilings,
      liberties: this.liberties,
      largestFileBytes: this.largestFileBytes,
      ...(this.fileRelayBytes > 0 && { fileRelayBytes: this.fileRelayBytes }),
      ...(this.suspended && { isSuspended: true }),
      maxParticipants: this.maxParticipants,
      self: seat.participantId,
      participants: this.participants(),
      waiting: seat.isModerator ? this.waiting() : [],
      messages: [...this.messages],
      shares: [...this.shares.values()].filter(({ from, to }) =>
        isIn(audienceOfShare(from, to), seat),
      ),
      recording: this.recording,
      roomRecording: this.roomRecording,
      ...(this.wasRecorded && { wasRecorded: true }),
    };
  }
}

/** Who may know of a share: everyone, or only the two it is between. */
export function audienceOfShare(from: Id, to: Id | null): Audience {
  return to === null ? 'everyone' : [from, to];
}
