import { FakeClock } from './testing/fake-clock';
import { join, makeShare, Person, pieceSizeBytes, shareFile } from './testing/party';
import { settle, until, untilInTime } from './testing/until';

const sizeBytes = pieceSizeBytes * 10 + 777;

function people(count: number): [Person, ...Person[]] {
  const clock = new FakeClock();
  const rest = Array.from({ length: count - 1 }, () => new Person(clock));
  return [new Person(clock), ...rest];
}

describe('a file shared with everyone', () => {
  it.each([0, 1, 65_536, pieceSizeBytes, pieceSizeBytes + 1, sizeBytes])(
    'of %i bytes arrives byte-equal and verified',
    async (size) => {
      const [alice, bob] = people(2) as [Person, Person];
      join(alice, bob);
      const { share, bytes } = await shareFile(alice, [bob], size);
      bob.transfers.download(share.id);
      await until(() => bob.phase(share.id) === 'verified');
      const saved = await bob.savedBytes(share.id);
      expect(Buffer.compare(saved, bytes)).toBe(0);
      expect(bob.state(share.id)).toMatchObject({ verifiedBytes: size, direction: 'receiving' });
      expect(bob.transfers.refusals()).toEqual(new Map());
    },
  );

  it('goes to three receivers at once, and the sharer sees each of them finish', async () => {
    const [alice, ...others] = people(4);
    others.forEach((other) => join(alice, other));
    const { share, bytes } = await shareFile(alice, others, sizeBytes);
    others.forEach((other) => other.transfers.download(share.id));
    const { clock } = alice;
    await untilInTime(clock, () => others.every((one) => one.phase(share.id) === 'verified'));
    for (const other of others)
      expect(Buffer.compare(await other.savedBytes(share.id), bytes)).toBe(0);
    await until(() => alice.state(share.id).receivers.every(({ state }) => state === 'verified'));
    expect(alice.state(share.id)).toMatchObject({ direction: 'sending', phase: 'offered' });
    expect(alice.state(share.id).receivers).toHaveLength(3);
  });

  it('goes slowly over a link that has little for it, and no slower over others', async () => {
    const [alice, bob, carol] = people(3) as [Person, Person, Person];
    const [toBob] = join(alice, bob);
    const [toCarol] = join(alice, carol);
    const { share } = await shareFile(alice, [bob, carol], sizeBytes);
    alice.transfers.setLinkSpeed(bob.id, 1);
    for (const other of [bob, carol]) other.transfers.download(share.id);
    await untilInTime(alice.clock, () => carol.phase(share.id) === 'verified');
    expect(toCarol.pieceBytesSent).toBe(sizeBytes);
    expect(toBob.pieceBytesSent).toBeLessThanOrEqual(pieceSizeBytes);
  });

  it('sends nothing to those who did not ask for it', async () => {
    const [alice, bob] = people(2) as [Person, Person];
    const [aliceEnd] = join(alice, bob);
    const { share } = await shareFile(alice, [bob], sizeBytes);
    await settle();
    expect(aliceEnd.sent).toEqual([]);
    expect(bob.phase(share.id)).toBe('offered');
  });

  it('is not saved before it is verified', async () => {
    const [alice, bob] = people(2) as [Person, Person];
    join(alice, bob);
    const { share } = await shareFile(alice, [bob], sizeBytes);
    await expect(bob.transfers.save(share.id)).rejects.toMatchObject({ code: 'not-verified' });
  });

  it('is saved under its clean name with a type that opens nothing', async () => {
    const [alice, bob] = people(2) as [Person, Person];
    join(alice, bob);
    const { share } = await shareFile(alice, [bob], 10);
    bob.transfers.download(share.id);
    await until(() => bob.phase(share.id) === 'verified');
    const file = await bob.transfers.save(share.id);
    expect(file.name).toBe('talk.bin');
    expect(file.type).toBe('application/octet-stream');
  });
});

