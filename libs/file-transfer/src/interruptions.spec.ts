import { MemoryPieceStore } from './memory-piece-store';
import type { PieceFile, PieceFileShape, PieceStore } from './piece-store';
import { FakeClock } from './testing/fake-clock';
import { join, Person, pieceSizeBytes, shareFile } from './testing/party';
import { settle, until, untilInTime } from './testing/until';

const pieceCount = 16;
const sizeBytes = pieceSizeBytes * pieceCount;
/** Not yet asked for as a whole when half of it is here. */
const largeBytes = sizeBytes * 3;

async function half(store: PieceStore = new MemoryPieceStore(), wholeBytes = sizeBytes) {
  const clock = new FakeClock();
  const [alice, bob] = [new Person(clock), new Person(clock, store)];
  const ends = join(alice, bob);
  const shared = await shareFile(alice, [bob], wholeBytes);
  const shareId = shared.share.id;
  bob.transfers.download(shareId);
  await until(
    () => bob.phase(shareId) !== 'receiving' || bob.state(shareId).verifiedBytes >= wholeBytes / 2,
  );
  return { clock, alice, bob, ends, shared, shareId };
}

/** A memory store whose disk is full after so many pieces, until there is room again. */
class SmallStore implements PieceStore {
  private readonly inner = new MemoryPieceStore();
  constructor(public room: number) {}

  async open(shape: PieceFileShape): Promise<PieceFile> {
    const file = await this.inner.open(shape);
    const write = file.writePiece.bind(file);
    return Object.assign(file, {
      writePiece: (index: number, piece: Uint8Array<ArrayBuffer>) => {
        this.room -= 1;
        return this.room < 0
          ? Promise.reject(new DOMException('no room', 'QuotaExceededError'))
          : write(index, piece);
      },
    });
  }
}

describe('a cut connection', () => {
  it('at half goes on from there, with at most one piece sent again', async () => {
    const { alice, bob, ends, shared, shareId } = await half();
    ends[0].close();
    await settle();
    expect(bob.state(shareId)).toMatchObject({ phase: 'receiving', sources: [] });
    const before = ends[0].pieceBytesSent;
    expect(before).toBeLessThan(sizeBytes);
    const [again] = join(alice, bob);
    await until(() => bob.phase(shareId) === 'verified');
    expect(Buffer.compare(await bob.savedBytes(shareId), shared.bytes)).toBe(0);
    expect(before + again.pieceBytesSent - sizeBytes).toBeLessThanOrEqual(pieceSizeBytes);
  });

  it('many times over still ends with the true file', async () => {
    const { alice, bob, ends, shared, shareId } = await half();
    let [end] = ends;
    let sent = 0;
    let cuts = 0;
    // Several pieces may come between two looks, so how often it can be cut is not known beforehand.
    for (; cuts < 5 && bob.phase(shareId) !== 'verified'; cuts += 1) {
      const verified = bob.state(shareId).verifiedBytes;
      end.close();
      sent += end.pieceBytesSent;
      [end] = join(alice, bob);
      await until(
        () => bob.phase(shareId) === 'verified' || bob.state(shareId).verifiedBytes > verified,
      );
    }
    await until(() => bob.phase(shareId) === 'verified');
    sent += end.pieceBytesSent;
    expect(Buffer.compare(await bob.savedBytes(shareId), shared.bytes)).toBe(0);
    expect(sent - sizeBytes).toBeLessThanOrEqual(cuts * pieceSizeBytes);
    expect(cuts).toBeGreaterThan(0);
    expect(bob.transfers.refusals()).toEqual(new Map());
  });

  it('replaced by a new channel before it was noticed goes on too', async () => {
    const { alice, bob, shareId } = await half();
    join(alice, bob);
    await until(() => bob.phase(shareId) === 'verified');
    const [receiver] = alice.state(shareId).receivers;
    expect(receiver?.participantId).toBe(bob.id);
    await until(() => alice.state(shareId).receivers[0]?.state === 'verified');
  });

  it('takes the receiver off the list of the sharer, unless it has the whole', async () => {
    const { alice, bob, shareId } = await half();
    expect(alice.state(shareId).receivers).toHaveLength(1);
    alice.transfers.detach(bob.id);
    expect(alice.state(shareId).receivers).toEqual([]);
  });
});

