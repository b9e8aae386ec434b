import { deflateSync } from 'node:zlib';
import { type Account, limits } from '@parley/contract';
import sharp from 'sharp';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { type Agent, databases, startApi, type TestApi } from '../testing/start-api';

const photo = (format: 'png' | 'jpeg' | 'webp', width = 600, height = 400) =>
  sharp({ create: { width, height, channels: 3, background: '#127a6e' } })
    .withExif({ IFD0: { Copyright: 'canary-exif-4711', Artist: 'canary-exif-4711' } })
    .toFormat(format)
    .toBuffer();

const send = (agent: Agent, body: Buffer, type = 'image/png') =>
  agent.put('/api/accounts/me/picture', body, { headers: { 'content-type': type } });

/** A PNG of a few bytes that says it is as large as asked. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

describe.each(databases)('a picture on %s', (database) => {
  let api: TestApi;
  let ann: Agent;
  beforeAll(async () => {
    api = await startApi({ database });
  });
  beforeEach(async () => {
    ann = await api.signedIn();
  });
  afterAll(() => api.close());

  const pictureId = async (body: Buffer) => (await send(ann, body)).json<Account>().pictureId;
  const download = async (id: string | null) => {
    const reply = await fetch(`${api.url}/api/pictures/${id}`);
    return { reply, bytes: Buffer.from(await reply.arrayBuffer()) };
  };

  it.each(['png', 'jpeg', 'webp'] as const)('sent as %s becomes a small square', async (format) => {
    const { reply, bytes } = await download(await pictureId(await photo(format)));
    expect(reply.status).toBe(200);
    const { width, height, format: kept } = await sharp(bytes).metadata();
    expect({ width, height, kept }).toEqual({ width: 256, height: 256, kept: 'webp' });
  });

  it('is drawn anew: nothing that its camera wrote into it, and no bytes hung on it, survive', async () => {
    const sent = Buffer.concat([await photo('jpeg'), Buffer.from('<script>canary-tail-4711')]);
    expect(sent.includes('canary-exif-4711')).toBe(true);
    const { bytes } = await download(await pictureId(sent));
    expect(bytes.includes('canary')).toBe(false);
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  });

  it('is served as a picture and as nothing else, for good', async () => {
    const { reply } = await download(await pictureId(await photo('png')));
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "sandbox; default-src 'none'",
    });
  });

  it('has a new id each time, and the one before is gone', async () => {
    const first = await pictureId(await photo('png'));
    const second = await pictureId(await photo('jpeg'));
    expect(second).not.toBe(first);
    expect((await download(first)).reply.status).toBe(404);
    const without = (await ann.delete('/api/accounts/me/picture')).json<Account>();
    expect(without.pictureId).toBeNull();
    expect((await download(second)).reply.status).toBe(404);
  });

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['HEIC', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['GIF', () => Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')],
    ['HTML that begins like a PNG', () => Buffer.from('\x89PNG\r\n\x1a\n<html>', 'latin1')],
    ['half a JPEG', async () => (await photo('jpeg')).subarray(0, 300)],
    ['nothing', () => Buffer.alloc(0)],
  ])('that is %s is refused', async (_what, make) => {
    const reply = await send(ann, await make());
    expect(reply.error.code).toBe('picture-unreadable');
    expect((await ann.get('/api/accounts/me')).json<Account>().pictureId).toBeNull();
  });

  it.each([
    [100_000, 100_000],
    [60_000, 500],
  ])('that unpacks to %s by %s pixels is refused unopened', async (width, height) => {
    const before = process.memoryUsage.rss();
    const reply = await send(ann, bomb(width, height));
    expect(reply.error.code).toBe('too-large');
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 ** 2);
  });

  it('of too many bytes is refused, also when nobody says how many come', async () => {
    const large = Buffer.alloc(limits.pictureBytes + 1, 'x');
    expect((await send(ann, large)).error.code).toBe('too-large');
    const unsaid = await ann.put('/api/accounts/me/picture', large, {
      headers: { 'content-type': 'image/png', 'transfer-encoding': 'chunked' },
    });
    expect(unsaid.error.code).toBe('too-large');
  });

  it('is refused where it does not say that it is one', async () => {
    const reply = await send(ann, await photo('png'), 'text/html');
    expect(reply.error.code).toBe('invalid');
  });

  it('shows beside the name in a meeting, and not on a guest', async () => {
    const id = await pictureId(await photo('png'));
    const meeting = await MeetingRoom.create(api, {}, ann);
    const host = await meeting.join('Ann', ann);
    await meeting.join('Guest');
    const { participants } = await host.snapshot();
    expect(participants.map(({ name, pictureId }) => [name, pictureId])).toEqual([
      ['Ann', id],
      ['Guest', undefined],
    ]);
    meeting.close();
  });
});
