import { Controller, Req, Res } from '@nestjs/common';
import { routes, type Recording, type RecordingUsage } from '@parley/contract';
import type { Request, Response } from 'express';
import { Settings } from '../../config/settings';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../../http/contract-route';
import type { AccountRecord } from '../../http/identity';
import { RecordingsService } from '../recordings.service';
import { RecordingsUsage } from './usage';
import { sendZip } from '../zip-replies';
import { ZipOfSeveral } from './zip-of-several';

/** What is done with a library as a whole. Stands before what is addressed by an id. */
@Controller()
export class LibraryController {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly usage: RecordingsUsage,
    private readonly several: ZipOfSeveral,
    private readonly settings: Settings,
  ) {}

  @ContractRoute(routes.readRecordingUsage)
  async readUsage(@CurrentAccount() account: AccountRecord): Promise<RecordingUsage> {
    const { personQuotaBytes = null, quotaBytes = null } = this.settings.recording;
    return {
      usedBytes: await this.usage.bytes(account.id),
      quotaBytes: personQuotaBytes,
      server: account.isAdministrator ? { usedBytes: await this.usage.bytes(), quotaBytes } : null,
    };
  }

  @ContractRoute(routes.downloadRecordings)
  async downloadSeveral(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { query }: ParsedOf<typeof routes.downloadRecordings>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const entries = await this.several.entriesOf(account.id, query.ids);
    await sendZip(request, response, { title: 'recordings', entries });
  }

  @ContractRoute(routes.restoreRecording)
  restore(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.restoreRecording>,
  ): Promise<Recording> {
    return this.recordings.restore(account.id, params.recordingId);
  }
}
