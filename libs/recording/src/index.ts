export {
  discardInterrupted,
  interruptedRecordings,
  type InterruptedRecording,
} from './interrupted-recordings';
export { keepingDevice, type KeepingDevice } from './keeping-device';
export { layoutScene, type LayoutWishes, type PlacedTile } from './layout';
export { MeetingRecorder, type MeetingRecorderOptions } from './meeting-recorder';
export { MemorySliceStore } from './memory-slice-store';
export { chooseMimeType } from './mime-type';
export { OpfsSliceStore } from './opfs-slice-store';
export { PendingSlices } from './tracks/pending-slices';
export { recordingQualities, type QualityNumbers, type RecordingQuality } from './quality';
export type { RecordedPicture } from './recorded-picture';
export { recordingBrowser, type RecordingBrowser } from './recording-browser';
export { RecordingError, type RecordingErrorCode } from './recording-error';
export type { Box, Scene, SceneTile, Size } from './scene';
export {
  estimateClock,
  ServerClock,
  type ClockEstimate,
  type ClockTrip,
  type ServerClockOptions,
} from './server-clock';
export type { SharedClock } from './shared-clock';
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
export { sweepRecordings, type ServerStanding } from './sweep-recordings';
export type { RecordingProgress, TakenPause, TakeOptions } from './take';
export { runTicks, type TickScope } from './tick.worker';
export { workerTicks, type TickOrder, type TickSource } from './tick-source';
export { TrackRecorder, type TrackRecorderOptions } from './tracks/track-recorder';
