import { checkReasons } from '../text/check.en';
import { type Check, type CheckOutcome, failed, passed, skipped } from './check';
import { gather } from './gathering';
import { addressesOf, type IceAddress } from './ice-servers';
import { type CreateConnection, loopback } from './loopback';
import type { StunPorts } from './stun-check';
import { within } from './within';

export type TurnPorts = Pick<StunPorts, 'readServers' | 'createConnection'> & {
  readonly now: () => number;
};

const gatherLimitMs = 12_000;
const relayLimitMs = 12_000;
/** RFC 8656: 401 wrong credentials, 403 forbidden, 438 stale nonce, 441 wrong credentials for this allocation. */
const refusals = new Set([401, 403, 438, 441]);

/** Passes when every relay gives an address and data really goes through it, from this page to this page. */
export function turnCheck({ readServers, createConnection, now }: TurnPorts): Check {
  return async ({ signal }) => {
    if (!createConnection) return failed(checkReasons.noPeerConnections);
    const { iceServers, hasRelay } = await readServers(signal);
    const relays = addressesOf('turn', iceServers);
    if (relays.length === 0)
      return skipped(hasRelay ? checkReasons.turnForAccounts : checkReasons.turnMissing);
    const trouble = await allocations(createConnection, relays, signal);
    if (trouble) return trouble;
    const configuration = relayOnly(relays.map(({ server }) => server));
    const roundTripMs = await within(relayLimitMs, signal, (end) =>
      loopback(createConnection, configuration, now, end),
    );
    return roundTripMs === undefined
      ? failed(checkReasons.turnCarriesNothing)
      : passed(checkReasons.turnWorks(roundTripMs, relays.length));
  };
}

/** Asks each relay for an address; null where all of them gave one. */
async function allocations(
  create: CreateConnection,
  relays: readonly IceAddress[],
  signal: AbortSignal,
): Promise<CheckOutcome | null> {
  const answers = await Promise.all(
    relays.map(async ({ url, server }) => {
      const gathered = await within(gatherLimitMs, signal, (end) =>
        gather(create, relayOnly([server]), 'relay', end),
      );
      const isRefused = gathered?.errorCodes.some((code) => refusals.has(code)) ?? false;
      return { url, isGiven: gathered?.isFound ?? false, isRefused };
    }),
  );
  const missing = answers.filter(({ isGiven }) => !isGiven);
  const refused = missing.filter(({ isRefused }) => isRefused).map(({ url }) => url);
  if (refused.length > 0) return failed(checkReasons.turnRefused(refused));
  if (missing.length > 0) return failed(checkReasons.turnSilent(missing.map(({ url }) => url)));
  return null;
}

const relayOnly = (iceServers: RTCIceServer[]): RTCConfiguration => ({
  iceServers,
  iceTransportPolicy: 'relay',
});
