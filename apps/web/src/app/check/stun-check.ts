import { checkReasons } from '../text/check.en';
import { type Check, failed, passed, skipped } from './check';
import { type Gathered, gather } from './gathering';
import { addressesOf, type ReadServers } from './ice-servers';
import type { CreateConnection } from './loopback';
import { within } from './within';

export interface StunPorts {
  readonly readServers: ReadServers;
  /** Null where the browser has no WebRTC. */
  readonly createConnection: CreateConnection | null;
  /** False in a browser that keeps to itself which server did not answer. */
  readonly tellsErrors: boolean;
}

/** Browsers give a silent server up after 9.5 s (RFC 8489, 6.2.1, at their own pace). */
const gatherLimitMs = 12_000;

/** Passes when every configured STUN server says which address it sees. */
export function stunCheck(ports: StunPorts): Check {
  const { createConnection } = ports;
  return async ({ signal }) => {
    if (!createConnection) return failed(checkReasons.noPeerConnections);
    const servers = await ports.readServers(signal);
    const addresses = addressesOf('stun', servers.iceServers);
    if (addresses.length === 0) return skipped(checkReasons.stunMissing);
    const answers = await Promise.all(
      addresses.map(async ({ server }) => {
        const gathered = await within(gatherLimitMs, signal, (end) =>
          gather(createConnection, { iceServers: [server] }, 'srflx', end),
        );
        return gathered !== undefined && isAnswer(gathered, ports.tellsErrors);
      }),
    );
    const silent = addresses.filter((_, index) => !answers[index]).map(({ url }) => url);
    return silent.length > 0
      ? failed(checkReasons.noAnswerFrom(silent))
      : passed(checkReasons.stunWorks(addresses.length));
  };
}

/** Without NAT the server sees the host candidate's own address, and browsers leave the double out (RFC 8445, 5.1.3). */
function isAnswer({ isFound, errorCodes }: Gathered, tellsErrors: boolean): boolean {
  return isFound || (tellsErrors && errorCodes.length === 0);
}
