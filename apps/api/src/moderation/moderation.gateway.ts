import { Injectable } from '@nestjs/common';
import { mayActOn, type Id, type PayloadOf, type Publications } from '@parley/contract';
import type { LiveMeeting } from '../meetings/live-meeting';
import { LiveMeetings } from '../meetings/live-meetings';
import { nothingPublished, type LiveSeat } from '../meetings/live-seat';
import { MeetingLiberties } from '../meetings/meeting-liberties';
import { Publishing } from '../meetings/publishing';
import { Handles } from '../realtime/handles.decorator';
import type { Caller } from '../realtime/socket-seat';
import { Removals } from './removals';
import { Roles } from './roles';
import { targetOf } from './target';

type Off = Partial<Record<keyof Publications, false>>;

/** What moderators do to other participants. Switching off is theirs, switching on never is (security.md T35). */
@Injectable()
export class ModerationGateway {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly publishing: Publishing,
    private readonly liberties: MeetingLiberties,
    private readonly removals: Removals,
    private readonly roles: Roles,
  ) {}

  @Handles('moderation:mute-participant')
  async muteParticipant(
    caller: Caller,
    payload: PayloadOf<'moderation:mute-participant'>,
  ): Promise<null> {
    return this.switchOff(caller, payload.participantId, { microphone: false });
  }

  @Handles('moderation:stop-camera')
  async stopCamera(caller: Caller, payload: PayloadOf<'moderation:stop-camera'>): Promise<null> {
    return this.switchOff(caller, payload.participantId, { camera: false });
  }

  @Handles('moderation:stop-screen-share')
  async stopScreenShare(
    caller: Caller,
    payload: PayloadOf<'moderation:stop-screen-share'>,
  ): Promise<null> {
    return this.switchOff(caller, payload.participantId, {
      screen_share: false,
      screen_share_audio: false,
      second_screen_share: false,
      second_screen_share_audio: false,
    });
  }

  @Handles('moderation:mute-everyone')
  async muteEveryone(
    caller: Caller,
    { mayUnmute, except }: PayloadOf<'moderation:mute-everyone'>,
  ): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    const isSpared = ({ participantId }: LiveSeat) => except?.includes(participantId) ?? false;
    const spared = meeting.participantSeats().filter(isSpared);
    const muted = others(meeting, by).filter((seat) => !isSpared(seat));
    const held =
      mayUnmute === false && this.liberties.change(meeting, { unmute: false }, by, spared);
    const type = 'moderation:everyone-muted';
    meeting.publish({ type, by: by.actor, ...(except && { except }) });
    for (const seat of muted)
      this.publishing.set(meeting, seat, { ...seat.publications, microphone: false }, by.actor);
    await Promise.all([held, this.publishing.written(...muted)]);
    return null;
  }

  @Handles('moderation:suspend-everything')
  async suspend(
    caller: Caller,
    { isSuspended }: PayloadOf<'moderation:suspend-everything'>,
  ): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    const kept = this.liberties.suspend(meeting, isSuspended, by);
    if (isSuspended)
      for (const seat of others(meeting, by))
        this.publishing.set(meeting, seat, nothingPublished, by.actor);
    await Promise.all([kept, this.publishing.written(...others(meeting, by))]);
    return null;
  }

  @Handles('moderation:lower-all-hands')
  lowerAllHands(caller: Caller): null {
    const { meeting, seat: by } = this.meetings.of(caller);
    const raised = meeting.participantSeats().filter(({ isHandRaised }) => isHandRaised);
    for (const seat of raised) seat.isHandRaised = false;
    if (raised.length > 0) meeting.publish({ type: 'moderation:all-hands-lowered', by: by.actor });
    return null;
  }

  @Handles('moderation:lower-hand')
  lowerHand(caller: Caller, { participantId }: PayloadOf<'moderation:lower-hand'>): null {
    const { meeting, seat: by } = this.meetings.of(caller);
    const target = targetOf(meeting, by, participantId);
    if (!target.isHandRaised) return null;
    target.isHandRaised = false;
    meeting.publish({
      type: 'meetings:hand-changed',
      participantId,
      isHandRaised: false,
      by: by.actor,
    });
    return null;
  }

  @Handles('moderation:set-role')
  async setRole(caller: Caller, payload: PayloadOf<'moderation:set-role'>): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    await this.roles.setRole(meeting, by, payload.participantId, payload.role);
    return null;
  }

  @Handles('moderation:remove-participant')
  async removeParticipant(
    caller: Caller,
    { participantId, block, ...wishes }: PayloadOf<'moderation:remove-participant'>,
  ): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    const takesInvitationBack = wishes.takesInvitationBack === true;
    await this.removals.remove(meeting, by, participantId, { isBlock: block, takesInvitationBack });
    return null;
  }

  /** Everybody is told at once; the answer says that a killed server knows of it, too. */
  private async switchOff(caller: Caller, participantId: Id, off: Off): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    const target = targetOf(meeting, by, participantId);
    const publications = { ...target.publications, ...off };
    this.publishing.set(meeting, target, publications, by.actor);
    await this.publishing.written(target);
    return null;
  }
}

/** Whom this moderator may act on, but not themselves. */
function others(meeting: LiveMeeting, by: LiveSeat): LiveSeat[] {
  return meeting.participantSeats().filter((seat) => seat !== by && mayActOn(by.role, seat.role));
}
