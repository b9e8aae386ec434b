import { Injectable } from '@nestjs/common';
import { isLeftOut, limits, type Id, type PayloadOf, type ReplyOf } from '@parley/contract';
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
import type { RecordingEntity } from '../recording.entity';
import { RecordingRows } from '../recording-rows';
import { lateSlicesMs } from '../ticket';
import { newPart, PartRows } from './part-rows';

/** How far a device's idea of our clock may be off. It may ask late: the network was away when the track started. */
const toleranceMs = 10_000;

type Order = PayloadOf<'recordings:open-track'>;

/** Participants' own tracks, opened while a recording runs that asks for them. */
@Injectable()
export class TracksGateway {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly rows: RecordingRows,
    private readonly parts: PartRows,
    private readonly watch: RecorderWatch,
    private readonly space: DiskSpace,
    private readonly clock: Clock,
  ) {}

  @Handles('recordings:open-track')
  async open(caller: Caller, order: Order): Promise<ReplyOf<'recordings:open-track'>> {
    const before = this.allowed(caller, order.recordingId);
    const nowMs = this.clock.now().getTime();
    if (!(await this.space.hasRoomFor(limits.sliceBytes)))
      throw Refusal.of('storage-full', 'The disk is full');
    const mixed = await this.rows.find(order.recordingId);
    if (!mixed) throw elsewhere();
    const { startedAtMs } = order;
    if (startedAtMs < mixed.startedAtMs - toleranceMs || startedAtMs > nowMs + toleranceMs)
      throw Refusal.of('invalid', 'A track starts while the recording runs');
    await this.assertFew(mixed, before.seat);
    const ticket = newSecret();
    const track = trackOf(mixed, before.seat, { order, nowMs, ticketHash: hashOfSecret(ticket) });
    await this.insert(track, nowMs);
    try {
      // Left out, gone, or everything stopped while the database worked?
      this.allowed(caller, order.recordingId);
    } catch (error) {
      await this.rows.delete(track.id);
      throw error;
    }
    this.watch.hear(track.id);
    return { trackId: track.id, ticket };
  }

  /** What stands now: everybody knows of the recording, and this person is to be in it. */
  private allowed(caller: Caller, recordingId: Id): { meeting: LiveMeeting; seat: LiveSeat } {
    const { meeting, seat } = this.meetings.of(caller);
    const { recording, roomRecording } = meeting;
    if (recording?.recordingId !== recordingId) throw elsewhere();
    if (!recording.plan.withTracks) throw Refusal.of('forbidden', 'It asks for no tracks');
    const consent = seat.recordingConsent?.consent;
    if (isLeftOut({ consent, rule: roomRecording.consent }))
      throw Refusal.of('forbidden', 'Whoever is left out is not recorded');
    return { meeting, seat };
  }

  private async assertFew(mixed: RecordingEntity, { participantId }: LiveSeat): Promise<void> {
    const count = await this.parts.countTracks(mixed.id, participantId);
    if (count >= limits.tracksPerParticipant)
      throw Refusal.of('conflict', 'There are more tracks than anybody makes');
  }

  /** One at a time of a source: a page that was loaded anew starts over, and the older one's device may send the rest. */
  private async insert(track: RecordingEntity, nowMs: number): Promise<void> {
    const { partOf, recorderId, source } = track;
    const same = { ...(partOf && { partOf }), recorderId, ...(source && { source }) };
    await this.parts.endTracks(same, nowMs + lateSlicesMs);
    await this.rows.insert(track);
  }
}

function trackOf(
  mixed: RecordingEntity,
  { participantId, name }: LiveSeat,
  {
    order,
    nowMs,
    ticketHash,
  }: { readonly order: Order; readonly nowMs: number; readonly ticketHash: string },
): RecordingEntity {
  const { source, startedAtMs: mediaStartedAtMs, clockErrorMs } = order;
  // In the library it belongs to whom the recording belongs to, not to whom it shows.
  const { recorderAccountId } = mixed;
  return newPart(
    mixed,
    { recorderId: participantId, recorderAccountId, participantNames: [name] },
    { kind: 'track', startedAtMs: nowMs, ticketHash, source, mediaStartedAtMs, clockErrorMs },
  );
}

const elsewhere = () => Refusal.of('not-found', 'This recording does not go on here');
