/** How a stream is to be recorded. */
export interface StreamRecording {
  readonly mimeType: string;
  readonly sliceMs: number;
  readonly videoBitsPerSecond: number;
  readonly audioBitsPerSecond: number;
  /** The file begins now; comes once. */
  onBegan(): void;
  onSlice(slice: Blob): void;
  /** The browser's recorder failed; what it gave until then stands. */
  onFailure(cause: unknown): void;
}

/** A recorder that runs; `stop` resolves after the last slice was given, also when it stopped by itself before. */
export interface RunningRecorder {
  /** Gives what it has as a slice, then nothing until `resume`: the file goes on as if no time had passed. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** Records one stream in slices. */
export type StreamRecorder = (
  stream: MediaStream,
  recording: StreamRecording,
) => Promise<RunningRecorder>;
