import { computed, inject, Injectable, signal } from '@angular/core';
import { type Recording, routes } from '@parley/contract';
import type { ParleyFailure } from '../api/parley-failure';
import { RestClient } from '../api/rest-client';
import { Submission } from '../api/submission';

/** Recordings the signed-in person may see, newest first. Provided by a recordings page and gone with it. */
@Injectable()
export class RecordingsStore {
  private readonly rest = inject(RestClient);
  private readonly lastFailure = signal<ParleyFailure | null>(null);
  private readonly list = signal<readonly Recording[] | null>(null);
  private readonly searched = signal('');
  private wish = 0;
  /** Null until the first answer. */
  readonly recordings = this.list.asReadonly();
  /** What the shown list was searched for. */
  readonly search = this.searched.asReadonly();
  readonly failure = this.lastFailure.asReadonly();
  /** True while something shown will change by itself. */
  readonly isChanging = computed(
    () =>
      this.list()?.some(({ status }) => status === 'recording' || status === 'processing') === true,
  );

  /** Searches and shows; of several searches under way the last one wins. A failure keeps what is shown. */
  async load(search: string): Promise<void> {
    const wish = ++this.wish;
    const attempt = new Submission();
    await attempt.run(async () => {
      const { items } = await this.rest.call(routes.listRecordings, { query: { search } });
      if (wish !== this.wish) return;
      this.searched.set(search);
      this.list.set(items);
    });
    if (wish === this.wish) this.lastFailure.set(attempt.failure());
  }

  async rename(recordingId: string, title: string): Promise<void> {
    const body = { title };
    const renamed = await this.rest.call(routes.renameRecording, { params: { recordingId }, body });
    this.list.update((list) => list?.map((one) => (one.id === renamed.id ? renamed : one)) ?? null);
  }

  async delete(recordingId: string): Promise<void> {
    await this.rest.call(routes.deleteRecording, { params: { recordingId } });
    this.list.update((list) => list?.filter(({ id }) => id !== recordingId) ?? null);
  }
}
