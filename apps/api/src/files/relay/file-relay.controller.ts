import { pipeline } from 'node:stream/promises';
import { Controller, Req, Res } from '@nestjs/common';
import { type RelayReceipt, routes } from '@parley/contract';
import type { Request, Response } from 'express';
import { ContractRoute, Parsed, type ParsedOf } from '../../http/contract-route';
import { closingUnread } from '../../http/closing-unread';
import { isHungUp } from '../../recordings/file-replies';
import { FileRelay } from './file-relay';
import { RelaySeats } from './relay-seats';

/** Sealed pieces up from their sharer and down to everybody whom they are meant for. */
@Controller()
export class FileRelayController {
  constructor(
    private readonly relay: FileRelay,
    private readonly seats: RelaySeats,
  ) {}

  @ContractRoute(routes.putSealedPiece)
  put(
    @Parsed() { params }: ParsedOf<typeof routes.putSealedPiece>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RelayReceipt> {
    const asker = this.seats.of(request.headers.authorization, params.shareId);
    this.seats.assertSharer(asker);
    const work = this.seats.run(asker.seat, (signal) =>
      this.relay.put(asker, params.index, request, signal),
    );
    return closingUnread(request, response, work);
  }

  @ContractRoute(routes.readSealedPiece)
  async read(
    @Parsed() { params }: ParsedOf<typeof routes.readSealedPiece>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const asker = this.seats.of(request.headers.authorization, params.shareId);
    await this.seats.run(asker.seat, async (signal) => {
      const { bytes, sizeBytes } = this.relay.open(asker, params.index);
      response.set({
        'Cache-Control': 'no-store',
        'Content-Length': String(sizeBytes),
        'Content-Type': 'application/octet-stream',
      });
      await pipeline(bytes, response, { signal }).catch((error: unknown) => {
        // The page went on elsewhere, or its seat is over: there is nobody to tell.
        if (!isHungUp(error) && !signal.aborted) throw error;
      });
    });
  }
}