describe('several files', () => {
  it('run both ways at once over one channel', async () => {
    const [alice, bob] = people(2) as [Person, Person];
    join(alice, bob);
    const first = await shareFile(alice, [bob], sizeBytes);
    const second = await shareFile(alice, [bob], sizeBytes + 5);
    const back = await shareFile(bob, [alice], sizeBytes + 9);
    bob.transfers.download(first.share.id);
    bob.transfers.download(second.share.id);
    alice.transfers.download(back.share.id);
    await until(() => bob.phase(first.share.id) === 'verified');
    await until(() => bob.phase(second.share.id) === 'verified');
    await until(() => alice.phase(back.share.id) === 'verified');
    expect(Buffer.compare(await bob.savedBytes(second.share.id), second.bytes)).toBe(0);
    expect(Buffer.compare(await alice.savedBytes(back.share.id), back.bytes)).toBe(0);
  });
});

describe('passing on', () => {
  it('lets a latecomer get the file from a receiver when the sharer is gone', async () => {
    const [alice, bob, carol] = people(3) as [Person, Person, Person];
    join(alice, bob);
    const { share, bytes } = await shareFile(alice, [bob, carol], sizeBytes);
    bob.transfers.download(share.id);
    await until(() => bob.phase(share.id) === 'verified');
    bob.transfers.detach(alice.id);
    join(bob, carol);
    carol.transfers.download(share.id);
    await until(() => carol.phase(share.id) === 'verified');
    expect(Buffer.compare(await carol.savedBytes(share.id), bytes)).toBe(0);
    expect(carol.state(share.id).sources).toEqual([bob.id]);
  });

  it('lets receivers pass pieces on, so that the sharer sends less than the file twice', async () => {
    const [alice, bob, carol] = people(3) as [Person, Person, Person];
    const [toBob] = join(alice, bob);
    const [toCarol] = join(alice, carol);
    join(bob, carol);
    const { share } = await shareFile(alice, [bob, carol], pieceSizeBytes * 60);
    const { sizeBytes: size } = share.manifest;
    bob.transfers.download(share.id);
    await until(() => bob.state(share.id).verifiedBytes > size / 2);
    carol.transfers.download(share.id);
    await until(() => [bob, carol].every((one) => one.phase(share.id) === 'verified'));
    const sentBytes = toBob.pieceBytesSent + toCarol.pieceBytesSent;
    expect(sentBytes).toBeLessThan(size * 2);
  });

  it('asks again those who had not heard of the share when they were asked', async () => {
    const [alice, bob, carol] = people(3) as [Person, Person, Person];
    join(bob, carol);
    join(alice, carol);
    const { share } = await shareFile(alice, [bob], sizeBytes);
    bob.transfers.download(share.id); // carol does not know it yet and refuses
    await settle();
    carol.transfers.addShare(share);
    carol.transfers.download(share.id);
    await until(() => bob.phase(share.id) === 'verified'); // bob is not joined to alice at all
    expect(bob.state(share.id).sources).toEqual([carol.id]);
  });
});

describe('a share to one', () => {
  it('is not known to anybody else, even if they are told', async () => {
    const [alice, bob, carol] = people(3) as [Person, Person, Person];
    join(alice, carol);
    const { share } = await shareFile(alice, [bob, carol], sizeBytes, bob.id);
    expect(carol.transfers.states()).toEqual([]);
    expect(() => carol.transfers.download(share.id)).toThrow(
      expect.objectContaining({ code: 'share-unknown' }),
    );
  });

  it('arrives at whom it is for', async () => {
    const [alice, bob] = people(2) as [Person, Person];
    join(alice, bob);
    const { share } = await shareFile(alice, [bob], sizeBytes, bob.id);
    bob.transfers.download(share.id);
    await until(() => bob.phase(share.id) === 'verified');
    expect(bob.phase(share.id)).toBe('verified');
  });

  it('gives nobody else a byte, neither from the sharer nor from the receiver', async () => {
    const [alice, bob, carol] = people(3) as [Person, Person, Person];
    join(alice, bob);
    const [aliceToCarol] = join(alice, carol);
    const [bobToCarol] = join(bob, carol);
    const { share } = await shareFile(alice, [bob], sizeBytes, bob.id);
    carol.transfers.addShare({ ...share, to: null }); // carol's page lies to itself
    bob.transfers.download(share.id);
    carol.transfers.download(share.id);
    await until(() => bob.phase(share.id) === 'verified');
    await settle();
    expect(aliceToCarol.pieceBytesSent + bobToCarol.pieceBytesSent).toBe(0);
    expect(aliceToCarol.messagesSent.map(({ type }) => type)).not.toContain('hashes');
    expect(alice.transfers.refusals().get('not-in-audience')).toBeGreaterThan(0);
    expect(carol.state(share.id).verifiedBytes).toBe(0);
  });
});

