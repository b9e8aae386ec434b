import { computed, DestroyRef, effect, inject, Injectable, untracked } from '@angular/core';
import { type RunningRecording, Source } from '@parley/contract';
import { ParleyFailure } from '../api/parley-failure';
import { RestClient } from '../api/rest-client';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { LocalMediaStore } from '../media/local-media-store';
import { LocalPublications } from '../meeting/local-publications';
import { MeetingStore } from '../meeting/meeting-store';
import type { LocalTracks } from '../meeting/publications';
import { trackTitle } from '../text/recording.en';
import { isOut } from './left-out';
import type { openTrack } from './open-track';
import { PauseTeller } from './pause-teller';
import { RecordingClock } from './recording-clock';
import { RecordingSender, type Ticket } from './recording-sender';

type OpenTrack = Awaited<ReturnType<typeof openTrack>>;
/** A microphone or camera that is off stays one file, silent or dark; a screen that is no longer shared is over. */
const lasting: readonly Source[] = ['microphone', 'camera'];

/**
 * Records this person's own microphone, camera and screens on their device while the recording asks for separate tracks
 * and they are in it. Lifetime: one meeting; RecordingSender, which outlives it, sends the rest.
 */
@Injectable()
export class OwnTracks {
  readonly #client = inject(MeetingClient);
  readonly #meeting = inject(MeetingStore);
  readonly #media = inject(LocalMediaStore);
  readonly #local = inject(LocalPublications);
  readonly #clock = inject(RecordingClock);
  readonly #pauses = inject(PauseTeller);
  readonly #sender = inject(RecordingSender);
  readonly #rest = inject(RestClient);
  /** Null while one is being opened. */
  readonly #open = new Map<Source, OpenTrack | null>();
  /** What the server would not take is not asked for again until something changes. */
  readonly #refused = new Set<Source>();
  #recordingId = '';

  readonly #recording = computed<RunningRecording | null>(() => {
    const [state, self] = [this.#meeting.state(), this.#meeting.self()];
    const recording = state?.recording;
    return state && self && recording?.plan.withTracks && !isOut(self, state) ? recording : null;
  });

  /** The camera as it is captured, which may be larger than what is sent. */
  readonly #tracks = computed<LocalTracks>(() => ({
    ...this.#local.tracks(),
    camera: this.#media.camera.liveTrack(),
  }));

  constructor() {
    effect(() => {
      const [recording, tracks] = [this.#recording(), this.#tracks()];
      untracked(() => this.#reconcile(recording, tracks));
    });
    const again = () => {
      this.#refused.clear();
      this.#reconcile(this.#recording(), this.#tracks());
    };
    const stopObserving = this.#meeting.observe({ entered: () => untracked(again) });
    inject(DestroyRef).onDestroy(() => {
      stopObserving();
      this.#recordingId = '';
      for (const source of this.#open.keys()) this.#close(source);
    });
  }

  #reconcile(recording: RunningRecording | null, tracks: LocalTracks): void {
    if (recording?.recordingId !== this.#recordingId) {
      this.#recordingId = recording?.recordingId ?? '';
      this.#refused.clear();
      for (const source of this.#open.keys()) this.#close(source);
    }
    if (recording) for (const source of Source.options) this.#follow(source, recording, tracks);
  }

  #follow(source: Source, recording: RunningRecording, tracks: LocalTracks): void {
    const [open, track] = [this.#open.get(source), tracks[source]];
    if (open === undefined) {
      if (track && !recording.isPaused && !this.#refused.has(source))
        void this.#begin(source, track, recording);
    } else if (!track && !lasting.includes(source)) this.#close(source);
    else if (open) {
      open.recorder.replaceTrack(track);
      if (recording.isPaused) open.recorder.pause();
      else this.#resume(open);
    }
  }

  #resume(open: OpenTrack): void {
    const wasPaused = open.recorder.isPaused;
    open.recorder.resume();
    if (wasPaused) void this.#pauses.tell(open);
  }

  async #begin(
    source: Source,
    track: MediaStreamTrack,
    { recordingId }: RunningRecording,
  ): Promise<void> {
    this.#open.set(source, null);
    try {
      const { openTrack } = await import('./open-track');
      const opened = await openTrack({
        source,
        track,
        title: trackTitle(this.#meeting.state()?.roomName ?? '', source),
        rest: this.#rest,
        ticketFor: (beganMs) => this.#ticketFor(recordingId, source, beganMs),
        onError: (error) => console.warn('own track', source, error),
      });
      if (this.#recordingId !== recordingId || !this.#open.has(source))
        return await this.#finish(opened);
      this.#open.set(source, opened);
      this.#sender.hurryOnline(opened.keeper);
    } catch (error) {
      this.#open.delete(source);
      this.#refused.add(source);
      console.warn('own track not recorded', source, ParleyFailure.from(error).code);
    }
    // Things may have changed while it was opened.
    this.#reconcile(this.#recording(), this.#tracks());
  }

  async #ticketFor(recordingId: string, source: Source, beganMs: number): Promise<Ticket> {
    const { atMs, errorMs } = await this.#clock.serverMomentOf(beganMs);
    const { trackId, ticket } = await this.#client.request('recordings:open-track', {
      recordingId,
      source,
      startedAtMs: atMs,
      clockErrorMs: errorMs,
    });
    return { recordingId: trackId, ticket };
  }

  #close(source: Source): void {
    const open = this.#open.get(source);
    this.#open.delete(source);
    if (open) void this.#finish(open);
  }

  /** In the background: what cannot be sent now stays on this device, and is offered on the next visit. */
  async #finish(open: OpenTrack): Promise<void> {
    const { source, recorder, keeper, ticket } = open;
    try {
      await recorder.stop();
      await this.#sender.finish(keeper, ticket, { lastWords: () => this.#pauses.tell(open) });
    } catch (error) {
      console.warn('own track not complete', source, error);
    }
  }
}
