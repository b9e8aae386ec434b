/** Root mean square of one window of samples between -1 and 1. */
export function levelOf(samples: Float32Array): number {
  const sum = samples.reduce((total, sample) => total + sample * sample, 0);
  return Math.sqrt(sum / Math.max(1, samples.length));
}

/** What a meter calls empty: the noise of a quiet room. In decibels below full scale, as is `fullDecibels`. */
const emptyDecibels = -60;
/** A loud voice close to the microphone. */
const fullDecibels = -10;

/** How far a meter goes out, 0 to 100, for a root mean square: by decibels, as ears hear. */
export function percentOf(level: number): number {
  if (level <= 0) return 0;
  const decibels = 20 * Math.log10(level);
  const share = (decibels - emptyDecibels) / (fullDecibels - emptyDecibels);
  return Math.round(Math.min(1, Math.max(0, share)) * 100);
}
