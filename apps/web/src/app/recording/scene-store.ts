import { computed, inject, Injectable } from '@angular/core';
import type { Participant } from '@parley/contract';
import type { Scene, SceneTile } from '@parley/recording';
import { LocalPublications } from '../meeting/local-publications';
import { MeetingStore } from '../meeting/meeting-store';
import { MeshBridge, type RemoteTracks } from '../meeting/mesh-bridge';

type Tracks = { readonly [Source in keyof RemoteTracks]?: MediaStreamTrack | null };

/** What a recording shows and lets hear now: everyone's camera and voice, and every shared screen with its sound. */
@Injectable()
export class SceneStore {
  readonly #meeting = inject(MeetingStore);
  readonly #local = inject(LocalPublications);
  readonly #bridge = inject(MeshBridge);

  readonly scene = computed<Scene>(() => {
    const self = this.#meeting.self()?.id;
    const remote = this.#bridge.tracks();
    return {
      tiles: this.#meeting
        .participants()
        .flatMap((one) =>
          tilesOf(one, one.id === self ? this.#local.tracks() : (remote.get(one.id) ?? {})),
        ),
    };
  });
}

/** What somebody says they switched off is neither seen nor heard, even where frames are still on their way. */
function tilesOf({ id, name, publications }: Participant, tracks: Tracks): SceneTile[] {
  const person: SceneTile = {
    id,
    kind: 'camera',
    name,
    video: publications.camera ? (tracks.camera ?? null) : null,
    audio: publications.microphone ? (tracks.microphone ?? null) : null,
    isMuted: !publications.microphone,
  };
  if (!publications.screen_share) return [person];
  const screen: SceneTile = {
    id: `${id}/screen`,
    kind: 'screen_share',
    name,
    video: tracks.screen_share ?? null,
    audio: publications.screen_share_audio ? (tracks.screen_share_audio ?? null) : null,
    isMuted: !publications.screen_share_audio,
  };
  return [person, screen];
}
