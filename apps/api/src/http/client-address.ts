import { isIPv6 } from 'node:net';

/** Express's request, or any other with a socket: `ip` honours TRUST_PROXY and nothing else. */
interface Addressed {
  readonly ip?: string | undefined;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/**
 * The network that a request comes from, for counting tries: one IPv4 address, or the /64 that an IPv6 subscriber has
 * for themselves (security.md T05). IPv4 in IPv6 counts as IPv4.
 */
export function addressBlock(request: Addressed): string {
  return blockOf(request.ip ?? request.socket.remoteAddress ?? 'unknown');
}

export function blockOf(address: string): string {
  const bare = address.split('%')[0] ?? '';
  if (!isIPv6(bare)) return bare;
  const mapped = /^(?:0*:)*:?(?:0+:)*ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped) return mapped;
  return `${groupsOf(bare).slice(0, 4).join(':')}::/64`;
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  // A dotted tail stands for two groups; it lies in the second half, which nobody looks at.
  const plain = address.replace(/\d+\.\d+\.\d+\.\d+$/, '0:0').toLowerCase();
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].map((group) => group.replace(/^0+(?=.)/, ''));
}
