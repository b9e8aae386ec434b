import { Controller, Headers, Req, Res } from '@nestjs/common';
import {
  routes,
  Sha256,
  sliceHashHeader,
  type Recording,
  type SliceReceipt,
} from '@parley/contract';
import type { Request, Response } from 'express';
import { invalid } from '../errors/invalid';
import { closingUnread } from '../http/closing-unread';
import { ContractRoute, Parsed, type ParsedOf } from '../http/contract-route';
import { ToldPauses } from './orders/told-pauses';
import type { TicketHolder } from './slice-grants';
import { SlicesService } from './slices.service';
import { ticketFrom } from './ticket';

/** The recorder's side: who holds the ticket sends slices. */
@Controller()
export class SlicesController {
  constructor(
    private readonly slices: SlicesService,
    private readonly pauses: ToldPauses,
  ) {}

  @ContractRoute(routes.readReceipt)
  readReceipt(
    @Parsed() { params }: ParsedOf<typeof routes.readReceipt>,
    @Headers('authorization') authorization?: string,
  ): Promise<SliceReceipt> {
    return this.slices.receipt(holder(params.recordingId, authorization));
  }

  @ContractRoute(routes.putSlice)
  putSlice(
    @Parsed() { params }: ParsedOf<typeof routes.putSlice>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SliceReceipt> {
    const sha256 = Sha256.safeParse(request.headers[sliceHashHeader]);
    if (!sha256.success) throw invalid(sliceHashHeader, sha256.error);
    const who = holder(params.recordingId, request.headers.authorization);
    const head = { index: params.index, sha256: sha256.data };
    return closingUnread(request, response, this.slices.append(who, head, request));
  }

  @ContractRoute(routes.putThumbnail)
  putThumbnail(
    @Parsed() { params }: ParsedOf<typeof routes.putThumbnail>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const who = holder(params.recordingId, request.headers.authorization);
    return closingUnread(request, response, this.slices.putThumbnail(who, request));
  }

  @ContractRoute(routes.putPauses)
  putPauses(
    @Parsed() { params, body }: ParsedOf<typeof routes.putPauses>,
    @Headers('authorization') authorization?: string,
  ): Promise<void> {
    return this.pauses.take(holder(params.recordingId, authorization), body.pauses);
  }

  @ContractRoute(routes.finishRecording)
  finish(
    @Parsed() { params, body }: ParsedOf<typeof routes.finishRecording>,
    @Headers('authorization') authorization?: string,
  ): Promise<Recording> {
    return this.slices.finish(holder(params.recordingId, authorization), body.sliceCount);
  }
}

function holder(recordingId: string, authorization: string | undefined): TicketHolder {
  return { recordingId, ticket: ticketFrom(authorization) };
}
