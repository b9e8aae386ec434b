import { sources, type Source } from './types';

const messageType = 'mesh:sources';
/** Room for every source, and no more. */
const maxMessageLength = 512;

/** Says on the `control` channel which sources carry media now. */
export function encodeSources(published: Iterable<Source>): string {
  return JSON.stringify({ type: messageType, sources: [...published] });
}

/** The sources that a message names; null for anything else, which is not for the mesh. */
export function decodeSources(data: unknown): ReadonlySet<Source> | null {
  if (typeof data !== 'string' || data.length > maxMessageLength) return null;
  const message = parseJson(data);
  if (!isRecord(message) || message['type'] !== messageType) return null;
  const named = message['sources'];
  if (!Array.isArray(named)) return null;
  return new Set(sources.filter((source) => named.includes(source)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not JSON, hence not a message of ours: other users of the channel may send what they like.
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