describe('pausing', () => {
  it('stops the bytes, and resuming goes on from there', async () => {
    const { alice, bob, ends, shared, shareId } = await half(new MemoryPieceStore(), largeBytes);
    bob.transfers.pause(shareId);
    await settle();
    const sent = ends[0].pieceBytesSent;
    await settle();
    expect(ends[0].pieceBytesSent).toBe(sent);
    expect(sent).toBeLessThan(largeBytes);
    expect(bob.phase(shareId)).toBe('paused');
    await until(() => alice.state(shareId).receivers[0]?.state === 'paused');
    bob.transfers.resume(shareId);
    await until(() => bob.phase(shareId) === 'verified');
    expect(Buffer.compare(await bob.savedBytes(shareId), shared.bytes)).toBe(0);
    expect(bob.transfers.refusals()).toEqual(new Map());
  });

  it('outlasts a cut connection', async () => {
    const { alice, bob, ends, shareId } = await half();
    bob.transfers.pause(shareId);
    ends[0].close();
    const [again] = join(alice, bob);
    await settle();
    expect(bob.phase(shareId)).toBe('paused');
    expect(again.pieceBytesSent).toBe(0);
    bob.transfers.resume(shareId);
    await until(() => bob.phase(shareId) === 'verified');
  });

  it('many times in a row is no offence', async () => {
    const { bob, shareId } = await half();
    for (let count = 0; count < 50; count += 1) {
      bob.transfers.pause(shareId);
      bob.transfers.resume(shareId);
      await settle(1);
    }
    await until(() => bob.phase(shareId) === 'verified');
    expect(bob.dropped).toEqual([]);
  });
});

describe('cancelling', () => {
  it('stops the bytes, deletes what came and tells the sharer', async () => {
    const store = new MemoryPieceStore();
    const { alice, bob, ends, shareId } = await half(store);
    bob.transfers.cancel(shareId);
    await until(() => store.contents().length === 0);
    await until(() => alice.state(shareId).receivers[0]?.state === 'cancelled');
    await settle();
    const sent = ends[0].pieceBytesSent;
    await settle();
    expect(ends[0].pieceBytesSent).toBe(sent);
    expect(bob.state(shareId)).toMatchObject({ phase: 'cancelled', verifiedBytes: 0 });
    expect(bob.dropped).toEqual([]);
  });

  it('and downloading again, at once, brings the whole file', async () => {
    const { bob, shared, shareId } = await half();
    bob.transfers.cancel(shareId);
    bob.transfers.download(shareId);
    bob.transfers.cancel(shareId);
    bob.transfers.download(shareId);
    await until(() => bob.phase(shareId) === 'verified');
    expect(Buffer.compare(await bob.savedBytes(shareId), shared.bytes)).toBe(0);
    expect(bob.dropped).toEqual([]);
  });

  it('leaves a verified file as it is', async () => {
    const { bob, shareId } = await half();
    await until(() => bob.phase(shareId) === 'verified');
    bob.transfers.cancel(shareId);
    expect(bob.phase(shareId)).toBe('verified');
  });
});

describe('pausing for a moment', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'of %d turns, while bytes are on their way, costs nothing but the moment',
    async (turns) => {
      const { bob, shared, shareId } = await half();
      bob.transfers.pause(shareId);
      await settle(turns);
      bob.transfers.resume(shareId);
      await until(() => bob.phase(shareId) === 'verified');
      expect(Buffer.compare(await bob.savedBytes(shareId), shared.bytes)).toBe(0);
      expect(bob.transfers.refusals()).toEqual(new Map());
    },
  );
});

