import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  limits,
  type PayloadOf,
  type RecordingPlan,
  type ReplyOf,
  usualRecordingPlan,
} from '@parley/contract';
import { AuditLog } from '../audit/audit-log';
import { hashOfSecret, newSecret } from '../auth/secret';
import { Mutex } from '../database/mutex';
import { Refusal } from '../errors/refusal';
import type { LiveMeeting } from '../meetings/live-meeting';
import { LiveMeetings } from '../meetings/live-meetings';
import type { LiveSeat } from '../meetings/live-seat';
import { Clock } from '../realtime/clock';
import { Handles } from '../realtime/handles.decorator';
import type { Caller } from '../realtime/socket-seat';
import { RoomsService } from '../rooms/rooms.service';
import { DiskSpace } from '../storage/disk-space';
import { RecordingQuota } from './library/quota';
import { RecorderWatch } from './recorder-watch';
import { nothingYet, type RecordingEntity } from './recording.entity';
import { searchable } from './recording.mapper';
import { placeOf } from './recording-place';
import { RecordingConsents } from './orders/recording-consents';
import { RecordingRows } from './recording-rows';
import { runningOf, RunningRecordings } from './running-recordings';

interface NewRecording {
  readonly ownerId: string;
  readonly ticket: string;
  readonly plan: RecordingPlan;
}

/** Starting, pausing and stopping recordings in a meeting. */
@Injectable()
export class RecordingsGateway {
  /** Meetings in which a recording is just being opened. */
  private readonly opening = new Set<string>();
  private readonly oneAtATime = new Mutex();

  constructor(
    private readonly meetings: LiveMeetings,
    private readonly rooms: RoomsService,
    private readonly rows: RecordingRows,
    private readonly running: RunningRecordings,
    private readonly quota: RecordingQuota,
    private readonly consents: RecordingConsents,
    private readonly watch: RecorderWatch,
    private readonly space: DiskSpace,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  @Handles('recordings:start-recording')
  async start(
    caller: Caller,
    { plan }: PayloadOf<'recordings:start-recording'>,
  ): Promise<ReplyOf<'recordings:start-recording'>> {
    const { meeting } = this.meetings.of(caller);
    if (meeting.recording || this.opening.has(meeting.id))
      throw Refusal.of('recording-running', 'This meeting is being recorded');
    this.opening.add(meeting.id);
    try {
      return await this.open(caller, plan ?? usualRecordingPlan);
    } finally {
      this.opening.delete(meeting.id);
    }
  }

  @Handles('recordings:stop-recording')
  stop(caller: Caller, { recordingId }: PayloadOf<'recordings:stop-recording'>): null {
    const { meeting, seat } = this.meetings.of(caller);
    if (meeting.recording?.recordingId !== recordingId) throw elsewhere();
    this.running.end(meeting.id, recordingId, seat.actor);
    return null;
  }

  @Handles('recordings:pause-recording')
  async pause(caller: Caller, order: PayloadOf<'recordings:pause-recording'>): Promise<null> {
    return this.setPaused(caller, order, true);
  }

  @Handles('recordings:resume-recording')
  async resume(caller: Caller, order: PayloadOf<'recordings:resume-recording'>): Promise<null> {
    return this.setPaused(caller, order, false);
  }

  private async setPaused(
    caller: Caller,
    { recordingId }: PayloadOf<'recordings:pause-recording'>,
    isPaused: boolean,
  ): Promise<null> {
    const { meeting, seat } = this.meetings.of(caller);
    if (meeting.recording?.recordingId !== recordingId) throw elsewhere();
    await this.running.setPaused(meeting, isPaused, seat);
    return null;
  }

  private async open(
    caller: Caller,
    plan: RecordingPlan,
  ): Promise<ReplyOf<'recordings:start-recording'>> {
    const before = this.meetings.of(caller);
    if (!(await this.space.hasRoomFor(limits.sliceBytes)))
      throw Refusal.of('storage-full', 'The disk is full');
    const room = await this.rooms.find(before.meeting.roomId);
    if (!room) throw Refusal.of('meeting-ended', 'The room is gone');
    const { ownerId } = room;
    const ticket = newSecret();
    const row = this.newRow(before.meeting, before.seat, { ownerId, ticket, plan });
    // One after another, so that no two count the same recordings that are open (security.md T60).
    await this.oneAtATime.run(async () => {
      await this.quota.assertMayStart(row);
      await this.rows.insert(row);
    });
    try {
      // Removed, or no moderator any more, while the database worked?
      const { meeting, seat } = this.meetings.of(caller);
      if (!seat.may('record')) throw Refusal.of('forbidden', 'Moderators record');
      // Nobody gets a ticket before everybody knows (security.md T59).
      this.running.begin(meeting, runningOf(row), seat.actor);
      await this.consents.keepAll(meeting, row.id);
      await this.audit.record({ action: 'recording-started', actor: seat, ...placeOf(row) });
    } catch (error) {
      this.running.end(row.meetingId, row.id, null);
      await this.rows.delete(row.id);
      throw error;
    }
    this.watch.hear(row.id);
    return { recordingId: row.id, ticket };
  }

  private newRow(
    meeting: LiveMeeting,
    recorder: LiveSeat,
    { ownerId, ticket, plan }: NewRecording,
  ): RecordingEntity {
    const participantNames = meeting.participantSeats().map(({ name }) => name);
    return {
      id: randomUUID(),
      meetingId: meeting.id,
      roomId: meeting.roomId,
      roomName: meeting.roomName,
      ownerId,
      recorderId: recorder.participantId,
      recorderAccountId: recorder.accountId,
      title: meeting.roomName,
      participantNames,
      searchText: searchable(meeting.roomName, ...participantNames),
      startedAtMs: this.clock.now().getTime(),
      ...nothingYet,
      plan,
      ticketHash: hashOfSecret(ticket),
    };
  }
}

const elsewhere = () => Refusal.of('not-found', 'This recording does not go on here');
