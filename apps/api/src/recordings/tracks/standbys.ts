import { Injectable } from '@nestjs/common';
import type { Id, RunningRecording } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { AuditLog } from '../../audit/audit-log';
import type { LiveMeeting } from '../../meetings/live-meeting';
import { LiveMeetings } from '../../meetings/live-meetings';
import { FileStore } from '../../storage/file-store';
import { SliceLogs } from '../../storage/slice-logs';
import { Finaliser } from '../finaliser';
import { RecordingConsents } from '../orders/recording-consents';
import { RecorderWatch } from '../recorder-watch';
import type { RecordingEntity } from '../recording.entity';
import { filesOf } from '../recording-files';
import { placeOf } from '../recording-place';
import { RecordingRows } from '../recording-rows';
import { runningOf, RunningRecordings, seenSinceOf } from '../running-recordings';
import { PartRows } from './part-rows';

/**
 * Who records along in a meeting, and what becomes of it: the running recording, where its recorder is lost; the copy to
 * go by, where the recording does not come out whole; nothing, where all went well.
 */
@Injectable()
export class Standbys {
  /** Those that may take over, by meeting. */
  private readonly ready = new Map<Id, RecordingEntity>();
  private readonly work = new Set<Promise<unknown>>();

  constructor(
    private readonly meetings: LiveMeetings,
    private readonly rows: RecordingRows,
    private readonly parts: PartRows,
    private readonly logs: SliceLogs,
    private readonly files: FileStore,
    private readonly watch: RecorderWatch,
    private readonly finaliser: Finaliser,
    private readonly consents: RecordingConsents,
    private readonly audit: AuditLog,
    private readonly logger: PinoLogger,
    running: RunningRecordings,
  ) {
    logger.setContext(Standbys.name);
    running.inheritBy((meeting, recording) => this.takeOver(meeting, recording));
    finaliser.listen((row) => {
      if (row.kind === 'standby') this.giveUp(row);
      return this.settle(row);
    });
    meetings.onParticipantGone((meeting, { participantId }) => {
      if (this.ready.get(meeting.id)?.recorderId === participantId) this.drop(meeting);
    });
    meetings.onLibertiesTaken((meeting) => {
      const standby = this.ready.get(meeting.id);
      if (standby && meeting.participant(standby.recorderId)?.may('record') === false)
        this.drop(meeting);
    });
    meetings.onHappened((meeting, { happening }) => {
      // What it has is kept until the recording is known to be whole.
      if (happening.type === 'recordings:recording-stopped') this.ready.delete(meeting.id);
    });
    meetings.onMeetingEnded(({ id }) => this.ready.delete(id));
  }

  /** Tells everybody that somebody records along; their ticket comes after (security.md T59). */
  begin(meeting: LiveMeeting, row: RecordingEntity): void {
    this.ready.set(meeting.id, row);
    this.tell(meeting, row.recorderId);
  }

  /** After a restart: it goes on where the meeting, its recording and whoever records along do. */
  resume(row: RecordingEntity): void {
    const meeting = this.meetings.get(row.meetingId);
    const recording = meeting?.recording;
    if (!recording || recording.recordingId !== row.partOf) return;
    if (!meeting.participant(row.recorderId)?.may('record')) return;
    this.ready.set(meeting.id, row);
    meeting.recording = { ...recording, standbyParticipantId: row.recorderId };
  }

  /** Nothing comes from who records along, or they have ended it. */
  giveUp({ id, meetingId }: RecordingEntity): void {
    const meeting = this.meetings.get(meetingId);
    if (meeting && this.ready.get(meetingId)?.id === id) this.drop(meeting);
  }

  /** What a crash left between the end of a recording and the end of its standby. */
  async sweep(): Promise<void> {
    for (const standby of await this.parts.standbys()) {
      const mixed = standby.partOf ? await this.rows.find(standby.partOf) : null;
      if (mixed) await this.settle(mixed);
      else await this.remove(standby.id);
    }
  }

  /** Resolves when the database knows everything. */
  async idle(): Promise<void> {
    while (this.work.size > 0) await Promise.all(this.work);
  }

