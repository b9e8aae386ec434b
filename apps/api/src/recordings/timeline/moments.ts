import { AsyncResource } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { isLeftOut, type Id, type MeetingEvent, type Publications } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { UnitOfWork } from '../../database/unit-of-work';
import type { LiveMeeting } from '../../meetings/live-meeting';
import { LiveMeetings } from '../../meetings/live-meetings';
import type { LiveSeat } from '../../meetings/live-seat';
import { Clock, type Cancel } from '../../realtime/clock';
import { copyMoments, insertMoments, rowsPerInsert } from './moment-rows';
import type { MomentEntity, MomentKind } from './moments.entity';

/** Who shares in a recording, by participant. */
interface Sharing {
  readonly recordingId: Id;
  readonly known: Map<Id, boolean>;
}

/** A database that was away is tried again after this long. */
const retryMs = 2_000;
/** What waits for a database that is away: beyond it the newest are dropped, because memory must not grow. */
const maxWaiting = 5_000;

/**
 * Writes down what happens in a meeting while it is recorded. Whoever does something waits for none of it: moments are
 * put in a queue and written together, one unit of work after another.
 */
@Injectable()
export class Moments implements BeforeApplicationShutdown {
  private readonly waiting: MomentEntity[] = [];
  /** Recordings that go on in another's place, and want what happened before. */
  private readonly handOvers: { readonly from: Id; readonly to: Id }[] = [];
  /** Who shares, as it was written down last. */
  private readonly sharing = new WeakMap<LiveMeeting, Sharing>();
  private writing: Promise<void> | null = null;
  /** Whoever publishes may be inside a unit of work, which does not wait for this and must not be joined. */
  private readonly begin = AsyncResource.bind(() => this.write());
  private cancelRetry: Cancel | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
    meetings: LiveMeetings,
  ) {
    logger.setContext(Moments.name);
    meetings.onHappened((meeting, event) => this.note(meeting, event));
    meetings.onParticipantGone((meeting, seat, reason) => {
      // The end of the meeting is the end of the film: nobody looks for it.
      if (meeting.recording && reason !== 'ended')
        this.add(meeting.recording.recordingId, 'left', seat, this.clock.now().getTime());
    });
  }

  /** Resolves when everything that happened is written, or cannot be now. */
  async idle(): Promise<void> {
    await this.writing;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.cancelRetry?.();
    await this.writing;
    await this.write();
  }

  private note(meeting: LiveMeeting, { at, happening }: MeetingEvent): void {
    const { recording } = meeting;
    const atMs = Date.parse(at);
    if (!recording) return;
    const { recordingId } = recording;
    switch (happening.type) {
      case 'recordings:recording-started':
        for (const seat of meeting.participantSeats())
          if (sharesIn(seat.publications)) this.noteSharing(meeting, recordingId, seat, atMs);
        break;
      case 'recordings:recorder-changed':
        this.handOvers.push({ from: happening.recordingId, to: recordingId });
        this.writeSoon();
        break;
      case 'meetings:participant-joined': {
        const seat = meeting.seats.get(happening.participant.id);
        if (seat) this.add(recordingId, 'joined', seat, atMs);
        break;
      }
      case 'recordings:consent-changed':
      case 'meetings:publications-changed': {
        const seat = meeting.seats.get(happening.participantId);
        if (seat) this.noteSharing(meeting, recordingId, seat, atMs);
        break;
      }
      case 'chat:message-sent': {
        const { from, text } = happening.message;
        const seat = meeting.seats.get(from);
        if (seat && !isLeftOutOf(meeting, seat)) this.add(recordingId, 'chat', seat, atMs, text);
        break;
      }
      default:
    }
  }

  private noteSharing(meeting: LiveMeeting, recordingId: Id, seat: LiveSeat, atMs: number): void {
    const before = this.sharing.get(meeting);
    const sharing =
      before?.recordingId === recordingId ? before : { recordingId, known: new Map<Id, boolean>() };
    this.sharing.set(meeting, sharing);
    const shares = sharesIn(seat.publications) && !isLeftOutOf(meeting, seat);
    if (sharing.known.get(seat.participantId) === shares) return;
    sharing.known.set(seat.participantId, shares);
    this.add(recordingId, shares ? 'sharing' : 'not-sharing', seat, atMs);
  }

  private add(
    recordingId: Id,
    kind: MomentKind,
    seat: LiveSeat,
    atMs: number,
    text?: string,
  ): void {
    if (this.waiting.length >= maxWaiting) return;
    const { participantId, accountId, name } = seat;
    const what = { recordingId, atMs, kind, participantId, accountId, name, text: text ?? null };
    this.waiting.push({ id: randomUUID(), ...what });
    this.writeSoon();
  }

  private writeSoon(): void {
    if (!this.cancelRetry) this.writing ??= this.begin();
  }

  /** Never rejects. What comes while it writes is written next. */
  private async write(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        const batch = this.waiting.slice(0, rowsPerInsert);
        await this.unitOfWork.run((manager) => insertMoments(manager, batch));
        this.waiting.splice(0, batch.length);
      }
      for (let next = this.handOvers[0]; next; next = this.handOvers[0]) {
        const { from, to } = next;
        await this.unitOfWork.run((manager) => copyMoments(manager, from, to));
        this.handOvers.shift();
      }
    } catch (error) {
      this.logger.error({ err: error }, 'writing down what happened failed, trying again later');
      this.cancelRetry = this.clock.schedule(retryMs, () => {
        this.cancelRetry = null;
        this.writing ??= this.begin();
      });
    } finally {
      this.writing = null;
    }
  }
}

/** Whoever is in neither picture nor sound has nothing they said or showed in it, either. */
function isLeftOutOf({ roomRecording }: LiveMeeting, seat: LiveSeat): boolean {
  const consent = seat.recordingConsent?.consent;
  return isLeftOut({ consent, rule: roomRecording.consent });
}

function sharesIn({ screen_share, second_screen_share }: Publications): boolean {
  return screen_share || second_screen_share === true;
}
