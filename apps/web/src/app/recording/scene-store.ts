import { computed, inject, Injectable } from '@angular/core';
import type { Participant } from '@parley/contract';
import type { Scene, SceneTile } from '@parley/recording';
import { LocalPublications } from '../meeting/local-publications';
import { MeetingStore } from '../meeting/meeting-store';
import { MeshBridge, type RemoteTracks } from '../meeting/mesh-bridge';
import { SpeakingStore } from '../meeting/speaking-store';
import { isOut } from './left-out';

type Tracks = { readonly [Source in keyof RemoteTracks]?: MediaStreamTrack | null };

/**
 * What a recording shows and lets hear now: the camera and voice of everyone who is in it, and every screen they share
 * with its sound.
 */
@Injectable()
export class SceneStore {
  readonly #meeting = inject(MeetingStore);
  readonly #local = inject(LocalPublications);
  readonly #bridge = inject(MeshBridge);
  readonly #speaking = inject(SpeakingStore);

  readonly scene = computed<Scene>(() => {
    const state = this.#meeting.state();
    const remote = this.#bridge.tracks();
    const included = this.#meeting
      .participants()
      .filter((one) => state !== null && !isOut(one, state));
    const speaking = this.#speaking.speaking();
    return {
      speakingId: included.find(({ id }) => speaking.has(id))?.id ?? null,
      tiles: included.flatMap((one) =>
        tilesOf(one, one.id === state?.self ? this.#local.tracks() : (remote.get(one.id) ?? {})),
      ),
    };
  });
}

/** A person may share two screens, each with its sound. */
const screens = [
  { video: 'screen_share', audio: 'screen_share_audio' },
  { video: 'second_screen_share', audio: 'second_screen_share_audio' },
] as const;

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
  const shared = screens.filter(({ video }) => publications[video]);
  return [
    person,
    ...shared.map<SceneTile>(({ video, audio }) => ({
      id: `${id}/${video}`,
      kind: 'screen_share',
      name,
      video: tracks[video] ?? null,
      audio: publications[audio] ? (tracks[audio] ?? null) : null,
      isMuted: !publications[audio],
    })),
  ];
}
