import { Controller } from '@nestjs/common';
import { type CheckServers, routes } from '@parley/contract';
import { type IceServer, Settings } from '../config/settings';
import { ContractRoute, CurrentAccount } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';

/** The servers to try on the self-test page. A relay costs its owner bandwidth: only people with an account get one. */
@Controller()
export class CheckController {
  constructor(private readonly settings: Settings) {}

  @ContractRoute(routes.readCheckServers)
  iceServers(@CurrentAccount() account: AccountRecord | null): CheckServers {
    const all = this.settings.iceServers;
    return {
      iceServers: account ? [...all] : all.flatMap(withoutRelays),
      hasRelay: all.some(({ urls }) => [urls].flat().some(isRelay)),
    };
  }
}

const isRelay = (url: string) => /^turns?:/i.test(url);

/** What is left for strangers: addresses of STUN servers, never a user name or a credential. */
function withoutRelays({ urls }: IceServer): { urls: string[] }[] {
  const stun = [urls].flat().filter((url) => !isRelay(url));
  return stun.length > 0 ? [{ urls: stun }] : [];
}
