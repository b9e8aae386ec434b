import { Injectable } from '@nestjs/common';
import type { Entered, PayloadOf } from '@parley/contract';
import { PinoLogger } from 'nestjs-pino';
import { Refusal } from '../errors/refusal';
import { IceServers } from '../ice/ice-servers';
import { Clock } from '../realtime/clock';
import type { Caller } from '../realtime/socket-seat';
import type { LiveMeeting } from './live-meeting';
import { LiveMeetings } from './live-meetings';
import type { LiveSeat } from './live-seat';
import { LettingIn } from './letting-in';
import { MemoryKeeper } from './memory-keeper';
import { Presence } from './presence';
import { Publishing, publicationsAllowed } from './publishing';

type Enter = PayloadOf<'meetings:enter'>;

/** A page takes its seat: for the first time, after a reload, or after its socket was gone for a while. */
@Injectable()
export class Entrances {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly presence: Presence,
    private readonly publishing: Publishing,
    private readonly memory: MemoryKeeper,
    private readonly lettingIn: LettingIn,
    private readonly iceServers: IceServers,
    private readonly clock: Clock,
    private readonly logger: PinoLogger,
  ) {
    logger.setContext(Entrances.name);
  }

  /**
   * Who is on the roster already comes back at once. The first time goes through the room's queue: a removal that is
   * being written may send everybody who has not entered yet to wait.
   */
  enter(caller: Caller, payload: Enter): Entered | Promise<Entered> {
    const { meeting, seat } = this.meetings.of(caller);
    if (seat.isParticipant) return this.comeBack(meeting, seat, caller, payload);
    caller.page.holdUntilAnswered();
    return this.meetings.inOrder(meeting.roomId, () =>
      Promise.resolve(this.comeIn(meeting, seat, caller, payload)),
    );
  }

  private comeIn(meeting: LiveMeeting, seat: LiveSeat, caller: Caller, payload: Enter): Entered {
    if (seat.stateOn(caller.page) === null) throw Refusal.of('seat-gone', 'This seat is over');
    if (seat.isParticipant) return this.comeBack(meeting, seat, caller, payload);
    this.presence.vacate(seat, caller, payload.pageId);
    seat.pageId = payload.pageId;
    if (seat.standing === 'waiting') {
      this.presence.sit(seat, caller);
      const { isHeld } = seat;
      return { type: 'waiting', roomName: meeting.roomName, ...(isHeld && { isHeld }) };
    }
    seat.joinedAt = this.clock.now();
    seat.publications = publicationsAllowed(seat, payload.publications);
    const participant = { ...seat.toParticipant(), isConnected: true };
    meeting.publish({ type: 'meetings:participant-joined', participant });
    this.memory.keep(seat);
    this.log(seat, 'participant joined');
    if (seat.isModerator) this.openToEarlyComers(meeting);
    return this.sitDown(meeting, seat, caller, undefined);
  }

  /** After this one's turn in the room's queue; what goes wrong leaves them waiting, for the moderator to let in. */
  private openToEarlyComers(meeting: LiveMeeting): void {
    const { roomId, id: meetingId } = meeting;
    this.lettingIn
      .earlyComers(meeting)
      .catch((error: unknown) =>
        this.logger.error({ roomId, meetingId, err: error }, 'not let in'),
      );
  }

  private comeBack(
    meeting: LiveMeeting,
    seat: LiveSeat,
    caller: Caller,
    { pageId, publications, since }: Enter,
  ): Entered {
    const wasConnected = seat.page !== null;
    const isNewPage = seat.pageId !== pageId;
    this.presence.vacate(seat, caller, pageId);
    seat.pageId = pageId;
    if (isNewPage || !wasConnected) {
      const { participantId } = seat;
      const isConnected = true;
      meeting.publish({ type: 'meetings:connection-changed', participantId, pageId, isConnected });
    }
    this.publishing.set(meeting, seat, seat.orders.appliedTo(publications, since));
    this.memory.keep(seat);
    this.log(seat, isNewPage ? 'participant back with a new page' : 'participant back');
    return this.sitDown(meeting, seat, caller, since);
  }

  /** Last of all: what was published until now is in the answer, and must not reach the page as a happening, too. */
  private sitDown(
    meeting: LiveMeeting,
    seat: LiveSeat,
    caller: Caller,
    since: number | undefined,
  ): Entered {
    this.presence.sit(seat, caller);
    const iceServers = this.iceServers.for(seat.participantId);
    const events = since === undefined ? null : meeting.missedBy(seat, since);
    if (events) return { type: 'missed', events, iceServers };
    const orders = seat.orders.unheard(since);
    return {
      type: 'snapshot',
      snapshot: meeting.snapshotFor(seat),
      ...(orders.length > 0 && { orders }),
      iceServers,
    };
  }

  private log({ roomId, meetingId, participantId }: LiveSeat, what: string): void {
    this.logger.info({ roomId, meetingId, participantId }, what);
  }
}
