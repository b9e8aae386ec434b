import type { CaptureNeed } from '@parley/mesh';
import type { CaptureLimit } from '../../media/capture-limit';

/** Why something else than the receivers decides. */
export interface CaptureWishes {
  /** What the receivers need; null while there are none. */
  readonly need: CaptureNeed | null;
  /** How high the own picture is shown here, in physical pixels; 0 for not at all. */
  readonly ownHeight: number;
  /** This page's recorder draws the own picture, too. */
  readonly isRecording: boolean;
}

/** What is captured, and since when more is captured than anybody needs; null while that is not so. */
export interface Capture {
  /** Null for all that the person chose. */
  readonly limit: CaptureLimit | null;
  readonly tooMuchSinceMs: number | null;
}

export const fullCapture: Capture = { limit: null, tooMuchSinceMs: null };
/** Whoever walks through tiles and tabs comes back to them. */
export const shrinkAfterMs = 5_000;
/** The own picture tells that the camera works, and whether the hair sits. */
const least: CaptureLimit = { height: 180, framerate: 7 };
const ownFramerate = 15;

/** The most that anybody needs of the camera now; null for all that the person chose. */
export function wantedCapture({
  need,
  ownHeight,
  isRecording,
}: CaptureWishes): CaptureLimit | null {
  if (isRecording || need === null) return null;
  // Small, it moves no faster than the others need it.
  const isOwnSmall = ownHeight <= least.height;
  const own = isOwnSmall ? least : { height: ownHeight, framerate: ownFramerate };
  return greater(greater(need, own), least);
}

/** Grows at once, and shrinks when less has been enough for a while: every change costs each receiver a key frame. */
export function nextCapture(before: Capture, wanted: CaptureLimit | null, nowMs: number): Capture {
  if (wanted === null) return fullCapture;
  if (before.limit === null) return shrunk(before, wanted, nowMs);
  const limit = greater(before.limit, wanted);
  if (isSame(limit, wanted)) return { limit, tooMuchSinceMs: null };
  return shrunk({ ...before, limit }, wanted, nowMs);
}

function shrunk({ limit, tooMuchSinceMs }: Capture, wanted: CaptureLimit, nowMs: number): Capture {
  const sinceMs = tooMuchSinceMs ?? nowMs;
  if (nowMs - sinceMs < shrinkAfterMs) return { limit, tooMuchSinceMs: sinceMs };
  return { limit: wanted, tooMuchSinceMs: null };
}

function greater(one: CaptureLimit, other: CaptureLimit): CaptureLimit {
  return {
    height: Math.max(one.height, other.height),
    framerate: Math.max(one.framerate, other.framerate),
  };
}

function isSame(one: CaptureLimit, other: CaptureLimit): boolean {
  return one.height === other.height && one.framerate === other.framerate;
}
