import { Injectable } from '@nestjs/common';
import { mayActOn, type Id, type PayloadOf, type Publications } from '@parley/contract';
import { LiveMeetings } from '../meetings/live-meetings';
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
    private readonly removals: Removals,
    private readonly roles: Roles,
  ) {}

  @Handles('moderation:mute-participant')
  muteParticipant(caller: Caller, payload: PayloadOf<'moderation:mute-participant'>): null {
    return this.switchOff(caller, payload.participantId, { microphone: false });
  }

  @Handles('moderation:stop-camera')
  stopCamera(caller: Caller, payload: PayloadOf<'moderation:stop-camera'>): null {
    return this.switchOff(caller, payload.participantId, { camera: false });
  }

  @Handles('moderation:stop-screen-share')
  stopScreenShare(caller: Caller, payload: PayloadOf<'moderation:stop-screen-share'>): null {
    return this.switchOff(caller, payload.participantId, {
      screen_share: false,
      screen_share_audio: false,
      second_screen_share: false,
      second_screen_share_audio: false,
    });
  }

  @Handles('moderation:mute-everyone')
  muteEveryone(caller: Caller): null {
    const { meeting, seat: by } = this.meetings.of(caller);
    meeting.publish({ type: 'moderation:everyone-muted', by: by.actor });
    for (const seat of meeting.participantSeats())
      if (seat !== by && mayActOn(by.role, seat.role))
        this.publishing.set(meeting, seat, { ...seat.publications, microphone: false }, by.actor);
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
    { participantId, block }: PayloadOf<'moderation:remove-participant'>,
  ): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    await this.removals.remove(meeting, by, participantId, block);
    return null;
  }

  private switchOff(caller: Caller, participantId: Id, off: Off): null {
    const { meeting, seat: by } = this.meetings.of(caller);
    const target = targetOf(meeting, by, participantId);
    const publications = { ...target.publications, ...off };
    this.publishing.set(meeting, target, publications, by.actor);
    return null;
  }
}
