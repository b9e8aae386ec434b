import { computed, inject, Injectable, signal } from '@angular/core';
import { type Recording, type RecordingUsage, routes } from '@parley/contract';
import { PagedList } from '../api/paged-list';
import { RestClient } from '../api/rest-client';
import { Submission } from '../api/submission';
import type { Option } from '../shell/choice';
import { everything, queryOf } from './recording-filter';

/** Recordings the signed-in person may see, newest first. Provided by a recordings page and gone with it. */
@Injectable()
export class RecordingsStore {
  private readonly rest = inject(RestClient);
  private readonly roomsLoading = new Submission();
  private readonly usageLoading = new Submission();
  private readonly myRooms = signal<readonly Option[]>([]);
  private readonly usedUp = signal<RecordingUsage | null>(null);
  readonly filter = signal(everything);
  readonly list = new PagedList<Recording>((page) =>
    this.rest.call(routes.listRecordings, {
      query: { ...queryOf(this.filter(), new Date()), page },
    }),
  );
  /** What recordings can be narrowed to; without an answer it is none. */
  readonly rooms = this.myRooms.asReadonly();
  /** Null until the first answer. */
  readonly usage = this.usedUp.asReadonly();
  /** True while something shown will change by itself. */
  readonly isChanging = computed(
    () =>
      this.list.items()?.some(({ status }) => status === 'recording' || status === 'processing') ===
      true,
  );

  /** Reads the list again, and how much all of it takes up. */
  async load(page?: number): Promise<void> {
    await Promise.all([
      this.loadPage(page),
      this.usageLoading.run(async () =>
        this.usedUp.set(await this.rest.call(routes.readRecordingUsage, {})),
      ),
    ]);
  }

  async loadRooms(): Promise<void> {
    await this.roomsLoading.run(async () => {
      const rooms = await this.rest.call(routes.listRooms, {});
      this.myRooms.set(rooms.map(({ id, name }) => ({ value: id, words: name })));
    });
  }

  async rename(recordingId: string, title: string): Promise<void> {
    const body = { title };
    await this.rest.call(routes.renameRecording, { params: { recordingId }, body });
    await this.load();
  }

  /** Whoever deletes all of the last page goes on with the first one. */
  private async loadPage(page?: number): Promise<void> {
    await this.list.load(page);
    if (this.list.items()?.length === 0 && this.list.total() > 0) await this.list.load(1);
  }
}
