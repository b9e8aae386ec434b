import { Injectable } from '@nestjs/common';
import { usualRecordingPlan, type Actor, type Id, type RunningRecording } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { AuditLog } from '../audit/audit-log';
import type { LiveMeeting } from '../meetings/live-meeting';
import { LiveMeetings } from '../meetings/live-meetings';
import type { LiveSeat } from '../meetings/live-seat';
import { Clock } from '../realtime/clock';
import type { RecordingEntity } from './recording.entity';
import { searchable } from './recording.mapper';
import { placeOf } from './recording-place';
import { isPausedIn, withoutPause, withPause } from './recording-pauses';
import { RecordingRows } from './recording-rows';
import { lateSlicesMs } from './ticket';

/** The recordings that go on in meetings: what everybody in them is told, and whose names go with the recording. */
@Injectable()
export class RunningRecordings {
  private readonly work = new Set<Promise<unknown>>();

  constructor(
    private readonly meetings: LiveMeetings,
    private readonly rows: RecordingRows,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(RunningRecordings.name);
    meetings.onParticipantGone((meeting, seat) => {
      const running = meeting.recording;
      if (!running) return;
      this.addNames(running.recordingId, [seat.name]);
      if (running.participantId === seat.participantId)
        this.end(meeting.id, running.recordingId, null);
    });
    meetings.onLibertiesTaken((meeting, by) => {
      const running = meeting.recording;
      if (!running || meeting.participant(running.participantId)?.may('record') !== false) return;
      this.end(meeting.id, running.recordingId, by && by.actor);
    });
    meetings.onMeetingEnded((meeting) => {
      if (meeting.recording) this.forget(meeting, meeting.recording, null);
    });
  }

  /** Tells everybody that a recording goes on. */
  begin(meeting: LiveMeeting, recording: RunningRecording, by: Actor): void {
    meeting.recording = recording;
    meeting.publish({ type: 'recordings:recording-started', recording, by });
    const { id: meetingId, roomId } = meeting;
    const { recordingId, participantId } = recording;
    this.logger.info({ roomId, meetingId, recordingId, participantId }, 'recording started');
  }

  /** After a restart: the meeting goes on, and so does its recording. Nobody needs to be told. */
  resume(row: RecordingEntity): void {
    const meeting = this.meetings.get(row.meetingId);
    if (meeting) meeting.recording = runningOf(row);
  }

  /** Tells everybody that the recording pauses or goes on, then writes it down. Harmless when said again. */
  async setPaused(meeting: LiveMeeting, isPaused: boolean, by: LiveSeat): Promise<void> {
    const { recording } = meeting;
    if (!recording) return;
    const { recordingId } = recording;
    if (recording.isPaused !== isPaused) {
      meeting.recording = { ...recording, isPaused };
      const { actor } = by;
      meeting.publish({ type: 'recordings:pause-changed', recordingId, isPaused, by: actor });
    }
    const nowMs = this.clock.now().getTime();
    await this.rows.change(recordingId, ({ pauses }) => ({
      pauses: isPaused ? withPause(pauses ?? [], nowMs) : withoutPause(pauses ?? [], nowMs),
    }));
  }

  /** Tells everybody that the recording no longer goes on; nothing where it has not. The recorder may still send what it has. */
  end(meetingId: Id, recordingId: Id, by: Actor | null): void {
    const meeting = this.meetings.get(meetingId);
    if (!meeting || meeting.recording?.recordingId !== recordingId) return;
    this.forget(meeting, meeting.recording, by);
    meeting.publish({ type: 'recordings:recording-stopped', recordingId, by });
    this.logger.info({ roomId: meeting.roomId, meetingId, recordingId }, 'recording stopped');
  }

  /** Resolves when the database knows everything. */
  async idle(): Promise<void> {
    await Promise.all(this.work);
  }

  private forget(meeting: LiveMeeting, { recordingId }: RunningRecording, by: Actor | null): void {
    meeting.recording = null;
    const place = placeOf({ id: recordingId, roomId: meeting.roomId, meetingId: meeting.id });
    const accountId = by && meeting.seats.get(by.participantId)?.accountId;
    const actor = by && { ...by, accountId: accountId ?? null };
    this.follow(recordingId, this.audit.record({ action: 'recording-stopped', actor, ...place }));
    const names = meeting.participantSeats().map(({ name }) => name);
    this.addNames(recordingId, names, {
      ticketEndsAtMs: this.clock.now().getTime() + lateSlicesMs,
    });
  }

  private addNames(
    recordingId: Id,
    names: readonly string[],
    also: Partial<RecordingEntity> = {},
  ): void {
    const change = this.rows.change(recordingId, (row) => {
      const participantNames = [...new Set([...row.participantNames, ...names])];
      const searchText = searchable(row.title, row.roomName, ...participantNames);
      return { participantNames, searchText, ...(row.ticketEndsAtMs === null && also) };
    });
    this.follow(recordingId, change);
  }

  private follow(recordingId: Id, written: Promise<unknown>): void {
    const work = written
      .catch((error: unknown) => {
        // Only names, the end of the ticket and the note of the end hang on it; the recording goes on without.
        this.logger.error({ err: error, recordingId }, 'noting what was recorded failed');
      })
      .finally(() => this.work.delete(work));
    this.work.add(work);
  }
}

/** A recording's row as everybody in its meeting knows it. */
export function runningOf(row: RecordingEntity): RunningRecording {
  return {
    recordingId: row.id,
    participantId: row.recorderId,
    startedAt: new Date(row.startedAtMs).toISOString(),
    plan: row.plan ?? usualRecordingPlan,
    isPaused: isPausedIn(row),
  };
}
