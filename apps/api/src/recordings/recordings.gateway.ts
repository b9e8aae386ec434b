import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { limits, type PayloadOf, type ReplyOf } from '@parley/contract';
import { AuditLog } from '../audit/audit-log';
import { hashOfSecret, newSecret } from '../auth/secret';
import { Refusal } from '../errors/refusal';
import type { LiveMeeting } from '../meetings/live-meeting';
import { LiveMeetings } from '../meetings/live-meetings';
import type { LiveSeat } from '../meetings/live-seat';
import { Clock } from '../realtime/clock';
import { Handles } from '../realtime/handles.decorator';
import type { Caller } from '../realtime/socket-seat';
import { RoomsService } from '../rooms/rooms.service';
import { DiskSpace } from '../storage/disk-space';
import { RecorderWatch } from './recorder-watch';
import type { RecordingEntity } from './recording.entity';
import { searchable } from './recording.mapper';
import { placeOf } from './recording-place';
import { RecordingRows } from './recording-rows';
import { RunningRecordings } from './running-recordings';

/** Starting and stopping recordings in a meeting. */
@Injectable()
export class RecordingsGateway {
  /** Meetings in which a recording is just being opened. */
  private readonly opening = new Set<string>();

  constructor(
    private readonly meetings: LiveMeetings,
    private readonly rooms: RoomsService,
    private readonly rows: RecordingRows,
    private readonly running: RunningRecordings,
    private readonly watch: RecorderWatch,
    private readonly space: DiskSpace,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  @Handles('recordings:start-recording')
  async start(caller: Caller): Promise<ReplyOf<'recordings:start-recording'>> {
    const { meeting } = this.meetings.of(caller);
    if (meeting.recording || this.opening.has(meeting.id))
      throw Refusal.of('recording-running', 'This meeting is being recorded');
    this.opening.add(meeting.id);
    try {
      return await this.open(caller);
    } finally {
      this.opening.delete(meeting.id);
    }
  }

  @Handles('recordings:stop-recording')
  stop(caller: Caller, { recordingId }: PayloadOf<'recordings:stop-recording'>): null {
    const { meeting, seat } = this.meetings.of(caller);
    if (meeting.recording?.recordingId !== recordingId)
      throw Refusal.of('not-found', 'This recording does not go on here');
    this.running.end(meeting.id, recordingId, seat.actor);
    return null;
  }

  private async open(caller: Caller): Promise<ReplyOf<'recordings:start-recording'>> {
    const before = this.meetings.of(caller);
    if (!(await this.space.hasRoomFor(limits.sliceBytes)))
      throw Refusal.of('storage-full', 'The disk is full');
    const room = await this.rooms.find(before.meeting.roomId);
    if (!room) throw Refusal.of('meeting-ended', 'The room is gone');
    const ticket = newSecret();
    const row = this.newRow(before.meeting, before.seat, { ownerId: room.ownerId, ticket });
    await this.rows.insert(row);
    try {
      // Removed, or no moderator any more, while the database worked?
      const { meeting, seat } = this.meetings.of(caller);
      if (!seat.may('record')) throw Refusal.of('forbidden', 'Moderators record');
      const startedAt = new Date(row.startedAtMs).toISOString();
      const { participantId } = seat;
      // Nobody gets a ticket before everybody knows (security.md T59).
      this.running.begin(meeting, { recordingId: row.id, participantId, startedAt }, seat.actor);
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
    { ownerId, ticket }: { readonly ownerId: string; readonly ticket: string },
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
      status: 'recording',
      statusReason: null,
      durationMs: null,
      sizeBytes: 0,
      hasThumbnail: false,
      sliceCount: null,
      ticketHash: hashOfSecret(ticket),
      ticketEndsAtMs: null,
    };
  }
}
