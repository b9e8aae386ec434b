import { computed, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import type { Door } from '@parley/contract';
import type { CaptureSource } from '../media/capture-problem';
import { type CaptureWishes, LocalMediaStore } from '../media/local-media-store';
import { readJoinLink } from './join-link';
import { SelfJoinedRooms } from './self-joined-rooms';

const sources = ['microphone', 'camera'] as const satisfies readonly CaptureSource[];

/** Follows what the link says about joining, as far as that is the link's to say. Lifetime: the room's page. */
@Injectable()
export class ScriptedJoin {
  readonly #media = inject(LocalMediaStore);
  readonly #rooms = inject(SelfJoinedRooms);
  readonly link = readJoinLink(new URLSearchParams(inject(DOCUMENT).location.search));
  readonly #isOver = signal(false);

  /** Devices without which nobody is to join by this link, and which are off. */
  readonly missing = computed(() =>
    sources.filter((source) => this.link[source] === 'required' && !this.#media[source].isOn()),
  );

  /** True once every device that is wanted is on, or said why not. */
  readonly #areDevicesSettled = computed(() =>
    sources.every((source) => {
      const { isWanted, isOn, problem } = this.#media[source];
      return !isWanted() || isOn() || problem() !== null;
    }),
  );

  wishes(): CaptureWishes {
    return { microphone: this.link.microphone !== 'off', camera: this.link.camera !== 'off' };
  }

  /** Whether the link wants to join by itself and this device does not know the room yet. */
  isUnconfirmed(door: Door): boolean {
    return this.link.isAutomatic && !this.#rooms.has(door.roomId);
  }

  /** Whether the time has come to join without a click: once, and never past a password. */
  isDue(door: Door): boolean {
    return (
      this.link.isAutomatic &&
      !this.#isOver() &&
      !door.needsPassword &&
      this.#rooms.has(door.roomId) &&
      this.#areDevicesSettled() &&
      this.missing().length === 0
    );
  }

  /** Somebody asked for a seat: by a click that stands for the next times, or by itself. */
  noteAsked(door: Door): void {
    this.#isOver.set(true);
    if (this.link.isAutomatic) this.#rooms.remember(door.roomId);
  }
}
