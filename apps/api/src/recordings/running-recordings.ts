import { Injectable } from '@nestjs/common';
import { usualRecordingPlan, type Actor, type Id, type RunningRecording } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { AuditLog } from '../audit/audit-log';
import type { LiveMeeting } from '../meetings/live-meeting';
import { LiveMeetings, type GoneReason } from '../meetings/live-meetings';
import type { LiveSeat } from '../meetings/live-seat';
import { MeetingRecords } from '../meetings/meeting-records';
import { Clock } from '../realtime/clock';
import { RecorderWatch } from './recorder-watch';
import type { RecordingEntity } from './recording.entity';
import { searchable } from './recording.mapper';
import { placeOf } from './recording-place';
import { isPausedIn, pausedSince, withoutPause, withPause } from './orders/recording-pauses';
import { RecordingRests } from './orders/recording-rests';
import { RecordingRows } from './recording-rows';
import { lateSlicesMs } from './ticket';

/** How long the recorder's page has for the last slices after the end of the meeting (security.md X07). */
const lastSlicesMs = 3_000;

/** Who goes on in the place of a recorder who is lost; null where nobody does. */
type Heir = (meeting: LiveMeeting, running: RunningRecording) => RunningRecording | null;

/** The recordings that go on in meetings: what everybody in them is told, and whose names go with the recording. */
@Injectable()
export class RunningRecordings {
  private readonly work = new Set<Promise<unknown>>();
  private readonly revoked = new Set<Id>();
  private readonly rests: RecordingRests;
  private heirOf: Heir = () => null;

  constructor(
    private readonly meetings: LiveMeetings,
    private readonly rows: RecordingRows,
    private readonly records: MeetingRecords,
    private readonly watch: RecorderWatch,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(RunningRecordings.name);
    this.rests = new RecordingRests(clock);
    meetings.onParticipantGone((meeting, seat, reason) => {
      const running = meeting.recording;
      if (!running) return;
      this.addNames(running.recordingId, [seat.name]);
      if (running.participantId === seat.participantId) this.recorderGone(meeting, running, reason);
    });
    meetings.onLibertiesTaken((meeting, by) => {
      const running = meeting.recording;
      if (!running || meeting.participant(running.participantId)?.may('record') !== false) return;
      this.lose(meeting.id, running.recordingId, by && by.actor);
    });
    meetings.onMeetingEnded((meeting) => {
      if (meeting.recording) this.forget(meeting, meeting.recording, null);
      this.rests.forget(meeting.id);
    });
  }

  /** Tells everybody that a recording goes on. */
  begin(meeting: LiveMeeting, recording: RunningRecording, by: Actor): void {
    meeting.recording = recording;
    meeting.wasRecorded = true;
    meeting.publish({ type: 'recordings:recording-started', recording, by });
    const { id: meetingId, roomId } = meeting;
    const { recordingId, participantId } = recording;
    this.logger.info({ roomId, meetingId, recordingId, participantId }, 'recording started');
  }

  /** After a restart: the meeting goes on, and so does its recording if who makes it is still there. Nobody needs to be told. */
  async resume(row: RecordingEntity): Promise<void> {
    const meeting = this.meetings.get(row.meetingId);
    if (meeting) meeting.wasRecorded = true;
    if (meeting?.participant(row.recorderId)) {
      meeting.recording = runningOf(row);
      const last = row.pauses?.at(-1);
      if (last?.toMs === null)
        this.rests.begin(meeting.id, this.clock.now().getTime() - last.fromMs);
    }
    // The process may have died between a removal and what follows from it.
    else if (await this.records.wasSentAway(row.recorderId)) this.revoke(row.id);
  }

  /** Tells everybody that the recording pauses or goes on, then writes it down. Harmless when said again. */
  async setPaused(meeting: LiveMeeting, isPaused: boolean, by: LiveSeat): Promise<void> {
    const { recording } = meeting;
    if (!recording) return;
    const { recordingId } = recording;
    const nowMs = this.clock.now().getTime();
    if (recording.isPaused !== isPaused) {
      if (isPaused) this.rests.begin(meeting.id);
      const pausedMs = recording.pausedMs + (isPaused ? 0 : this.rests.end(meeting.id));
      meeting.recording = { ...recording, isPaused, pausedMs };
      const change = { recordingId, isPaused, pausedMs, by: by.actor };
      meeting.publish({ type: 'recordings:pause-changed', ...change });
      const place = placeOf({ id: recordingId, roomId: meeting.roomId, meetingId: meeting.id });
      const action = isPaused ? 'recording-paused' : 'recording-resumed';
      this.follow(recordingId, this.audit.record({ action, actor: by, ...place }));
    }
    await this.rows.change(recordingId, ({ pauses }) => ({
      pauses: isPaused ? withPause(pauses ?? [], nowMs) : withoutPause(pauses ?? [], nowMs),
    }));
  }

