import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { BodyReceiver } from './slice-body';

const limits = { maxBytes: 1_000 };

describe('receiving a body', () => {
  it('gives its bytes and their hash', async () => {
    const stream = new PassThrough();
    const receiving = new BodyReceiver().receive('a', stream, limits);
    stream.write('he');
    stream.end('llo');
    const { bytes, sha256 } = await receiving;
    expect(Buffer.from(bytes).toString()).toBe('hello');
    expect(sha256).toEqual(createHash('sha256').update('hello').digest());
  });

  it('takes exactly as many bytes as allowed', async () => {
    const stream = new PassThrough();
    stream.end(Buffer.alloc(1_000));
    expect((await new BodyReceiver().receive('a', stream, limits)).bytes).toHaveLength(1_000);
  });

  it('stops at one byte too many without ending the stream', async () => {
    const stream = new PassThrough();
    stream.write(Buffer.alloc(1_001));
    await expect(new BodyReceiver().receive('a', stream, limits)).rejects.toMatchObject({
      code: 'too-large',
    });
    expect(stream.destroyed).toBe(false);
    expect(stream.listenerCount('data')).toBe(0);
  });

  it('refuses a body that is cut off', async () => {
    const stream = new PassThrough();
    const receiving = new BodyReceiver().receive('a', stream, limits);
    stream.write('half');
    stream.destroy(new Error('connection reset'));
    await expect(receiving).rejects.toMatchObject({ code: 'invalid' });
  });

  it('refuses a body that was cut off before anybody looked', async () => {
    const stream = new PassThrough();
    stream.destroy();
    await once(stream, 'close');
    await expect(new BodyReceiver().receive('a', stream, limits)).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('refuses a body that stalls, so that a dead connection holds nothing', async () => {
    jest.useFakeTimers();
    try {
      const stream = new PassThrough();
      const receiving = new BodyReceiver().receive('a', stream, limits);
      const refused = expect(receiving).rejects.toMatchObject({ code: 'invalid' });
      jest.advanceTimersByTime(15_000);
      await refused;
    } finally {
      jest.useRealTimers();
    }
  });

  it('takes a few bodies at a time for one recording, and others beside them', async () => {
    const receiver = new BodyReceiver();
    const streams = Array.from({ length: 4 }, () => new PassThrough());
    const receiving = streams.map((stream) => receiver.receive('a', stream, limits));
    await expect(receiver.receive('a', new PassThrough(), limits)).rejects.toMatchObject({
      code: 'busy',
    });
    const other = new PassThrough();
    other.end('x');
    expect((await receiver.receive('b', other, limits)).bytes).toHaveLength(1);
    for (const stream of streams) stream.end('y');
    await Promise.all(receiving);
    const next = new PassThrough();
    next.end('z');
    expect((await receiver.receive('a', next, limits)).bytes).toHaveLength(1);
  });

  it('bounds what all bodies hold together, and forgets what is done', async () => {
    const receiver = new BodyReceiver();
    const big = { maxBytes: 512 * 1024 ** 2 };
    const mebibyte = Buffer.alloc(1024 ** 2);
    for (let round = 0; round < 2; round++) {
      const stream = new PassThrough({ highWaterMark: 300 * 1024 ** 2 });
      for (let written = 0; written < 257; written++) stream.write(mebibyte);
      await expect(receiver.receive('a', stream, big)).rejects.toMatchObject({ code: 'busy' });
    }
  });
});
