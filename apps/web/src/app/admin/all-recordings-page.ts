import { Component, computed, inject, signal } from '@angular/core';
import { type AdminRecording, type AdminRecordingSort, routes } from '@parley/contract';
import { Button, Chip, EmptyState, Icon } from '@parley/ui';
import { RestClient } from '../api/rest-client';
import { admin } from '../text/admin.en';
import { clockTime, sizeInWords, whenInWords } from '../text/amounts.en';
import { common } from '../text/common.en';
import { recordings } from '../text/recordings.en';
import { AdminActs } from './admin-acts';
import { Choice } from '../shell/choice';
import { PagedList } from '../api/paged-list';
import { PagedView } from '../shell/paged-view';
import { whenChanged } from '../api/when-changed';

/** `/admin/recordings`: everybody's recordings, to see what fills the disk and to delete. */
@Component({
  selector: 'parley-all-recordings-page',
  imports: [Button, Chip, Choice, EmptyState, Icon, PagedView],
  templateUrl: './all-recordings-page.html',
  styleUrl: './list-page.css',
})
export class AllRecordingsPage {
  private readonly rest = inject(RestClient);
  private readonly acts = inject(AdminActs);
  protected readonly text = { ...common, ...admin };
  protected readonly sort = signal<string>('startedAt');
  protected readonly sorts = Object.entries(admin.sortRecordings).map(([value, words]) => ({
    value,
    words,
  }));
  protected readonly list = new PagedList<AdminRecording>((page) => {
    const sort = this.sort() as AdminRecordingSort;
    return this.rest.call(routes.listAllRecordings, { query: { sort, page } });
  });
  protected readonly rows = computed(() =>
    this.list.items()?.map((recording) => ({
      recording,
      when: whenInWords(new Date(recording.startedAt), new Date()),
      size: sizeInWords(recording.sizeBytes),
      duration: recording.durationMs === null ? '' : clockTime(recording.durationMs),
      status: recordings.status(recording.status),
    })),
  );

  constructor() {
    void this.list.load();
    whenChanged(this.sort, () => void this.list.load(1));
  }

  protected async delete({ id: recordingId, title }: AdminRecording): Promise<void> {
    const act = () => this.rest.call(routes.deleteAnyRecording, { params: { recordingId } });
    const question = {
      heading: admin.deleteRecordingHeading(title),
      text: admin.deleteRecordingText,
      action: admin.deleteRecording,
    };
    if (await this.acts.run(act, admin.recordingDeleted(title), question)) await this.list.load();
  }
}
