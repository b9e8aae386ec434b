import { ratesBetween, readStatistics } from './link-statistics';

function report(bytesReceived: number, timestamp: number, candidateType = 'host') {
  return Object.entries({
    t: { id: 't', type: 'transport', selectedCandidatePairId: 'p', timestamp },
    p: {
      id: 'p',
      type: 'candidate-pair',
      localCandidateId: 'l',
      remoteCandidateId: 'r',
      currentRoundTripTime: 0.042,
      bytesReceived,
      bytesSent: 2 * bytesReceived,
    },
    l: { id: 'l', type: 'local-candidate', candidateType },
    r: { id: 'r', type: 'remote-candidate', candidateType: 'host' },
  });
}

describe('readStatistics', () => {
  it('reads round trip and path from the selected pair', () => {
    expect(readStatistics(report(1, 1))).toMatchObject({ isRelayed: false, roundTripMs: 42 });
    expect(readStatistics(report(1, 1, 'relay')).isRelayed).toBe(true);
  });

  it('says that it does not know before there is a path', () => {
    expect(readStatistics([])).toMatchObject({ isRelayed: null, roundTripMs: null });
  });
});

describe('ratesBetween', () => {
  it('makes kilobits a second of bytes', () => {
    const first = readStatistics(report(1_000, 1_000));
    const second = readStatistics(report(126_000, 2_000));
    expect(ratesBetween(first, second)).toEqual({ receivingKbps: 1_000, sendingKbps: 2_000 });
    expect(ratesBetween(undefined, second).receivingKbps).toBeNull();
  });
});
