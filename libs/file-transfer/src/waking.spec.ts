import { FileTransfers } from './file-transfers';
import { MemoryPieceStore } from './memory-piece-store';
import { FakeChannel } from './testing/fake-channel';
import { FakeClock } from './testing/fake-clock';
import { join, makeShare, Person, pieceSizeBytes } from './testing/party';
import { settle, until } from './testing/until';

const sizeBytes = pieceSizeBytes * 16;

/** Alice shared a file, Bob has half of it, and Alice's page was loaded anew. */
async function reloadedSharer() {
  const clock = new FakeClock();
  const [alice, bob] = [new Person(clock), new Person(clock)];
  join(alice, bob);
  const made = await makeShare(alice.id, sizeBytes);
  const { share, manifest, pieceHashes, file } = made;
  alice.transfers.offer(share.id, null, manifest, pieceHashes, file);
  bob.transfers.addShare(share);
  bob.transfers.download(share.id);
  await until(() => bob.state(share.id).verifiedBytes >= sizeBytes / 2);
  bob.transfers.detach(alice.id);
  const again = new FileTransfers({
    selfId: alice.id,
    store: new MemoryPieceStore(),
    clock,
    onChange: () => undefined,
  });
  again.addShare(share);
  const [here, there] = FakeChannel.pair();
  again.attach(bob.id, here.asChannel());
  bob.transfers.attach(alice.id, there.asChannel());
  const wake = () => again.offer(share.id, null, manifest, pieceHashes, file);
  return { again, bob, made, wake, shareId: share.id };
}

describe('an own share after a reload', () => {
  it('holds nothing against receivers who tell how far they are', async () => {
    const { again, bob, shareId } = await reloadedSharer();
    for (let count = 0; count < 50; count += 1) {
      bob.transfers.pause(shareId);
      await settle(1);
      bob.transfers.resume(shareId);
      await settle(1);
    }
    expect(again.refusals()).toEqual(new Map());
    expect(bob.transfers.refusals()).toEqual(new Map());
  });

  it('is served again to those who waited, and knows how far they are', async () => {
    const { again, bob, made, wake, shareId } = await reloadedSharer();
    await settle();
    expect(bob.phase(shareId)).toBe('receiving');
    wake();
    const [state] = again.states();
    expect(state).toMatchObject({ direction: 'sending', phase: 'offered' });
    expect(state?.receivers).toMatchObject([{ participantId: bob.id, state: 'receiving' }]);
    await until(() => bob.phase(shareId) === 'verified');
    expect(Buffer.compare(await bob.savedBytes(shareId), made.bytes)).toBe(0);
  });

  it('is served once: a second time is a mistake', async () => {
    const { wake } = await reloadedSharer();
    wake();
    expect(wake).toThrow(expect.objectContaining({ code: 'already-offered' }));
  });
});
