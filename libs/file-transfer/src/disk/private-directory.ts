/** All of Parley's received files lie under it, apart from whatever else the page's origin keeps. */
export const filesDirectory = 'parley-files';

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
    if (!(cause instanceof DOMException && cause.name === 'NotFoundError')) throw cause;
  });
}
