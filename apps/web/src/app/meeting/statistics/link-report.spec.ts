import { costOfOneMore, loadOf, reportBetween } from './link-report';
import type { LinkReading, QualityLimitation } from './link-statistics';
import { wordsOf } from './link-words';

interface Seen {
  readonly atMs: number;
  readonly bytes?: number;
  readonly frames?: number;
  readonly packets?: number;
  readonly lost?: number;
  readonly localType?: string;
  readonly limitation?: QualityLimitation;
}

function reading({
  atMs,
  bytes = 0,
  frames = 0,
  packets = 0,
  lost = 0,
  localType = 'host',
  limitation = 'none',
}: Seen): LinkReading {
  const size = { width: 640, height: 360 };
  return {
    atMs,
    pair: {
      localType,
      remoteType: 'host',
      protocol: 'udp',
      roundTripMs: 42.4,
      receivedBytes: bytes,
      sentBytes: 2 * bytes,
      availableKbps: null,
    },
    receivedPackets: packets,
    lostPackets: lost,
    sentLoss: 0.004,
    received: { camera: { ...size, frames, limitation: null } },
    sent: { camera: { ...size, frames, limitation } },
  };
}

const first = reading({ atMs: 1_000 });

describe('reportBetween', () => {
  it('makes rates of what was counted', () => {
    const now = reading({ atMs: 3_000, bytes: 250_000, frames: 60, packets: 95, lost: 5 });
    const report = reportBetween(first, now);
    expect(report.received).toMatchObject({ kbps: 1_000, loss: 0.05 });
    expect(report.sent).toMatchObject({ kbps: 2_000, loss: 0.004 });
    expect(report.received.videos.camera?.framesPerSecond).toBe(30);
  });

  it('knows no rate from one reading, and none of one reading twice', () => {
    expect(reportBetween(undefined, first).sent.kbps).toBeNull();
    expect(reportBetween(first, first).received.videos.camera?.framesPerSecond).toBeNull();
  });

  it('starts from nothing when a new connection counts anew', () => {
    const long = reading({ atMs: 1_000, bytes: 900_000, packets: 500, lost: 20 });
    const report = reportBetween(long, reading({ atMs: 2_000, bytes: 10 }));
    expect(report.received).toMatchObject({ kbps: 0, loss: null });
  });

  it.each([
    ['host', false],
    ['relay', true],
  ])('calls a path from %s relayed: %s', (localType, isRelayed) => {
    expect(reportBetween(undefined, reading({ atMs: 1, localType })).isRelayed).toBe(isRelayed);
  });
});

describe('the cost of one more person', () => {
  it('is what each of the present ones costs', () => {
    const later = reportBetween(first, reading({ atMs: 2_000, bytes: 125_000 }));
    const idle = reportBetween(first, reading({ atMs: 2_000, bytes: 0 }));
    const load = loadOf([later, idle]);
    expect(load).toEqual({ links: 2, upKbps: 2_000, downKbps: 1_000 });
    expect(load && costOfOneMore(load)).toEqual({ upKbps: 1_000, downKbps: 500 });
  });

  it('is unknown until something is measured', () => {
    expect(loadOf([])).toBeNull();
    expect(loadOf([reportBetween(undefined, first)])).toBeNull();
  });
});

describe('wordsOf', () => {
  const linesOf = (seen: Seen) =>
    new Map(
      wordsOf(reportBetween(first, reading(seen))).lines.map(({ name, ...words }) => [name, words]),
    );

  it('says the path with both ends, and the delay', () => {
    expect(wordsOf(reportBetween(undefined, first))).toMatchObject({
      path: 'direct (own address to own address, UDP)',
      roundTrip: '42 ms',
    });
    const relayed = reportBetween(undefined, reading({ atMs: 1, localType: 'relay' }));
    expect(wordsOf(relayed).path).toBe('relayed (relay to own address, UDP)');
  });

  it('says size and frames, or that the video is paused', () => {
    expect(linesOf({ atMs: 2_000, frames: 24 }).get('Camera')).toEqual({
      received: '640 × 360, 24 a second',
      sent: '640 × 360, 24 a second',
    });
    expect(linesOf({ atMs: 3_000, frames: 0 }).get('Camera')?.sent).toBe('paused');
  });

  it.each([
    ['none', 'nothing'],
    ['cpu', 'this device’s processor'],
    ['bandwidth', 'the connection'],
  ] as const)('says what limits the sender: %s', (limitation, words) => {
    expect(linesOf({ atMs: 2_000, frames: 24, limitation }).get('Limited by')?.sent).toBe(words);
  });

  it('says of a paused video no limit that it had before', () => {
    const paused = linesOf({ atMs: 2_000, frames: 0, limitation: 'bandwidth' });
    expect(paused.get('Limited by')?.sent).toBe('–');
  });

  it('has a line for a screen only while there is one', () => {
    expect(linesOf({ atMs: 2_000 }).has('Screen')).toBe(false);
    expect(linesOf({ atMs: 2_000 }).has('Camera')).toBe(true);
  });

  it('says that nothing is known yet', () => {
    expect(wordsOf(undefined)).toMatchObject({ path: '–', roundTrip: '–' });
  });
});
