import type { Mids } from './added-sources';
import type { LinkCondition } from './link-condition';
import { addedSources, sources, videoSources, type Source, type Views } from './types';

const sourcesType = 'mesh:sources';
const viewsType = 'mesh:views';
const linkType = 'mesh:link';
const beatType = 'mesh:beat';
/** Room for every source, and no more. */
const maxMessageLength = 512;
/** Browsers count; more than this is nobody's `mid`. */
const maxMidLength = 16;

/** Says on the `control` channel which sources carry media now, and where those go that were added. */
export function encodeSources(published: Iterable<Source>, mids: Mids = {}): string {
  return JSON.stringify({ type: sourcesType, sources: [...published], mids });
}

/** Tells the sender on the `control` channel how large we show its pictures. */
export function encodeViews(views: Views): string {
  return JSON.stringify({ type: viewsType, views });
}

/** Tells the receiver on the `control` channel how our sending goes. */
export function encodeLink({ isPoor, isVideoPaused }: LinkCondition): string {
  return JSON.stringify({ type: linkType, isPoor, isVideoPaused });
}

/** Lets the other side hear something on the `control` channel; there is nothing to read in it. */
export function encodeBeat(): string {
  return JSON.stringify({ type: beatType });
}

/** A message of the mesh on the `control` channel. */
export type ControlMessage =
  | {
      readonly type: typeof sourcesType;
      readonly sources: ReadonlySet<Source>;
      readonly mids: Mids;
    }
  | { readonly type: typeof viewsType; readonly views: Views }
  | { readonly type: typeof linkType; readonly condition: LinkCondition };

/** Reads a control message; null for anything else, which is not for the mesh. */
export function decodeControl(data: unknown): ControlMessage | null {
  if (typeof data !== 'string' || data.length > maxMessageLength) return null;
  const message = parseJson(data);
  if (!isRecord(message)) return null;
  if (message['type'] === sourcesType) return sourcesOf(message);
  if (message['type'] === viewsType) return viewsOf(message['views']);
  if (message['type'] === linkType) return conditionOf(message);
  return null;
}

function conditionOf({ isPoor, isVideoPaused }: Record<string, unknown>): ControlMessage | null {
  if (typeof isPoor !== 'boolean' || typeof isVideoPaused !== 'boolean') return null;
  return { type: linkType, condition: { isPoor, isVideoPaused } };
}

function sourcesOf({ sources: named, mids }: Record<string, unknown>): ControlMessage | null {
  if (!Array.isArray(named)) return null;
  const known = new Set(sources.filter((source) => named.includes(source)));
  return { type: sourcesType, sources: known, mids: isRecord(mids) ? midsOf(mids) : {} };
}

function midsOf(named: Record<string, unknown>): Mids {
  const known = addedSources.flatMap((source) => {
    const mid = named[source];
    return typeof mid === 'string' && mid.length <= maxMidLength ? [[source, mid] as const] : [];
  });
  return Object.fromEntries(known);
}

function viewsOf(heights: unknown): ControlMessage | null {
  if (!isRecord(heights)) return null;
  const known = videoSources.flatMap((source) => {
    const height = heights[source];
    return isHeight(height) ? [[source, height] as const] : [];
  });
  return { type: viewsType, views: Object.fromEntries(known) };
}

function isHeight(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
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
