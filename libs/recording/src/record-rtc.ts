import type RecordRTC from 'recordrtc';
import { fromWholeStart } from './first-slice';
import type { RunningRecorder, StreamRecorder, StreamRecording } from './stream-recorder';

/** A still picture to seek to at least this often; Chromium's own default is one in a hundred frames. */
const keyFrameIntervalMs = 2_000;

/**
 * Records with RecordRTC's MediaStreamRecorder. Three things it does badly are undone here, found by reading 5.6.2:
 * it keeps every blob (and a line of text and a number for each) until the end, so memory would grow for hours;
 * its stop callback comes 100 ms after stop even when the last slice is not there yet; and after an error it starts
 * again into the same file, which no player reads.
 */
export const recordRtc: StreamRecorder = async (stream, recording) => {
  const { default: Recorder } = await import('recordrtc');
  let engine: Engine | null = null;
  const keep = fromWholeStart((slice) => recording.onSlice(slice));
  const recorder = new Recorder(stream, {
    ...optionsFor(recording, Recorder),
    ondataavailable: (slice: Blob) => {
      keep(slice);
      forgetSlices(engine);
    },
  });
  recorder.startRecording();
  // Not at the `start` event: that waits for the page, while the file begins with the first sound and picture after the
  // call, and these always flow here. On a busy machine the event was 180 ms late.
  recording.onBegan();
  engine = recorder.getInternalRecorder() as unknown as Engine;
  return running(engine, recording);
};

/** RecordRTC's MediaStreamRecorder as it is; the published types leave it empty. */
interface Engine {
  getInternalRecorder(): MediaRecorder;
  /** Unlike RecordRTC's own `stopRecording`, makes no object URL that nobody would revoke. */
  stop(): void;
  pause(): void;
  resume(): void;
  getArrayOfBlobs(): Blob[];
  getAllStates(): string[];
  timestamps: number[];
}

function optionsFor(recording: StreamRecording, Recorder: typeof RecordRTC): RecordRTC.Options {
  const options = {
    type: 'video',
    recorderType: Recorder.MediaStreamRecorder,
    mimeType: recording.mimeType as 'video/webm',
    timeSlice: recording.sliceMs,
    videoBitsPerSecond: recording.videoBitsPerSecond,
    audioBitsPerSecond: recording.audioBitsPerSecond,
    videoKeyFrameIntervalDuration: keyFrameIntervalMs,
    getNativeBlob: true,
    disableLogs: true,
  } as const;
  return options;
}

function forgetSlices(engine: Engine | null): void {
  if (engine !== null) {
    engine.getArrayOfBlobs().length = 0;
    engine.getAllStates().length = 0;
    engine.timestamps.length = 0;
  }
}

function running(engine: Engine, recording: StreamRecording): RunningRecorder {
  const native = engine.getInternalRecorder();
  native.onerror = null;
  native.addEventListener('error', (event) => recording.onFailure(event));
  const stopped = new Promise<void>((resolve) => {
    native.addEventListener('stop', () => resolve(), { once: true });
  });
  return {
    pause() {
      engine.pause();
      // What is held back for the rest of its second would be lost if the tab died during the pause.
      if (native.state === 'paused') native.requestData();
    },
    resume: () => engine.resume(),
    async stop() {
      engine.stop();
      // RecordRTC's own does nothing to a recorder that is paused.
      if (native.state !== 'inactive') native.stop();
      await stopped;
    },
  };
}
