import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { limits, sliceHashHeader, type Recording, type SliceReceipt } from '@parley/contract';
import { openDurableFile } from '../storage/durable-file';
import { databases } from '../testing/databases';
import { cut, makeWebm, noise } from './testing/make-webm';
import type { Recorder } from './testing/recorder';
import { RecordingsApi } from './testing/start-recordings';

let webm: Uint8Array;
let slices: Uint8Array[];
beforeAll(async () => {
  webm = await makeWebm(6);
  slices = cut(webm, 20_000);
});

describe.each(databases)('taking in a recording, on %s', (database) => {
  let api: RecordingsApi;
  let full = false;
  beforeAll(async () => {
    api = await RecordingsApi.start({
      database,
      openFile: async (path) => {
        const file = await openDurableFile(path);
        const noRoom = () => Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        return {
          ...file,
          write: async (position, bytes) => {
            if (!full) return file.write(position, bytes);
            await file.write(position, bytes.subarray(0, 100));
            throw noRoom();
          },
        };
      },
    });
  });
  afterEach(() => {
    full = false;
    api.disk.hasRoom = true;
  });
  afterAll(() => api.close());

  const arrivingOf = async ({ id }: Recorder) =>
    readFile(await api.path('arriving', `${id}.media`));
  const arriving = async () => (await readdir(await api.path('arriving'))).sort();

  it('acknowledges slices in order and makes a file of them', async () => {
    const recorder = await api.record();
    for (const [index, slice] of slices.entries()) {
      const reply = await recorder.put(index, slice);
      expect(reply.status).toBe(200);
      expect(reply.json<SliceReceipt>().acknowledged).toBe(index + 1);
    }
    expect((await recorder.receipt()).json()).toEqual({
      acknowledged: slices.length,
      sizeBytes: webm.length,
    });
    expect(await arrivingOf(recorder)).toEqual(Buffer.from(webm));
    const finished = await recorder.finish(slices.length);
    expect(finished.json<Recording>()).toMatchObject({ id: recorder.id, status: 'processing' });
    const row = await api.finalised(recorder.id);
    expect(row).toMatchObject({ status: 'ready', statusReason: null });
    expect(Math.abs((row.durationMs ?? 0) - 6_000)).toBeLessThan(100);
    const file = await stat(await api.path('finished', `${recorder.id}.webm`));
    expect(file).toMatchObject({ size: row.sizeBytes });
    expect(file.mode & 0o077).toBe(0);
    expect(await arriving()).not.toContain(`${recorder.id}.media`);
  });

  it('takes a slice twice without harm, and only with the same bytes', async () => {
    const recorder = await api.record();
    await recorder.putAll(slices.slice(0, 3));
    const again = await recorder.put(1, slices[1] ?? noise(1, 1));
    expect(again.json()).toMatchObject({ acknowledged: 3 });
    expect((await recorder.put(1, noise(10, 1))).error.code).toBe('slice-differs');
    expect((await arrivingOf(recorder)).length).toBe(60_000);
  });

  it('refuses a gap', async () => {
    const recorder = await api.record();
    await recorder.putAll(slices.slice(0, 1));
    const reply = await recorder.put(2, slices[2] ?? noise(1, 1));
    expect([reply.status, reply.error.code]).toEqual([409, 'slice-out-of-order']);
  });

  it('appends one of two that were sent at once for one place', async () => {
    const recorder = await api.record();
    await recorder.putAll(slices.slice(0, 1));
    const bodies = [noise(5_000, 1), noise(5_000, 2), noise(5_000, 3)];
    const replies = await Promise.all(bodies.map((body) => recorder.put(1, body)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await arrivingOf(recorder)).length).toBe(25_000);
  });

  it('refuses bytes that are not those of the hash', async () => {
    const recorder = await api.record();
    const reply = await recorder.put(0, webm, { [sliceHashHeader]: '0'.repeat(64) });
    expect([reply.status, reply.error.code]).toEqual([422, 'hash-mismatch']);
    expect((await recorder.receipt()).json()).toEqual({ acknowledged: 0, sizeBytes: 0 });
  });

  it.each([undefined, '', 'abc', 'A'.repeat(64), '0'.repeat(65)])(
    'refuses the hash header %j',
    async (hash) => {
      const recorder = await api.record();
      expect((await recorder.put(0, webm, { [sliceHashHeader]: hash })).error.code).toBe('invalid');
    },
  );

  it.each(['-1', '00000000', '1.5', '1e3', 'x', '%00', '..%2f..%2fx'])(
    'refuses the index %j',
    async (index) => {
      const recorder = await api.record();
      expect((await recorder.put(index, webm)).error.code).toBe('invalid');
    },
  );

  it.each([
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['PHP', '<?php system($_GET[0]); ?>'],
    ['ELF', '\x7fELF'],
    ['zip', 'PK\x03\x04'],
    ['a playlist', '#EXTM3U\nhttp://169.254.169.254/'],
    ['a concat script', "ffconcat version 1.0\nfile '/etc/passwd'"],
    ['three bytes of EBML', '\x1a\x45\xdf'],
    ['nothing', ''],
  ])('refuses %s as the start of a recording', async (_name, text) => {
    const recorder = await api.record();
    const reply = await recorder.put(0, Buffer.from(text, 'latin1'));
    expect([reply.status, reply.error.code]).toEqual([415, 'not-a-recording']);
    expect((await recorder.receipt()).json()).toEqual({ acknowledged: 0, sizeBytes: 0 });
  });

  it('marks what cannot be read as damaged and keeps the bytes', async () => {
    const recorder = await api.record();
    await recorder.putAll([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), noise(9_000, 4)]);
    await recorder.finish(2);
    expect(await api.finalised(recorder.id)).toMatchObject({
      status: 'failed',
      statusReason: 'damaged',
    });
    expect(await arriving()).toContain(`${recorder.id}.media`);
  });

  it('takes a slice of the allowed size and not one byte more', async () => {
    const recorder = await api.record();
    const largest = Buffer.concat([webm, Buffer.alloc(limits.sliceBytes - webm.length)]);
    const tooLarge = Buffer.concat([largest, Buffer.alloc(1)]);
    expect((await recorder.put(0, tooLarge)).error.code).toBe('too-large');
    expect((await recorder.put(0, largest)).status).toBe(200);
  });

  it.each(['image/jpeg', 'multipart/form-data; boundary=x', 'text/html', undefined])(
    'refuses the content type %j',
    async (type) => {
      const recorder = await api.record();
      const reply = await recorder.put(0, webm, { 'content-type': type });
      expect(reply.error.code).toBe('invalid');
    },
  );

  it.each([
    ['no', undefined],
    ['an empty', ''],
    ["another scheme's", 'Basic YTpi'],
    ['a wrong', `Bearer ${'A'.repeat(43)}`],
    ['a long', `Bearer ${'A'.repeat(4_000)}`],
  ])('leaves not one byte on disk with %s ticket', async (_name, authorization) => {
    const recorder = await api.record();
    const before = await arriving();
    const wrong = { authorization };
    for (const reply of [
      await recorder.put(0, webm, wrong),
      await recorder.receipt(wrong),
      await recorder.putThumbnail(Buffer.from([0xff, 0xd8, 0xff]), wrong),
      await recorder.finish(0, wrong),
    ])
      expect([reply.status, reply.error.code]).toEqual([401, 'ticket-invalid']);
    expect(await arriving()).toEqual(before);
  });

  it("takes no other recording's ticket", async () => {
    const [mine, foreign] = [await api.record(), await api.record()];
    const wrong = { authorization: `Bearer ${foreign.ticket}` };
    expect((await mine.put(0, webm, wrong)).error.code).toBe('ticket-invalid');
    expect((await mine.finish(0, wrong)).error.code).toBe('ticket-invalid');
  });

  it('finishes once, hears it again, and takes nothing afterwards', async () => {
    const recorder = await api.record();
    await recorder.putAll(slices);
    expect((await recorder.finish(slices.length)).status).toBe(200);
    expect((await recorder.finish(slices.length)).status).toBe(200);
    expect((await recorder.finish(slices.length - 1)).error.code).toBe('recording-closed');
    expect((await recorder.put(slices.length, noise(9, 1))).error.code).toBe('recording-closed');
    await api.finalised(recorder.id);
    expect((await recorder.finish(slices.length)).json()).toMatchObject({ status: 'ready' });
    expect((await recorder.receipt()).error.code).toBe('recording-closed');
    expect(await arriving()).not.toContain(`${recorder.id}.media`);
  });

  it('does not finish while slices are missing', async () => {
    const recorder = await api.record();
    await recorder.putAll(slices.slice(0, 2));
    for (const count of [1, 3]) {
      const reply = await recorder.finish(count);
      expect([reply.status, reply.error.code]).toEqual([409, 'slice-out-of-order']);
    }
    await recorder.putAll(slices.slice(2), 2);
    expect((await recorder.finish(slices.length)).status).toBe(200);
  });

  it('says so when nothing was recorded', async () => {
    const recorder = await api.record();
    await recorder.finish(0);
    expect(await api.finalised(recorder.id)).toMatchObject({
      status: 'failed',
      statusReason: 'nothing-recorded',
    });
  });

  it('refuses while the disk is nearly full, and goes on when there is room', async () => {
    const recorder = await api.record();
    await recorder.putAll(slices.slice(0, 1));
    api.disk.hasRoom = false;
    const reply = await recorder.put(1, slices[1] ?? noise(1, 1));
    expect([reply.status, reply.error.code]).toEqual([507, 'storage-full']);
    api.disk.hasRoom = true;
    await recorder.putAll(slices.slice(1), 1);
    expect(await arrivingOf(recorder)).toEqual(Buffer.from(webm));
  });

  it('loses nothing when the disk fills up in the middle of a slice', async () => {
    const recorder = await api.record();
    await recorder.putAll(slices.slice(0, 2));
    full = true;
    for (let tries = 0; tries < 3; tries++)
      expect((await recorder.put(2, slices[2] ?? noise(1, 1))).error.code).toBe('storage-full');
    full = false;
    await recorder.putAll(slices.slice(2), 2);
    expect(await arrivingOf(recorder)).toEqual(Buffer.from(webm));
  });

  it('keeps a picture, and only a JPEG', async () => {
    const recorder = await api.record();
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), noise(500, 6)]);
    expect((await recorder.putThumbnail(jpeg)).status).toBe(204);
    const html = Buffer.from('<html><script>');
    expect((await recorder.putThumbnail(html)).error.code).toBe('invalid');
    const huge = Buffer.concat([jpeg, Buffer.alloc(limits.thumbnailBytes)]);
    expect((await recorder.putThumbnail(huge)).error.code).toBe('too-large');
    expect(await readFile(await api.path('finished', `${recorder.id}.jpg`))).toEqual(jpeg);
  });

  it('leaves nothing behind of five hundred slices that were cut off', async () => {
    const recorder = await api.record();
    await recorder.putAll(slices.slice(0, 1));
    const descriptors = async () => (await readdir('/proc/self/fd')).length;
    const head = (length: number | 'chunked') =>
      [
        `PUT ${recorder.path('/slices/1')} HTTP/1.1`,
        'Host: parley.test',
        'Origin: http://parley.test',
        `Authorization: Bearer ${recorder.ticket}`,
        'Content-Type: application/octet-stream',
        length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`,
        `${sliceHashHeader}: ${createHash('sha256').update('x').digest('hex')}`,
        '\r\n',
      ].join('\r\n');
    const cutOff = (text: string) =>
      new Promise<void>((resolve, reject) => {
        const socket = connect(Number(new URL(api.address).port), '127.0.0.1');
        socket.on('error', reject);
        socket.write(text, () => socket.destroy());
        socket.on('close', () => resolve());
      });
    const before = { descriptors: await descriptors(), files: await arriving() };
    for (let round = 0; round < 50; round++)
      await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          cutOff(index % 2 ? `${head(9_999)}half of it` : `${head('chunked')}5\r\nhello\r\n`),
        ),
      );
    await recorder.putAll(slices.slice(1), 1);
    expect(await arrivingOf(recorder)).toEqual(Buffer.from(webm));
    expect(await arriving()).toEqual(before.files);
    expect(Math.abs((await descriptors()) - before.descriptors)).toBeLessThan(10);
  });
});
