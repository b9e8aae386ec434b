export {
  discardInterrupted,
  interruptedRecordings,
  type InterruptedRecording,
} from './interrupted-recordings';
export { keepingDevice, type KeepingDevice } from './keeping-device';
export { layoutScene, type PlacedTile } from './layout';
export {
  MeetingRecorder,
  type MeetingRecorderOptions,
  type RecordingProgress,
} from './meeting-recorder';
export { MemorySliceStore } from './memory-slice-store';
export { OpfsSliceStore } from './opfs-slice-store';
export { recordingBrowser, type RecordingBrowser } from './recording-browser';
export { RecordingError, type RecordingErrorCode } from './recording-error';
export type { Box, Scene, SceneTile, Size } from './scene';
export { SliceKeeper } from './slice-keeper';
export type {
  RecordingLabel,
  SliceIntake,
  SliceListener,
  SliceBytes,
  SliceProgress,
  SliceReceipt,
  SliceSink,
  SliceStore,
  StoredRecording,
  StoredSlice,
} from './slices';
export type { RunningRecorder, StreamRecorder, StreamRecording } from './stream-recorder';
export { runTicks, type TickScope } from './tick.worker';
export { workerTicks, type TickOrder, type TickSource } from './tick-source';
