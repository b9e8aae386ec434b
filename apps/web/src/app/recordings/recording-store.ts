import { inject, Injectable, signal } from '@angular/core';
import {
  type Recording,
  type RecordingTimeline,
  type RecordingTrack,
  routes,
} from '@parley/contract';
import { RestClient } from '../api/rest-client';
import { Submission } from '../api/submission';

/** One recording with what happened in it and what lies beside it. Provided by its page and gone with it. */
@Injectable()
export class RecordingStore {
  private readonly rest = inject(RestClient);
  private readonly found = signal<Recording | null>(null);
  private readonly foundTimeline = signal<RecordingTimeline | null>(null);
  private readonly foundTracks = signal<readonly RecordingTrack[] | null>(null);
  private readonly besidesLoading = new Submission();
  readonly loading = new Submission();
  /** Each null until it is loaded. */
  readonly recording = this.found.asReadonly();
  readonly timeline = this.foundTimeline.asReadonly();
  readonly tracks = this.foundTracks.asReadonly();

  async load(recordingId: string): Promise<void> {
    const params = { recordingId };
    await this.loading.run(async () => {
      this.found.set(await this.rest.call(routes.readRecording, { params }));
    });
  }

  /** Chapters, chat and tracks: a recording plays as well without them. */
  async loadBesides(recordingId: string, hasTracks: boolean): Promise<void> {
    const params = { recordingId };
    await this.besidesLoading.run(async () => {
      this.foundTimeline.set(await this.rest.call(routes.readRecordingTimeline, { params }));
      if (hasTracks) this.foundTracks.set(await this.rest.call(routes.listTracks, { params }));
    });
  }

  async rename(recordingId: string, title: string): Promise<void> {
    const [params, body] = [{ recordingId }, { title }];
    this.found.set(await this.rest.call(routes.renameRecording, { params, body }));
  }
}
