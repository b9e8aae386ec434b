import { computed, effect, inject, Injectable, signal } from '@angular/core';
import type { Participant } from '@parley/contract';
import { interval } from 'rxjs';
import { type Ear, openEar } from '../media/microphone-ear';
import { LocalPublications } from './local-publications';
import { SpeakingWatch } from './loudness';
import { MeetingStore } from './meeting-store';
import { MeshBridge } from './mesh-bridge';
import { SecondAct } from './second-act';

/** Often enough to feel immediate, seldom enough to cost nothing. */
const listenEveryMs = 150;

/**
 * Who speaks, of those whose microphone is on: the others by what their voices say of themselves on the way, oneself by
 * listening. Lifetime: one meeting.
 */
@Injectable()
export class SpeakingStore {
  readonly #meeting = inject(MeetingStore);
  readonly #bridge = inject(MeshBridge);
  readonly #local = inject(LocalPublications);
  readonly #act = inject(SecondAct);
  readonly #openEar = inject(openEar);
  readonly #watch = new SpeakingWatch();
  readonly #speaking = signal<ReadonlySet<string>>(new Set(), { equal: areSame });
  #ownEar: Ear | null = null;

  /** Ids of those who speak now. */
  readonly speaking = this.#speaking.asReadonly();

  /** By itself, because the other tracks come and go beside it. */
  readonly #ownMicrophone = computed(() => this.#local.tracks().microphone);

  constructor() {
    effect((onCleanup) => {
      const own = this.#act.hasBegun() ? this.#ownMicrophone() : null;
      const ear = own ? this.#openEar(own) : null;
      this.#ownEar = ear;
      onCleanup(() => ear?.close());
    });
    effect((onCleanup) => {
      if (!this.#act.hasBegun()) return;
      const listening = interval(listenEveryMs).subscribe(() => this.#measure());
      onCleanup(() => listening.unsubscribe());
    });
  }

  #measure(): void {
    const nowMs = performance.now();
    for (const one of this.#meeting.participants()) {
      const level = this.#levelOf(one);
      if (level === null) this.#watch.forget(one.id);
      else this.#watch.note(one.id, level, nowMs);
    }
    this.#speaking.set(this.#watch.speaking(nowMs));
  }

  /** Null where there is nothing to hear. */
  #levelOf({ id, publications }: Participant): number | null {
    if (id === this.#meeting.state()?.self) return this.#ownEar?.level() ?? null;
    return publications.microphone ? (this.#bridge.mesh()?.voiceLevel(id) ?? null) : null;
  }
}

function areSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
