import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { interval, Subscription } from 'rxjs';
import { createMediaStream } from '../media/media-ports';
import { levelOf } from '../media/sound-level';
import { LocalPublications } from './local-publications';
import { SpeakingWatch } from './loudness';
import { MeetingStore } from './meeting-store';
import { MeshBridge } from './mesh-bridge';
import { SecondAct } from './second-act';

/** Often enough to feel immediate, seldom enough to cost nothing. */
const listenEveryMs = 150;
const windowSamples = 512;
/**
 * Nothing of what is heard here is to be played, and a way to the speakers costs a thread of its own. Browsers that do not
 * know it play silence. Source: W3C webaudio, AudioSinkOptions; lacks in TypeScript's lib.dom.
 */
const unheard: AudioContextOptions & { readonly sinkId: { readonly type: 'none' } } = {
  sinkId: { type: 'none' },
};

interface Ear {
  readonly track: MediaStreamTrack;
  readonly analyser: AnalyserNode;
  readonly source: MediaStreamAudioSourceNode;
}

/** Who speaks, by listening to every microphone that is on. Lifetime: one meeting; the audio context ends with it. */
@Injectable()
export class SpeakingStore {
  readonly #meeting = inject(MeetingStore);
  readonly #mesh = inject(MeshBridge);
  readonly #local = inject(LocalPublications);
  readonly #createStream = inject(createMediaStream);
  readonly #watch = new SpeakingWatch();
  readonly #ears = new Map<string, Ear>();
  readonly #samples = new Float32Array(windowSamples);
  readonly #speaking = signal<ReadonlySet<string>>(new Set(), { equal: areSame });
  #context: AudioContext | null = null;

  /** Ids of those who speak now. */
  readonly speaking = this.#speaking.asReadonly();

  readonly #microphones = computed(() => {
    const self = this.#meeting.state()?.self;
    const remote = this.#mesh.tracks();
    return this.#meeting.participants().flatMap(({ id, publications }) => {
      const isOwn = id === self;
      const track = isOwn ? this.#local.tracks().microphone : remote.get(id)?.microphone;
      return track && (isOwn || publications.microphone) ? [{ id, track }] : [];
    });
  });

  constructor() {
    const listening = new Subscription();
    inject(SecondAct).run(() =>
      listening.add(interval(listenEveryMs).subscribe(() => this.#measure())),
    );
    inject(DestroyRef).onDestroy(() => {
      listening.unsubscribe();
      this.#listenTo([]);
      void this.#context?.close();
    });
  }

  #listenTo(
    microphones: readonly { readonly id: string; readonly track: MediaStreamTrack }[],
  ): void {
    for (const [id, ear] of this.#ears) {
      if (microphones.some((one) => one.id === id && one.track === ear.track)) continue;
      ear.source.disconnect();
      this.#ears.delete(id);
      this.#watch.forget(id);
    }
    for (const { id, track } of microphones)
      if (!this.#ears.has(id)) this.#ears.set(id, this.#earFor(track));
  }

  #earFor(track: MediaStreamTrack): Ear {
    this.#context ??= new AudioContext(unheard);
    const analyser = new AnalyserNode(this.#context, { fftSize: windowSamples });
    const source = new MediaStreamAudioSourceNode(this.#context, {
      mediaStream: this.#createStream([track]),
    });
    source.connect(analyser);
    return { track, analyser, source };
  }

  #measure(): void {
    this.#listenTo(this.#microphones());
    // After a reload the browser wants a click or a key before it lets anything run that could sound.
    if (this.#context?.state === 'suspended' && navigator.userActivation.hasBeenActive)
      void this.#context.resume();
    const nowMs = performance.now();
    for (const [id, { analyser }] of this.#ears) {
      analyser.getFloatTimeDomainData(this.#samples);
      this.#watch.note(id, levelOf(this.#samples), nowMs);
    }
    this.#speaking.set(this.#watch.speaking(nowMs));
  }
}

function areSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
