import { defaultPace, Pace } from './pace';
import { PieceChannel } from './piece-channel';
import { FakeChannel, takeAll } from './testing/fake-channel';
import { FakeClock } from './testing/fake-clock';
import { settle, until } from './testing/until';
import { UploadQueue, type UploadJob } from './upload-queue';

const mebibyte = 1024 ** 2;
const shareId = '6b1f1b4e-8f0e-4f0c-9d6b-0f6f6d8f7a11';

function open() {
  const clock = new FakeClock();
  const [near, far] = FakeChannel.pair();
  const ignore = () => undefined;
  const handlers = {
    onMessage: ignore,
    onPiece: ignore,
    onMalformed: ignore,
    onOpen: ignore,
    onClose: ignore,
  };
  const channel = new PieceChannel(near.asChannel(), handlers, {
    now: () => clock.now(),
    watermarkBytes: () => 64 * 1024,
    yieldsToVoices: () => true,
  });
  takeAll(far, (bytes) => channel.noteTaken(bytes));
  const [pace, linkPace] = [new Pace(() => clock.now()), new Pace(() => clock.now())];
  const unreadable: number[] = [];
  const whole: number[] = [];
  const memory = { readBytes: 0, highestAhead: 0 };
  const uploads = new UploadQueue({
    channel,
    paces: [pace, linkPace],
    clock,
    onSent: ignore,
    onPieceSent: (_, index) => void whole.push(index),
    onUnreadable: ({ index }) => void unreadable.push(index),
  });
  const job = (index: number, sizeBytes = mebibyte, offset = 0): UploadJob => ({
    shareId,
    index,
    offset,
    endOffset: sizeBytes,
    read: (_at, lengthBytes) => {
      memory.readBytes += lengthBytes;
      const ahead = memory.readBytes - near.pieceBytesSent;
      memory.highestAhead = Math.max(memory.highestAhead, ahead);
      return Promise.resolve(new Uint8Array(lengthBytes));
    },
  });
  return { clock, near, pace, linkPace, uploads, unreadable, whole, memory, job };
}

/** The binary messages that went out, each with the piece it is of. */
function framesOf(near: FakeChannel) {
  return near.sent.flatMap((message) =>
    typeof message === 'string'
      ? []
      : [{ index: new DataView(message.buffer).getUint32(16), bytes: message.length - 24 }],
  );
}

function sentIndices(near: FakeChannel): number[] {
  return framesOf(near).map(({ index }) => index);
}

/** How many bytes of a piece went out. */
function sentOf(near: FakeChannel, piece: number): number {
  const ofPiece = framesOf(near).filter(({ index }) => index === piece);
  return ofPiece.reduce((sum, { bytes }) => sum + bytes, 0);
}

