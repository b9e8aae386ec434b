import type { StoredSlice } from './slices';

const pattern = /^(\d{7})-(\d+)-([0-9a-f]{64})\.slice$/;

/** File name of a slice; it says everything about the slice but its bytes, so that no index can be lost. */
export function printSliceName({ index, sizeBytes, sha256 }: StoredSlice): string {
  return `${String(index).padStart(7, '0')}-${sizeBytes}-${sha256}.slice`;
}

/** Null for any other file. */
export function parseSliceName(name: string): StoredSlice | null {
  const [, index, sizeBytes, sha256] = pattern.exec(name) ?? [];
  return index === undefined || sizeBytes === undefined || sha256 === undefined
    ? null
    : { index: Number(index), sizeBytes: Number(sizeBytes), sha256 };
}

/** The slices up to the first hole, in order: what comes after a hole cannot be joined to it. */
export function unbroken(slices: readonly StoredSlice[]): readonly StoredSlice[] {
  const inOrder = slices.toSorted((one, other) => one.index - other.index);
  const first = inOrder[0]?.index ?? 0;
  const hole = inOrder.findIndex(({ index }, place) => index !== first + place);
  return hole === -1 ? inOrder : inOrder.slice(0, hole);
}
