import { Injectable } from '@nestjs/common';
import type { IceServer, Id } from '@parley/contract';
import { Settings } from '../config/settings';
import { Clock } from '../realtime/clock';
import { turnCredential } from './turn-credential';

/** Which STUN and TURN servers a participant may use. Give them to nobody who only waits: a relay costs its operator. */
@Injectable()
export class IceServers {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Whether what is given out stops being good after a while. */
  get expire(): boolean {
    return this.settings.turn !== undefined;
  }

  /** With a credential of this participant's own, made now. */
  for(participantId: Id): IceServer[] {
    const { iceServers, stunUrls, turn } = this.settings;
    const servers: IceServer[] = [...iceServers];
    if (stunUrls.length > 0) servers.push({ urls: [...stunUrls] });
    if (turn)
      servers.push({
        urls: [...turn.urls],
        ...turnCredential(turn.secret, participantId, this.clock.now()),
      });
    return servers;
  }
}
