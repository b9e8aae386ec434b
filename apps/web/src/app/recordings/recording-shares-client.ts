import { inject, Injectable } from '@angular/core';
import {
  type MakeRecordingShare,
  type NewRecordingShare,
  type RecordingShare,
  routes,
} from '@parley/contract';
import { RestClient } from '../api/rest-client';

/** The links of one recording. */
@Injectable({ providedIn: 'root' })
export class RecordingSharesClient {
  private readonly rest = inject(RestClient);

  list(recordingId: string): Promise<readonly RecordingShare[]> {
    return this.rest.call(routes.listRecordingShares, { params: { recordingId } });
  }

  make(recordingId: string, body: MakeRecordingShare): Promise<NewRecordingShare> {
    return this.rest.call(routes.shareRecording, { params: { recordingId }, body });
  }

  async revoke(recordingId: string, shareId: string): Promise<void> {
    await this.rest.call(routes.revokeRecordingShare, { params: { recordingId, shareId } });
  }
}
