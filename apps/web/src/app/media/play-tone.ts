import { InjectionToken } from '@angular/core';

/** Two soft notes, a fifth apart: long enough to find the loudspeaker by, short enough not to annoy. */
const notes = [
  { hertz: 523.25, atSeconds: 0 },
  { hertz: 783.99, atSeconds: 0.35 },
];
const noteSeconds = 0.6;
const volume = 0.2;

/** Plays a short tone on a speaker, the system's own where null. Rejects where the browser cannot. */
export const playTone = new InjectionToken<(speakerId: string | null) => Promise<void>>(
  'playTone',
  {
    providedIn: 'root',
    factory: () => async (speakerId) => {
      const context = new AudioContext();
      const element = new Audio();
      try {
        const output = new MediaStreamAudioDestinationNode(context);
        element.srcObject = output.stream;
        // An element, because it can be sent to a speaker in every browser that can choose one.
        if (speakerId !== null && 'setSinkId' in element) await element.setSinkId(speakerId);
        await element.play();
        await Promise.all(notes.map((note) => playNote(context, output, note)));
      } finally {
        element.srcObject = null;
        await context.close();
      }
    },
  },
);

function playNote(
  context: AudioContext,
  output: AudioNode,
  { hertz, atSeconds }: (typeof notes)[number],
): Promise<void> {
  const start = context.currentTime + atSeconds;
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(volume, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, start + noteSeconds);
  const tone = new OscillatorNode(context, { frequency: hertz });
  tone.connect(gain).connect(output);
  tone.start(start);
  tone.stop(start + noteSeconds);
  return new Promise((resolve) => (tone.onended = () => resolve()));
}
