import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Access } from '@parley/contract';
import type { Request } from 'express';
import { Settings } from '../config/settings';
import { Refusal } from '../errors/refusal';
import { type AnyRoute, contractRouteKey } from './contract-route';
import { type AccountRecord, Identity } from './identity';
import { isOwnWrite } from './origin';
import { assertProven } from './proof';
import { rememberAccount } from './request-state';

/**
 * Default deny: lets a request through only where the contract says so. Ownership, upload tickets and seats are looked up
 * by the services that hold them; here `owner` needs a sign-in, and `ticket` and `seat` need nothing yet.
 */
@Injectable()
export class ContractGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly settings: Settings,
    private readonly identity: Identity,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Socket events have a table and a guard of their own, before any handler.
    if (context.getType() !== 'http') return true;
    const route = this.reflector.get<AnyRoute | undefined>(contractRouteKey, context.getHandler());
    if (!route) throw Refusal.of('forbidden', 'The route is not in the contract');
    const request = context.switchToHttp().getRequest<Request>();
    if (route.method !== 'GET' && !isOwnWrite(this.settings, request.headers))
      throw Refusal.of('forbidden', 'Writes are taken from our own pages only');
    const account = await this.identity.accountOf(request.headers.cookie);
    if (account) rememberAccount(request, account);
    assertAccess(route.access, account);
    if (route.needsProof && account) assertProven(account);
    return true;
  }
}

function assertAccess(access: Access, account: AccountRecord | null): void {
  if (access === 'public' || access === 'ticket' || access === 'seat') return;
  if (!account) throw Refusal.of('unauthenticated', 'Sign in first');
  if (access === 'administrator' && !account.isAdministrator)
    throw Refusal.of('forbidden', 'Administrators only');
}
