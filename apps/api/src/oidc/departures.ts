import { Injectable } from '@nestjs/common';
import { type ProviderAddress, routes } from '@parley/contract';
import type { Request, Response } from 'express';
import { deviceOf } from '../auth/device';
import { TryLimiter } from '../auth/try-limiter';
import { Settings } from '../config/settings';
import { addressBlock } from '../http/client-address';
import { isOwnOrigin } from '../http/origin';
import type { OidcSignInEntity } from './oidc-sign-in.entity';
import { PendingSignIns } from './pending-sign-ins';
import { Provider } from './provider';

/** Sends browsers on their way to the provider. */
@Injectable()
export class Departures {
  constructor(
    private readonly pending: PendingSignIns,
    private readonly provider: Provider,
    private readonly tries: TryLimiter,
    private readonly settings: Settings,
  ) {}

  /** Remembers where the browser goes and what for. Refuses with `not-found`, `provider-unavailable`, `too-many-tries`. */
  async depart(
    request: Request,
    response: Response,
    purpose: Pick<OidcSignInEntity, 'accountId' | 'thenPath'>,
    isOnceMore = false,
  ): Promise<ProviderAddress> {
    await this.tries.consume({ kind: 'sign-in-start-address', key: addressBlock(request) });
    await this.provider.assertReachable();
    const { origin: given } = request.headers;
    const isOwn = given !== undefined && isOwnOrigin(this.settings, given);
    const origin = isOwn ? given : this.settings.publicUrl;
    const deviceHash = deviceOf(request, response);
    const secrets = await this.pending.begin({ ...purpose, deviceHash, origin });
    const redirectUri = new URL(routes.finishProviderSignIn.path, origin).href;
    return { address: await this.provider.signInAddress(secrets, redirectUri, isOnceMore) };
  }
}
