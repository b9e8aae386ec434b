import type { FakeChannel } from '../testing/fake-channel';
import { FakeClock } from '../testing/fake-clock';
import { FakeRelay } from '../testing/fake-relay';
import { join, Person, shareFile, type Shared } from '../testing/party';
import { settle, until } from '../testing/until';
import { RelayCipher } from './relay-cipher';
import { usesServer } from './relay-rule';

const sizeBytes = 20 * 80 * 1024 + 17;
const pieceCount = 21;

describe('whether the server is used', () => {
  it.each([
    [6, 1e9, 5e9, true],
    [5, 1e9, 5e9, false],
    [7, 100_000, 5e9, false],
    [7, 6e9, 5e9, false],
    [7, 1e9, 0, false],
  ])('%i receivers of %d bytes, the server offers %d: %s', (receivers, size, offers, isUsed) => {
    expect(usesServer({ receivers, sizeBytes: size, serverOffers: offers })).toBe(isUsed);
  });
});

describe('a file for a large group', () => {
  let clock: FakeClock;
  let server: FakeRelay;
  let sharer: Person;
  let receivers: Person[];
  let file: Shared;
  /** The sharer's ends of the channels. */
  let ends: FakeChannel[];

  async function meet(count: number, offersBytes?: number): Promise<void> {
    clock = new FakeClock();
    server = new FakeRelay();
    const person = () => new Person(clock, undefined, server.page(offersBytes));
    sharer = person();
    receivers = Array.from({ length: count }, person);
    ends = receivers.map((receiver) => join(sharer, receiver)[0]);
    for (const [index, receiver] of receivers.entries())
      for (const other of receivers.slice(index + 1)) join(receiver, other);
    file = await shareFile(sharer, receivers, sizeBytes);
  }

  const said = () => ends.flatMap(({ sent }) => sent);
  /** How much of pieces left the sharer over the channels. */
  const direct = () =>
    said().reduce((sum, one) => sum + (typeof one === 'string' ? 0 : one.length), 0);
  const keys = () =>
    said().flatMap((one) => {
      if (typeof one !== 'string' || !one.includes('share-key')) return [];
      return (JSON.parse(one) as { readonly key: string }).key;
    });
  const takeAll = () => {
    for (const { transfers } of receivers) transfers.download(file.share.id);
  };
  const everybodyHasIt = () =>
    until(() => {
      clock.advance(50);
      return receivers.every((one) => one.phase(file.share.id) === 'verified');
    });
  const isRight = async (one: Person) =>
    Buffer.from(await one.savedBytes(file.share.id)).equals(Buffer.from(file.bytes));

  it('goes up exactly once, one request at a time, and comes to seven byte for byte', async () => {
    await meet(7);
    takeAll();
    await everybodyHasIt();
    for (const one of receivers) expect(await isRight(one)).toBe(true);
    await until(() => server.puts.length === pieceCount);
    expect(server.puts.map(({ index }) => index)).toEqual([...Array(pieceCount).keys()]);
    // How many come from the server and how many from each other is a race; some do.
    expect(server.gets).toBeGreaterThan(0);
    expect(server.mostAtOnce).toBe(1);
  });

  it('is asked of its sharer no more once it lies on the server', async () => {
    await meet(7);
    for (const { transfers } of receivers.slice(0, 6)) transfers.download(file.share.id);
    await until(() => {
      clock.advance(50);
      return server.puts.length === pieceCount && keys().length > 0;
    });
    await settle();
    const before = direct();
    const late = receivers[6];
    late?.transfers.download(file.share.id);
    await everybodyHasIt();
    expect(direct() - before).toBeLessThan(sizeBytes / 4);
    expect(late && (await isRight(late))).toBe(true);
  });

  it('shows the server neither a byte of it nor the key', async () => {
    await meet(7);
    takeAll();
    await until(() => {
      clock.advance(50);
      return server.puts.length === pieceCount;
    });
    const held = Buffer.concat(server.puts.map(({ sealed }) => Buffer.from(sealed)));
    const [key = ''] = keys();
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
    expect(new Set(keys()).size).toBe(1);
    expect(held.includes(Buffer.from(key, 'base64'))).toBe(false);
    expect(held.includes(Buffer.from(key))).toBe(false);
    for (let at = 0; at + 32 <= sizeBytes; at += 32 * 1024)
      expect(held.includes(Buffer.from(file.bytes.subarray(at, at + 32)))).toBe(false);
    expect(held).toHaveLength(sizeBytes + pieceCount * 16);
  });

  it('is nobody’s business on the server while few take it, or where there is none', async () => {
    for (const [count, offersBytes] of [
      [5, Infinity],
      [7, 0],
    ] as const) {
      await meet(count, offersBytes);
      takeAll();
      await everybodyHasIt();
      expect([server.puts, server.gets, keys()]).toEqual([[], 0, []]);
    }
  });

  it.each<[string, (sealed: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>]>([
    ['a flipped bit', (sealed) => sealed.map((byte, at) => (at === 9 ? byte ^ 1 : byte))],
    ['an end cut off', (sealed) => sealed.slice(0, -1)],
    ['nothing', () => new Uint8Array()],
  ])('is whole for everybody though the server hands out %s', async (_, onGet) => {
    await meet(7);
    server.onGet = onGet;
    takeAll();
    await everybodyHasIt();
    for (const one of receivers) expect(await isRight(one)).toBe(true);
    expect(server.gets).toBeGreaterThan(0);
    for (const one of [sharer, ...receivers]) expect(one.dropped).toEqual([]);
  });

  it('comes from its sharer after all where the server refuses, and the network fails a few times for nothing', async () => {
    await meet(7);
    server.isRefusing = true;
    takeAll();
    await everybodyHasIt();
    expect(server.puts).toEqual([]);
    await meet(7);
    server.failures = 3;
    takeAll();
    await until(() => {
      clock.advance(500);
      return server.puts.length === pieceCount;
    });
    await everybodyHasIt();
  });

  it('goes between peers again as soon as the call needs the line', async () => {
    await meet(7);
    takeAll();
    await until(() => {
      clock.advance(50);
      return server.puts.length > 2;
    });
    for (const { id } of receivers) sharer.transfers.setLinkSpeed(id, 500_000);
    await everybodyHasIt();
    await settle();
    expect(server.puts.length).toBeLessThan(pieceCount);
    for (const one of receivers) expect(await isRight(one)).toBe(true);
  });

  it('goes up no further when it is withdrawn', async () => {
    await meet(7);
    takeAll();
    await until(() => {
      clock.advance(50);
      return server.puts.length > 0;
    });
    sharer.transfers.removeShare(file.share.id);
    await settle(20);
    const { length } = server.puts;
    await settle();
    expect(server.puts).toHaveLength(length);
    expect(length).toBeLessThan(pieceCount);
  });

  it('is not fetched by the key of anybody but its sharer', async () => {
    await meet(2);
    const [ann, bob] = receivers;
    if (!ann || !bob) throw new Error('two are here');
    const [stranger] = join(bob, ann);
    const { text: key } = RelayCipher.fresh();
    stranger.send(JSON.stringify({ type: 'share-key', shareId: file.share.id, key, pieces: 21 }));
    ann.transfers.download(file.share.id);
    await until(() => ann.transfers.refusals().get('not-asked-for') === 1);
    expect(server.gets).toBe(0);
  });
});

describe('a sealed piece', () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const shareId = 'dddddddd-0000-4000-8000-000000000000';

  it('opens in its own place with its own key, and nowhere else', async () => {
    const cipher = RelayCipher.fresh();
    const sealed = await cipher.seal(shareId, 3, bytes);
    expect(await RelayCipher.of(cipher.text).open(shareId, 3, sealed)).toEqual(bytes);
    const wrong = [
      () => cipher.open(shareId, 2, sealed),
      () => cipher.open(shareId.replace('d', 'e'), 3, sealed),
      () => RelayCipher.fresh().open(shareId, 3, sealed),
      () => RelayCipher.of('not a key').open(shareId, 3, sealed),
    ];
    for (const open of wrong) await expect(open()).rejects.toMatchObject({ code: 'relay-refused' });
  });
});