describe('withdrawing', () => {
  it('ends serving and taking, and deletes what came', async () => {
    const [alice, bob] = people(2) as [Person, Person];
    const [aliceEnd] = join(alice, bob);
    const { share } = await shareFile(alice, [bob], pieceSizeBytes * 20);
    bob.transfers.download(share.id);
    await until(() => bob.state(share.id).verifiedBytes > 0);
    alice.transfers.removeShare(share.id);
    bob.transfers.removeShare(share.id);
    await settle();
    const sent = aliceEnd.pieceBytesSent;
    await settle();
    expect(aliceEnd.pieceBytesSent).toBe(sent);
    expect(sent).toBeLessThan(share.manifest.sizeBytes);
    expect(bob.transfers.states()).toEqual([]);
    expect(bob.dropped).toEqual([]);
    expect(() => bob.transfers.download(share.id)).toThrow(
      expect.objectContaining({ code: 'share-unknown' }),
    );
  });

  it('by cancelling an own share stops serving it', async () => {
    const [alice, bob] = people(2) as [Person, Person];
    const [aliceEnd] = join(alice, bob);
    const { share } = await shareFile(alice, [bob], sizeBytes);
    alice.transfers.cancel(share.id);
    bob.transfers.download(share.id);
    await settle();
    expect(aliceEnd.pieceBytesSent).toBe(0);
    expect(alice.phase(share.id)).toBe('cancelled');
  });
});

describe('the life of it all', () => {
  it('ends with close: nothing is told, nothing is left in the store', async () => {
    const [alice, bob] = people(2) as [Person, Person];
    join(alice, bob);
    const { share } = await shareFile(alice, [bob], sizeBytes);
    bob.transfers.download(share.id);
    await until(() => bob.phase(share.id) === 'verified');
    const told = bob.latest;
    await bob.transfers.close();
    bob.transfers.attach(alice.id, join(alice, bob)[1].asChannel());
    bob.clock.advance(10_000);
    expect(bob.latest).toBe(told);
    expect(bob.store).toHaveProperty('files', new Map());
    expect(bob.transfers.states()).toEqual([]);
  });

  it('refuses to offer one share twice', async () => {
    const [alice] = people(1);
    const { share, pieceHashes, file } = await makeShare(alice.id, 10);
    alice.transfers.offer(share.id, null, share.manifest, pieceHashes, file);
    expect(() => alice.transfers.offer(share.id, null, share.manifest, pieceHashes, file)).toThrow(
      expect.objectContaining({ code: 'already-offered' }),
    );
  });

  it('tells a failed own share apart when the file is gone', async () => {
    const [alice, bob] = people(2) as [Person, Person];
    join(alice, bob);
    const made = await makeShare(alice.id, sizeBytes);
    const shorter = new Blob([made.bytes.slice(0, 100)]);
    alice.transfers.offer(made.share.id, null, made.manifest, made.pieceHashes, shorter);
    bob.transfers.addShare(made.share);
    bob.transfers.download(made.share.id);
    await until(() => alice.phase(made.share.id) === 'failed');
    expect(alice.state(made.share.id).failure).toBe('source-unreadable');
    expect(bob.state(made.share.id).verifiedBytes).toBe(0);
  });
});
