import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Id, RecordedConsent, RecordingConsent } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { AuditLog } from '../../audit/audit-log';
import { Mutex } from '../../database/mutex';
import { UnitOfWork } from '../../database/unit-of-work';
import type { LiveMeeting } from '../../meetings/live-meeting';
import { LiveMeetings } from '../../meetings/live-meetings';
import type { ConsentAnswer, LiveSeat } from '../../meetings/live-seat';
import { SeatEntity } from '../../meetings/seat.entity';
import { Clock } from '../../realtime/clock';
import { RecordingConsentEntity } from './recording-consent.entity';

type Answer = Pick<RecordingConsentEntity, 'participantId' | 'name' | 'answer' | 'atMs'>;

/** Who agreed to being recorded, who declined, who was told at the door: in the meeting, and kept with what is recorded. */
@Injectable()
export class RecordingConsents {
  /** Answers are written in the order in which they were given. */
  private readonly queue = new Mutex();
  /** What somebody said last, on record or not yet. */
  private readonly latest = new WeakMap<LiveSeat, ConsentAnswer>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
    meetings: LiveMeetings,
  ) {
    logger.setContext(RecordingConsents.name);
    meetings.onHappened((meeting, { happening }) => {
      if (happening.type !== 'meetings:participant-joined') return;
      const seat = meeting.participant(happening.participant.id);
      if (seat) this.keepNewcomer(meeting, seat);
    });
  }

  /** To decline holds at once; to agree holds once it is on record. Resolves when it is. */
  async answer(meeting: LiveMeeting, seat: LiveSeat, consent: RecordingConsent): Promise<void> {
    const answer = { consent, atMs: this.clock.now().getTime() };
    this.latest.set(seat, answer);
    if (consent === 'declined') this.tell(meeting, seat, answer);
    await this.queue.run(() => this.write(meeting, seat, answer));
    if (consent === 'agreed' && this.latest.get(seat) === answer) this.tell(meeting, seat, answer);
  }

  /** Keeps with a recording that begins what those who are there have said before. */
  async keepAll(meeting: LiveMeeting, recordingId: Id): Promise<void> {
    const answers = meeting.participantSeats().flatMap(answersOf);
    await this.queue.run(() => this.insert(recordingId, answers));
  }

  /** Another recording goes on in the place of one: what was said to the one was said to both. */
  async copy(from: Id, to: Id): Promise<void> {
    await this.queue.run(() =>
      this.unitOfWork.run(async () => {
        await this.insert(to, await this.of(from));
      }),
    );
  }

  /** In the order in which they were given. */
  of(recordingId: Id): Promise<RecordingConsentEntity[]> {
    return this.unitOfWork.read((manager) =>
      manager.find(RecordingConsentEntity, {
        where: { recordingId },
        order: { atMs: 'ASC', id: 'ASC' },
      }),
    );
  }

  /** Resolves when everything is on record. */
  async idle(): Promise<void> {
    await this.queue.run(() => Promise.resolve());
  }

  private tell(meeting: LiveMeeting, seat: LiveSeat, answer: ConsentAnswer): void {
    const { participantId } = seat;
    const { consent } = answer;
    const isNews = seat.recordingConsent?.consent !== consent;
    seat.recordingConsent = answer;
    meeting.noteAnswer(seat, answer);
    if (isNews && seat.isParticipant)
      meeting.publish({ type: 'recordings:consent-changed', participantId, consent });
  }

  private async write(
    meeting: LiveMeeting,
    seat: LiveSeat,
    { consent, atMs }: ConsentAnswer,
  ): Promise<void> {
    const { participantId, name } = seat;
    const recordingId = meeting.recording?.recordingId ?? null;
    await this.unitOfWork.run(async (manager) => {
      await manager.update(
        SeatEntity,
        { id: participantId },
        { recordingConsent: consent, recordingConsentAtMs: atMs },
      );
      if (recordingId !== null)
        await this.insert(recordingId, [{ participantId, name, answer: consent, atMs }]);
      await this.audit.record({
        ...{ action: 'recording-consent', actor: seat },
        ...{ roomId: meeting.roomId, meetingId: meeting.id },
        details: { answer: consent, recordingId },
      });
    });
  }

  /** Whoever comes while a recording runs is in it from here on. */
  private keepNewcomer({ recording }: LiveMeeting, seat: LiveSeat): void {
    const answers = answersOf(seat);
    if (!recording || answers.length === 0) return;
    const { recordingId } = recording;
    this.queue
      .run(() => this.insert(recordingId, answers))
      .catch((error: unknown) => this.logger.error({ err: error, recordingId }, 'not on record'));
  }

  private async insert(recordingId: Id, answers: readonly Answer[]): Promise<void> {
    if (answers.length === 0) return;
    await this.unitOfWork.run(async (manager) => {
      const known = new Set((await this.of(recordingId)).map(keyOf));
      const rows = answers
        .filter((answer) => !known.has(keyOf(answer)))
        .map((answer) => ({ ...answer, id: randomUUID(), recordingId }));
      if (rows.length > 0) await manager.insert(RecordingConsentEntity, rows);
    });
  }
}

/** One answer is kept once, by whichever way it came. */
const keyOf = ({ participantId, answer, atMs }: Answer) => `${participantId} ${answer} ${atMs}`;

function answersOf(seat: LiveSeat): Answer[] {
  const { participantId, name, askedAt, recordingConsent: said } = seat;
  const answer = (what: RecordedConsent, atMs: number) => ({
    ...{ participantId, name },
    answer: what,
    atMs,
  });
  return [
    ...(seat.toldOfRecording ? [answer('told-at-door', askedAt.getTime())] : []),
    ...(said ? [answer(said.consent, said.atMs)] : []),
  ];
}
