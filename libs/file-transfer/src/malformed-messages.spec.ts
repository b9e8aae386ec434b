import { randomUUID } from 'node:crypto';
import { FileChannelMessage } from '@parley/contract';
import fc from 'fast-check';
import { MessageAllowance } from './message-allowance';
import { anyFrame, anyMessage, malformed } from './testing/bad-messages';
import { FakeClock } from './testing/fake-clock';
import { join, makeShare, Person, pieceSizeBytes, shareFile } from './testing/party';
import { Stranger } from './testing/stranger';
import { settle, until } from './testing/until';

/** The same messages in every run, so that a failure is one that can be looked at. */
const seed = 20_261_121;
const count = 10_000;
const sizeBytes = pieceSizeBytes * 40;
/** Said at once. Whoever is cut off for thirty has said no more than that. */
const atOnce = 10;
jest.setTimeout(180_000); // ten thousand turns of the event loop, on machines that do other things too

/** Alice sends Bob a file while strangers speak to both; of another share, strangers are the only ones who may have something. */
async function meeting() {
  const clock = new FakeClock();
  const [alice, bob] = [new Person(clock), new Person(clock)];
  join(alice, bob);
  const honest = await shareFile(alice, [bob], sizeBytes);
  const bait = await makeShare(randomUUID(), pieceSizeBytes * 6);
  for (const person of [alice, bob]) person.transfers.addShare(bait.share);
  for (const { id } of [honest.share, bait.share]) bob.transfers.download(id);
  return { alice, bob, honest, bait, shareIds: [honest.share.id, bait.share.id, randomUUID()] };
}

/** Says all of it to somebody, as one stranger after another: each speaks until the line is cut. */
async function sayAll(victim: Person, messages: readonly (string | Uint8Array)[]) {
  const strangers: Stranger[] = [];
  for (const [place, message] of messages.entries()) {
    let stranger = strangers.at(-1);
    if (!stranger || stranger.isShutOut) strangers.push((stranger = new Stranger(victim)));
    stranger.sayRaw(message);
    const { end } = stranger;
    if (place % atOnce < atOnce - 1) continue;
    await until(() => end.bufferedAmount === 0 || end.readyState === 'closed');
  }
  return strangers;
}

const total = (refusals: ReadonlyMap<string, number>) =>
  [...refusals.values()].reduce((sum, one) => sum + one, 0);

describe('ten thousand malformed messages', () => {
  it('are each refused by name, cut everybody off who sends them, and disturb no honest transfer', async () => {
    const { alice, bob, honest, bait, shareIds } = await meeting();
    const messages = fc.sample(malformed(shareIds), { seed, numRuns: count });
    expect(new Set(messages.map(String)).size).toBeGreaterThan(count / 2);
    const strangers = await sayAll(bob, messages);
    expect(bob.transfers.refusals()).toEqual(new Map([['malformed', count]]));
    expect(bob.dropped).toHaveLength(Math.floor(count / 30));
    expect(strangers.filter(({ isShutOut }) => isShutOut)).toHaveLength(bob.dropped.length);
    await until(() => bob.phase(honest.share.id) === 'verified');
    expect(Buffer.compare(await bob.savedBytes(honest.share.id), honest.bytes)).toBe(0);
    expect(bob.state(bait.share.id)).toMatchObject({ verifiedBytes: 0, phase: 'receiving' });
    expect(alice.transfers.refusals()).toEqual(new Map());
  });
});

describe('ten thousand well-formed messages without sense', () => {
  it.each(['a receiver', 'the sharer'])('do %s no harm', async (whom) => {
    const { alice, bob, honest, bait, shareIds } = await meeting();
    const victim = whom === 'the sharer' ? alice : bob;
    const text = anyMessage(shareIds).map((message) => JSON.stringify(message));
    const any = fc.oneof(text, text, anyFrame(shareIds));
    const strangers = await sayAll(victim, fc.sample(any, { seed, numRuns: count }));
    await settle();
    const refusals = victim.transfers.refusals();
    expect(refusals.has('malformed')).toBe(false);
    expect(total(refusals)).toBeGreaterThan(count / 10);
    expect(victim.dropped.length).toBeGreaterThan(10);
    for (const id of victim.dropped)
      expect(strangers.find((stranger) => stranger.id === id)?.isShutOut).toBe(true);
    await until(() => bob.phase(honest.share.id) === 'verified');
    expect(Buffer.compare(await bob.savedBytes(honest.share.id), honest.bytes)).toBe(0);
    expect(bob.state(bait.share.id)).toMatchObject({ verifiedBytes: 0, phase: 'receiving' });
    await expect(bob.transfers.save(bait.share.id)).rejects.toMatchObject({ code: 'not-verified' });
    const sent = strangers.reduce((sum, { victimEnd }) => sum + victimEnd.pieceBytesSent, 0);
    expect(sent).toBeLessThanOrEqual(sizeBytes * strangers.length);
  });
});

describe('well-formed messages without end', () => {
  const progress = {
    type: 'progress',
    shareId: randomUUID(),
    verifiedBytes: 1,
    state: 'receiving',
  };

  it('cut off who sends more than anybody honest could', async () => {
    const bob = new Person(new FakeClock());
    const stranger = new Stranger(bob);
    const { share } = await shareFile(bob, [], sizeBytes);
    for (let sent = 0; sent < 30_000 && !stranger.isShutOut; sent += 1) {
      stranger.say({ ...progress, shareId: share.id });
      if (sent % 100 === 0) await settle(1);
    }
    await until(() => stranger.isShutOut);
    expect(bob.transfers.refusals()).toEqual(new Map([['too-many-messages', 30]]));
  });

  it('weigh as much as they cost to read', async () => {
    const bob = new Person(new FakeClock());
    const stranger = new Stranger(bob);
    const bitmap = 'A'.repeat(174_764);
    for (let sent = 0; sent < 1_000 && !stranger.isShutOut; sent += 1) {
      stranger.say({ type: 'have', shareId: randomUUID(), bitmap });
      await settle(1);
    }
    expect(bob.transfers.refusals().get('too-many-messages')).toBeGreaterThan(0);
    expect(stranger.isShutOut).toBe(true);
  });

  it('over a long time are no offence', () => {
    const clock = new FakeClock();
    const allowance = new MessageAllowance(() => clock.now());
    const message = FileChannelMessage.parse(progress);
    const refused = Array.from({ length: 100_000 }, () => {
      clock.advance(1);
      return allowance.take(message);
    }).filter((isTaken) => !isTaken);
    expect(refused).toEqual([]);
  });
});