  /** Tells everybody that the recording no longer goes on; nothing where it has not. The recorder may still send what it has. */
  end(meetingId: Id, recordingId: Id, by: Actor | null): void {
    const meeting = this.meetings.get(meetingId);
    if (!meeting || meeting.recording?.recordingId !== recordingId) return;
    this.forget(meeting, meeting.recording, by);
    this.rests.forget(meetingId);
    meeting.publish({ type: 'recordings:recording-stopped', recordingId, by });
    this.logger.info({ roomId: meeting.roomId, meetingId, recordingId }, 'recording stopped');
  }

  /** Who is asked when a recorder is lost; there is one who knows. */
  inheritBy(heirOf: Heir): void {
    this.heirOf = heirOf;
  }

  /** The recorder is gone, or may no longer record: whoever recorded along goes on, and where nobody did it ends. */
  lose(meetingId: Id, recordingId: Id, by: Actor | null): void {
    const meeting = this.meetings.get(meetingId);
    const running = meeting?.recording;
    if (!meeting || running?.recordingId !== recordingId) return;
    const recording = this.heirOf(meeting, running);
    if (!recording) return this.end(meetingId, recordingId, by);
    this.forget(meeting, running, by);
    meeting.recording = recording;
    meeting.publish({ type: 'recordings:recorder-changed', recordingId, recording });
    const { recordingId: next } = recording;
    this.logger.info({ roomId: meeting.roomId, meetingId, recordingId, next }, 'recorder changed');
  }

  /** True while a pause, or its end just now, explains that nothing comes from a recorder who is still here. */
  isResting({ meetingId, recorderId, id, partOf }: RecordingEntity): boolean {
    const meeting = this.meetings.get(meetingId);
    const recording = meeting?.recording;
    if (recording?.recordingId !== (partOf ?? id)) return false;
    if (!this.rests.explainsSilence(meetingId)) return false;
    return (meeting?.participant(recorderId)?.page ?? null) !== null;
  }

  /** From this very tick on the ticket is good for nothing, and the file is made of what is here. */
  revoke(recordingId: Id): void {
    this.revoked.add(recordingId);
    const ticketEndsAtMs = this.clock.now().getTime();
    const written = this.rows.change(recordingId, () => ({ ticketEndsAtMs }));
    this.follow(
      recordingId,
      written.then(() => this.revoked.delete(recordingId)),
    );
    this.watch.hurry(recordingId, 0);
  }

  /** True where the ticket is dead, though its row may not say so yet. */
  isRevoked(recordingId: Id): boolean {
    return this.revoked.has(recordingId);
  }

  /** Resolves when the database knows everything. */
  async idle(): Promise<void> {
    await Promise.all(this.work);
  }

  /** Who left may send what they have kept; who was sent away may not; after the end of a meeting it goes fast. */
  private recorderGone(meeting: LiveMeeting, running: RunningRecording, reason: GoneReason): void {
    const { recordingId } = running;
    if (reason === 'ended') this.end(meeting.id, recordingId, null);
    else this.lose(meeting.id, recordingId, null);
    if (reason === 'removed') this.revoke(recordingId);
    if (reason === 'ended') this.watch.hurry(recordingId, lastSlicesMs);
  }

  private forget(meeting: LiveMeeting, { recordingId }: RunningRecording, by: Actor | null): void {
    meeting.recording = null;
    const place = placeOf({ id: recordingId, roomId: meeting.roomId, meetingId: meeting.id });
    const accountId = by && meeting.seats.get(by.participantId)?.accountId;
    const actor = by && { ...by, accountId: accountId ?? null };
    this.follow(recordingId, this.audit.record({ action: 'recording-stopped', actor, ...place }));
    const names = meeting.participantSeats().map(({ name }) => name);
    const nowMs = this.clock.now().getTime();
    this.addNames(recordingId, names, ({ ticketEndsAtMs, pauses }) => ({
      ticketEndsAtMs: ticketEndsAtMs ?? nowMs + lateSlicesMs,
      pauses: pauses && withoutPause(pauses, nowMs),
    }));
  }

  private addNames(
    recordingId: Id,
    names: readonly string[],
    also: (row: RecordingEntity) => Partial<RecordingEntity> = () => ({}),
  ): void {
    const change = this.rows.change(recordingId, (row) => {
      const participantNames = [...new Set([...row.participantNames, ...names])];
      const searchText = searchable(row.title, row.roomName, ...participantNames);
      return { participantNames, searchText, ...also(row) };
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
  const sinceMs = seenSinceOf(row);
  return {
    recordingId: row.id,
    participantId: row.recorderId,
    startedAt: new Date(sinceMs).toISOString(),
    plan: row.plan ?? usualRecordingPlan,
    isPaused: isPausedIn(row),
    pausedMs: pausedSince(row.pauses ?? [], sinceMs),
    isKept: true,
  };
}

/** Since when people see that they are recorded, by the server's clock. */
export function seenSinceOf(row: RecordingEntity): number {
  return row.seenSinceMs ?? row.startedAtMs;
}
