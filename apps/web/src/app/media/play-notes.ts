const noteSeconds = 0.45;
const secondsBetween = 0.16;
/** Quieter than a voice, so that nobody with headphones is startled. */
const volume = 0.08;
/** Begins and ends softly: a note that is cut off clicks. */
const attackSeconds = 0.03;
const nearlySilent = 0.001;

/** Plays a few soft notes one after another, by their pitch in hertz, and lets go of everything. */
export function playNotes(pitches: readonly number[]): void {
  const context = new AudioContext();
  const tones = pitches.map((hertz, index) => {
    const start = context.currentTime + index * secondsBetween;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(volume, start + attackSeconds);
    gain.gain.exponentialRampToValueAtTime(nearlySilent, start + noteSeconds);
    const tone = new OscillatorNode(context, { frequency: hertz });
    tone.connect(gain).connect(context.destination);
    tone.start(start);
    tone.stop(start + noteSeconds);
    return tone;
  });
  tones.at(-1)?.addEventListener('ended', () => void context.close());
}
