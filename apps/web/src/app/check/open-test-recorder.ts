import {
  MeetingRecorder,
  recordingBrowser,
  RecordingError,
  type SliceIntake,
  workerTicks,
} from '@parley/recording';
import { createTone } from '../media/tone';
import type { TestRecorder } from './recorder-check';

/** The recorder of meetings on a scene of one tile with a tone; null where this browser cannot record WebM. */
export function openTestRecorder(
  window: Window & typeof globalThis,
  title: string,
  slices: SliceIntake,
  onError: (error: Error) => void,
): TestRecorder | null {
  const recorder = createRecorder(window, slices, onError);
  if (!recorder) return null;
  const tone = createTone(new window.AudioContext());
  void tone.sound();
  recorder.setScene({
    tiles: [
      { id: 'check', kind: 'camera', name: title, video: null, audio: tone.track, isMuted: false },
    ],
  });
  return {
    mimeType: recorder.mimeType,
    start: () => recorder.start(),
    stop: () => recorder.stop(),
    close: () => tone.close(),
  };
}

function createRecorder(
  window: Window & typeof globalThis,
  slices: SliceIntake,
  onError: (error: Error) => void,
): MeetingRecorder | null {
  try {
    return new MeetingRecorder({
      browser: recordingBrowser(window),
      ticks: workerTicks(
        () => new Worker(new URL('./tick.worker', import.meta.url), { type: 'module' }),
      ),
      slices,
      onProgress: () => undefined,
      onError,
    });
  } catch (error) {
    if (error instanceof RecordingError && error.code === 'unsupported') return null;
    throw error;
  }
}
