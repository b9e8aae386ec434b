import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Settings } from '../config/settings';
import { Bucket } from './bucket';
import { S3FileStore } from './s3-file-store';
import { S3Server } from './testing/s3-server';

const name = '0190a8c4-0000-4000-8000-000000000001.webm';
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytes = randomBytes(20 * 1024 ** 2);
/** For reading only: whoever loses it too soon on a busy machine just asks once more. */
const little = { connectMs: 5_000, silenceMs: 1_500 };

describe('a bucket that fails', () => {
  let server: S3Server;
  let store: S3FileStore;
  let impatient: S3FileStore;
  let local: string;
  beforeEach(async () => {
    server = await S3Server.start();
    const { s3 } = Settings.from(server.settings);
    if (!s3) throw new Error('no bucket');
    store = new S3FileStore(Bucket.of(s3));
    impatient = new S3FileStore(Bucket.of(s3, little));
    local = join(await mkdtemp(join(tmpdir(), 'parley-local-')), 'output');
    await writeFile(local, bytes);
  });
  afterEach(async () => {
    await server.remove();
    await rm(join(local, '..'), { recursive: true });
  });

  const part = (url: string | undefined) => Number(/partNumber=(\d+)/.exec(url ?? '')?.[1] ?? 0);
  const expectTakenOver = async () => {
    await store.adopt(name, local);
    expect(existsSync(local)).toBe(false);
    expect(await server.openUploads()).toEqual([]);
    expect(hashOf(await buffer(store.read(name)))).toBe(hashOf(bytes));
  };
  /** Lets `count` answers start, each of which then goes wrong after some bytes. */
  const breakAnswers = (count: number, how: (response: ServerResponse) => void) => {
    let left = count;
    server.fault = (request, response) => {
      if (request.method !== 'GET' || left === 0) return false;
      left -= 1;
      const write = response.write.bind(response);
      let sent = 0;
      response.write = (piece: Uint8Array) => {
        sent += piece.length;
        if (sent < 3 * 1024 ** 2) return write(piece);
        how(response);
        return false;
      };
      return false;
    };
  };

  it('keeps the local file where it is out of reach, and takes it over later', async () => {
    await server.down();
    const unreachable = expect.objectContaining({ code: 'unreachable' });
    await expect(store.adopt(name, local)).rejects.toEqual(unreachable);
    await expect(store.put(name, Buffer.from('x'))).rejects.toEqual(unreachable);
    await expect(store.find(name)).rejects.toEqual(unreachable);
    await expect(store.list()).rejects.toEqual(unreachable);
    await expect(store.delete(name)).rejects.toEqual(unreachable);
    await expect(buffer(store.read(name))).rejects.toEqual(unreachable);
    expect(existsSync(local)).toBe(true);
    await server.up();
    await expectTakenOver();
  });

  it('leaves no part behind where an upload fails half way', async () => {
    server.fault = ({ url }, response) => {
      if (part(url) !== 2) return false;
      response.writeHead(503).end();
      return true;
    };
    await expect(store.adopt(name, local)).rejects.toMatchObject({ code: 'unreachable' });
    expect(existsSync(local)).toBe(true);
    expect(await server.openUploads()).toEqual([]);
    expect(await store.find(name)).toBeNull();
    server.fault = () => false;
    await expectTakenOver();
  });

  it('lets go of the parts that it left by going away in the middle', async () => {
    const going: Promise<void>[] = [];
    server.fault = ({ url }) => {
      if (part(url) === 2) going.push(server.down());
      return part(url) === 2;
    };
    await expect(store.adopt(name, local)).rejects.toMatchObject({ code: 'unreachable' });
    await Promise.all(going);
    server.fault = () => false;
    await server.up();
    expect(await server.openUploads()).toHaveLength(1);
    await expectTakenOver();
  });

  it('lets go of such parts with the file, too', async () => {
    server.fault = ({ url, method }, response) => {
      if (method !== 'DELETE' && part(url) !== 2) return false;
      response.writeHead(503).end();
      return true;
    };
    await expect(store.adopt(name, local)).rejects.toMatchObject({ code: 'unreachable' });
    expect(await server.openUploads()).toHaveLength(1);
    server.fault = () => false;
    await store.delete(name);
    expect(await server.openUploads()).toEqual([]);
  });

  it.each([
    ['breaks off', (response: ServerResponse) => void response.destroy()],
    ['says nothing more', () => undefined],
  ])('is read from where it %s', async (_, how) => {
    await store.adopt(name, local);
    breakAnswers(2, how);
    expect(hashOf(await buffer(impatient.read(name)))).toBe(hashOf(bytes));
    const ranges = server.requests.map(({ headers }) => headers.range ?? '').filter(Boolean);
    expect(ranges.length).toBeGreaterThanOrEqual(2);
    expect(ranges.at(-1)).toMatch(/^bytes=\d{6,}-20971519$/);
  });

  it('never mixes two versions in one answer', async () => {
    await store.adopt(name, local);
    breakAnswers(1, (response) => response.destroy());
    const stream = store.read(name);
    const pieces = stream[Symbol.asyncIterator]();
    await pieces.next();
    await store.put(name, randomBytes(bytes.length));
    const rest = async () => {
      for (let piece = await pieces.next(); !piece.done;) piece = await pieces.next();
    };
    await expect(rest()).rejects.toMatchObject({ name: 'BucketError' });
  });

  it('is listed to the end, however many answers that takes', async () => {
    const names = [1, 2, 3, 4, 5].map((number) => name.replace('1.webm', `${number}.webm`));
    const prefix = server.settings.S3_PREFIX;
    server.fault = ({ url }, response) => {
      const from = Number(new URL(url ?? '', 'http://s3').searchParams.get('continuation-token'));
      const keys = names.slice(from, from + 2).map((one) => `${prefix}/${one}`);
      const contents = keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
      const next = from + 2;
      const more = `<IsTruncated>true</IsTruncated><NextContinuationToken>${next}</NextContinuationToken>`;
      const rest = next < names.length ? more : '<IsTruncated>false</IsTruncated>';
      response.end(`<ListBucketResult>${contents}${rest}</ListBucketResult>`);
      return true;
    };
    expect(await store.list()).toEqual(names);
    expect(server.requests).toHaveLength(3);
  });

  it('gives nothing to whoever asks without a signature', async () => {
    await store.put(name, Buffer.from('x'));
    const { S3_ENDPOINT, S3_BUCKET, S3_PREFIX } = server.settings;
    const base = `${S3_ENDPOINT}/${S3_BUCKET}`;
    for (const address of [`${base}/${S3_PREFIX}/${name}`, `${base}/?list-type=2`])
      expect((await fetch(address)).status).toBe(403);
    expect(hashOf(await buffer(store.read(name)))).toBe(hashOf(Buffer.from('x')));
  });

  it('holds a start up for a moment only where it says nothing at all', async () => {
    server.fault = () => true;
    const { s3 } = Settings.from(server.settings);
    if (!s3) throw new Error('no bucket');
    const startedMs = performance.now();
    const greeting = Bucket.of(s3, { connectMs: 300, silenceMs: 60_000 }).greet();
    await expect(greeting).rejects.toMatchObject({ code: 'unreachable' });
    expect(performance.now() - startedMs).toBeLessThan(3_000);
  });

  it('never hears of an access list, nor hands out an address', async () => {
    await store.adopt(name, local);
    await store.put(name, Buffer.from('x'));
    await store.delete(name);
    expect(server.requests.length).toBeGreaterThan(6);
    for (const { headers, url } of server.requests) {
      expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 /);
      expect(Object.keys(headers).filter((header) => /acl|grant|website/.test(header))).toEqual([]);
      expect(url).not.toMatch(/acl|X-Amz-Signature|policy/i);
    }
  });

  it.each([
    [{ S3_BUCKET: 'another' }, 'there is no such bucket'],
    [{ S3_ACCESS_KEY_ID: 'another' }, 'the key is unknown'],
  ])('says why it refuses us: %j', async (wrong, reason) => {
    const { s3 } = Settings.from({ ...server.settings, ...wrong });
    if (!s3) throw new Error('no bucket');
    await expect(Bucket.of(s3).greet()).rejects.toMatchObject({ code: 'refused', reason });
  });
});
