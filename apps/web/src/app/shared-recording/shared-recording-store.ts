import { computed, inject, Injectable, signal } from '@angular/core';
import { routes, type SharedRecording, type SharedTimeline } from '@parley/contract';
import { addressOf, RestClient } from '../api/rest-client';
import { Submission } from '../api/submission';

/** The recording behind a link. Provided by its page and gone with it. */
@Injectable()
export class SharedRecordingStore {
  private readonly rest = inject(RestClient);
  private readonly found = signal<SharedRecording | null>(null);
  private readonly foundTimeline = signal<SharedTimeline | null>(null);
  private readonly token = signal('');
  private readonly timelineLoading = new Submission();
  readonly loading = new Submission();
  readonly unlocking = new Submission();
  readonly recording = this.found.asReadonly();
  /** Null until it is loaded: a recording plays as well without it. */
  readonly timeline = this.foundTimeline.asReadonly();
  readonly addresses = computed(() => {
    const recording = this.found();
    return recording === null ? null : addressesOf(recording, this.token());
  });

  async load(token: string): Promise<void> {
    this.token.set(token);
    const params = { token };
    const isOpen = await this.loading.run(async () =>
      this.found.set(await this.rest.call(routes.readSharedRecording, { params })),
    );
    if (!isOpen) return;
    await this.timelineLoading.run(async () =>
      this.foundTimeline.set(await this.rest.call(routes.readSharedTimeline, { params })),
    );
  }

  /** Gives the password; the server keeps in mind that this browser knows it. */
  async unlock(password: string): Promise<void> {
    const params = { token: this.token() };
    const isUnlocked = await this.unlocking.run(() =>
      this.rest.call(routes.unlockSharedRecording, { params, body: { password } }),
    );
    if (isUnlocked) await this.load(this.token());
  }
}

function addressesOf({ formats, hasThumbnail, allowsDownload }: SharedRecording, token: string) {
  const params = { token };
  const { path } = routes.downloadSharedRecording;
  const hasMp4Too = formats.includes('mp4') && formats.includes('webm');
  const mp4 = { format: 'mp4' };
  const mp4File = hasMp4Too ? addressOf(path, params, mp4) : null;
  return {
    file: addressOf(path, params),
    mp4File,
    thumbnail: hasThumbnail ? addressOf(routes.readSharedThumbnail.path, params) : '',
    download: allowsDownload ? addressOf(path, params, { download: '1' }) : null,
    mp4Download:
      allowsDownload && mp4File !== null
        ? { fileUrl: mp4File, downloadUrl: addressOf(path, params, { ...mp4, download: '1' }) }
        : null,
  };
}
