import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { fromBuffer } from 'yauzl';
import type { Recording } from '@parley/contract';
import { databases } from '../../testing/databases';
import { cut, makeWebm } from '../testing/make-webm';
import { RecordingsApi } from '../testing/start-recordings';

let slices: Uint8Array[];
beforeAll(async () => {
  slices = cut(await makeWebm(2), 30_000);
});

describe.each(databases)('a library, on %s', (database) => {
  let api: RecordingsApi;
  let owner: Awaited<ReturnType<RecordingsApi['signedIn']>>;
  beforeAll(async () => {
    api = await RecordingsApi.start({ database });
  });
  beforeEach(async () => {
    owner = await api.signedIn();
  });
  afterAll(() => api.close());

  const record = (row: Parameters<RecordingsApi['record']>[0] = {}) =>
    api.record({ ownerId: owner.account.id, ...row });
  const finished = async (row: Parameters<RecordingsApi['record']>[0] = {}) => {
    const recorder = await record(row);
    await recorder.putAll(slices);
    await recorder.finish(slices.length);
    await api.finalised(recorder.id);
    return recorder;
  };
  const list = async (query: string) => {
    const reply = await owner.get(`/api/recordings${query}`);
    if (reply.status !== 200) return reply.error.code;
    const { items, ...rest } = reply.json<{ items: Recording[]; total: number }>();
    return { ...rest, titles: items.map(({ title }) => title) };
  };

  it('comes in pages, newest first', async () => {
    for (let index = 1; index <= 5; index += 1)
      await record({ title: `${index}`, startedAtMs: index * 1_000 });
    const page = { total: 5, pageSize: 2 };
    expect(await list('?pageSize=2')).toEqual({ ...page, page: 1, titles: ['5', '4'] });
    expect(await list('?pageSize=2&page=3')).toEqual({ ...page, page: 3, titles: ['1'] });
    expect(await list('?page=0')).toBe('invalid');
  });

  it('is filtered by room, status and time, all together', async () => {
    const [roomId, other] = ['aaaa-aaaa-aaaa', 'bbbb-bbbb-bbbb'];
    await record({ title: 'a', roomId, startedAtMs: 1_000, status: 'ready' });
    await record({ title: 'b', roomId, startedAtMs: 2_000, status: 'failed' });
    await record({ title: 'c', roomId: other, startedAtMs: 3_000, status: 'ready' });
    await record({ title: 'd', roomId: other, startedAtMs: 4_000, status: 'recovered' });
    const at = (ms: number) => new Date(ms).toISOString();
    const cases = {
      [`?roomId=${roomId}`]: ['b', 'a'],
      '?status=ready,recovered': ['d', 'c', 'a'],
      [`?from=${at(2_000)}`]: ['d', 'c', 'b'],
      [`?to=${at(2_000)}`]: ['a'],
      [`?from=${at(2_000)}&to=${at(4_000)}&status=ready&roomId=${other}`]: ['c'],
      [`?status=ready&search=week&roomId=${other}&to=${at(3_000)}`]: [],
    };
    for (const [query, titles] of Object.entries(cases))
      expect([query, await list(query)]).toMatchObject([query, { titles, total: titles.length }]);
    for (const query of ['?status=', '?status=ready,gone', '?from=yesterday', '?roomId=x'])
      expect(await list(query)).toBe('invalid');
  });

  it('shows neither tracks nor standbys, and says how many tracks there are', async () => {
    const { id: partOf } = await record({ title: 'Mixed' });
    for (const kind of ['track', 'track', 'standby'] as const)
      await record({ title: kind, kind, partOf });
    expect(await list('')).toMatchObject({ titles: ['Mixed'], total: 1 });
    const one = (await owner.get(`/api/recordings/${partOf}`)).json<Recording>();
    expect(one).toMatchObject({ trackCount: 2, isOwn: true, formats: [] });
  });

  it('keeps tracks and standbys behind the recording they belong to', async () => {
    const { id: partOf } = await record();
    const track = await finished({ kind: 'track', partOf });
    for (const rest of ['', '/file', '/thumbnail'])
      expect((await owner.get(track.path(rest))).error.code).toBe('not-found');
    expect((await owner.delete(track.path())).error.code).toBe('not-found');
  });

  describe('as a zip', () => {
    const zip = (ids: readonly string[], agent = owner) =>
      agent.get(`/api/recordings/zip?ids=${ids.join(',')}`);

    it('holds several files under their titles, once each', async () => {
      const ids: string[] = [];
      for (const title of ['Weekly', 'weekly', '../../up'])
        ids.push((await finished({ title })).id);
      const url = `${api.address}/api/recordings/zip?ids=${[...ids, ids[0]].join(',')}`;
      const { bytes, headers } = await bytesOf(url, owner.cookie);
      expect(headers).toMatchObject({
        'content-type': 'application/zip',
        'content-length': String(bytes.length),
        'content-disposition': expect.stringMatching(/^attachment; filename="recordings.zip"/),
        'x-content-type-options': 'nosniff',
      });
      const { json } = await owner.get(`/api/recordings/${ids[0]}`);
      expect(await entriesOf(bytes)).toEqual([
        ['Weekly.webm', json<Recording>().sizeBytes],
        ['weekly (2).webm', expect.any(Number)],
        ['_.._up.webm', expect.any(Number)],
      ]);
    });

    it('is refused whole where one of them cannot be had', async () => {
      const mine = await finished();
      const others = await api.record({ ownerId: randomUUID() });
      const running = await record();
      for (const id of [others.id, running.id, randomUUID()])
        expect((await zip([mine.id, id])).error.code).toBe('not-found');
      await owner.delete(mine.path());
      expect((await zip([mine.id])).error.code).toBe('recording-deleted');
      expect((await zip([mine.id], await api.signedIn())).error.code).toBe('not-found');
      expect((await api.agent().get('/api/recordings/zip?ids=')).status).toBe(401);
      for (const ids of [[], ['x'], Array.from({ length: 101 }, () => randomUUID())])
        expect((await zip(ids)).error.code).toBe('invalid');
    });
  });
});

function bytesOf(url: string, cookie: string) {
  return new Promise<{ bytes: Buffer; headers: object }>((resolve, reject) => {
    get(url, { headers: { cookie }, agent: false }, (response) => {
      buffer(response).then((bytes) => resolve({ bytes, headers: response.headers }), reject);
    }).on('error', reject);
  });
}

function entriesOf(bytes: Buffer) {
  return new Promise<[string, number][]>((resolve, reject) => {
    fromBuffer(bytes, (error, zip) => {
      if (error) return reject(error);
      const entries: [string, number][] = [];
      zip
        .on('entry', (entry) => entries.push([entry.fileName, entry.uncompressedSize]))
        .on('end', () => resolve(entries))
        .on('error', reject);
    });
  });
}
