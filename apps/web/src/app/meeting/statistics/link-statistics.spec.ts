import type { Source } from '@parley/mesh';
import { readStatistics } from './link-statistics';

const sourceOf = new Map<string, Source>([
  ['their-camera', 'camera'],
  ['our-camera', 'camera'],
  ['our-screen', 'screen_share'],
]);

const connection = [
  { id: 't', type: 'transport', selectedCandidatePairId: 'p', timestamp: 1_000 },
  {
    id: 'p',
    type: 'candidate-pair',
    localCandidateId: 'l',
    remoteCandidateId: 'r',
    currentRoundTripTime: 0.042,
    bytesReceived: 500,
    bytesSent: 700,
    availableOutgoingBitrate: 640_000,
  },
  { id: 'unused', type: 'candidate-pair', bytesReceived: 9, bytesSent: 9 },
  { id: 'l', type: 'local-candidate', candidateType: 'host', protocol: 'udp' },
  { id: 'r', type: 'remote-candidate', candidateType: 'srflx', protocol: 'udp' },
];

const read = (...stats: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[]) =>
  readStatistics(
    [...connection, ...stats].map((stat) => [stat.id, stat]),
    sourceOf,
  );

describe('readStatistics', () => {
  it('reads path, round trip and bytes from the pair in use', () => {
    expect(read()).toMatchObject({
      atMs: 1_000,
      pair: {
        localType: 'host',
        remoteType: 'srflx',
        protocol: 'udp',
        roundTripMs: 42,
        receivedBytes: 500,
        sentBytes: 700,
        availableKbps: 640,
      },
    });
  });

  it('says how a relay is reached, not how the relay goes on', () => {
    const relayed = { id: 'l', type: 'local-candidate', candidateType: 'relay', protocol: 'udp' };
    expect(read({ ...relayed, relayProtocol: 'tls' }).pair).toMatchObject({
      localType: 'relay',
      protocol: 'tls',
    });
  });

  it('says that it does not know before there is a path', () => {
    expect(readStatistics([], sourceOf)).toMatchObject({ pair: null, sentLoss: null, sent: {} });
  });

  it('counts packets of voice and video together', () => {
    const inbound = { type: 'inbound-rtp', packetsReceived: 100, packetsLost: 3 };
    const reading = read({ id: 'a', ...inbound }, { id: 'v', ...inbound });
    expect(reading).toMatchObject({ receivedPackets: 200, lostPackets: 6 });
    const recovered = read({ id: 'a', ...inbound, packetsLost: -2 });
    expect(recovered.lostPackets).toBe(0);
  });

  it('weighs what the other side misses by what was sent', () => {
    const outbound = { type: 'outbound-rtp' };
    const reading = read(
      { id: 'a', ...outbound, packetsSent: 100, remoteId: 'ra' },
      { id: 'v', ...outbound, packetsSent: 300, remoteId: 'rv' },
      { id: 'silent', ...outbound, packetsSent: 50 },
      { id: 'ra', type: 'remote-inbound-rtp', fractionLost: 0.2 },
      { id: 'rv', type: 'remote-inbound-rtp', fractionLost: 0.04 },
    );
    expect(reading.sentLoss).toBeCloseTo(0.08);
  });

  it('tells camera from screen by the track', () => {
    const picture = { frameWidth: 640, frameHeight: 360 };
    const reading = read(
      {
        id: 'in',
        type: 'inbound-rtp',
        trackIdentifier: 'their-camera',
        framesDecoded: 7,
        ...picture,
      },
      {
        id: 'out',
        type: 'outbound-rtp',
        mediaSourceId: 's',
        framesSent: 9,
        qualityLimitationReason: 'cpu',
        ...picture,
      },
      { id: 's', type: 'media-source', trackIdentifier: 'our-screen' },
    );
    expect(reading.received).toEqual({
      camera: { width: 640, height: 360, frames: 7, limitation: null },
    });
    expect(reading.sent).toEqual({
      screen_share: { width: 640, height: 360, frames: 9, limitation: 'cpu' },
    });
  });

  it('knows no video before its first frame', () => {
    const empty = { id: 'in', type: 'inbound-rtp', trackIdentifier: 'their-camera' };
    expect(read(empty).received).toEqual({});
  });
});
