import { FlightWindow } from './flight-window';
import { framePayloadBytes } from './piece-frame';

const kibibyte = 1024;
const leastPiece = 1024 * kibibyte;
const durationMs = 60_000;
/** The window is looked at as it is used, not while it opens. */
const openedMs = 5_000;
const longerByMs = 100;

interface Path {
  /** There and back, with nothing else on it. */
  readonly turnMs: number;
  readonly bytesPerMs: number;
  /** What the other page takes, where that is less than what the path carries. */
  readonly takenPerMs?: number;
  /** From then on it takes 100 ms more. */
  readonly longerFromMs?: number;
}

/** A minute of sending whatever may be sent over a path, which queues what it cannot carry at once. */
function sendOver({ turnMs, bytesPerMs, takenPerMs = Infinity, longerFromMs = Infinity }: Path) {
  let nowMs = 0;
  let [onItsWay, sentAtMs, takenAtMs, unsaidBytes, lateBytes] = [0, 0, 0, 0, 0];
  const seen = { mostOnItsWay: 0, firstQueueMs: 0, laterQueueMs: 0 };
  const window = new FlightWindow(() => nowMs);
  const arrivals: { readonly atMs: number; readonly bytes: number; readonly said: number }[] = [];
  for (; nowMs < durationMs; nowMs += 1) {
    const pathMs = nowMs < longerFromMs ? turnMs : turnMs + longerByMs;
    for (; arrivals[0] && arrivals[0].atMs <= nowMs; arrivals.shift()) {
      onItsWay -= arrivals[0].bytes;
      if (nowMs > durationMs / 2) lateBytes += arrivals[0].bytes;
      if (arrivals[0].said > 0) window.noteTaken(arrivals[0].said);
    }
    while (window.hasRoom()) {
      const bytes = window.frameBytes;
      sentAtMs = Math.max(sentAtMs, nowMs) + bytes / bytesPerMs;
      takenAtMs = Math.max(takenAtMs, sentAtMs + pathMs) + bytes / takenPerMs;
      unsaidBytes += bytes;
      const isSaid = bytes < framePayloadBytes || unsaidBytes >= 2 * framePayloadBytes;
      arrivals.push({ atMs: takenAtMs, bytes, said: isSaid ? unsaidBytes : 0 });
      if (isSaid) unsaidBytes = 0;
      window.noteSent(bytes);
      onItsWay += bytes;
    }
    const key = nowMs < openedMs ? 'firstQueueMs' : 'laterQueueMs';
    seen[key] = Math.max(seen[key], sentAtMs - nowMs);
    seen.mostOnItsWay = Math.max(seen.mostOnItsWay, onItsWay);
  }
  return { ...seen, usedPart: lateBytes / ((bytesPerMs * durationMs) / 2) };
}

describe('what is on its way', () => {
  it('is less than the smallest piece on a short path, however fast, and fills it', () => {
    const seen = sendOver({ turnMs: 4, bytesPerMs: 18_000 });
    expect(seen.mostOnItsWay).toBeLessThanOrEqual(leastPiece * 0.7);
    expect(seen.usedPart).toBeGreaterThan(0.95);
  });

  it('fills a long path', () => {
    expect(sendOver({ turnMs: 150, bytesPerMs: 15_000 }).usedPart).toBeGreaterThan(0.9);
  });

  it('is never more than four mebibytes', () => {
    const { mostOnItsWay } = sendOver({ turnMs: 500, bytesPerMs: 100_000 });
    expect(mostOnItsWay).toBeLessThanOrEqual(4 * kibibyte ** 2);
    expect(mostOnItsWay).toBeGreaterThan(3 * kibibyte ** 2);
  });

  it.each([
    { kbps: 1_000, turnMs: 30 },
    { kbps: 2_000, turnMs: 20 },
    { kbps: 2_000, turnMs: 100 },
    { kbps: 10_000, turnMs: 20 },
  ])(
    'queues on an uplink of $kbps kbit/s and $turnMs ms for no longer than a router keeps it',
    (path) => {
      const seen = sendOver({ turnMs: path.turnMs, bytesPerMs: path.kbps / 8 });
      expect(seen.firstQueueMs).toBeLessThan(300);
      expect(seen.laterQueueMs).toBeLessThan(150);
      expect(seen.usedPart).toBeGreaterThan(0.7);
    },
  );

  it('does not take a page that is slow for a path that is long', () => {
    const slow = { turnMs: 5, bytesPerMs: 100_000, takenPerMs: 2_000 };
    const { mostOnItsWay } = sendOver(slow);
    expect(mostOnItsWay).toBeLessThanOrEqual(leastPiece * 0.7);
  });

  it('finds out that the path is longer now', () => {
    const seen = sendOver({ turnMs: 20, bytesPerMs: 5_000, longerFromMs: 10_000 });
    expect(seen.usedPart).toBeGreaterThan(0.8);
  });

  it('takes no more than was sent from whoever claims to have more', () => {
    const window = new FlightWindow(() => 0);
    while (window.hasRoom()) window.noteSent(window.frameBytes);
    window.noteTaken(Number.MAX_SAFE_INTEGER);
    let sentBytes = 0;
    for (; window.hasRoom(); sentBytes += window.frameBytes) window.noteSent(window.frameBytes);
    expect(sentBytes).toBeGreaterThan(0);
    expect(sentBytes).toBeLessThanOrEqual(leastPiece * 0.7);
  });
});
