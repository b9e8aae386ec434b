/** Two soft notes, a fifth apart: long enough to find the loudspeaker by, short enough not to annoy. */
const notes = [
  { hertz: 523.25, atSeconds: 0 },
  { hertz: 783.99, atSeconds: 0.35 },
];
const noteSeconds = 0.6;
/** Quieter than a voice, so that nobody with headphones is startled. */
const volume = 0.2;
/** Begins and ends softly: a tone that is cut off clicks. */
const rampSeconds = 0.02;
const nearlySilent = 0.001;

/** A tone as a track, which is silent until it sounds and after it. Lifetime: until `close`. */
export interface Tone {
  readonly track: MediaStreamTrack;
  /** Sounds once; resolves when it is over or closed. */
  readonly sound: () => Promise<void>;
  /** Idempotent. */
  readonly close: () => void;
}

/** The tone by which speakers and recorders are tried, in a context of its own. */
export function createTone(context: AudioContext): Tone {
  const output = context.createMediaStreamDestination();
  const [track] = output.stream.getAudioTracks();
  if (!track) throw new Error('a MediaStreamAudioDestinationNode without a track');
  const closed = Promise.withResolvers<void>();
  return {
    track,
    sound: async () => {
      await context.resume();
      const over = Promise.all(notes.map((note) => soundNote(context, output, note)));
      await Promise.race([over, closed.promise]);
    },
    close: () => {
      closed.resolve();
      track.stop();
      if (context.state !== 'closed') void context.close();
    },
  };
}

function soundNote(
  context: AudioContext,
  output: AudioNode,
  { hertz, atSeconds }: (typeof notes)[number],
): Promise<void> {
  const [oscillator, gain] = [context.createOscillator(), context.createGain()];
  const start = context.currentTime + atSeconds;
  const end = start + noteSeconds;
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(volume, start + rampSeconds);
  gain.gain.exponentialRampToValueAtTime(nearlySilent, end);
  oscillator.connect(gain).connect(output);
  oscillator.start(start);
  oscillator.stop(end);
  return new Promise((resolve) => (oscillator.onended = () => resolve()));
}
