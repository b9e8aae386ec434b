import { printSliceName, unbroken } from './slice-name';
import type {
  RecordingLabel,
  SliceBytes,
  SliceStore,
  StoredRecording,
  StoredSlice,
} from './slices';

interface Shelf {
  readonly label: RecordingLabel;
  readonly slices: Map<string, { readonly slice: StoredSlice; readonly bytes: SliceBytes }>;
}

/** Slices in memory: for tests, and for browsers without a private file system. Nothing survives the tab. */
export class MemorySliceStore implements SliceStore {
  private readonly shelves = new Map<string, Shelf>();

  createRecording(label: RecordingLabel): Promise<void> {
    this.shelves.set(label.recordingId, { label, slices: new Map() });
    return Promise.resolve();
  }

  writeSlice(recordingId: string, slice: StoredSlice, bytes: SliceBytes): Promise<void> {
    this.shelves.get(recordingId)?.slices.set(printSliceName(slice), { slice, bytes });
    return Promise.resolve();
  }

  readSlice(recordingId: string, slice: StoredSlice): Promise<SliceBytes | null> {
    const kept = this.shelves.get(recordingId)?.slices.get(printSliceName(slice));
    return Promise.resolve(kept?.bytes ?? null);
  }

  deleteSlice(recordingId: string, slice: StoredSlice): Promise<void> {
    this.shelves.get(recordingId)?.slices.delete(printSliceName(slice));
    return Promise.resolve();
  }

  listRecordings(): Promise<readonly StoredRecording[]> {
    const recordings = [...this.shelves.values()].map(({ label, slices }) => ({
      label,
      slices: unbroken([...slices.values()].map(({ slice }) => slice)),
    }));
    return Promise.resolve(recordings);
  }

  deleteRecording(recordingId: string): Promise<void> {
    this.shelves.delete(recordingId);
    return Promise.resolve();
  }
}
