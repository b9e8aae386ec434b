import { Injectable } from '@nestjs/common';
import type { PayloadOf } from '@parley/contract';
import { LiveMeetings } from '../meetings/live-meetings';
import { MeetingRecords } from '../meetings/meeting-records';
import { Handles } from '../realtime/handles.decorator';
import type { Caller } from '../realtime/socket-seat';
import { Admitting } from './admitting';
import { LobbyReturns } from './lobby-returns';
import { assertModerates } from './target';

/** What moderators do at the door of a running meeting. */
@Injectable()
export class WaitingGateway {
  constructor(
    private readonly meetings: LiveMeetings,
    private readonly records: MeetingRecords,
    private readonly admitting: Admitting,
    private readonly returns: LobbyReturns,
  ) {}

  @Handles('moderation:set-lock')
  async setLock(caller: Caller, { isLocked }: PayloadOf<'moderation:set-lock'>): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    await this.meetings.inOrder(meeting.roomId, async () => {
      assertModerates(meeting, by);
      if (meeting.isLocked === isLocked) return;
      await this.records.changeMeeting(meeting, { isLocked }, by);
      meeting.isLocked = isLocked;
      meeting.publish({ type: 'moderation:lock-changed', isLocked, by: by.actor });
    });
    return null;
  }

  @Handles('moderation:set-lobby')
  async setLobby(caller: Caller, { hasLobby }: PayloadOf<'moderation:set-lobby'>): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    await this.meetings.inOrder(meeting.roomId, async () => {
      assertModerates(meeting, by);
      if (meeting.hasLobby === hasLobby) return;
      await this.records.changeMeeting(meeting, { hasLobby }, by);
      meeting.hasLobby = hasLobby;
      meeting.publish({ type: 'moderation:lobby-changed', hasLobby, by: by.actor });
    });
    return null;
  }

  @Handles('moderation:admit')
  async admit(caller: Caller, { participantId }: PayloadOf<'moderation:admit'>): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    await this.admitting.admit(meeting, by, participantId);
    return null;
  }

  @Handles('moderation:deny')
  async deny(caller: Caller, { participantId }: PayloadOf<'moderation:deny'>): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    await this.admitting.deny(meeting, by, participantId);
    return null;
  }

  @Handles('moderation:hold')
  async hold(
    caller: Caller,
    { participantId, isHeld }: PayloadOf<'moderation:hold'>,
  ): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    await this.admitting.hold(meeting, by, participantId, isHeld);
    return null;
  }

  @Handles('moderation:send-to-lobby')
  async sendToLobby(
    caller: Caller,
    { participantId }: PayloadOf<'moderation:send-to-lobby'>,
  ): Promise<null> {
    const { meeting, seat: by } = this.meetings.of(caller);
    await this.returns.send(meeting, by, participantId);
    return null;
  }
}
