import {
  may,
  mayNow,
  type Actor,
  type Extra,
  type Id,
  type Liberties,
  type Liberty,
  type Participant,
  type Permission,
  type Publications,
  type RecordingConsent,
  type Role,
  type RoomId,
  type SeatState,
  type WaitingPerson,
} from '@parley/contract';
import type { Cancel } from '../realtime/clock';
import type { Page } from '../realtime/page';
import type { SocketSeat } from '../realtime/socket-seat';
import type { Person } from './person';
import type { SeatEntity } from './seat.entity';
import { StandingOrders } from './standing-orders';

export const nothingPublished: Publications = {
  microphone: false,
  camera: false,
  screen_share: false,
  screen_share_audio: false,
};

/** What a seat knows of its meeting. */
interface SeatMeeting {
  readonly roomId: RoomId;
  readonly liberties: Liberties;
}

/** What somebody said to being recorded. */
export interface ConsentAnswer {
  readonly consent: RecordingConsent;
  readonly atMs: number;
}

/** Whether a seat waits, takes part (entered or not), or is over for good. */
type Standing = 'waiting' | 'admitted' | 'over';

/**
 * One person's place in a meeting that is going on. Outlives its sockets: at most one page has entered, and for a grace
 * time there may be none. Standing changes only inside the room's queue, after the row in the database.
 */
export class LiveSeat implements SocketSeat, Person {
  readonly roomId: RoomId;
  readonly meetingId: Id;
  readonly participantId: Id;
  /** Of the token that is the right to it now. */
  tokenHash: string;
  /** Set together with its happening, where the account is called otherwise now; so is the picture. */
  name: string;
  readonly accountId: string | null;
  readonly deviceHash: string;
  /** The session that got it last; null for guests. */
  sessionId: Id | null;
  pictureId: Id | null;
  readonly askedAt: Date;
  /** The room's invitation by which they came, if any. */
  readonly invitationId: Id | null;
  readonly extra: Extra | null;
  /** True where the door they came through said that the meeting is recorded. */
  readonly toldOfRecording: boolean;
  /** Null where they have not answered; set together with its happening. */
  recordingConsent: ConsentAnswer | null;
  wasRemoved: boolean;
  /** True where they wait for nothing but a host or moderator in the meeting. */
  readonly waitsForHost: boolean;
  /** True where they wait and a moderator asked them for patience. */
  isHeld: boolean;
  role: Role;
  standing: Standing;
  /** When the first page entered; null means that nobody has seen this participant yet. */
  joinedAt: Date | null;
  pageId: Id | null;
  publications: Publications;
  isHandRaised = false;
  /** What moderators withhold from this participant alone; set together with its happening. */
  withheld: readonly Liberty[];
  /** What moderators give them though the meeting withholds it; set together with its happening. */
  granted: readonly Liberty[];
  /** Its page went away and did not come back at once: the others do not draw it while the seat is kept. */
  isAway = false;
  readonly orders: StandingOrders;
  /** The page that has entered. */
  page: Page | null = null;
  /** A page with this seat's token that has not entered yet. */
  newcomer: Page | null = null;
  private cancelGrace: Cancel = () => undefined;

  constructor(
    private readonly meeting: SeatMeeting,
    row: SeatEntity,
  ) {
    this.roomId = meeting.roomId;
    this.meetingId = row.meetingId;
    this.participantId = row.id;
    this.tokenHash = row.tokenHash;
    this.name = row.name;
    this.accountId = row.accountId;
    this.deviceHash = row.deviceHash;
    this.sessionId = row.sessionId;
    this.pictureId = row.pictureId;
    this.askedAt = new Date(row.askedAtMs);
    this.invitationId = row.invitationId;
    this.extra = row.extra;
    this.toldOfRecording = row.toldOfRecording;
    this.recordingConsent = answerIn(row);
    this.wasRemoved = row.wasRemoved;
    this.waitsForHost = row.waitsForHost;
    this.isHeld = row.isHeld;
    this.role = row.role;
    this.standing =
      row.standing === 'waiting' || row.standing === 'admitted' ? row.standing : 'over';
    this.joinedAt = row.joinedAtMs === null ? null : new Date(row.joinedAtMs);
    this.pageId = row.pageId;
    this.publications = row.publications ?? nothingPublished;
    this.withheld = row.withheld ?? [];
    this.granted = row.granted ?? [];
    this.orders = new StandingOrders(row.orders ?? []);
  }

  /** True for those on the roster, connected or not. */
  get isParticipant(): boolean {
    return this.standing === 'admitted' && this.joinedAt !== null;
  }

  get isModerator(): boolean {
    return this.isParticipant && may(this.role, 'moderate');
  }

  may(permission: Permission): boolean {
    return mayNow(this, this.meeting.liberties, permission);
  }

  get actor(): Actor {
    return { participantId: this.participantId, name: this.name };
  }

  stateOn(page: Page): SeatState | null {
    if (this.standing === 'over' || page.isOver) return null;
    return this.standing === 'admitted' && page === this.page ? 'admitted' : 'waiting';
  }

  /** Throws for a seat that nobody has entered: it is not a participant yet. */
  toParticipant(): Participant {
    if (!this.joinedAt || !this.pageId) throw new TypeError('not a participant');
    return {
      id: this.participantId,
      name: this.name,
      role: this.role,
      pageId: this.pageId,
      publications: this.publications,
      isHandRaised: this.isHandRaised,
      ...(this.withheld.length > 0 && { withheld: [...this.withheld] }),
      ...(this.invitationId !== null && { isInvited: true }),
      ...(this.granted.length > 0 && { granted: [...this.granted] }),
      isConnected: this.page !== null,
      ...(this.isAway && { isAway: true }),
      ...(this.pictureId !== null && { pictureId: this.pictureId }),
      ...(this.recordingConsent && { recordingConsent: this.recordingConsent.consent }),
      ...(this.extra && { extra: this.extra }),
      joinedAt: this.joinedAt.toISOString(),
    };
  }

  toWaitingPerson(): WaitingPerson {
    const { participantId, name, askedAt, wasRemoved, isHeld } = this;
    const person = { participantId, name, askedAt: askedAt.toISOString(), wasRemoved };
    return isHeld ? { ...person, isHeld } : person;
  }

  /** The running grace time, if any, ends; `cancel` stops the next one. */
  setGrace(cancel: Cancel): void {
    this.cancelGrace();
    this.cancelGrace = cancel;
  }

  endGrace(): void {
    this.setGrace(() => undefined);
  }

  /** Every page that is connected with this seat, entered or not. */
  pages(): Page[] {
    return [this.page, this.newcomer].filter((page) => page !== null);
  }
}

type AnswerColumns = Pick<SeatEntity, 'recordingConsent' | 'recordingConsentAtMs'>;

/** What a seat's row has of an answer. */
export function answerIn({
  recordingConsent,
  recordingConsentAtMs,
}: AnswerColumns): ConsentAnswer | null {
  if (recordingConsent === null || recordingConsentAtMs === null) return null;
  return { consent: recordingConsent, atMs: recordingConsentAtMs };
}
