import { FlightWindow } from './flight-window';
import { FakeClock } from './testing/fake-clock';

const kibibyte = 1024;
const frameBytes = 64 * kibibyte;

/** What a path of `turnMs` and `bytesPerMs` has on its way after ten seconds of sending whatever may be sent. */
function flightOver({ turnMs, bytesPerMs }: { turnMs: number; bytesPerMs: number }): number {
  let nowMs = 0;
  let [onItsWay, freeAtMs] = [0, 0];
  const window = new FlightWindow(() => nowMs);
  const arrivals: { readonly atMs: number; readonly bytes: number }[] = [];
  for (; nowMs < 10_000; nowMs += 1) {
    while (arrivals[0] && arrivals[0].atMs <= nowMs) {
      onItsWay -= arrivals[0].bytes;
      window.noteTaken(arrivals.shift()?.bytes ?? 0);
    }
    // What waits to go out is the channel's watermark; the rest is on the path.
    while (freeAtMs <= nowMs && window.hasRoomFor(frameBytes)) {
      freeAtMs = Math.max(freeAtMs, nowMs - 1) + frameBytes / bytesPerMs;
      window.noteSent(frameBytes);
      onItsWay += frameBytes;
      arrivals.push({ atMs: freeAtMs + turnMs, bytes: frameBytes });
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

  it('follows a path that became longer', () => {
    const clock = new FakeClock();
    const window = new FlightWindow(() => clock.now());
    const exchange = (turnMs: number) => {
      for (let count = 0; count < 11; count += 1) window.noteSent(frameBytes);
      clock.advance(turnMs);
      window.noteTaken(11 * frameBytes);
    };
    for (let count = 0; count < 40; count += 1) exchange(5);
    for (let count = 0; count < 40; count += 1) exchange(200);
    window.noteSent(704 * kibibyte);
    expect(window.hasRoomFor(frameBytes * 4)).toBe(true);
  });

  it('takes no more than was sent from whoever claims to have more', () => {
    const window = new FlightWindow(() => 0);
    window.noteSent(frameBytes);
    window.noteTaken(Number.MAX_SAFE_INTEGER);
    for (let count = 0; count < 11; count += 1) window.noteSent(frameBytes);
    expect(window.hasRoomFor(frameBytes)).toBe(false);
  });
});
