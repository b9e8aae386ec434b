import { Controller, Req, Res } from '@nestjs/common';
import { routes, type Door, type Seat } from '@parley/contract';
import type { Request, Response } from 'express';
import { deviceOf, knownDeviceOf } from '../auth/device';
import { Refusal } from '../errors/refusal';
import { addressBlock } from '../http/client-address';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { Admissions } from './admissions';
import { SignedOutSeats } from './signed-out-seats';
import { TakeOvers } from './take-overs';

/** What stands before a meeting for anybody with the link. */
@Controller()
export class DoorController {
  constructor(
    private readonly admissions: Admissions,
    private readonly takeOvers: TakeOvers,
    private readonly signedOut: SignedOutSeats,
  ) {}

  @ContractRoute(routes.readDoor)
  async readDoor(
    @Parsed() { params }: ParsedOf<typeof routes.readDoor>,
    @CurrentAccount() account: AccountRecord | null,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Door> {
    const accountId = account?.id ?? null;
    const known = { accountId, deviceHash: knownDeviceOf(request) };
    const door = await this.admissions.door(params.roomId, known);
    const person = { accountId, deviceHash: deviceOf(request, response) };
    const seatsInside = this.takeOvers.seatsOf(params.roomId, person);
    return seatsInside.length > 0 ? { ...door, seatsInside } : door;
  }

  @ContractRoute(routes.askForAdmission)
  async askForAdmission(
    @Parsed() { params, body }: ParsedOf<typeof routes.askForAdmission>,
    @CurrentAccount() account: AccountRecord | null,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Seat> {
    const seat = await this.admissions.ask(params.roomId, {
      accountId: account?.id ?? null,
      deviceHash: deviceOf(request, response),
      address: addressBlock(request),
      name: body.name,
      password: body.password,
      takeOver: body.takeOver,
      invitation: body.invitation,
      extra: body.extra,
      sessionId: account?.sessionId ?? null,
      pictureId: account?.pictureId ?? null,
    });
    if (account && (await this.signedOut.tookBack(account.id, account.sessionId)))
      throw Refusal.of('unauthenticated', 'Signed out meanwhile');
    return seat;
  }
}
