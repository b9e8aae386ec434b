import { Injectable } from '@nestjs/common';
import { isLeftOut, type Id } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import type { LiveMeeting } from '../../meetings/live-meeting';
import { LiveMeetings, type GoneReason } from '../../meetings/live-meetings';
import { Clock } from '../../realtime/clock';
import { lateSlicesMs } from '../ticket';
import { PartRows } from './part-rows';

/** Which tracks: all beside a recording, or one participant's. */
type Some = Readonly<Partial<Record<'partOf' | 'meetingId' | 'recorderId', Id>>>;

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
    meetings.onParticipantGone((meeting, { participantId }, reason) =>
      this.endOf(meeting, participantId, reason),
    );
    meetings.onHappened((meeting, { happening }) => {
      const { type } = happening;
      if (type === 'recordings:recording-stopped' || type === 'recordings:recorder-changed')
        this.end({ partOf: happening.recordingId });
      if (type === 'recordings:consent-changed')
        this.closeOfLeftOut(meeting, happening.participantId);
      if (type === 'recordings:rules-changed')
        for (const { participantId } of meeting.participantSeats())
          this.closeOfLeftOut(meeting, participantId);
    });
  }

  /** Resolves when the database knows everything. */
  async idle(): Promise<void> {
    await Promise.all(this.work);
  }

  /** Who left may send what they have kept; who was sent away may not. */
  private endOf(meeting: LiveMeeting, recorderId: Id, reason: GoneReason): void {
    const theirs = { meetingId: meeting.id, recorderId };
    if (reason === 'removed') this.close(theirs);
    else if (meeting.recording?.plan.withTracks) this.end(theirs);
  }

  private closeOfLeftOut(meeting: LiveMeeting, participantId: Id): void {
    const { recording, roomRecording } = meeting;
    const consent = meeting.participant(participantId)?.recordingConsent?.consent;
    if (recording?.plan.withTracks && isLeftOut({ consent, rule: roomRecording.consent }))
      this.close({ partOf: recording.recordingId, recorderId: participantId });
  }

  private end(tracks: Some): void {
    const { parts, clock } = this;
    this.follow(tracks, parts.endTracks(tracks, clock.now().getTime() + lateSlicesMs));
  }

  private close(tracks: Some): void {
    const { parts, clock } = this;
    this.follow(tracks, parts.closeTracks(tracks, clock.now().getTime()));
  }

  private follow(tracks: Some, written: Promise<void>): void {
    const work = written
      .catch((error: unknown) => this.logger.error({ err: error, ...tracks }, 'tracks go on'))
      .finally(() => this.work.delete(work));
    this.work.add(work);
  }
}
