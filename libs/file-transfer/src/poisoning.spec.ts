import { randomUUID } from 'node:crypto';
import { FakeClock } from './testing/fake-clock';
import { bytesOf, join, makeShare, Person, pieceSizeBytes } from './testing/party';
import { Stranger } from './testing/stranger';
import { settle, until } from './testing/until';

const sizeBytes = pieceSizeBytes * 6 + 100;

/** Bob takes a file that honest Carol has and a stranger claims to have; the stranger came first. */
async function withStranger(poison: (stranger: Stranger, shareId: string) => Stranger['onAsked']) {
  const clock = new FakeClock();
  const [bob, carol] = [new Person(clock), new Person(clock)];
  const stranger = new Stranger(bob);
  const shared = await makeShare(stranger.id, sizeBytes);
  const { id, manifest } = shared.share;
  carol.transfers.offer(id, null, manifest, shared.pieceHashes, new Blob([shared.bytes]));
  stranger.onAsked = poison(stranger, id);
  bob.transfers.addShare(shared.share);
  bob.transfers.download(id);
  stranger.claim(shared);
  await settle();
  return { clock, bob, carol, stranger, shared, shareId: id };
}

describe('somebody who poisons pieces between them and honest peers', () => {
  it('is found out: what two made between them and was wrong is asked of one alone', async () => {
    const { clock, bob, carol, stranger, shared, shareId } = await withStranger(
      (stranger, shareId) =>
        ({ index }) => {
          // The first half is wrong; then it is not to be had, and then it is again.
          stranger.sendBytes(shareId, index, 0, new Uint8Array(pieceSizeBytes / 2).fill(66));
          stranger.say({ type: 'refuse', shareId, index });
          stranger.say({ type: 'have-pieces', shareId, indices: [index] });
        },
    );
    join(bob, carol);
    await until(() => {
      clock.advance(500);
      return bob.phase(shareId) === 'verified';
    });
    expect(Buffer.compare(await bob.savedBytes(shareId), shared.bytes)).toBe(0);
    expect(bob.dropped).not.toContain(carol.id);
    expect(stranger.heard.length).toBeLessThan(1_000);
  });
});

describe('pieces of another share', () => {
  it('are taken for nothing else than what their hash says', async () => {
    const bob = new Person(new FakeClock());
    const stranger = new Stranger(bob);
    const wanted = await makeShare(stranger.id, sizeBytes);
    const bytes = bytesOf(sizeBytes, 7);
    stranger.onAsked = ({ index }) =>
      stranger.sendPiece({ ...wanted, bytes }, index, () => undefined);
    bob.transfers.addShare(wanted.share);
    bob.transfers.download(wanted.share.id);
    stranger.claim(wanted);
    await until(() => stranger.isShutOut);
    expect(bob.transfers.refusals().get('wrong-hash')).toBeGreaterThanOrEqual(3);
    expect(bob.state(wanted.share.id).verifiedBytes).toBe(0);
  });

  it('that nobody asked for are refused, though the share is known', async () => {
    const bob = new Person(new FakeClock());
    const stranger = new Stranger(bob);
    const other = await makeShare(stranger.id, sizeBytes);
    bob.transfers.addShare(other.share);
    stranger.sendPiece(other, 0, () => undefined);
    await until(() => bob.transfers.refusals().get('not-asked-for') === 2);
    expect(bob.state(other.share.id)).toMatchObject({ phase: 'offered', verifiedBytes: 0 });
    expect(bob.store).toHaveProperty('files', new Map());
  });

  it('swapped about within the file are found out, each of them', async () => {
    const bob = new Person(new FakeClock());
    const stranger = new Stranger(bob);
    const shared = await makeShare(stranger.id, sizeBytes);
    stranger.onAsked = ({ index }) =>
      stranger.sendPiece(shared, index, (piece) =>
        piece.set(
          shared.bytes.subarray(((index + 1) % 6) * pieceSizeBytes).subarray(0, piece.length),
        ),
      );
    bob.transfers.addShare(shared.share);
    bob.transfers.download(shared.share.id);
    stranger.claim(shared);
    await until(() => stranger.isShutOut);
    expect(bob.state(shared.share.id).verifiedBytes).toBe(0);
  });
});

describe('an announcement that lies', () => {
  const lies = [
    ['about the hash of the list', { rootHash: '0'.repeat(64) }],
    ['that it is larger', { sizeBytes: sizeBytes + pieceSizeBytes }],
    ['that it is a byte larger', { sizeBytes: sizeBytes + 1 }],
    ['that it is smaller', { sizeBytes: sizeBytes - pieceSizeBytes }],
    ['that it is a byte smaller', { sizeBytes: sizeBytes - 1 }],
    ['that it is nothing', { sizeBytes: 0 }],
    ['about the size of its pieces', { pieceSizeBytes: pieceSizeBytes * 2 }],
  ] as const;
  it.each(lies)('%s gives nothing to save, and sends no byte twice', async (_, lie) => {
    const clock = new FakeClock();
    const [alice, bob] = [new Person(clock), new Person(clock)];
    const [aliceEnd] = join(alice, bob);
    const made = await makeShare(alice.id, sizeBytes);
    const share = { ...made.share, id: randomUUID(), manifest: { ...made.manifest, ...lie } };
    alice.transfers.offer(share.id, null, made.manifest, made.pieceHashes, made.file);
    bob.transfers.addShare(share);
    bob.transfers.download(share.id);
    await settle(400);
    expect(['failed', 'receiving']).toContain(bob.phase(share.id));
    await expect(bob.transfers.save(share.id)).rejects.toMatchObject({ code: 'not-verified' });
    expect(aliceEnd.pieceBytesSent).toBeLessThanOrEqual(sizeBytes);
    expect(bob.latest.find(({ shareId }) => shareId === share.id)?.phase).not.toBe('verified');
  });
});
