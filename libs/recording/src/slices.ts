/** What a later visit needs to go on with a recording that was interrupted. Kept beside its slices. */
export interface RecordingLabel {
  readonly recordingId: string;
  /** Upload ticket: lets its holder send slices of this one recording, nothing else. */
  readonly ticket: string;
  /** What people call it, for example the room's name. */
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** Bytes of a slice; backed by memory that a request body or a digest accepts. */
export type SliceBytes = Uint8Array<ArrayBuffer>;

/** A slice as it lies in a store. */
export interface StoredSlice {
  readonly index: number;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** One recording in a store, without its bytes. Slices are in ascending order. */
export interface StoredRecording {
  readonly label: RecordingLabel;
  readonly slices: readonly StoredSlice[];
}

/**
 * Where slices stay until the server has acknowledged them.
 * `writeSlice` resolves when the slice would survive the tab; a slice is there whole or not at all.
 * Rejects with RecordingError `device-full` when there is no room.
 */
export interface SliceStore {
  createRecording(label: RecordingLabel): Promise<void>;
  writeSlice(recordingId: string, slice: StoredSlice, bytes: SliceBytes): Promise<void>;
  /** Null when the slice is not there whole. */
  readSlice(recordingId: string, slice: StoredSlice): Promise<SliceBytes | null>;
  deleteSlice(recordingId: string, slice: StoredSlice): Promise<void>;
  listRecordings(): Promise<readonly StoredRecording[]>;
  deleteRecording(recordingId: string): Promise<void>;
}

/** How far the server is: slices 0 … `acknowledged` − 1 are safe there. */
export interface SliceReceipt {
  readonly acknowledged: number;
}

/**
 * The way to the server, bound to one recording and its ticket.
 * Both throw RecordingError `ticket-gone`, `recording-closed` or `slice-refused` when trying again is of no use;
 * `slice-out-of-order` makes the uploader ask for the receipt; anything else is tried again for ever.
 * The signal ends a request that takes too long or is no longer wanted.
 */
export interface SliceSink {
  put(
    index: number,
    bytes: SliceBytes,
    sha256Hex: string,
    signal: AbortSignal,
  ): Promise<SliceReceipt>;
  receipt(signal: AbortSignal): Promise<SliceReceipt>;
}

/** How much is recorded and where it is safe. Counts and bytes only grow. */
export interface SliceProgress {
  /** Slices that are safe on this device or were until the server had them. */
  readonly keptSlices: number;
  readonly keptBytes: number;
  /** Slices that are safe on the server. */
  readonly acknowledgedSlices: number;
  readonly acknowledgedBytes: number;
}

/** Hears what becomes of the slices. */
export interface SliceListener {
  progressed(progress: SliceProgress): void;
  /** `device-full` and `server-full` are warnings; every other code means that sending or keeping has ended. */
  failed(error: Error): void;
}

/** What the recorder needs of a keeper. `keep` numbers in the order of its calls. */
export interface SliceIntake {
  keep(slice: Blob): void;
  /** Resolves when every slice given so far is kept; after a `slice-lost`, the count is that of the slices before it. */
  settled(): Promise<{ readonly sliceCount: number }>;
  /** Lifetime: until the returned function is called or the keeper closes. */
  watch(listener: SliceListener): () => void;
}
