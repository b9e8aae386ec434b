import { Controller, Req, Res } from '@nestjs/common';
import { routes, type Recording } from '@parley/contract';
import type { Request, Response } from 'express';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../http/contract-route';
import type { AccountRecord } from '../http/identity';
import { FileReplies, isFromTheStart } from './file-replies';
import { Mp4Files } from './mp4/mp4-files';
import { thumbnailOf } from './recording-files';
import { RecordingsService } from './recordings.service';

/** The library of a signed-in person. */
@Controller()
export class RecordingsController {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly replies: FileReplies,
    private readonly mp4: Mp4Files,
  ) {}

  @ContractRoute(routes.listRecordings)
  list(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { query }: ParsedOf<typeof routes.listRecordings>,
  ) {
    return this.recordings.list(account.id, query);
  }

  @ContractRoute(routes.readRecording)
  read(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.readRecording>,
  ): Promise<Recording> {
    return this.recordings.read(account.id, params.recordingId);
  }

  @ContractRoute(routes.renameRecording)
  rename(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params, body }: ParsedOf<typeof routes.renameRecording>,
  ): Promise<Recording> {
    return this.recordings.rename(account.id, params.recordingId, body.title);
  }

  @ContractRoute(routes.deleteRecording)
  delete(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.deleteRecording>,
  ): Promise<void> {
    return this.recordings.delete(account.id, params.recordingId);
  }

  @ContractRoute(routes.downloadRecording)
  async download(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params, query }: ParsedOf<typeof routes.downloadRecording>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.recordings.readable(account.id, params.recordingId);
    const isDownload = query.download === '1';
    const file = await this.mp4.fileOf(row, query.format, isDownload);
    if (isDownload && isFromTheStart(request)) await this.recordings.noteDownload(account.id, row);
    await this.replies.send(request, response, file);
  }

  @ContractRoute(routes.readThumbnail)
  async thumbnail(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.readThumbnail>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.recordings.withThumbnail(account.id, params.recordingId);
    await this.replies.send(request, response, {
      name: thumbnailOf(row.id),
      contentType: 'image/jpeg',
      disposition: 'inline',
    });
  }
}
