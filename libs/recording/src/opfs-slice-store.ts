import { RecordingError } from './recording-error';
import { parseLabel, printLabel } from './recording-label';
import { parseSliceName, printSliceName, unbroken } from './slice-name';
import type {
  RecordingLabel,
  SliceBytes,
  SliceStore,
  StoredRecording,
  StoredSlice,
} from './slices';

const folderName = 'recordings';
const labelName = 'label.json';

/**
 * Slices in the origin private file system: `recordings/<recordingId>/`, one file each, beside `label.json`.
 * A file is whole or of another size than its name says: `createWritable` puts bytes in place when it is closed.
 */
export class OpfsSliceStore implements SliceStore {
  constructor(private readonly root: () => Promise<FileSystemDirectoryHandle>) {}

  async createRecording(label: RecordingLabel): Promise<void> {
    const folder = await (
      await this.folder()
    ).getDirectoryHandle(label.recordingId, { create: true });
    await writeFile(folder, labelName, new TextEncoder().encode(printLabel(label)));
  }

  async writeSlice(recordingId: string, slice: StoredSlice, bytes: SliceBytes): Promise<void> {
    await writeFile(await this.recording(recordingId), printSliceName(slice), bytes);
  }

  async readSlice(recordingId: string, slice: StoredSlice): Promise<SliceBytes | null> {
    const file = await readFile(await this.recording(recordingId), printSliceName(slice));
    return file === null || file.size !== slice.sizeBytes
      ? null
      : new Uint8Array(await file.arrayBuffer());
  }

  async deleteSlice(recordingId: string, slice: StoredSlice): Promise<void> {
    const folder = await this.recording(recordingId);
    await orNull(folder.removeEntry(printSliceName(slice)));
  }

  async listRecordings(): Promise<readonly StoredRecording[]> {
    const recordings: StoredRecording[] = [];
    for await (const entry of (await this.folder()).values()) {
      const recording = entry.kind === 'directory' ? await readRecording(entry) : null;
      if (recording !== null) {
        recordings.push(recording);
      }
    }
    return recordings;
  }

  async deleteRecording(recordingId: string): Promise<void> {
    await orNull((await this.folder()).removeEntry(recordingId, { recursive: true }));
  }

  private async folder(): Promise<FileSystemDirectoryHandle> {
    return (await this.root()).getDirectoryHandle(folderName, { create: true });
  }

  private async recording(recordingId: string): Promise<FileSystemDirectoryHandle> {
    return (await this.folder()).getDirectoryHandle(recordingId);
  }
}

async function readRecording(folder: FileSystemDirectoryHandle): Promise<StoredRecording | null> {
  const file = await readFile(folder, labelName);
  const label = file === null ? null : parseLabel(await file.text());
  if (label === null || label.recordingId !== folder.name) {
    return null;
  }
  const slices: StoredSlice[] = [];
  for await (const entry of folder.values()) {
    const slice = entry.kind === 'file' ? parseSliceName(entry.name) : null;
    if (slice !== null && (await readFile(folder, entry.name))?.size === slice.sizeBytes) {
      slices.push(slice);
    }
  }
  return { label, slices: unbroken(slices) };
}

async function readFile(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  const handle = await orNull(folder.getFileHandle(name));
  return handle === null ? null : handle.getFile();
}

async function writeFile(
  folder: FileSystemDirectoryHandle,
  name: string,
  bytes: SliceBytes,
): Promise<void> {
  try {
    const handle = await folder.getFileHandle(name, { create: true });
    const writable = await handle.createWritable();
    try {
      await writable.write(bytes);
    } catch (cause) {
      await writable.abort();
      throw cause;
    }
    await writable.close();
  } catch (cause) {
    throw isNamed(cause, 'QuotaExceededError') ? RecordingError.deviceFull(cause) : cause;
  }
}

/** Turns "it is not there" into null; every other failure stays one. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (cause) {
    if (isNamed(cause, 'NotFoundError')) {
      return null;
    }
    throw cause;
  }
}

function isNamed(cause: unknown, name: string): boolean {
  return cause instanceof Error && cause.name === name;
}
