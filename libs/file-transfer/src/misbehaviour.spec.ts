import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { PieceFile } from './piece-store';
import { FakeClock } from './testing/fake-clock';
import { bytesOf, join, makeShare, Person, pieceSizeBytes, shareFile } from './testing/party';
import { Stranger } from './testing/stranger';
import { settle, until } from './testing/until';

const sizeBytes = pieceSizeBytes * 6 + 100;

/** Bob takes a file that a stranger claims to have, and nobody else does. */
async function takeFromStranger(prepare: (stranger: Stranger) => void = () => undefined) {
  const bob = new Person(new FakeClock());
  const stranger = new Stranger(bob);
  const shared = await makeShare(stranger.id, sizeBytes);
  prepare(stranger);
  bob.transfers.addShare(shared.share);
  bob.transfers.download(shared.share.id);
  return { bob, stranger, shared, shareId: shared.share.id };
}

describe('a peer that sends bad pieces', () => {
  it('is asked no more for them and dropped after a few, and nothing of it is kept', async () => {
    const { bob, stranger, shared, shareId } = await takeFromStranger();
    stranger.onAsked = ({ index }) =>
      stranger.sendPiece(shared, index, (piece) => piece.fill(0, 0, 1));
    stranger.claim(shared);
    await until(() => stranger.isShutOut);
    expect(bob.transfers.refusals().get('wrong-hash')).toBeGreaterThanOrEqual(3);
    expect(bob.state(shareId)).toMatchObject({ verifiedBytes: 0, phase: 'receiving', sources: [] });
    expect(bob.dropped).toEqual([stranger.id]);
    const asked = stranger.heard.flatMap((message) =>
      message.type === 'request-piece' ? [message.index] : [],
    );
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('does not keep the file from arriving from somebody else', async () => {
    const { bob, stranger, shared, shareId } = await takeFromStranger();
    stranger.onAsked = ({ index }) => stranger.sendPiece(shared, index, (piece) => piece.reverse());
    stranger.claim(shared);
    await until(() => bob.transfers.refusals().has('wrong-hash'));
    const carol = new Person(bob.clock);
    const { id, manifest } = shared.share;
    carol.transfers.offer(id, null, manifest, shared.pieceHashes, new Blob([shared.bytes]));
    join(bob, carol);
    await until(() => bob.phase(shareId) === 'verified');
    expect(Buffer.compare(await bob.savedBytes(shareId), shared.bytes)).toBe(0);
  });

  it('may not come back on a new channel', async () => {
    const { bob, stranger, shared } = await takeFromStranger();
    stranger.onAsked = ({ index }) => stranger.sendPiece(shared, index, (piece) => piece.fill(7));
    stranger.claim(shared);
    await until(() => stranger.isShutOut);
    const again = new Stranger(bob);
    bob.transfers.attach(stranger.id, again.end.asChannel());
    expect(again.isShutOut).toBe(true);
  });

  it('is found out at the end of each piece, wherever the flipped bit is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: sizeBytes - 1 }), fc.nat({ max: 7 }), async (at, bit) => {
        const { bob, stranger, shared, shareId } = await takeFromStranger();
        const badIndex = Math.floor(at / pieceSizeBytes);
        stranger.onAsked = ({ index }) =>
          stranger.sendPiece(shared, index, (piece) => {
            if (index !== badIndex) return;
            const place = at % pieceSizeBytes;
            piece[place] = (piece[place] ?? 0) ^ (1 << bit);
          });
        stranger.claim(shared);
        await until(() => bob.transfers.refusals().has('wrong-hash'));
        const good = sizeBytes - shared.bytes.slice(badIndex * pieceSizeBytes).length;
        await until(() => bob.state(shareId).verifiedBytes >= good);
        expect(bob.phase(shareId)).toBe('receiving');
      }),
      { numRuns: 4 },
    );
  });
});

