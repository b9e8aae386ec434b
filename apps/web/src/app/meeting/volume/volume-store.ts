import { DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** The sounds that can be heard of one participant, each by itself. */
export type SoundSource = 'microphone' | 'screen_share_audio' | 'second_screen_share_audio';

/** Names one sound of the meeting. */
export function soundKey(participantId: string, source: SoundSource): string {
  return `${participantId}/${source}`;
}

/** How loud each voice and each screen is for this person alone; nobody else learns of it. Lifetime: one meeting. */
@Injectable()
export class VolumeStore {
  readonly #volumes = signal<ReadonlyMap<string, number>>(new Map());
  /** False on iOS, where only the keys of the device set a volume. */
  readonly canSet = canSetVolume(inject(DOCUMENT).createElement('audio'));

  /** From 0 to 1; 1 until it is set. */
  of(key: string): number {
    return this.#volumes().get(key) ?? 1;
  }

  /** @param volume from 0 to 1. */
  set(key: string, volume: number): void {
    const inRange = Math.min(1, Math.max(0, volume));
    this.#volumes.update((all) => new Map(all).set(key, inRange));
  }
}

function canSetVolume(element: HTMLMediaElement): boolean {
  element.volume = 0.5;
  return element.volume === 0.5;
}
