/** A file starts with four bytes that say what it is. */
const magicBytes = 4;

/**
 * Gives slices on, the first one not before it starts a file. Chromium ends a slice at the first write after its time:
 * where the first picture comes later than that, the slice is one byte, which no server takes for the start of a file.
 * Such a beginning waits for the next slice; without one there is nothing to keep.
 */
export function fromWholeStart(give: (slice: Blob) => void): (slice: Blob) => void {
  let held: Blob | null = new Blob([]);
  return (slice) => {
    if (held === null) {
      give(slice);
      return;
    }
    held = new Blob([held, slice], { type: slice.type });
    if (held.size < magicBytes) return;
    give(held);
    held = null;
  };
}
