import { readdir } from 'node:fs/promises';
import { routes, type Recording } from '@parley/contract';
import { S3Server } from '../storage/testing/s3-server';
import { cut, makeWebm } from './testing/make-webm';
import { RecordingsApi } from './testing/start-recordings';

describe('recordings in a bucket', () => {
  let bucket: S3Server;
  let api: RecordingsApi;
  let person: Awaited<ReturnType<RecordingsApi['signedIn']>>;
  let slices: Uint8Array[];
  beforeAll(async () => {
    bucket = await S3Server.start();
    api = await RecordingsApi.start({ database: 'sqlite', settings: bucket.settings });
    person = await api.signedIn();
    // Over two parts of a multipart upload.
    slices = cut(await makeWebm(6, 100_000), 2_000_000);
  });
  afterAll(async () => {
    await api.close();
    await bucket.remove();
  });

  const recorded = async () => {
    const recorder = await api.record({ ownerId: person.account.id });
    await recorder.putAll(slices);
    expect((await recorder.finish(slices.length)).status).toBe(200);
    return recorder;
  };
  const local = async () => [
    ...(await readdir(await api.path('arriving'))),
    ...(await readdir(await api.path('finished')).catch(() => [])),
  ];

  it('arrive, are watched by ranges, and leave nothing behind when they are deleted', async () => {
    const recorder = await recorded();
    const row = await api.finalised(recorder.id);
    expect(row).toMatchObject({ status: 'ready', statusReason: null });
    expect(row.sizeBytes).toBeGreaterThan(8 * 1024 ** 2);
    expect(await local()).toEqual([]);
    expect((await recorder.putThumbnail(Buffer.from([0xff, 0xd8, 0xff, 0]))).status).toBe(204);

    const file = `${recorder.path()}/file`;
    const whole = await person.get(file);
    expect(whole.status).toBe(200);
    expect(whole.headers['content-length']).toBe(String(row.sizeBytes));
    const range = await person.get(file, { headers: { range: 'bytes=5000000-5000099' } });
    expect(range.status).toBe(206);
    expect(range.headers['content-range']).toBe(`bytes 5000000-5000099/${row.sizeBytes}`);
    expect(range.headers['content-length']).toBe('100');
    expect(range.headers['etag']).toBe(whole.headers['etag']);
    expect((await person.get(`${recorder.path()}/thumbnail`)).status).toBe(200);
    expect((await (await api.signedIn()).get(file)).status).toBe(404);
    expect((await api.agent().get(file)).status).toBe(401);

    expect((await person.delete(recorder.path())).status).toBeLessThan(300);
    await api.purged();
    expect(await bucket.files()).toEqual([]);
  });

  it('ask for patience while the bucket is out of reach', async () => {
    const recorder = await recorded();
    await api.finalised(recorder.id);
    await bucket.down();
    const reply = await person.get(`${recorder.path()}/file`);
    expect([reply.status, reply.error.code]).toEqual([503, 'busy']);
    const known = await person.get(routes.readRecording.path.replace(':recordingId', recorder.id));
    expect(known.json<Recording>().status).toBe('ready');
    await bucket.up();
    expect((await person.get(`${recorder.path()}/file`)).status).toBe(200);
  });

  it('wait for a bucket that is out of reach, and are finished when it is back', async () => {
    await bucket.down();
    const recorder = await recorded();
    expect(await api.finalised(recorder.id)).toMatchObject({ status: 'processing' });
    expect(await local()).toEqual(expect.arrayContaining([`${recorder.id}.media`]));
    await api.restart();
    expect(await api.finalised(recorder.id)).toMatchObject({ status: 'processing' });
    await bucket.up();
    api.clock.advance(15_000);
    expect(await api.finalised(recorder.id)).toMatchObject({ status: 'ready' });
    expect(await local()).toEqual([]);
    expect(await bucket.openUploads()).toEqual([]);
  });

  it('do not start without a bucket that is there', async () => {
    const settings = { ...bucket.settings, S3_BUCKET: 'another' };
    await expect(RecordingsApi.start({ database: 'sqlite', settings })).rejects.toThrow(
      'The setting S3_BUCKET names a bucket that cannot be used: there is no such bucket.',
    );
  });
});
