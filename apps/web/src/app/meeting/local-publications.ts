import { computed, effect, inject, Injectable, untracked } from '@angular/core';
import type { Publications } from '@parley/contract';
import { sources } from '@parley/mesh';
import { ParleyFailure } from '../api/parley-failure';
import { LocalMediaStore } from '../media/local-media-store';
import { ScreenShareStore } from '../screen-share/screen-share-store';
import { MeetingStore } from './meeting-store';
import { type LocalTracks, publicationsOf } from './publications';
import { SizedCamera } from './sized-camera';

/** What this page offers to the others, and saying so to the server whenever it changes. Lifetime: one meeting. */
@Injectable()
export class LocalPublications {
  readonly #media = inject(LocalMediaStore);
  readonly #camera = inject(SizedCamera);
  readonly #screen = inject(ScreenShareStore);
  readonly #meeting = inject(MeetingStore);

  readonly tracks = computed<LocalTracks>(() => ({
    microphone: this.#media.microphone.liveTrack(),
    camera: this.#camera.track(),
    screen_share: this.#screen.videoTrack(),
    screen_share_audio: this.#screen.audioTrack(),
    second_screen_share: this.#screen.second.videoTrack(),
    second_screen_share_audio: this.#screen.second.audioTrack(),
  }));

  readonly publications = computed<Publications>(() => publicationsOf(this.tracks()), {
    equal: areSame,
  });

  constructor() {
    effect(() => {
      const publications = this.publications();
      untracked(() => void this.#say(publications));
    });
  }

  /** A refusal changes nothing here: what is on is on, and is said again at the next change or entering. */
  async #say(publications: Publications): Promise<void> {
    try {
      await this.#meeting.setPublications(publications);
    } catch (error) {
      console.warn('publications not taken', ParleyFailure.from(error).code);
    }
  }
}

function areSame(a: Publications, b: Publications): boolean {
  return sources.every((source) => a[source] === b[source]);
}
