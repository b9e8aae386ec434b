import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Recording } from '@parley/contract';
import { databases } from '../testing/databases';
import type { Agent, SendOptions } from '../testing/agent';
import { cut, makeWebm, noise } from './testing/make-webm';
import type { Recorder } from './testing/recorder';
import { RecordingsApi } from './testing/start-recordings';

type RecordingsPage = Record<'items', Recording[]>;

const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), noise(100, 1)]);
let slices: Uint8Array[];
beforeAll(async () => {
  slices = cut(await makeWebm(4), 30_000);
});

describe.each(databases)('the library, on %s', (database) => {
  let api: RecordingsApi;
  let owner: Awaited<ReturnType<RecordingsApi['signedIn']>>;
  let maker: typeof owner;
  let stranger: typeof owner;
  beforeAll(async () => {
    api = await RecordingsApi.start({ database });
    [owner, maker, stranger] = [await api.signedIn(), await api.signedIn(), await api.signedIn()];
  });
  afterAll(() => api.close());

  const record = (row: Parameters<RecordingsApi['record']>[0] = {}) =>
    api.record({ ownerId: owner.account.id, recorderAccountId: maker.account.id, ...row });
  const finished = async (row: Parameters<RecordingsApi['record']>[0] = {}) => {
    const recorder = await record(row);
    await recorder.putThumbnail(jpeg);
    await recorder.putAll(slices);
    await recorder.finish(slices.length);
    await api.finalised(recorder.id);
    return recorder;
  };

  describe('who may do what', () => {
    let done: Recorder;
    beforeAll(async () => {
      done = await finished();
    });

    const requests: [string, (agent: Agent, id: string, options?: SendOptions) => unknown][] = [
      ['read', (agent, id, options) => agent.get(`/api/recordings/${id}`, options)],
      ['download', (agent, id, options) => agent.get(`/api/recordings/${id}/file`, options)],
      [
        'read a range of',
        (agent, id) => agent.get(`/api/recordings/${id}/file`, { headers: { range: 'bytes=0-9' } }),
      ],
      [
        'ask about',
        (agent, id, options) => agent.send('HEAD', `/api/recordings/${id}/file`, options),
      ],
      ['see', (agent, id, options) => agent.get(`/api/recordings/${id}/thumbnail`, options)],
      [
        'rename',
        (agent, id, options) => agent.patch(`/api/recordings/${id}`, { title: 'New' }, options),
      ],
      ['delete', (agent, id, options) => agent.delete(`/api/recordings/${id}`, options)],
    ];
    const cells = requests.filter(([verb]) => verb !== 'delete');

    it.each(requests)(
      'strangers may not %s a recording, nor learn that it is there',
      async (_verb, send) => {
        const [real, none] = [await send(stranger, done.id), await send(stranger, randomUUID())];
        expect(real).toMatchObject({ status: 404 });
        expect(real).toMatchObject({ text: (none as { text: string }).text });
      },
    );

    it.each(requests)('nobody may %s a recording without signing in', async (_verb, send) => {
      expect(await send(api.agent(), done.id)).toMatchObject({ status: 401 });
    });

    it.each(requests)('the upload ticket lets nobody %s a recording', async (_verb, send) => {
      const headers = { authorization: `Bearer ${done.ticket}` };
      expect(await send(api.agent(), done.id, { headers })).toMatchObject({ status: 401 });
      expect(await send(stranger, done.id, { headers })).toMatchObject({ status: 404 });
    });

    it.each(cells)("the room's owner may %s a recording", async (_verb, send) => {
      const { status } = (await send(owner, done.id)) as { status: number };
      expect([200, 206]).toContain(status);
    });

    it.each(cells)('who made it may %s a recording', async (_verb, send) => {
      const { status } = (await send(maker, done.id)) as { status: number };
      expect([200, 206]).toContain(status);
    });

    it.each([
      ['owner', () => owner],
      ['maker', () => maker],
    ])('its %s may delete a recording, and then it is gone for everybody', async (_who, by) => {
      const recorder = await finished();
      expect((await by().delete(recorder.path())).status).toBe(204);
      for (const [, send] of requests) {
        expect(await send(owner, recorder.id)).toMatchObject({ status: 410 });
        expect(await send(stranger, recorder.id)).toMatchObject({ status: 404 });
      }
      await api.purged();
      for (const [, send] of requests) {
        expect(await send(owner, recorder.id)).toMatchObject({ status: 410 });
        expect(await send(stranger, recorder.id)).toMatchObject({ status: 404 });
      }
      expect((await recorder.put(0, slices[0] ?? noise(1, 1))).error.code).toBe('ticket-invalid');
      const left = [
        ...(await readdir(await api.path('arriving'))),
        ...(await readdir(await api.path('finished'))),
      ];
      expect(left.filter((name) => name.startsWith(recorder.id))).toEqual([]);
    });

    it.each(['rename', 'delete'])('another site cannot %s', async (verb) => {
      const send = requests.find(([name]) => name === verb)?.[1];
      for (const origin of ['http://evil.test', 'null', undefined])
        expect(await send?.(owner, done.id, { headers: { origin } })).toMatchObject({
          status: 403,
        });
    });
  });

  it('lists what a person may see, newest first', async () => {
    const [someone, other] = [await api.signedIn(), await api.signedIn()];
    const first = await record({ ownerId: someone.account.id, startedAtMs: 1_000 });
    const second = await record({ recorderAccountId: someone.account.id, startedAtMs: 2_000 });
    const { items: list } = (await someone.get('/api/recordings')).json<RecordingsPage>();
    expect(list.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(list[0]).toMatchObject({ status: 'recording', durationMs: null, sizeBytes: 0 });
    expect((await other.get('/api/recordings')).json()).toMatchObject({ items: [], total: 0 });
    expect(JSON.stringify(list)).not.toMatch(/ticket|owner|search/i);
  });

  it.each([
    ['böard', 1],
    ['BÖARD', 1],
    ['daily', 1],
    ['zoë', 1],
    ['100%', 1],
    ['%', 1],
    ['_', 0],
    ['\\', 0],
    ["' OR 1=1 --", 0],
    ['   ', 2],
    ['nothing like it', 0],
  ])('finds by title, room and name: %j', async (search, count) => {
    const someone = await api.signedIn();
    const reader = { ownerId: someone.account.id };
    const made = await record({ ...reader, roomName: 'Daily', participantNames: ['Zoë'] });
    await record(reader);
    const renamed = await someone.patch(made.path(), { title: 'Böard 100%' });
    expect(renamed.json()).toMatchObject({ title: 'Böard 100%', roomName: 'Daily' });
    const reply = await someone.get(`/api/recordings?search=${encodeURIComponent(search)}`);
    expect(reply.json<RecordingsPage>()).toMatchObject({ items: { length: count }, total: count });
  });

  it('does not delete a recording that goes on', async () => {
    const recorder = await record();
    await recorder.putAll(slices);
    const reply = await owner.delete(recorder.path());
    expect([reply.status, reply.error.code]).toEqual([409, 'recording-running']);
    expect((await recorder.receipt()).json()).toMatchObject({ acknowledged: slices.length });
  });

  it('has no file before there is one', async () => {
    const recorder = await record();
    for (const rest of ['/file', '/thumbnail'])
      expect((await owner.get(recorder.path(rest))).error.code).toBe('not-found');
  });

  describe('the file', () => {
    let done: Recorder;
    let whole: string;
    let sizeBytes: number;
    const file = (headers: SendOptions['headers'], query = '') =>
      owner.get(done.path(`/file${query}`), { headers });
    beforeAll(async () => {
      done = await finished({ title: 'Größe "1"' });
      whole = (await file({})).text;
      sizeBytes = (await owner.get(done.path())).json<Recording>().sizeBytes;
    });

    it('comes whole, as a video and as nothing else', async () => {
      const { status, headers } = await file({});
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'video/webm',
        'content-length': String(sizeBytes),
        'content-disposition': 'inline',
        'accept-ranges': 'bytes',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cache-control': 'private, no-cache',
      });
    });

    it('is saved under its title when asked', async () => {
      const { headers } = await file({}, '?download=1');
      expect(headers['content-disposition']).toBe(
        `attachment; filename="Gr__e _1_.webm"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20_1_.webm`,
      );
      expect((await file({}, '?download=2')).error.code).toBe('invalid');
    });

    it('comes in ranges that are the same bytes', async () => {
      const bytes = await bytesOf(`${api.address}${done.path('/file')}`, owner.cookie, {});
      const middle = { range: 'bytes=1000-1999' };
      const part = await bytesOf(`${api.address}${done.path('/file')}`, owner.cookie, middle);
      expect(part).toEqual(bytes.subarray(1_000, 2_000));
      const { status, headers } = await file(middle);
      expect(status).toBe(206);
      expect(headers).toMatchObject({
        'content-range': `bytes 1000-1999/${sizeBytes}`,
        'content-length': '1000',
      });
    });

    it('answers a range that is not there with the size', async () => {
      const { status, headers, error } = await file({ range: `bytes=${sizeBytes}-` });
      expect([status, error.code]).toEqual([416, 'range-not-satisfiable']);
      expect(headers['content-range']).toBe(`bytes */${sizeBytes}`);
    });

    it('is not sent to who has it, and sent whole to who has another', async () => {
      const { etag = '' } = (await file({})).headers;
      expect(await file({ 'if-none-match': etag })).toMatchObject({ status: 304, text: '' });
      expect((await file({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
      const other = await file({ range: 'bytes=0-9', 'if-range': '"other"' });
      expect([other.status, other.text.length]).toEqual([200, whole.length]);
    });

    it('answers HEAD with the head', async () => {
      const head = await owner.send('HEAD', done.path('/file'));
      expect(head).toMatchObject({ status: 200, text: '' });
      expect(head.headers['content-length']).toBe(String(sizeBytes));
    });

    it('lets go of the disk when downloads are broken off', async () => {
      const descriptors = async () => (await readdir('/proc/self/fd')).length;
      const before = await descriptors();
      for (let round = 0; round < 20; round++)
        await Promise.all(
          Array.from({ length: 10 }, () =>
            brokenOff(`${api.address}${done.path('/file')}`, owner.cookie),
          ),
        );
      expect((await file({})).status).toBe(200);
      // The client knows that it hung up before the server does.
      const patienceEndsAt = performance.now() + 10_000;
      let left = await descriptors();
      while (left >= before + 10 && performance.now() < patienceEndsAt) {
        await new Promise(setImmediate);
        left = await descriptors();
      }
      expect(left - before).toBeLessThan(10);
    });

    it('has a picture', async () => {
      const { status, headers } = await owner.get(done.path('/thumbnail'));
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'image/jpeg',
        'content-length': String(jpeg.length),
        'x-content-type-options': 'nosniff',
      });
    });
  });
});

function bytesOf(url: string, cookie: string, headers: Record<string, string>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie, ...headers }, agent: false }, (response) => {
      response.setEncoding('latin1');
      text(response).then((latin) => resolve(Buffer.from(latin, 'latin1')), reject);
    }).on('error', reject);
  });
}

function brokenOff(url: string, cookie: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { cookie }, agent: false }, (response) => {
      response.on('close', resolve).on('error', () => undefined);
      response.once('readable', () => request.destroy());
    }).on('error', reject);
  });
}
