import { Injectable } from '@nestjs/common';
import type { IceServer, Id } from '@parley/contract';
import { hasTurnScheme } from '../config/ice-urls';
import { Settings } from '../config/settings';
import { Clock } from '../realtime/clock';
import { credentialLifeSeconds, turnCredential } from './turn-credential';

/** Which STUN and TURN servers somebody may use. A relay costs its operator: nobody gets one by a link alone. */
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

  /** All of them, with a credential made now for this participant or account. */
  for(holder: Id, lifeSeconds = credentialLifeSeconds): IceServer[] {
    const { iceServers, turn } = this.settings;
    const servers: IceServer[] = [...iceServers, ...this.stunServers()];
    if (turn)
      servers.push({
        urls: [...turn.urls],
        ...turnCredential(turn.secret, holder, this.clock.now(), lifeSeconds),
      });
    return servers;
  }

  /** What strangers may know: addresses of STUN servers, never a user name or a credential. */
  forStrangers(): IceServer[] {
    const fixed = this.settings.iceServers.flatMap(({ urls }) => {
      const stun = [urls].flat().filter((url) => !hasTurnScheme(url));
      return stun.length > 0 ? [{ urls: stun }] : [];
    });
    return [...fixed, ...this.stunServers()];
  }

  private stunServers(): IceServer[] {
    const { stunUrls } = this.settings;
    return stunUrls.length > 0 ? [{ urls: [...stunUrls] }] : [];
  }
}
