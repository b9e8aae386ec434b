import { readBlob } from '../blob-reading';
import { TransferError } from '../transfer-error';

/** All of Parley's received files lie under it, apart from whatever else the page's origin keeps. */
export const filesDirectory = 'parley-files';
/** In the folder of one kept file: what it is made of, the list of hashes that proves its pieces, and begun pieces. */
export const bytesName = 'bytes';
export const hashesName = 'hashes';
export const partsName = 'parts';

/** The directory at this path of the private file system, made where it is missing. */
export async function directoryAt(
  root: FileSystemDirectoryHandle,
  path: readonly string[],
): Promise<FileSystemDirectoryHandle> {
  let directory = root;
  for (const name of path) directory = await directory.getDirectoryHandle(name, { create: true });
  return directory;
}

/** Deletes an entry that may be gone already. */
export async function removeIfThere(
  directory: FileSystemDirectoryHandle,
  name: string,
): Promise<void> {
  await directory.removeEntry(name, { recursive: true }).catch((cause: unknown) => {
    if (!isMissing(cause)) throw cause;
  });
}

/** Rejects with TransferError where the file is there and cannot be had. */
export async function fileIfThere(
  directory: FileSystemDirectoryHandle,
  name: string,
): Promise<File | null> {
  try {
    return await (await directory.getFileHandle(name)).getFile();
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw TransferError.fromStorage(cause);
  }
}

/** For small files. */
export async function readFileIfThere(
  directory: FileSystemDirectoryHandle,
  name: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = await fileIfThere(directory, name);
  return file && readBlob(file, 0, file.size);
}

export function isMissing(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'NotFoundError';
}
