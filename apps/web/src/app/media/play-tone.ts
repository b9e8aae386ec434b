import { InjectionToken } from '@angular/core';
import { createTone } from './tone';

export type PlayTone = (speakerId: string | null, signal?: AbortSignal) => Promise<void>;

/** Plays a short tone on a speaker, the system's own where null. Rejects where the browser cannot. */
export const playTone = new InjectionToken<PlayTone>('playTone', {
  providedIn: 'root',
  factory: () => async (speakerId, signal) => {
    const tone = createTone(new AudioContext());
    const element = new Audio();
    signal?.addEventListener('abort', tone.close, { once: true });
    try {
      element.srcObject = new MediaStream([tone.track]);
      // An element, because it can be sent to a speaker in every browser that can choose one.
      if (speakerId !== null && 'setSinkId' in element) await element.setSinkId(speakerId);
      await element.play();
      await tone.sound();
    } finally {
      signal?.removeEventListener('abort', tone.close);
      element.srcObject = null;
      tone.close();
    }
  },
});
