import { Controller, Req, Res } from '@nestjs/common';
import { type Account, type PasskeyRequest, routes } from '@parley/contract';
import type { Request, Response } from 'express';
import { deviceOf } from '../auth/device';
import { TryLimiter } from '../auth/try-limiter';
import { Settings } from '../config/settings';
import { addressBlock } from '../http/client-address';
import { ContractRoute, Parsed, type ParsedOf } from '../http/contract-route';
import { accountReplyOf } from '../users/account.mapper';
import { SignIns } from '../auth/sign-ins';
import { challengeLifetimeMs, PasskeyChallenges } from './passkey-challenges';
import { PasskeysService } from './passkeys.service';
import { relyingPartyOf } from './relying-party';

/** Signing in with a passkey. */
@Controller()
export class PasskeySessionsController {
  constructor(
    private readonly challenges: PasskeyChallenges,
    private readonly passkeys: PasskeysService,
    private readonly signIns: SignIns,
    private readonly tries: TryLimiter,
    private readonly settings: Settings,
  ) {}

  @ContractRoute(routes.startPasskeySignIn)
  async start(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PasskeyRequest> {
    const { id } = relyingPartyOf(this.settings, request);
    await this.tries.consume({ kind: 'sign-in-start-address', key: addressBlock(request) });
    const deviceHash = deviceOf(request, response);
    const challenge = await this.challenges.issue({ deviceHash, accountId: null });
    return { rpId: id, challenge, timeout: challengeLifetimeMs, userVerification: 'required' };
  }

  @ContractRoute(routes.signInWithPasskey)
  async signIn(
    @Parsed() { body }: ParsedOf<typeof routes.signInWithPasskey>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Account> {
    const relyingParty = relyingPartyOf(this.settings, request);
    const tried = { kind: 'sign-in-address', key: addressBlock(request) } as const;
    await this.tries.consume(tried);
    const device = deviceOf(request, response);
    const accountId = await this.passkeys.accountIdBy(body.credential, device, relyingParty);
    await this.tries.giveBack(tried);
    return accountReplyOf(await this.signIns.enter(accountId, 'passkey', request, response));
  }
}
