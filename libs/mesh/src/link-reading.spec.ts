import { readLink } from './link-reading';

function reportOf(...stats: readonly object[]): RTCStatsReport {
  const entries = stats.map((stat, index) => [String(index), stat] as const);
  return new Map(entries);
}

const transport = {
  id: 'T',
  type: 'transport',
  timestamp: 100_000,
  selectedCandidatePairId: 'P2',
};
const pair = {
  id: 'P2',
  type: 'candidate-pair',
  timestamp: 100_000,
  availableOutgoingBitrate: 300_000,
  currentRoundTripTime: 0.05,
};

test('the chosen path says what it carries and how long it takes', () => {
  const other = { ...pair, id: 'P1', availableOutgoingBitrate: 9 };
  expect(readLink(reportOf(other, transport, pair), 7)).toEqual({
    atMs: 7,
    availableBitrate: 300_000,
    lossFraction: null,
    roundTripMs: 50,
    reportedAtMs: null,
    channelBytesSent: 0,
    isBandwidthLimited: false,
  });
});

test('the worst of the receiver’s fresh reports counts, and stale ones do not', () => {
  const report = { type: 'remote-inbound-rtp', timestamp: 98_000 };
  const voice = { ...report, id: 'a', fractionLost: 0.02, roundTripTime: 0.08 };
  const camera = { ...report, id: 'b', fractionLost: 0.2, roundTripTime: 0.06 };
  const screen = { ...report, id: 'c', fractionLost: 0.9, timestamp: 90_000 };
  expect(readLink(reportOf(transport, pair, voice, camera, screen), 0)).toMatchObject({
    reportedAtMs: 98_000,
    lossFraction: 0.2,
    roundTripMs: 80,
  });
});

test.each([
  [{ qualityLimitationReason: 'bandwidth', active: true }, true],
  [{ qualityLimitationReason: 'bandwidth' }, true],
  [{ qualityLimitationReason: 'bandwidth', active: false }, false],
  [{ qualityLimitationReason: 'cpu', active: true }, false],
])('a sender with %j counts as limited by the link: %s', (facts, isBandwidthLimited) => {
  const sender = { id: 'O', type: 'outbound-rtp', timestamp: 0, ...facts };
  expect(readLink(reportOf(transport, sender), 0)).toMatchObject({ isBandwidthLimited });
});

test('what all channels sent is counted together', () => {
  const channel = { type: 'data-channel', timestamp: 0, bytesSent: 500 };
  const media = { id: 'O', type: 'outbound-rtp', timestamp: 0, bytesSent: 9_000 };
  const report = reportOf(transport, { ...channel, id: 'a' }, { ...channel, id: 'b' }, media);
  expect(readLink(report, 0)).toMatchObject({ channelBytesSent: 1_000 });
});

test('an empty report says nothing', () => {
  expect(readLink(reportOf(), 0)).toMatchObject({ availableBitrate: null, roundTripMs: null });
});