describe('an upload queue', () => {
  it('says which pieces went out whole, and nothing of those taken back', async () => {
    const { near, uploads, whole, job } = open();
    uploads.add(job(3));
    uploads.add(job(1, 16 * mebibyte));
    await until(() => sentIndices(near).includes(1));
    uploads.cancel(shareId, 1);
    uploads.add(job(2));
    await until(() => whole.includes(2));
    expect(whole).toEqual([3, 2]);
  });

  it('sends pieces in the order they were asked for, from where they were asked for', async () => {
    const { near, uploads, job } = open();
    uploads.add(job(3));
    uploads.add(job(1, mebibyte, mebibyte - 1_000));
    await until(() => near.pieceBytesSent === mebibyte + 1_000);
    expect([...new Set(sentIndices(near))]).toEqual([3, 1]);
  });

  it('takes what is asked for in the very moment in which it runs dry', async () => {
    // In one of these turns of the microtask queue it finds nothing left to do.
    for (let turns = 0; turns < 40; turns += 1) {
      const { near, uploads, job } = open();
      uploads.add(job(0, 100));
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      uploads.add(job(1, 100));
      await until(() => near.pieceBytesSent === 200, `both, asked for ${turns} turns apart`);
    }
  });

  it('has no more in memory than what it sends and what it reads meanwhile', async () => {
    const { near, uploads, job, memory } = open();
    for (let index = 0; index < 4; index += 1) uploads.add(job(index, 16 * mebibyte));
    near.stall();
    await settle();
    near.flow();
    await until(() => near.pieceBytesSent === 64 * mebibyte);
    expect(memory.highestAhead).toBeLessThanOrEqual(2 * mebibyte);
  });

  it('does not send what was taken back, also in the middle of a piece', async () => {
    const { near, uploads, job } = open();
    for (let index = 0; index < 4; index += 1) uploads.add(job(index));
    await until(() => near.pieceBytesSent > mebibyte / 2);
    uploads.cancel(shareId, 0);
    uploads.cancel(shareId, 1);
    uploads.cancel(shareId, 2);
    await until(() => sentOf(near, 3) === mebibyte);
    expect(sentIndices(near).filter((index) => index === 1 || index === 2)).toEqual([]);
    expect(sentOf(near, 0)).toBeLessThan(mebibyte);
  });

  it('refuses more requests than any honest receiver has', () => {
    const { near, uploads, job } = open();
    near.stall();
    const answers = Array.from({ length: 100 }, (_, index) => uploads.add(job(index)));
    expect(answers.filter(Boolean)).toHaveLength(32);
  });

  it('tells of a piece that cannot be read and sends the next', async () => {
    const { near, uploads, job, unreadable } = open();
    uploads.add({ ...job(0), read: () => Promise.reject(new Error('gone')) });
    uploads.add(job(1));
    await until(() => near.pieceBytesSent === mebibyte);
    expect(unreadable).toEqual([0]);
  });

  /** One turn for each message that may have become due. */
  const pass = async (clock: FakeClock, ms: number) => {
    for (let passed = 0; passed < ms; passed += 25) {
      clock.advance(25);
      await settle(5);
    }
  };

  it('keeps to the pace that was set, in small messages', async () => {
    const { near, uploads, job, pace, clock } = open();
    uploads.add(job(1, 8 * mebibyte));
    await until(() => near.pieceBytesSent === 8 * mebibyte);
    const before = near.sent.length;
    expect(near.sent.at(-1)?.length).toBeGreaterThan(10_000 + 24);
    pace.set({ ...defaultPace, maxBytesPerSecond: 200_000 });
    uploads.add(job(0));
    await pass(clock, 2_000);
    expect(sentOf(near, 0)).toBeGreaterThan(380_000);
    expect(sentOf(near, 0)).toBeLessThanOrEqual(410_000);
    const lengths = near.sent.slice(before).map(({ length }) => length);
    expect(Math.max(...lengths)).toBe(10_000 + 24);
  });

  it('keeps to the pace of its link, and goes on at once without one', async () => {
    const { near, uploads, job, pace, linkPace, clock } = open();
    pace.set({ ...defaultPace, maxBytesPerSecond: 128 * 1024 });
    linkPace.set({ ...defaultPace, maxBytesPerSecond: 100_000 });
    uploads.add(job(0));
    await pass(clock, 1_000);
    expect(near.pieceBytesSent).toBeGreaterThan(90_000);
    expect(near.pieceBytesSent).toBeLessThanOrEqual(105_000);
    linkPace.set({ ...defaultPace, maxBytesPerSecond: null });
    await pass(clock, 2_000);
    // What was booked before still waits its turn; what comes after does not.
    expect(near.pieceBytesSent).toBeGreaterThanOrEqual(256 * 1024);
  });

  it('ends with close', async () => {
    const { near, uploads, job } = open();
    uploads.add(job(0, 16 * mebibyte));
    await until(() => near.pieceBytesSent > 0);
    uploads.close();
    await settle();
    const sent = near.pieceBytesSent;
    await settle();
    expect(near.pieceBytesSent).toBe(sent);
    expect(uploads.add(job(1))).toBe(false);
  });
});
