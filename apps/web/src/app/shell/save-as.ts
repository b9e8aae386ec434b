/** Long enough for the browser to have opened the file; the address only keeps a handle, not the bytes. */
const addressLifetimeMs = 60_000;

/** Saves through a link: the browser copies from disk, nothing opens by itself. */
export function saveAs(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), addressLifetimeMs);
}
