import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { IceServers } from '../ice/ice-servers';
import { Clock, type Cancel } from '../realtime/clock';
import { LiveMeetings } from './live-meetings';

/** Well under half of a credential's life: one that came late or was missed leaves time for the next. */
export const renewalMs = 240_000;

/**
 * Sends every participant fresh credentials before the ones they have run out. Whoever has no socket at that moment
 * gets new ones with the answer to meetings:enter, so that nothing has to be remembered for anybody.
 */
@Injectable()
export class IceServerRenewal implements OnModuleInit, OnApplicationShutdown {
  private stop: Cancel = () => undefined;

  constructor(
    private readonly meetings: LiveMeetings,
    private readonly iceServers: IceServers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    if (this.iceServers.expire) this.scheduleNext();
  }

  onApplicationShutdown(): void {
    this.stop();
  }

  private scheduleNext(): void {
    this.stop = this.clock.schedule(renewalMs, () => {
      this.renewAll();
      this.scheduleNext();
    });
  }

  private renewAll(): void {
    for (const meeting of this.meetings.all())
      for (const { participantId, page } of meeting.participantSeats())
        page?.send('meetings:ice-servers-renewed', {
          iceServers: this.iceServers.for(participantId),
        });
  }
}
