import type { FileChannelMessage } from '@parley/contract';
import { PieceChannel } from './piece-channel';
import { writeFrame } from './piece-frame';
import { FakeChannel, takeAll } from './testing/fake-channel';
import { settle, until } from './testing/until';

const shareId = '6b1f1b4e-8f0e-4f0c-9d6b-0f6f6d8f7a11';
const cancel = (index: number): FileChannelMessage => ({ type: 'cancel-piece', shareId, index });
const watermarkBytes = 64 * 1024;

function open() {
  const [near, far] = FakeChannel.pair();
  const messages: FileChannelMessage[] = [];
  const counts = { pieces: 0, malformed: 0, closed: 0 };
  const handlers = {
    onMessage: (message: FileChannelMessage) => void messages.push(message),
    onPiece: () => void (counts.pieces += 1),
    onMalformed: () => void (counts.malformed += 1),
    onOpen: () => undefined,
    onClose: () => void (counts.closed += 1),
  };
  const channel = new PieceChannel(near.asChannel(), handlers, {
    now: () => 0,
    watermarkBytes: () => watermarkBytes,
    yieldsToVoices: () => true,
  });
  return { near, far, channel, messages, counts };
}

const piece = (offset: number) => ({
  shareId,
  index: 0,
  offset,
  payload: new Uint8Array(64 * 1024),
});

describe('the files channel', () => {
  it('never holds much more than the watermark, however much is to be sent', async () => {
    const { near, far, channel } = open();
    takeAll(far, (bytes) => channel.noteTaken(bytes));
    for (let count = 0; count < 50; count += 1) {
      expect(await channel.readyForPiece()).toBe(true);
      channel.sendPiece(piece(count));
    }
    expect(near.sent).toHaveLength(50);
    expect(near.highestBufferedAmount).toBeLessThanOrEqual(watermarkBytes * 2 + 100);
  });

  it('waits while the other page takes nothing, and goes on when it does', async () => {
    const { near, channel } = open();
    const sendAll = async () => {
      for (let count = 0; count < 50; count += 1)
        if (await channel.readyForPiece()) channel.sendPiece(piece(count));
    };
    const sending = sendAll();
    await until(() => near.bufferedAmount === 0 && near.sent.length > 1);
    await settle();
    expect(near.sent).toHaveLength(2);
    channel.noteTaken(2 * 64 * 1024);
    await until(() => near.sent.length > 2);
    await settle();
    expect(near.sent).toHaveLength(4);
    channel.release();
    await sending;
  });

  it('says what it has taken: every other message, and each that is smaller', async () => {
    const { near, far, counts } = open();
    for (let count = 0; count < 5; count += 1) far.send(writeFrame(piece(count)));
    far.send(writeFrame({ ...piece(5), payload: new Uint8Array(1_000) }));
    await until(() => counts.pieces === 6);
    const taken = [128 * 1024, 128 * 1024, 64 * 1024 + 1_000];
    expect(near.messagesSent).toEqual(taken.map((bytes) => ({ type: 'taken', bytes })));
  });

  it('lets control messages out at once while piece data waits', async () => {
    const { near, channel } = open();
    near.stall();
    await channel.readyForPiece();
    channel.sendPiece(piece(0));
    channel.sendPiece(piece(1));
    channel.send('one', () => cancel(1));
    expect(near.messagesSent).toEqual([cancel(1)]);
  });

  it('keeps only the latest of a kind while nothing goes out', async () => {
    const { near, channel } = open();
    near.stall();
    for (let count = 0; count < 9; count += 1) channel.sendPiece(piece(count));
    for (let count = 0; count < 100; count += 1) channel.send('same', () => cancel(count));
    channel.send('other', () => null);
    expect(near.messagesSent).toEqual([]);
    near.flow();
    await until(() => near.bufferedAmount === 0);
    expect(near.messagesSent).toEqual([cancel(99)]);
  });

  it('gives up on a peer that lets thousands of messages wait', () => {
    const { near, channel, counts } = open();
    near.stall();
    for (let count = 0; count < 9; count += 1) channel.sendPiece(piece(count));
    for (let count = 0; count < 3_000; count += 1) channel.send(`${count}`, () => cancel(count));
    expect(near.readyState).toBe('closed');
    expect(counts.closed).toBe(1);
  });

  it('counts what is no message, and goes on', async () => {
    const { far, messages, counts } = open();
    const bad = [
      '',
      '{',
      'null',
      '[]',
      '{"type":"no"}',
      JSON.stringify({ ...cancel(1), index: -1 }),
      JSON.stringify({ ...cancel(1), index: 2 ** 32 }),
      JSON.stringify({ ...cancel(1), extra: 1 }),
      JSON.stringify({ ...cancel(1), shareId: '../../x' }),
      `"${'x'.repeat(250_000)}"`,
      new Uint8Array(10),
      new Uint8Array(200_000),
    ];
    for (const message of bad) far.send(message);
    far.send(JSON.stringify(cancel(5)));
    await until(() => messages.length === 1);
    expect(counts).toMatchObject({ malformed: bad.length, pieces: 0 });
  });

  it('tells a waiting sender when the channel ends', async () => {
    const { near, channel } = open();
    near.stall();
    channel.sendPiece(piece(0));
    channel.sendPiece(piece(1));
    const ready = channel.readyForPiece();
    channel.release();
    expect(await ready).toBe(false);
    channel.send('late', () => cancel(1));
    expect(near.messagesSent).toEqual([]);
  });
});
