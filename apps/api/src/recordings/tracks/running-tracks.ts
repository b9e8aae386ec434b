import { Injectable } from '@nestjs/common';
import { isLeftOut } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import type { LiveMeeting } from '../../meetings/live-meeting';
import { LiveMeetings } from '../../meetings/live-meetings';
import { Clock } from '../../realtime/clock';
import { lateSlicesMs } from '../ticket';
import { PartRows } from './part-rows';

/**
 * Ends tracks with what they belong to. The device may still send what it has kept of them, and then they are closed as
 * they are; of whoever does not want to be recorded any more, nothing more is taken.
 */
@Injectable()
export class RunningTracks {
  private readonly work = new Set<Promise<unknown>>();

  constructor(
    meetings: LiveMeetings,
    private readonly parts: PartRows,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(RunningTracks.name);
    meetings.onParticipantGone((meeting, { participantId }) => this.endOf(meeting, participantId));
    meetings.onHappened((meeting, { happening }) => {
      if (happening.type === 'recordings:consent-changed')
        this.closeOfLeftOut(meeting, happening.participantId);
      if (happening.type === 'recordings:rules-changed')
        for (const { participantId } of meeting.participantSeats())
          this.closeOfLeftOut(meeting, participantId);
    });
  }

  /** The mixed recording no longer goes on. */
  endAllOf(recordingId: string): void {
    this.follow(recordingId, this.parts.endTracks({ partOf: recordingId }, this.lateMs()));
  }

  /** Resolves when the database knows everything. */
  async idle(): Promise<void> {
    await Promise.all(this.work);
  }

  private endOf({ recording }: LiveMeeting, participantId: string): void {
    if (!recording?.plan.withTracks) return;
    const { recordingId } = recording;
    const theirs = { partOf: recordingId, recorderId: participantId };
    this.follow(recordingId, this.parts.endTracks(theirs, this.lateMs()));
  }

  private closeOfLeftOut(meeting: LiveMeeting, id: string): void {
    const { recording, roomRecording } = meeting;
    const consent = meeting.participant(id)?.recordingConsent?.consent;
    if (!recording?.plan.withTracks || !isLeftOut({ consent, rule: roomRecording.consent })) return;
    const { recordingId } = recording;
    const theirs = { partOf: recordingId, recorderId: id };
    this.follow(recordingId, this.parts.closeTracks(theirs, this.clock.now().getTime()));
  }

  private lateMs(): number {
    return this.clock.now().getTime() + lateSlicesMs;
  }

  private follow(recordingId: string, written: Promise<void>): void {
    const work = written
      .catch((error: unknown) =>
        this.logger.error({ err: error, recordingId }, 'ending tracks failed'),
      )
      .finally(() => this.work.delete(work));
    this.work.add(work);
  }
}
