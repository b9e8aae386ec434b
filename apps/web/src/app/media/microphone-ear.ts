import { inject, InjectionToken } from '@angular/core';
import { createMediaStream } from './media-ports';
import { levelOf } from './sound-level';

/** Listens to one track. Lifetime: until `close()`, which leaves the track as it is. */
export interface Ear {
  /** How loud it was since about the last tenth of a second: root mean square, 0 to 1. */
  level(): number;
  close(): void;
}

/** 85 ms at 48 kHz: asked ten times a second, hardly a syllable is missed. */
const windowSamples = 4_096;

/**
 * Seldom woken, because nobody hears what comes late. Nothing of it is to be played, and a way to the speakers costs a
 * thread of its own; browsers that do not know this play silence. Source: W3C webaudio, AudioSinkOptions; lacks in
 * TypeScript's lib.dom.
 */
const unheard: AudioContextOptions & { readonly sinkId: { readonly type: 'none' } } = {
  latencyHint: 'playback',
  sinkId: { type: 'none' },
};

/** Starts to listen to a track; one analyser, nothing is played. */
export const openEar = new InjectionToken<(track: MediaStreamTrack) => Ear>('openEar', {
  providedIn: 'root',
  factory: () => {
    const createStream = inject(createMediaStream);
    return (track) => {
      const context = new AudioContext(unheard);
      const analyser = new AnalyserNode(context, { fftSize: windowSamples });
      const source = new MediaStreamAudioSourceNode(context, {
        mediaStream: createStream([track]),
      });
      source.connect(analyser);
      const samples = new Float32Array(windowSamples);
      return {
        level: () => {
          // Before the first click a browser may hold everything back that could sound.
          if (context.state === 'suspended' && navigator.userActivation.hasBeenActive)
            void context.resume();
          analyser.getFloatTimeDomainData(samples);
          return levelOf(samples);
        },
        close: () => {
          source.disconnect();
          void context.close();
        },
      };
    };
  },
});
