import { Controller } from '@nestjs/common';
import { routes, type NewRecordingShare, type RecordingShare } from '@parley/contract';
import { Settings } from '../../config/settings';
import { ContractRoute, CurrentAccount, Parsed, type ParsedOf } from '../../http/contract-route';
import type { AccountRecord } from '../../http/identity';
import { RecordingsService } from '../recordings.service';
import { SharedStreams } from './shared-streams';
import { SharesService } from './shares.service';

/** The links to a person's own recordings. */
@Controller()
export class SharesController {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly shares: SharesService,
    private readonly streams: SharedStreams,
    private readonly settings: Settings,
  ) {}

  @ContractRoute(routes.listRecordingShares)
  async list(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.listRecordingShares>,
  ): Promise<RecordingShare[]> {
    return this.shares.listOf(await this.recordings.own(account.id, params.recordingId));
  }

  @ContractRoute(routes.shareRecording)
  async make(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params, body }: ParsedOf<typeof routes.shareRecording>,
  ): Promise<NewRecordingShare> {
    const row = await this.recordings.own(account.id, params.recordingId);
    const { share, token } = await this.shares.make(row, account.id, body);
    return { ...share, link: `${this.settings.publicUrl}/shared/${token}` };
  }

  @ContractRoute(routes.revokeRecordingShare)
  async revoke(
    @CurrentAccount() account: AccountRecord,
    @Parsed() { params }: ParsedOf<typeof routes.revokeRecordingShare>,
  ): Promise<void> {
    const row = await this.recordings.own(account.id, params.recordingId);
    await this.shares.revoke(row, account.id, params.shareId);
    this.streams.cut(params.shareId);
  }
}
