import { Ceilings, noCeilings } from '@parley/contract';
import { readJson } from '../../api/remembered';

const lower = (one: number | null, other: number | null) =>
  one === null ? other : Math.min(one, other ?? Infinity);

/** What holds where two have a say, as a person and the room: the smaller of both. */
export function lowerOf(one: Ceilings, other: Ceilings): Ceilings {
  return {
    audioKbps: lower(one.audioKbps, other.audioKbps),
    videoKbps: lower(one.videoKbps, other.videoKbps),
    screenKbps: lower(one.screenKbps, other.screenKbps),
  };
}

/** Reads what this device remembers; anything but ceilings is none. */
export function ceilingsFrom(text: string | null | undefined): Ceilings {
  return readJson(text, Ceilings) ?? noCeilings;
}
