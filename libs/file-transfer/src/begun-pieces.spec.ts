import { MemoryPieceStore } from './memory-piece-store';
import type { PieceFile, PieceFileShape, PiecePart, PieceStore } from './piece-store';
import { FakeClock } from './testing/fake-clock';
import { join, Person, pieceSizeBytes, shareFile } from './testing/party';
import { settle, until } from './testing/until';

const sizeBytes = pieceSizeBytes * 16;

/** A memory store that keeps parts of pieces as a disk does, with `spoil` done to those that it gives back. */
class PartsStore implements PieceStore {
  private readonly inner = new MemoryPieceStore();
  private readonly parts: PiecePart[] = [];
  spoil = (part: PiecePart): PiecePart => part;
  keeps = (part: PiecePart): void => void this.parts.push(part);

  async open(shape: PieceFileShape): Promise<PieceFile> {
    const file = await this.inner.open(shape);
    return Object.assign(file, {
      keepPart: (part: PiecePart) => this.keeps(part),
      keptParts: () => Promise.resolve(this.parts.map((part) => this.spoil(part))),
    });
  }

  /** Resolves with its bytes when the first part of this piece is kept, and calls `end` before anything else comes. */
  endsIn(piece: number, end: () => void): Promise<number> {
    return new Promise((resolve) => {
      this.keeps = (part) => {
        this.parts.push(part);
        if (part.index !== piece) return;
        end();
        resolve(part.payload.length);
      };
    });
  }
}

/** Ends a page with a piece half here, and makes the one after it, which nobody is joined to. */
async function endInAPiece(store: PartsStore) {
  const [alice, bob] = [new Person(new FakeClock()), new Person(new FakeClock(), store)];
  const ends = join(alice, bob);
  const shared = await shareFile(alice, [bob], sizeBytes);
  const { id: shareId } = shared.share;
  const ended = store.endsIn(sizeBytes / pieceSizeBytes / 2, () => ends[0].close());
  bob.transfers.download(shareId);
  const begun = await ended;
  await settle();
  const kept = bob.state(shareId).verifiedBytes;
  const reloaded = new Person(new FakeClock(), store);
  reloaded.transfers.addShare(shared.share);
  return { alice, reloaded, shared, begun, kept };
}

async function reloadedInAPiece(store: PartsStore) {
  const { alice, reloaded, shared, begun, kept } = await endInAPiece(store);
  const { id: shareId } = shared.share;
  const [end] = join(alice, reloaded);
  reloaded.transfers.download(shareId);
  await until(() => reloaded.phase(shareId) === 'verified');
  expect(Buffer.compare(await reloaded.savedBytes(shareId), shared.bytes)).toBe(0);
  return { begun, kept, sent: end.pieceBytesSent, refusals: reloaded.transfers.refusals() };
}

describe('a page that was loaded anew', () => {
  it('goes on in the middle of a piece', async () => {
    const { begun, kept, sent } = await reloadedInAPiece(new PartsStore());
    expect(sent).toBe(sizeBytes - kept - begun);
  });

  it('says in a pause how much is there, and goes on from it', async () => {
    const { alice, reloaded, shared, begun, kept } = await endInAPiece(new PartsStore());
    const { id: shareId } = shared.share;
    reloaded.transfers.download(shareId);
    reloaded.transfers.pause(shareId);
    await until(() => reloaded.state(shareId).verifiedBytes === kept);
    expect(reloaded.phase(shareId)).toBe('paused');
    const [end] = join(alice, reloaded);
    await settle();
    expect(end.pieceBytesSent).toBe(0);
    reloaded.transfers.resume(shareId);
    await until(() => reloaded.phase(shareId) === 'verified');
    expect(end.pieceBytesSent).toBe(sizeBytes - kept - begun);
  });

  it('throws a begun piece away that was not true, and blames nobody', async () => {
    const store = new PartsStore();
    store.spoil = (part) => ({ ...part, payload: part.payload.map((byte) => ~byte) });
    const { begun, kept, sent, refusals } = await reloadedInAPiece(store);
    expect(sent).toBeGreaterThan(sizeBytes - kept - begun);
    expect(refusals).toEqual(new Map());
  });

  it('passes over parts that fit no piece', async () => {
    const store = new PartsStore();
    store.spoil = (part) => ({ ...part, offset: part.offset + pieceSizeBytes });
    const { kept, sent } = await reloadedInAPiece(store);
    expect(sent).toBe(sizeBytes - kept);
  });
});
