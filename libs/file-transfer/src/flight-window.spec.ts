import { FlightWindow } from './flight-window';

const kibibyte = 1024;
const frameBytes = 64 * kibibyte;

interface Path {
  readonly turnMs: number;
  readonly bytesPerMs: number;
  /** What the other page takes, where that is less than what the path carries. */
  readonly takenPerMs?: number;
}

/** What is on its way over a path after ten seconds of sending whatever may be sent. */
function flightOver({ turnMs, bytesPerMs, takenPerMs = Infinity }: Path): number {
  let nowMs = 0;
  let [onItsWay, sentAtMs, takenAtMs] = [0, 0, 0];
  const window = new FlightWindow(() => nowMs);
  const arrivals: { readonly atMs: number; readonly bytes: number }[] = [];
  for (; nowMs < 10_000; nowMs += 1) {
    while (arrivals[0] && arrivals[0].atMs <= nowMs) {
      onItsWay -= arrivals[0].bytes;
      window.noteTaken(arrivals.shift()?.bytes ?? 0);
    }
    // What waits to go out is the channel's watermark; the rest is on the path.
    while (sentAtMs <= nowMs && window.hasRoomFor(frameBytes)) {
      sentAtMs = Math.max(sentAtMs, nowMs - 1) + frameBytes / bytesPerMs;
      takenAtMs = Math.max(takenAtMs, sentAtMs + turnMs) + frameBytes / takenPerMs;
      window.noteSent(frameBytes);
      onItsWay += frameBytes;
      arrivals.push({ atMs: takenAtMs, bytes: frameBytes });
    }
  }
  return onItsWay;
}

describe('what is on its way', () => {
  it('stays under the smallest piece on a short path, however fast', () => {
    expect(flightOver({ turnMs: 5, bytesPerMs: 100_000 })).toBeLessThanOrEqual(704 * kibibyte);
    expect(flightOver({ turnMs: 20, bytesPerMs: 15_000 })).toBeLessThanOrEqual(704 * kibibyte);
  });

  it('fills a long path', () => {
    const [turnMs, bytesPerMs] = [150, 20_000];
    expect(flightOver({ turnMs, bytesPerMs })).toBeGreaterThan(turnMs * bytesPerMs * 0.95);
  });

  it('is never more than four mebibytes', () => {
    const flight = flightOver({ turnMs: 500, bytesPerMs: 100_000 });
    expect(flight).toBeLessThanOrEqual(4 * kibibyte ** 2);
    expect(flight).toBeGreaterThan(4 * kibibyte ** 2 - frameBytes * 2);
  });

  it('does not take a page that is slow for a path that is long', () => {
    const slow = { turnMs: 5, bytesPerMs: 100_000, takenPerMs: 2_000 };
    expect(flightOver(slow)).toBeLessThanOrEqual(704 * kibibyte);
  });

  it('takes no more than was sent from whoever claims to have more', () => {
    const window = new FlightWindow(() => 0);
    window.noteSent(frameBytes);
    window.noteTaken(Number.MAX_SAFE_INTEGER);
    for (let count = 0; count < 11; count += 1) window.noteSent(frameBytes);
    expect(window.hasRoomFor(frameBytes)).toBe(false);
  });
});
