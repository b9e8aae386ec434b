import type { MeshSignal, RemoteAddress } from '@parley/mesh';
import type { SignalingLoop } from './signaling-loop';

const sources = ['audio', 'video', 'video', 'audio'] as const;

/** What a browser makes, spoiled: each passes the server, which reads no SDP (security.md §3.5). */
export const spoilers: Readonly<Record<string, (sdp: string) => string>> = {
  'no line at all': () => '',
  'only a version': () => 'v=0',
  'an end in the middle': (sdp) => sdp.slice(0, sdp.length / 2),
  'line feeds the wrong way round': (sdp) => sdp.replaceAll('\r\n', '\n\r'),
  'zero bytes': (sdp) => sdp.replaceAll('a=', 'a\0='),
  'lone surrogates': (sdp) => sdp.replace('s=-', 's=\ud800'),
  'no fingerprint': (sdp) => sdp.replaceAll(/a=fingerprint.*\r\n/g, ''),
  'the fingerprint of another': (sdp) => sdp.replaceAll(/sha-256 ..:../g, 'sha-256 00:00'),
  'a short fingerprint': (sdp) => sdp.replaceAll(/a=fingerprint.*/g, 'a=fingerprint:sha-1 00:11'),
  'no credentials of ICE': (sdp) => sdp.replaceAll(/a=ice-(ufrag|pwd).*\r\n/g, ''),
  'the same mid everywhere': (sdp) => sdp.replaceAll(/a=mid:.*/g, 'a=mid:0'),
  'a bundle of nothing': (sdp) => sdp.replace(/a=group:BUNDLE.*/, 'a=group:BUNDLE x y z'),
  'media in another order': (sdp) => sdp.replace('m=audio', 'm=video'),
  'refused media': (sdp) => sdp.replaceAll(/m=(\w+) 9/g, 'm=$1 0'),
  'a medium that is none': (sdp) => sdp.replaceAll('m=video', 'm=smellovision'),
  'media without end': (sdp) => sdp + sdp.slice(sdp.indexOf('m=')).repeat(6),
  'no codec': (sdp) => sdp.replaceAll(/a=(rtpmap|fmtp|rtcp-fb).*\r\n/g, ''),
  'a codec with a novel': (sdp) =>
    sdp.replace(/a=fmtp:(\d+) /, `a=fmtp:$1 ${'x=1;'.repeat(9_000)}`),
  'one ssrc for all': (sdp) => sdp.replaceAll(/a=ssrc:\d+/g, 'a=ssrc:1'),
  'a thousand layers': (sdp) => `${sdp}${'a=rid:1 send\r\n'.repeat(1_000)}`,
  'messages of a terabyte': (sdp) =>
    sdp.replace(/a=max-message-size:\d+/, 'a=max-message-size:1099511627776'),
};

interface Victim {
  readonly address: RemoteAddress;
  readonly connections: readonly RTCPeerConnection[];
}

interface HostileOptions {
  readonly name: string;
  /** One of `spoilers`; its page is another one for each. */
  readonly what: string;
}

/** A page that says what a browser would, spoiled: an offer where it is the impolite side, an answer where it is not. */
export async function hostilePage(
  loop: SignalingLoop,
  victim: Victim,
  { name, what }: HostileOptions,
) {
  const address = { participantId: name, pageId: `${name} ${what}` };
  const offers = victim.address.participantId < name;
  const spoil = spoilers[what] ?? String;
  const heard: MeshSignal[] = [];
  const connection = new RTCPeerConnection();
  const answer = async (signal: MeshSignal) => {
    heard.push(signal);
    if (offers || !('description' in signal) || signal.description.type !== 'offer') return;
    await connection.setRemoteDescription(signal.description);
    await say('answer', (await connection.createAnswer()).sdp ?? '');
  };
  const say = (type: 'offer' | 'answer', sdp: string) =>
    loop.send(address, victim.address, 1, { description: { type, sdp: spoil(sdp) } });
  loop.join(address, (_from, _sequence, signal) => void answer(signal));
  if (offers) {
    for (const kind of sources) connection.addTransceiver(kind);
    connection.createDataChannel('control', { negotiated: true, id: 0 });
  }
  const sdp = offers ? ((await connection.createOffer()).sdp ?? '') : '';
  return {
    address,
    strike: async () => {
      if (offers) await say('offer', sdp);
    },
    /** The victim's browser took the spoiled description after all. */
    wasTaken: () =>
      heard.some((signal) => 'description' in signal) &&
      victim.connections.at(-1)?.signalingState === 'stable',
    close: () => {
      loop.leave(address);
      connection.close();
    },
  };
}