  private takeOver(meeting: LiveMeeting, recording: RunningRecording): RunningRecording | null {
    const standby = this.ready.get(meeting.id);
    if (!standby || standby.partOf !== recording.recordingId) return null;
    if (!meeting.participant(standby.recorderId)?.may('record')) return null;
    this.ready.delete(meeting.id);
    this.follow(standby.id, this.promote(standby.id, recording.recordingId));
    // For everybody it goes on as the same recording, with its time.
    const { plan, startedAt, isPaused, pausedMs } = recording;
    return { ...runningOf(standby), plan, startedAt, isPaused, pausedMs };
  }

  /** Nobody records along any more: a copy with an end in the middle helps nobody. */
  private drop(meeting: LiveMeeting): void {
    const standby = this.ready.get(meeting.id);
    if (!standby) return;
    this.ready.delete(meeting.id);
    this.tell(meeting, null);
    this.follow(standby.id, this.remove(standby.id));
  }

  private tell(meeting: LiveMeeting, participantId: Id | null): void {
    if (!meeting.recording) return;
    const { standbyParticipantId: _, ...recording } = meeting.recording;
    meeting.recording = {
      ...recording,
      ...(participantId !== null && { standbyParticipantId: participantId }),
    };
    const { recordingId } = recording;
    meeting.publish({ type: 'recordings:standby-changed', recordingId, participantId });
  }

  /** A recording is finished: its standby is of no use any more, or it is all there is of the rest. */
  private async settle(mixed: RecordingEntity): Promise<void> {
    if (mixed.kind !== 'mixed' || mixed.status === 'recording' || mixed.status === 'processing')
      return;
    for (const { id, meetingId } of await this.parts.of(mixed.id, 'standby')) {
      // Took over in this moment.
      if (this.meetings.get(meetingId)?.recording?.recordingId === id) continue;
      if (mixed.status === 'ready' || (await this.isEmpty(id))) await this.remove(id);
      else {
        await this.promote(id, mixed.id, {
          ...{ status: 'processing', statusReason: mixed.statusReason },
          ticketEndsAtMs: mixed.ticketEndsAtMs,
        });
        this.follow(id, this.finaliser.finalise(id));
      }
    }
  }

  /** From here on it is a recording like any other, with what is known of the one before. */
  private async promote(id: Id, before: Id, also: Partial<RecordingEntity> = {}): Promise<void> {
    const mixed = await this.rows.find(before);
    const row = await this.rows.change(id, () => ({
      ...{ kind: 'mixed', partOf: null },
      ...(mixed && knownOf(mixed)),
      ...also,
    }));
    if (!row) return;
    await this.consents.copy(before, id);
    const actor = { participantId: row.recorderId, accountId: row.recorderAccountId };
    await this.audit.record({ action: 'recording-handed-over', actor, ...placeOf(row) });
    this.logger.info({ recordingId: id, before }, 'standby took over');
  }

  private isEmpty(id: Id): Promise<boolean> {
    return this.logs.exclusively(id, async (desk) => {
      const { count } = (await desk.open()).acknowledged;
      await desk.close();
      return count === 0;
    });
  }

  /** The row goes first: what a crash leaves of the slices is swept away at the next start. */
  private async remove(id: Id): Promise<void> {
    await this.logs.exclusively(id, async (desk) => {
      this.watch.forget(id);
      await this.rows.delete(id);
      await desk.delete();
    });
    for (const name of filesOf(id)) await this.files.delete(name);
  }

  private follow(recordingId: Id, done: Promise<void>): void {
    const work = done
      .catch((error: unknown) =>
        // The next start does what is left.
        this.logger.error({ err: error, recordingId }, 'settling a standby failed'),
      )
      .finally(() => this.work.delete(work));
    this.work.add(work);
  }
}

function knownOf(mixed: RecordingEntity): Partial<RecordingEntity> {
  const { title, searchText, pauses } = mixed;
  return { title, searchText, pauses, seenSinceMs: seenSinceOf(mixed) };
}
