import type { Signal } from '@parley/contract';

const noAddress = '0.0.0.0';

/**
 * Takes out of a signal what tells a participant's own address: candidates that are not relayed, the address behind a
 * relayed one, and the addresses in the lines of a description. A candidate that has to go leaves an empty one in its
 * place, because the receiver waits for every number. Source: RFC 8839; security.md T52.
 */
export function withoutAddresses(signal: Signal): Signal {
  if ('candidate' in signal) {
    const candidate = withoutOwnAddress(signal.candidate.candidate) ?? '';
    return { candidate: { ...signal.candidate, candidate } };
  }
  const { type, sdp } = signal.description;
  const lines = sdp.split('\n').map(withoutAddressInLine);
  return { description: { type, sdp: lines.filter((line) => line !== null).join('\n') } };
}

/** Null where the whole line has to go. */
function withoutAddressInLine(line: string): string | null {
  if (/^a=remote-candidates:/i.test(line)) return null;
  if (/^a=candidate:/i.test(line)) {
    const candidate = withoutOwnAddress(line.slice(2));
    return candidate === null ? null : `a=${candidate}`;
  }
  // The origin, the connection and RTCP's address all end alike.
  return /^(o=|c=|a=rtcp:)/i.test(line)
    ? line.replace(/\bIN\s+IP[46]\s+[^\s/]+/i, `IN IP4 ${noAddress}`)
    : line;
}

/** Null where the candidate is not a relayed one. */
function withoutOwnAddress(candidate: string): string | null {
  if (candidate === '') return candidate;
  const [, , , , , , typ, type] = candidate.trim().split(/\s+/);
  if (typ?.toLowerCase() !== 'typ' || type?.toLowerCase() !== 'relay') return null;
  return candidate
    .replace(/\braddr\s+\S+/gi, `raddr ${noAddress}`)
    .replace(/\brport\s+\S+/gi, 'rport 0');
}