describe('a peer that sends more or other bytes than were asked for', () => {
  it('is refused every byte after the end of a piece', async () => {
    const { bob, stranger, shared, shareId } = await takeFromStranger();
    stranger.onAsked = ({ index }) =>
      stranger.sendBytes(shareId, index, pieceSizeBytes - 10, new Uint8Array(11));
    stranger.claim(shared);
    await until(() => bob.transfers.refusals().has('too-many-bytes'));
    expect(bob.state(shareId).verifiedBytes).toBe(0);
  });

  it('is cut off when it sends without end', async () => {
    const { bob, stranger, shared, shareId } = await takeFromStranger();
    stranger.claim(shared);
    const flood = new Uint8Array(65_536);
    for (let count = 0; count < 500; count += 1) stranger.sendBytes(shareId, 5, 0, flood);
    await until(() => stranger.isShutOut);
    expect(bob.dropped).toEqual([stranger.id]);
  });

  it('is refused pieces that the file does not have', async () => {
    const { bob, stranger, shared, shareId } = await takeFromStranger();
    stranger.claim(shared);
    for (const index of [7, 8, 0xffff_ffff])
      stranger.sendBytes(shareId, index, 0, new Uint8Array(9));
    await until(() => bob.transfers.refusals().get('no-such-piece') === 3);
    expect(bob.state(shareId).verifiedBytes).toBe(0);
  });

  it('is refused bytes with a gap before them', async () => {
    const { bob, stranger, shared, shareId } = await takeFromStranger();
    stranger.onAsked = ({ index }) => stranger.sendBytes(shareId, index, 1, new Uint8Array(9));
    stranger.claim(shared);
    await until(() => bob.transfers.refusals().has('wrong-place'));
    expect(bob.state(shareId).verifiedBytes).toBe(0);
  });

  it('waits for the rest of a short piece for ever without more memory or harm', async () => {
    const { bob, stranger, shared, shareId } = await takeFromStranger();
    stranger.onAsked = ({ index }) => stranger.sendBytes(shareId, index, 0, new Uint8Array(100));
    stranger.claim(shared);
    await settle();
    const carol = new Person(bob.clock);
    const { id, manifest } = shared.share;
    carol.transfers.offer(id, null, manifest, shared.pieceHashes, new Blob([shared.bytes]));
    join(bob, carol);
    await until(() => bob.state(shareId).sources.includes(carol.id));
    await settle();
    bob.clock.advance(4_000); // somebody idle is asked for what somebody slow has
    await settle();
    bob.clock.advance(4_000);
    await until(() => {
      bob.clock.advance(1_000);
      return bob.phase(shareId) === 'verified';
    });
    expect(Buffer.compare(await bob.savedBytes(shareId), shared.bytes)).toBe(0);
  });
});

describe('a forged list of hashes', () => {
  it('is refused, and the true one is taken from somebody else', async () => {
    const { bob, stranger, shared, shareId } = await takeFromStranger();
    stranger.claim(shared, bytesOf(shared.pieceHashes.length, 99));
    await until(() => bob.transfers.refusals().has('forged-hash-list'));
    expect(stranger.heard.filter(({ type }) => type === 'request-piece')).toEqual([]);
    const carol = new Person(bob.clock);
    const { id, manifest } = shared.share;
    carol.transfers.offer(id, null, manifest, shared.pieceHashes, new Blob([shared.bytes]));
    join(bob, carol);
    await until(() => bob.phase(shareId) === 'verified');
  });

  it('is refused when it is longer than the file', async () => {
    const { bob, stranger, shared } = await takeFromStranger();
    stranger.claim(shared, new Uint8Array(32 * 5_000));
    await until(() => bob.transfers.refusals().has('forged-hash-list'));
  });

  it('that never comes is asked of the next', async () => {
    const clock = new FakeClock();
    const [bob, carol] = [new Person(clock), new Person(clock)];
    const silent = new Stranger(bob);
    const shared = await makeShare(silent.id, sizeBytes);
    const { id, manifest } = shared.share;
    carol.transfers.offer(id, null, manifest, shared.pieceHashes, new Blob([shared.bytes]));
    join(bob, carol);
    bob.transfers.addShare(shared.share);
    bob.transfers.download(id);
    await until(() => silent.heard.some(({ type }) => type === 'request-hashes'));
    clock.advance(5_001);
    await until(() => bob.phase(id) === 'verified');
  });
});

describe('a disk that does not keep what it was given', () => {
  async function failOn(spoil: (file: PieceFile) => void): Promise<void> {
    const clock = new FakeClock();
    const [alice, bob] = [new Person(clock), new Person(clock)];
    join(alice, bob);
    const { share } = await shareFile(alice, [bob], sizeBytes);
    const open = bob.store.open.bind(bob.store);
    jest.spyOn(bob.store, 'open').mockImplementation(async (shape) => {
      const file = await open(shape);
      spoil(file);
      return file;
    });
    bob.transfers.download(share.id);
    await until(() => bob.phase(share.id) === 'failed');
    expect(bob.state(share.id).failure).toBe('hash-mismatch');
    await expect(bob.transfers.save(share.id)).rejects.toMatchObject({ code: 'not-verified' });
    await settle();
    expect(bob.store).toHaveProperty('files', new Map());
  }

  it('but other bytes, ends in a failure that says why, and in nothing to save', () =>
    failOn((file) => {
      const write = file.writePiece.bind(file);
      file.writePiece = (index, [first = 0, ...rest]) =>
        write(index, Uint8Array.of(first ^ 1, ...rest));
    }));

  it('and hands over fewer, ends so too', () =>
    failOn((file) => {
      const toBlob = file.toBlob.bind(file);
      file.toBlob = async () => (await toBlob()).slice(1);
    }));
});

