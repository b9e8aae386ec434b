import { freshFilePace, nextFilePace, type FilePace } from './file-pace';
import { freshBudget, type LinkReading } from './link-budget';

const megabyte = 1_000_000;

/** A link that is read once a second, and reported on as often, while files go over it. */
function link() {
  let pace: FilePace = freshFilePace;
  let atMs = 0;
  let channelBytesSent = 0;
  const pass = (
    seconds: number,
    { speed = 0, bitrate = null as number | null, ...facts }: Partial<LinkReading> & Facts = {},
  ) => {
    for (let second = 0; second < seconds; second += 1) {
      atMs += 1_000;
      channelBytesSent += Math.min(speed, pace.bytesPerSecond ?? Infinity);
      const budget = { ...freshBudget, bitrate, baseRoundTripMs: 20 };
      const calm = { availableBitrate: null, lossFraction: 0, roundTripMs: 20 };
      const reading = { ...calm, isBandwidthLimited: false, reportedAtMs: atMs, ...facts };
      pace = nextFilePace(pace, budget, { ...reading, atMs, channelBytesSent });
    }
    return pace.bytesPerSecond;
  };
  return { pass };
}
interface Facts {
  readonly speed?: number;
  readonly bitrate?: number | null;
}

test('files go as fast as they can while nothing suffers', () => {
  expect(link().pass(20, { speed: 30 * megabyte })).toBeNull();
});

test.each([
  ['packets of a voice are lost', { lossFraction: 0.03 }],
  ['what is said waits behind files', { roundTripMs: 121 }],
])('files halve as soon as %s', (_, facts) => {
  const { pass } = link();
  pass(5, { speed: megabyte });
  expect(pass(1, { speed: megabyte, ...facts })).toBeCloseTo(megabyte / 2);
});

test('one report slows files once, however often it is read', () => {
  const { pass } = link();
  pass(5, { speed: megabyte });
  expect(pass(5, { speed: megabyte, lossFraction: 0.2, reportedAtMs: 5_500 })).toBeCloseTo(
    megabyte / 2,
  );
});

test('suffering that goes on takes files down to next to nothing, never to a standstill', () => {
  const { pass } = link();
  pass(5, { speed: megabyte });
  expect(pass(30, { speed: megabyte, lossFraction: 0.2 })).toBe(4_000);
});

test('files are back near their old speed soon, and go beyond it carefully', () => {
  const { pass } = link();
  pass(5, { speed: megabyte });
  pass(1, { speed: megabyte, lossFraction: 0.1 });
  const soon = pass(3, { speed: megabyte }) ?? Infinity;
  expect(soon).toBeGreaterThan(0.8 * megabyte);
  const later = pass(5, { speed: megabyte }) ?? Infinity;
  expect(later).toBeLessThan(1.3 * megabyte);
  expect(pass(90, { speed: megabyte })).toBeNull();
});

test('what suffers without a file on its way does not slow the next one', () => {
  const { pass } = link();
  expect(pass(10, { lossFraction: 0.3, roundTripMs: 900 })).toBeNull();
});

test('with nothing sent that could suffer, files take all', () => {
  const { pass } = link();
  const nobody = { reportedAtMs: null, lossFraction: null, roundTripMs: 900 };
  expect(pass(10, { speed: megabyte, ...nobody })).toBeNull();
});

test('a link that is too narrow for pictures leaves a fifth to files, from their start', () => {
  const { pass } = link();
  expect(pass(1, { bitrate: 400_000 })).toBe(10_000);
  expect(pass(1, { bitrate: 40_000 })).toBe(4_000);
  // Once the link is well again.
  expect(pass(15)).toBeGreaterThan(100_000);
});
