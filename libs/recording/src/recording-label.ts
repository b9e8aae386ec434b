import type { RecordingLabel } from './slices';

/** The label as text, for a file beside the slices. */
export function printLabel(label: RecordingLabel): string {
  return JSON.stringify(label);
}

/** Reads a label back; null when the text is not one (an older version's, or cut off). */
export function parseLabel(text: string): RecordingLabel | null {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const { recordingId, ticket, title, startedAt } = value as Record<keyof RecordingLabel, unknown>;
  const isLabel =
    typeof recordingId === 'string' &&
    typeof ticket === 'string' &&
    typeof title === 'string' &&
    typeof startedAt === 'number';
  return isLabel ? { recordingId, ticket, title, startedAt } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) {
      return null;
    }
    throw cause;
  }
}