describe('a full disk', () => {
  it('fails with its reason, keeps what is there and goes on when there is room', async () => {
    const store = new SmallStore(6);
    const { alice, bob, shared, shareId } = await half(store);
    await until(() => bob.phase(shareId) === 'failed');
    expect(bob.state(shareId)).toMatchObject({
      failure: 'storage-full',
      verifiedBytes: pieceSizeBytes * 6,
    });
    await until(() => alice.state(shareId).receivers[0]?.state === 'failed');
    store.room = 1_000;
    bob.transfers.resume(shareId);
    await until(() => bob.phase(shareId) === 'verified');
    expect(bob.state(shareId)).not.toHaveProperty('failure');
    expect(Buffer.compare(await bob.savedBytes(shareId), shared.bytes)).toBe(0);
  });

  it('before the first byte fails too', async () => {
    const clock = new FakeClock();
    const refusing: PieceStore = {
      open: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')),
    };
    const [alice, bob] = [new Person(clock), new Person(clock, refusing)];
    join(alice, bob);
    const { share } = await shareFile(alice, [bob], sizeBytes);
    bob.transfers.download(share.id);
    await until(() => bob.phase(share.id) === 'failed');
    expect(bob.state(share.id).failure).toBe('storage-full');
  });
});

describe('a page that was loaded anew', () => {
  it('goes on from the pieces that are on disk, after looking at each', async () => {
    const store = new MemoryPieceStore();
    const { alice, bob, shared, shareId } = await half(store);
    const kept = bob.state(shareId).verifiedBytes;
    bob.transfers.detach(alice.id); // the old page is gone without a word
    alice.transfers.detach(bob.id);
    const reloaded = new Person(new FakeClock(), store);
    const [end] = join(alice, reloaded);
    reloaded.transfers.addShare(shared.share);
    reloaded.transfers.download(shareId);
    await until(() => reloaded.phase(shareId) === 'verified');
    expect(Buffer.compare(await reloaded.savedBytes(shareId), shared.bytes)).toBe(0);
    expect(end.pieceBytesSent).toBeLessThanOrEqual(sizeBytes - kept);
  });
});

describe('slow peers', () => {
  it('that receive slow nobody else down', async () => {
    const clock = new FakeClock();
    const [alice, bob, carol] = [new Person(clock), new Person(clock), new Person(clock)];
    join(alice, bob);
    const [toCarol] = join(alice, carol);
    const { share } = await shareFile(alice, [bob, carol], sizeBytes);
    carol.transfers.download(share.id);
    await until(() => carol.state(share.id).verifiedBytes > 0);
    toCarol.stall();
    bob.transfers.download(share.id);
    await untilInTime(clock, () => bob.phase(share.id) === 'verified');
    expect(carol.phase(share.id)).toBe('receiving');
    expect(toCarol.highestBufferedAmount).toBeLessThan(256 * 1024);
    toCarol.flow();
    await untilInTime(clock, () => carol.phase(share.id) === 'verified');
  });

  it('that send do not hold up the end while somebody else has the piece', async () => {
    const clock = new FakeClock();
    const [alice, bob, carol] = [new Person(clock), new Person(clock), new Person(clock)];
    join(alice, carol);
    const { share, bytes } = await shareFile(alice, [bob, carol], sizeBytes);
    carol.transfers.download(share.id);
    await until(() => carol.phase(share.id) === 'verified');
    const [aliceToBob] = join(alice, bob);
    const [carolToBob] = join(carol, bob);
    bob.transfers.download(share.id);
    carolToBob.stall();
    await untilInTime(clock, () => aliceToBob.pieceBytesSent > 0);
    carolToBob.flow();
    aliceToBob.stall();
    await settle();
    await untilInTime(clock, () => bob.phase(share.id) === 'verified');
    expect(Buffer.compare(await bob.savedBytes(share.id), bytes)).toBe(0);
  });
});

describe('what is told', () => {
  it('comes a few times a second while bytes move, and a speed falls to nothing', async () => {
    const { clock, bob, ends, shareId } = await half();
    clock.advance(1_000);
    expect(bob.latest.find((state) => state.shareId === shareId)?.bytesPerSecond).toBeGreaterThan(
      0,
    );
    expect(bob.state(shareId).secondsLeft).toBeGreaterThan(0);
    ends[0].stall();
    await settle();
    clock.advance(5_000);
    expect(bob.latest.find((state) => state.shareId === shareId)?.bytesPerSecond).toBe(0);
    expect(bob.state(shareId).secondsLeft).toBeNull();
  });
});
