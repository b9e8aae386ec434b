import { Controller } from '@nestjs/common';
import { type CheckServers, routes } from '@parley/contract';
import { Settings } from '../config/settings';
import { ContractRoute, CurrentAccount } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { IceServers } from '../ice/ice-servers';
import { checkCredentialLifeSeconds } from '../ice/turn-credential';

/**
 * The servers to try on the self-test page. A relay costs its owner bandwidth: only people with an account get one, for as
 * long as the test takes.
 */
@Controller()
export class CheckController {
  constructor(
    private readonly servers: IceServers,
    private readonly settings: Settings,
  ) {}

  @ContractRoute(routes.readCheckServers)
  iceServers(@CurrentAccount() account: AccountRecord | null): CheckServers {
    return {
      iceServers: account
        ? this.servers.for(account.id, checkCredentialLifeSeconds)
        : this.servers.forStrangers(),
      hasRelay: this.settings.hasRelay,
    };
  }
}