describe('ten thousand malformed messages', () => {
  it('are refused and counted, and the peer is cut off long before', async () => {
    const { bob, stranger, shareId } = await takeFromStranger();
    for (let count = 0; count < 10_000; count += 1) stranger.sayRaw(`{"type":"nonsense-${count}"`);
    await until(() => stranger.isShutOut);
    expect(bob.transfers.refusals().get('malformed')).toBe(30);
    expect(bob.phase(shareId)).toBe('receiving');
  });

  it('of any shape throw nothing', async () => {
    const bob = new Person(new FakeClock());
    const shared = await makeShare(randomUUID(), sizeBytes);
    bob.transfers.addShare(shared.share);
    bob.transfers.download(shared.share.id);
    const shareId = fc.constantFrom(shared.share.id, randomUUID());
    const index = fc.integer({ min: -1, max: 10 });
    const message = fc.oneof(
      fc.record({ type: fc.constant('have'), shareId, bitmap: fc.base64String({ maxLength: 8 }) }),
      fc.record({ type: fc.constant('have-pieces'), shareId, indices: fc.array(index) }),
      fc.record({ type: fc.constant('hashes'), shareId, first: index, digests: fc.base64String() }),
      fc.record({ type: fc.constant('request-piece'), shareId, index, offset: index }),
      fc.record({ type: fc.constantFrom('request-have', 'request-hashes', 'no'), shareId }),
      fc.record({ type: fc.constant('refuse'), shareId, index: fc.option(index) }),
      fc.record({
        type: fc.constant('progress'),
        shareId,
        verifiedBytes: index,
        state: fc.constantFrom('verified', 'lost'),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 20 }), async (messages) => {
        const stranger = new Stranger(bob);
        for (const one of messages) stranger.say(one);
        await settle(20);
        expect(bob.state(shared.share.id).verifiedBytes).toBe(0);
        bob.transfers.detach(stranger.id);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a peer that asks for what it may not have', () => {
  it('is refused for unknown shares, once answered each', async () => {
    const bob = new Person(new FakeClock());
    const stranger = new Stranger(bob);
    const shareId = randomUUID();
    stranger.say({ type: 'request-piece', shareId, index: 0, offset: 0 });
    await until(() => stranger.heard.length === 1);
    expect(stranger.heard).toEqual([{ type: 'refuse', shareId, index: null }]);
    expect(bob.transfers.refusals()).toEqual(new Map([['share-unknown', 1]]));
  });

  it.each([
    ['outside the file', 7, 0],
    ['far outside', 1_000_000, 0],
    ['after its end', 6, 100],
  ])('is refused a piece %s', async (_what, index, offset) => {
    const alice = new Person(new FakeClock());
    const stranger = new Stranger(alice);
    const { share } = await shareFile(alice, [], sizeBytes);
    stranger.say({ type: 'request-piece', shareId: share.id, index, offset });
    await until(() => stranger.heard.length === 1);
    expect(stranger.heard).toEqual([{ type: 'refuse', shareId: share.id, index }]);
    expect(alice.transfers.refusals().get('no-such-piece')).toBe(1);
  });

  it('gets no second answer to a refusal, or two could refuse each other for ever', async () => {
    const bob = new Person(new FakeClock());
    const stranger = new Stranger(bob);
    stranger.say({ type: 'refuse', shareId: randomUUID(), index: null });
    stranger.say({ type: 'have', shareId: randomUUID(), bitmap: '' });
    await settle();
    expect(stranger.heard).toEqual([]);
  });

  it('is cut off when it asks for far more at once than it could take', async () => {
    const alice = new Person(new FakeClock());
    const stranger = new Stranger(alice);
    const { share } = await shareFile(alice, [], pieceSizeBytes * 100);
    stranger.victimEnd.stall();
    for (let index = 0; index < 100; index += 1)
      stranger.say({ type: 'request-piece', shareId: share.id, index, offset: 0 });
    await until(() => stranger.isShutOut);
    expect(alice.transfers.refusals().get('too-many-requests')).toBe(30);
  });

  it('cannot claim to have received more than there is', async () => {
    const alice = new Person(new FakeClock());
    const stranger = new Stranger(alice);
    const { share } = await shareFile(alice, [], sizeBytes);
    const progress = { type: 'progress', shareId: share.id, state: 'receiving' };
    stranger.say({ ...progress, verifiedBytes: sizeBytes + 1 });
    stranger.say({ ...progress, verifiedBytes: 5 });
    await until(() => alice.state(share.id).receivers.length === 1);
    expect(alice.state(share.id).receivers[0]?.verifiedBytes).toBe(5);
    expect(alice.transfers.refusals().get('not-asked-for')).toBe(1);
  });
});
