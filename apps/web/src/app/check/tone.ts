/** A fifth above the tuning note: on every laptop's speaker, and no alarm. */
const toneHertz = 660;
/** Quieter than a voice, so that nobody with headphones is startled. */
const toneGain = 0.2;
const toneSeconds = 1.2;
/** Begins and ends softly: a tone that is cut off clicks. */
const rampSeconds = 0.05;

/** A tone as a track. Lifetime: until `close`. */
export interface Tone {
  readonly track: MediaStreamTrack;
  /** Resolves when the tone is over. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Starts one tone of a little more than a second, after which the track is silent. */
export async function startTone(context: AudioContext): Promise<Tone> {
  await context.resume();
  const [oscillator, gain] = [context.createOscillator(), context.createGain()];
  const output = context.createMediaStreamDestination();
  oscillator.frequency.value = toneHertz;
  const [start, end] = [context.currentTime, context.currentTime + toneSeconds];
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(toneGain, start + rampSeconds);
  gain.gain.setValueAtTime(toneGain, end - rampSeconds);
  gain.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(gain).connect(output);
  const ended = new Promise<void>((resolve) => {
    oscillator.onended = () => resolve();
  });
  oscillator.start(start);
  oscillator.stop(end);
  const [track] = output.stream.getAudioTracks();
  if (!track) throw new Error('a MediaStreamAudioDestinationNode without a track');
  return {
    track,
    ended,
    close: async () => {
      track.stop();
      await context.close();
    },
  };
}

/** Plays one tone on a speaker; null is the system's. Resolves when it is over, rejects where the browser refuses. */
export async function playTone(
  window: Window & typeof globalThis,
  speakerId: string | null,
  signal: AbortSignal,
): Promise<void> {
  const tone = await startTone(new window.AudioContext());
  const element = window.document.createElement('audio');
  const stop = () => void tone.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    element.srcObject = new window.MediaStream([tone.track]);
    if (speakerId !== null && 'setSinkId' in element) await element.setSinkId(speakerId);
    await element.play();
    await tone.ended;
  } finally {
    signal.removeEventListener('abort', stop);
    element.srcObject = null;
    await tone.close();
  }
}
