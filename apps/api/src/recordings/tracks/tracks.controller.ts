import { Controller, Req, Res } from '@nestjs/common';
import { routes, type RecordingTrack } from '@parley/contract';
import type { Request, Response } from 'express';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../../http/contract-route';
import type { AccountRecord } from '../../http/identity';
import { RecordingsService } from '../recordings.service';
import { sendZip } from '../zip-replies';
import { Tracks } from './tracks';

/** Everybody's own tracks, for whoever has the recording. */
@Controller()
export class TracksController {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly tracks: Tracks,
  ) {}

  @ContractRoute(routes.listTracks)
  async list(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.listTracks>,
  ): Promise<RecordingTrack[]> {
    return this.tracks.listOf(await this.recordings.own(account.id, params.recordingId));
  }

  @ContractRoute(routes.downloadTracks)
  async download(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.downloadTracks>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.recordings.own(account.id, params.recordingId);
    const entries = await this.tracks.entriesOf(row);
    await this.recordings.noteDownload(account.id, row);
    await sendZip(request, response, { title: row.title, entries });
  }
}
