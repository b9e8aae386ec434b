import type { MeshCandidate, MeshDescription } from './types';

/** What a description of data channels says that no other one would say: everything else of it is always the same. */
export interface SdpEssence {
  readonly type: 'offer' | 'answer';
  readonly ufrag: string;
  readonly password: string;
  /** SHA-256 of the certificate: 32 bytes in upper-case hexadecimal, with colons. */
  readonly fingerprint: string;
  readonly mid: string;
}

/** One way to reach a page: UDP, because browsers listen on TCP for nobody. */
export interface Path {
  readonly type: 'host' | 'srflx' | 'relay';
  /** An IPv4 or IPv6 address, or a name that is only known in the own network (mDNS). */
  readonly address: string;
  readonly port: number;
}

/** RFC 8839, 5.1.2.2: how much each kind of path is preferred. */
const typePreference = { host: 126, srflx: 100, relay: 2 } as const;
const maxLocalPreference = 65_535;
/** All that both browsers take, and enough for every message of ours. */
const maxMessageBytes = 262_144;

const line = (sdp: string, pattern: RegExp) => pattern.exec(sdp)?.[1] ?? '';

/** Reads a description of one data section; null where it is something else. */
export function essenceOf({ type, sdp }: MeshDescription): SdpEssence | null {
  const sections = sdp.match(/^m=/gm)?.length ?? 0;
  if (sections !== 1 || !/^m=application /m.test(sdp)) return null;
  if (type !== 'offer' && type !== 'answer') return null;
  return {
    type,
    ufrag: line(sdp, /^a=ice-ufrag:(\S+)/m),
    password: line(sdp, /^a=ice-pwd:(\S+)/m),
    fingerprint: line(sdp, /^a=fingerprint:sha-256 (\S+)/im).toUpperCase(),
    mid: line(sdp, /^a=mid:(\S+)/m),
  };
}

/** The description again, word for word the same for everybody but for what is in the essence. */
export function descriptionFrom(essence: SdpEssence): MeshDescription {
  const { type, ufrag, password, fingerprint, mid } = essence;
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    `a=group:BUNDLE ${mid}`,
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:${password}`,
    `a=fingerprint:sha-256 ${fingerprint}`,
    // RFC 8842, 5.2 and 5.3: who offers leaves the choice, who answers begins.
    `a=setup:${type === 'offer' ? 'actpass' : 'active'}`,
    `a=mid:${mid}`,
    'a=sctp-port:5000',
    `a=max-message-size:${maxMessageBytes}`,
  ];
  return { type, sdp: lines.map((text) => `${text}\r\n`).join('') };
}

/** The candidate lines within a description: some browsers put those in that they know already. */
export function candidatesIn({ sdp }: MeshDescription): readonly string[] {
  return [...sdp.matchAll(/^a=(candidate:.+?)\r?$/gm)].flatMap(([, text]) => text ?? []);
}

/** Reads a candidate; null for those that nobody could reach. Source: RFC 8839, 5.1. */
export function pathOf(candidate: string): Path | null {
  const [, , protocol, , address = '', port = '', , type = ''] = candidate.split(' ');
  if (protocol?.toLowerCase() !== 'udp') return null;
  if (type !== 'host' && type !== 'srflx' && type !== 'relay') return null;
  return { type, address, port: Number(port) };
}

/** @param index its place among the paths of a page, best first. */
export function candidateFrom({ type, address, port }: Path, index: number): MeshCandidate {
  const priority = (typePreference[type] * 2 ** 16 + maxLocalPreference - index) * 2 ** 8 + 255;
  const base = `candidate:${index + 1} 1 udp ${priority} ${address} ${port} typ ${type}`;
  // Where it was seen from is nobody's business, but browsers want the words.
  const candidate = type === 'host' ? base : `${base} raddr 0.0.0.0 rport 0`;
  return { candidate, sdpMid: null, sdpMLineIndex: 0, usernameFragment: null };
}
