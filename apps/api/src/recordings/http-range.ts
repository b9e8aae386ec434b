import type { ByteRange } from '../storage/file-store';

/** What a request wants of a file: all of it, one range of it, or a range that is not there. */
export type Wanted = 'whole' | 'unsatisfiable' | ByteRange;

const singleRange = /^bytes=(?<first>\d{0,16})-(?<last>\d{0,16})$/;

/**
 * Reads the Range header of a request for a file of `sizeBytes` (at least 1). Anything that is not one byte range is
 * ignored, as RFC 9110 §14.2 allows; so is the range when `If-Range` names another version of the file (§13.1.5).
 */
export function wantedRange(
  headers: { readonly range?: string | undefined; readonly ifRange?: string | undefined },
  etag: string,
  sizeBytes: number,
): Wanted {
  const match = singleRange.exec(headers.range?.replaceAll(/\s/g, '') ?? '');
  if (!match?.groups || (headers.ifRange !== undefined && headers.ifRange !== etag)) return 'whole';
  const { first = '', last = '' } = match.groups;
  if (first === '') {
    if (last === '') return 'whole';
    const suffixBytes = Number(last);
    if (suffixBytes === 0) return 'unsatisfiable';
    return { start: Math.max(0, sizeBytes - suffixBytes), end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = last === '' ? Infinity : Number(last);
  if (end < start) return 'whole';
  if (start >= sizeBytes) return 'unsatisfiable';
  return { start, end: Math.min(end, sizeBytes - 1) };
}
