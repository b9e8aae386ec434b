import { Injectable } from '@nestjs/common';
import { limits, type Id, type PayloadOf, type ReplyOf } from '@parley/contract';
import { AuditLog } from '../../audit/audit-log';
import { hashOfSecret, newSecret } from '../../auth/secret';
import { Refusal } from '../../errors/refusal';
import type { LiveMeeting } from '../../meetings/live-meeting';
import { LiveMeetings } from '../../meetings/live-meetings';
import type { LiveSeat } from '../../meetings/live-seat';
import { Clock } from '../../realtime/clock';
import { Handles } from '../../realtime/handles.decorator';
import type { Caller } from '../../realtime/socket-seat';
import { DiskSpace } from '../../storage/disk-space';
import { RecorderWatch } from '../recorder-watch';
import { placeOf } from '../recording-place';
import { RecordingRows } from '../recording-rows';
import { newPart } from './part-rows';
import { Standbys } from './standbys';

/** Recording along, to take over should the recorder be gone. */
@Injectable()
export class StandbysGateway {
  /** Meetings in which somebody is just beginning to. */
  private readonly opening = new Set<Id>();

  constructor(
    private readonly meetings: LiveMeetings,
    private readonly rows: RecordingRows,
    private readonly standbys: Standbys,
    private readonly watch: RecorderWatch,
    private readonly space: DiskSpace,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  @Handles('recordings:record-along')
  async recordAlong(
    caller: Caller,
    { recordingId }: PayloadOf<'recordings:record-along'>,
  ): Promise<ReplyOf<'recordings:record-along'>> {
    const { meeting } = this.allowed(caller, recordingId);
    if (this.opening.has(meeting.id)) throw taken();
    this.opening.add(meeting.id);
    try {
      return await this.open(caller, recordingId);
    } finally {
      this.opening.delete(meeting.id);
    }
  }

  private async open(caller: Caller, recordingId: Id): Promise<ReplyOf<'recordings:record-along'>> {
    const before = this.allowed(caller, recordingId);
    if (!(await this.space.hasRoomFor(limits.sliceBytes)))
      throw Refusal.of('storage-full', 'The disk is full');
    const mixed = await this.rows.find(recordingId);
    if (!mixed) throw elsewhere();
    const ticket = newSecret();
    const { participantId: recorderId, accountId: recorderAccountId } = before.seat;
    const participantNames = before.meeting.participantSeats().map(({ name }) => name);
    const row = newPart(
      mixed,
      { recorderId, recorderAccountId, participantNames },
      {
        kind: 'standby',
        startedAtMs: this.clock.now().getTime(),
        ticketHash: hashOfSecret(ticket),
      },
    );
    await this.rows.insert(row);
    try {
      await this.audit.record({ action: 'recording-started', actor: before.seat, ...placeOf(row) });
      // Demoted, gone, or everything stopped while the database worked?
      const { meeting } = this.allowed(caller, recordingId);
      this.standbys.begin(meeting, row);
    } catch (error) {
      await this.rows.delete(row.id);
      throw error;
    }
    this.watch.hear(row.id);
    return { recordingId: row.id, ticket };
  }

  private allowed(caller: Caller, recordingId: Id): { meeting: LiveMeeting; seat: LiveSeat } {
    const { meeting, seat } = this.meetings.of(caller);
    const { recording, roomRecording } = meeting;
    if (recording?.recordingId !== recordingId) throw elsewhere();
    if (!roomRecording.recordsAlong)
      throw Refusal.of('forbidden', 'Nobody records along in this room');
    if (!seat.may('record')) throw Refusal.of('forbidden', 'Moderators record');
    if (recording.participantId === seat.participantId)
      throw Refusal.of('conflict', 'The recorder needs somebody else');
    if (recording.standbyParticipantId) throw taken();
    return { meeting, seat };
  }
}

const elsewhere = () => Refusal.of('not-found', 'This recording does not go on here');
const taken = () => Refusal.of('recording-running', 'Somebody records along already');
