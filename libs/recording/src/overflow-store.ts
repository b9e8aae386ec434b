import { RecordingError } from './recording-error';
import type { SliceBytes, SliceStore, StoredSlice } from './slices';

/** About three minutes of recording: a full disk is no reason to lose what the network can still carry away. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Keeps slices of one recording in memory while the device has no room for them. `onFull` hears `device-full` each
 * time that begins. Throws RecordingError `device-full` when memory has no room either.
 */
export class OverflowStore implements Pick<SliceStore, 'writeSlice' | 'readSlice' | 'deleteSlice'> {
  private readonly slices = new Map<number, SliceBytes>();
  private sizeBytes = 0;
  private isFull = false;

  constructor(
    private readonly device: SliceStore,
    private readonly onFull: (error: RecordingError) => void,
  ) {}

  async writeSlice(recordingId: string, slice: StoredSlice, bytes: SliceBytes): Promise<void> {
    try {
      await this.device.writeSlice(recordingId, slice, bytes);
      this.isFull = false;
    } catch (cause) {
      const isFull = cause instanceof RecordingError && cause.code === 'device-full';
      if (!isFull || this.sizeBytes + bytes.byteLength > mostBytes) {
        throw cause;
      }
      this.slices.set(slice.index, bytes);
      this.sizeBytes += bytes.byteLength;
      this.tellFull(cause);
    }
  }

  async readSlice(recordingId: string, slice: StoredSlice): Promise<SliceBytes | null> {
    return this.slices.get(slice.index) ?? this.device.readSlice(recordingId, slice);
  }

  async deleteSlice(recordingId: string, slice: StoredSlice): Promise<void> {
    const bytes = this.slices.get(slice.index);
    if (bytes === undefined) {
      await this.device.deleteSlice(recordingId, slice);
      return;
    }
    this.slices.delete(slice.index);
    this.sizeBytes -= bytes.byteLength;
  }

  private tellFull(error: RecordingError): void {
    if (!this.isFull) {
      this.isFull = true;
      this.onFull(error);
    }
  }
}
