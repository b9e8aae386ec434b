import { FlightWindow } from './flight-window';
import { TakenTally } from './taken-tally';

const kibibyte = 1024;
const leastPiece = 1024 * kibibyte;
const durationMs = 60_000;
/** The window is looked at as it is used, not while it opens. */
const openedMs = 5_000;
const longerByMs = 100;
const [busyEveryMs, busyFromMs] = [150, 50];

/** When a page that is busy at times gets to what came. */
function freeAt(ms: number): number {
  const since = ms % busyEveryMs;
  return since < busyFromMs ? ms : ms - since + busyEveryMs;
}

interface Path {
  /** There and back, with nothing else on it. */
  readonly turnMs: number;
  readonly bytesPerMs: number;
  /** What the other page takes, where that is less than what the path carries. */
  readonly takenPerMs?: number;
  /** The other page takes nothing for the last 100 ms of every 150. */
  readonly isBusyAtTimes?: boolean;
  readonly yieldsToVoices?: boolean;
  /** From then on it yields to voices. */
  readonly speaksFromMs?: number;
  /** From then on it takes 100 ms more. */
  readonly longerFromMs?: number;
}

/** A minute of sending whatever may be sent over a path, which queues what it cannot carry at once. */
function sendOver(path: Path) {
  const { turnMs, bytesPerMs, takenPerMs = Infinity, longerFromMs = Infinity } = path;
  const { yieldsToVoices = true, speaksFromMs = 0 } = path;
  let nowMs = 0;
  let [onItsWay, sentAtMs, takenAtMs, lateBytes] = [0, 0, 0, 0];
  const tally = new TakenTally();
  const seen = { mostOnItsWay: 0, firstQueueMs: 0, laterQueueMs: 0 };
  const window = new FlightWindow({
    now: () => nowMs,
    yieldsToVoices: () => yieldsToVoices && nowMs >= speaksFromMs,
  });
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
      if (path.isBusyAtTimes) takenAtMs = freeAt(takenAtMs);
      const said = tally.add(bytes) ? tally.say() : 0;
      arrivals.push({ atMs: takenAtMs, bytes, said });
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
  const beside = [{ yieldsToVoices: true }, { yieldsToVoices: false }];

  it.each(beside)('is less than the smallest piece on a short path, and fills it: %o', (voices) => {
    const seen = sendOver({ turnMs: 4, bytesPerMs: 18_000, ...voices });
    expect(seen.mostOnItsWay).toBeLessThanOrEqual(leastPiece * 0.7);
    expect(seen.usedPart).toBeGreaterThan(0.95);
  });

  it.each(beside)('fills a long path: %o', (voices) => {
    expect(sendOver({ turnMs: 150, bytesPerMs: 15_000, ...voices }).usedPart).toBeGreaterThan(0.9);
  });

  it.each(beside)('is never more than four mebibytes: %o', (voices) => {
    const { mostOnItsWay } = sendOver({ turnMs: 500, bytesPerMs: 100_000, ...voices });
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

  it.each(beside)('does not take a page that is slow for a path that is long: %o', (voices) => {
    const slow = { turnMs: 5, bytesPerMs: 100_000, takenPerMs: 2_000, ...voices };
    const { mostOnItsWay } = sendOver(slow);
    expect(mostOnItsWay).toBeLessThanOrEqual(leastPiece * 0.7);
  });

  it('does not take a page that is busy at times for a queue', () => {
    const busy = { turnMs: 5, bytesPerMs: 2_000, isBusyAtTimes: true };
    expect(sendOver(busy).usedPart).toBeGreaterThan(0.7);
  });

  it('is all that the path has use for where no voice has to wait', () => {
    const busy = { turnMs: 5, bytesPerMs: 2_000, isBusyAtTimes: true, yieldsToVoices: false };
    expect(sendOver(busy).usedPart).toBeGreaterThan(0.95);
  });

  it.each([1, 2, 3, 4, 5])('goes on when somebody speaks after %i full messages', (messages) => {
    let yieldsToVoices = false;
    const window = new FlightWindow({ now: () => 0, yieldsToVoices: () => yieldsToVoices });
    const tally = new TakenTally();
    let said = 0;
    for (let count = 0; count < messages; count += 1) {
      const { frameBytes } = window;
      window.noteSent(frameBytes);
      if (tally.add(frameBytes)) said += tally.say();
    }
    yieldsToVoices = true;
    if (said > 0) window.noteTaken(said);
    expect(window.hasRoom()).toBe(true);
  });

  it('shrinks as soon as somebody speaks', () => {
    const seen = sendOver({ turnMs: 20, bytesPerMs: 250, speaksFromMs: 1_000 });
    expect(seen.firstQueueMs).toBeGreaterThan(1_000);
    expect(seen.laterQueueMs).toBeLessThan(150);
  });

  it('finds out that the path is longer now', () => {
    const seen = sendOver({ turnMs: 20, bytesPerMs: 5_000, longerFromMs: 10_000 });
    expect(seen.usedPart).toBeGreaterThan(0.8);
  });

  it('takes no more than was sent from whoever claims to have more', () => {
    const window = new FlightWindow({ now: () => 0, yieldsToVoices: () => true });
    while (window.hasRoom()) window.noteSent(window.frameBytes);
    window.noteTaken(Number.MAX_SAFE_INTEGER);
    let sentBytes = 0;
    for (; window.hasRoom(); sentBytes += window.frameBytes) window.noteSent(window.frameBytes);
    expect(sentBytes).toBeGreaterThan(0);
    expect(sentBytes).toBeLessThanOrEqual(leastPiece * 0.7);
  });
});
