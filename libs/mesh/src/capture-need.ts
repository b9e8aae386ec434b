import type { CaptureNeed } from './types';

const nothing: CaptureNeed = { height: 0, framerate: 0 };

/**
 * What satisfies every receiver.
 *
 * @param needs of each receiver, null for one who gets nothing.
 * @returns null where there is no receiver at all.
 */
export function greatestNeed(needs: readonly (CaptureNeed | null)[]): CaptureNeed | null {
  if (needs.length === 0) return null;
  return needs.reduce<CaptureNeed>((greatest, need) => greater(greatest, need ?? nothing), nothing);
}

export function isSameNeed(one: CaptureNeed | null, other: CaptureNeed | null): boolean {
  return one?.height === other?.height && one?.framerate === other?.framerate;
}

function greater(one: CaptureNeed, other: CaptureNeed): CaptureNeed {
  return {
    height: Math.max(one.height, other.height),
    framerate: Math.max(one.framerate, other.framerate),
  };
}
