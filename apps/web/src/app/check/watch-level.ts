import type { Ear } from '../media/microphone-ear';
import type { WatchLevel } from './microphone-check';

/** More often than an ear's window is long, so that nothing is missed on a busy machine. */
const everyMs = 50;

/** Measures the level of a stream's sound. */
export const watchLevelBy =
  (openEar: (track: MediaStreamTrack) => Ear): WatchLevel =>
  (stream, onLevel, signal) => {
    const [track] = stream.getAudioTracks();
    if (!track) throw new Error('a microphone without a track');
    const ear = openEar(track);
    const timer = setInterval(() => onLevel(ear.level()), everyMs);
    signal.addEventListener('abort', () => {
      clearInterval(timer);
      ear.close();
    });
  };
