import { checkReasons } from '../text/check.en';
import { type Check, failed, passed } from './check';
import { type CreateConnection, loopback } from './loopback';
import { within } from './within';

export interface DataChannelPorts {
  /** Null where the browser has no WebRTC. */
  readonly createConnection: CreateConnection | null;
  readonly now: () => number;
}

const limitMs = 8_000;

/** Passes when two connections within this page reach each other and a message comes back whole. */
export function dataChannelCheck({ createConnection, now }: DataChannelPorts): Check {
  return async ({ signal }) => {
    if (!createConnection) return failed(checkReasons.noPeerConnections);
    const roundTripMs = await within(limitMs, signal, (end) =>
      loopback(createConnection, {}, now, end),
    );
    return roundTripMs === undefined
      ? failed(checkReasons.channelSilent)
      : passed(checkReasons.channelWorks(roundTripMs));
  };
}
