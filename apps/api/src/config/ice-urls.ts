import * as z from 'zod';

/** RFC 7065 and RFC 7064: a host name, an IPv4 or a bracketed IPv6 address. */
const host = String.raw`(\[[\da-f:.]+\]|[a-z\d]([a-z\d.-]*[a-z\d])?)(:\d{1,5})?`;
const turnUrl = new RegExp(String.raw`^turns?:${host}(\?transport=(udp|tcp))?$`, 'i');
const stunUrl = new RegExp(`^stuns?:${host}$`, 'i');

const listOf = (pattern: RegExp, problem: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.string().regex(pattern, problem)));

/** Comma-separated. */
export const TurnUrls = listOf(
  turnUrl,
  'must list turn: or turns: addresses, like turn:turn.example:3478 or turns:turn.example:5349?transport=tcp',
);
/** Comma-separated. */
export const StunUrls = listOf(stunUrl, 'must list stun: addresses, like stun:stun.example:3478');

export const hasTurnScheme = (url: string): boolean => /^turns?:/i.test(url);
