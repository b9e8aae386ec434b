import { get } from 'node:http';
import type { NewRecordingShare, RecordingShare, SharedRecording } from '@parley/contract';
import { limits } from '@parley/contract';
import { parseSetCookie } from 'cookie';
import { AuditReader } from '../../audit/audit-reader';
import type { Agent } from '../../testing/agent';
import { databases, startApi, testPassword } from '../../testing/start-api';
import { MeetingRoom } from '../../meetings/testing/meeting-room';
import { FileStore } from '../../storage/file-store';
import { videoOf } from '../recording-files';
import { cut, makeWebm, noise } from '../testing/make-webm';
import type { Recorder } from '../testing/recorder';
import { RecordingsApi } from '../testing/start-recordings';

const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), noise(100, 1)]);
const password = 'Open sesame';
const unlock = (agent: Agent, path: string) => agent.post(`${path}/unlock`, { password });
let slices: Uint8Array[];
beforeAll(async () => {
  slices = cut(await makeWebm(3), 30_000);
});

describe('the log', () => {
  it('has neither links to recordings nor what opens them, and no page hands them on', async () => {
    const api = await startApi({ database: 'sqlite' });
    const room = await MeetingRoom.create(api);
    const host = await room.joinAsHost();
    const { recordingId } = await host.ask('recordings:start-recording', {});
    const shares = `/api/recordings/${recordingId}/shares`;
    const reply = await room.owner.post(shares, { label: 'Press', password });
    const token = reply.json<NewRecordingShare>().link.slice(-43);
    const visitor = api.agent();
    const paths = [
      `/shared/${token}`,
      `/api/shared/${token}`,
      `/api/shared/${token}/file?format=mp4`,
    ];
    for (const path of paths)
      expect((await visitor.get(path)).headers['referrer-policy']).toBe('no-referrer');
    expect((await unlock(visitor, `/api/shared/${token}`)).status).toBe(204);
    const key = /parley_shared=([\w-]{43})/.exec(visitor.cookie)?.[1] ?? 'no key';
    room.close();
    await api.close();
    expect(api.log()).toContain('/api/shared/[redacted]/unlock');
    for (const secret of [token, key, password]) expect(api.log()).not.toContain(secret);
  });
});

describe.each(databases)('links to a recording, on %s', (database) => {
  let api: RecordingsApi;
  let owner: Awaited<ReturnType<RecordingsApi['signedIn']>>;
  let stranger: typeof owner;
  let done: Recorder;
  beforeAll(async () => {
    api = await RecordingsApi.start({ database });
    [owner, stranger] = [await api.signedIn(), await api.signedIn()];
    done = await finished();
  });
  afterAll(() => api.close());

  const finished = async () => {
    const recorder = await api.record({ ownerId: owner.account.id });
    await recorder.putThumbnail(jpeg);
    await recorder.putAll(slices);
    await recorder.finish(slices.length);
    await api.finalised(recorder.id);
    return recorder;
  };
  const sharesOf = ({ id }: Recorder) => `/api/recordings/${id}/shares`;
  const share = async (wanted: object = {}, recorder = done) => {
    const reply = await owner.post(sharesOf(recorder), { label: 'Press', ...wanted });
    const made = reply.json<NewRecordingShare>();
    return { ...made, path: `/api/shared/${made.link.split('/').at(-1)}` };
  };
  const revoke = (id: string) => owner.delete(`${sharesOf(done)}/${id}`);
  const inAnHour = () => new Date(api.clock.now().getTime() + 3_600_000).toISOString();

  it('are made, listed and taken back by who has the recording, and by nobody else', async () => {
    const made = await share({ label: 'For Bea', allowsDownload: true, expiresAt: inAnHour() });
    expect(made.link).toMatch(/^http:\/\/parley\.test\/shared\/[\w-]{43}$/);
    const [first] = (await owner.get(sharesOf(done))).json<RecordingShare[]>();
    expect(first).toMatchObject({ id: made.id, label: 'For Bea', allowsDownload: true });
    expect(JSON.stringify(first)).not.toContain(made.path.slice(-43));
    for (const who of [stranger, api.agent()]) {
      const status = who === stranger ? 404 : 401;
      expect((await who.get(sharesOf(done))).status).toBe(status);
      expect((await who.post(sharesOf(done), { label: 'x' })).status).toBe(status);
      expect((await who.delete(`${sharesOf(done)}/${made.id}`)).status).toBe(status);
    }
    const other = await finished();
    expect((await owner.delete(`${sharesOf(other)}/${made.id}`)).error.code).toBe('not-found');
    expect((await revoke(made.id)).status).toBe(204);
    expect((await revoke(made.id)).error.code).toBe('not-found');
  });

  it('are not made for the past, nor without end', async () => {
    const past = { label: 'x', expiresAt: api.clock.now().toISOString() };
    expect((await owner.post(sharesOf(done), past)).error.code).toBe('invalid');
    const many = await finished();
    for (let made = 0; made < limits.sharesPerRecording; made += 1) await share({}, many);
    expect((await owner.post(sharesOf(many), { label: 'x' })).error.code).toBe('conflict');
  });

  it('show the recording, nothing about who owns it, and count how often they were opened', async () => {
    const { id, path } = await share();
    const shown = (await api.agent().get(path)).json<SharedRecording>();
    await api.agent().get(path);
    await api.agent().get(`${path}/file`);
    expect(shown).toMatchObject({ title: 'Weekly', hasThumbnail: true, allowsDownload: false });
    expect(Object.keys(shown).sort()).toEqual([
      'allowsDownload',
      'durationMs',
      'formats',
      'hasThumbnail',
      'roomName',
      'startedAt',
      'title',
    ]);
    const listed = (await owner.get(sharesOf(done))).json<RecordingShare[]>();
    expect(listed.find((one) => one.id === id)?.openedCount).toBe(2);
  });

  it('offer the file for keeping only where they say so', async () => {
    const [playing, keeping] = [await share(), await share({ allowsDownload: true })];
    const refused = await api.agent().get(`${playing.path}/file?download=1`);
    expect([refused.status, refused.error.code]).toEqual([403, 'forbidden']);
    const kept = await api.agent().get(`${keeping.path}/file?download=1`);
    expect(kept.headers['content-disposition']).toContain('attachment');
    const played = await api.agent().get(`${playing.path}/file`);
    expect(played.headers['content-disposition']).toBe('inline');
    expect(played.headers['referrer-policy']).toBe('no-referrer');
    expect(played.headers['cache-control']).toBe('private, no-cache');
  });

  it('open with their password, once for a browser, by a cookie for that link alone', async () => {
    const { path } = await share({ password });
    const visitor = api.agent();
    const opened = await unlock(visitor, path);
    expect(opened.status).toBe(204);
    const [line = ''] = opened.headers['set-cookie'] ?? [];
    expect(parseSetCookie(line)).toMatchObject({ httpOnly: true, sameSite: 'strict', path });
    expect((await visitor.get(`${path}/file`)).status).toBe(200);
    expect((await api.agent().get(`${path}/file`)).status).toBe(403);
    const forged = { cookie: `parley_shared=${'A'.repeat(43)}` };
    expect((await api.agent().get(path, { headers: forged })).error.code).toBe(
      'share-password-needed',
    );
  });

  it('have passwords that are not guessed: ten wrong ones, and even the right one waits', async () => {
    const { path } = await share({ password });
    const guesses = Array.from({ length: limits.sharePasswordTriesPerShare + 5 }, (_, index) =>
      api.agent().post(
        `${path}/unlock`,
        { password: `wrong ${index}` },
        {
          localAddress: `127.55.0.${index + 1}`,
        },
      ),
    );
    const codes = (await Promise.all(guesses)).map(({ error }) => error.code);
    const wrong = codes.filter((code) => code === 'share-password-wrong');
    expect(wrong).toHaveLength(limits.sharePasswordTriesPerShare);
    const late = await unlock(api.agent(), path);
    expect([late.status, late.error.code]).toEqual([429, 'too-many-tries']);
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('let a class in that arrives at once with the right password', async () => {
    const { path } = await share({ password });
    const replies = await Promise.all(Array.from({ length: 30 }, () => unlock(api.agent(), path)));
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(30);
  });

  it('taken back stop what is just being loaded, and its next range', async () => {
    const big = await finished();
    // More than the sockets between them hold.
    await api.get(FileStore).put(videoOf(big.id), Buffer.alloc(48 * 1024 ** 2));
    const { id, path } = await share({}, big);
    const cutOff = await new Promise<{ received: number; declared: number }>((resolve, reject) => {
      get(`${api.address}${path}/file`, (response) => {
        let received = 0;
        response.once('data', () => {
          response.pause();
          void owner
            .delete(`${sharesOf(big)}/${id}`)
            .then(() => response.resume())
            .catch(reject);
        });
        response.on('data', (chunk: Buffer) => (received += chunk.length));
        response.on('error', () => undefined);
        response.on('close', () =>
          resolve({ received, declared: Number(response.headers['content-length']) }),
        );
      }).on('error', reject);
    });
    expect(cutOff.declared).toBe(48 * 1024 ** 2);
    expect(cutOff.received).toBeLessThan(cutOff.declared);
    const next = { headers: { range: `bytes=${cutOff.received}-` } };
    expect((await api.agent().get(`${path}/file`, next)).error.code).toBe('not-found');
  });

  it('come back with a recording whose deletion is taken back, and die with it', async () => {
    const recorder = await finished();
    const { path } = await share({}, recorder);
    await owner.delete(recorder.path());
    expect((await api.agent().get(path)).status).toBe(404);
    expect((await owner.post(recorder.path('/restore'))).status).toBe(200);
    expect((await api.agent().get(path)).status).toBe(200);
  });

  it('end with the account of whoever made them, though the recording stays', async () => {
    const maker = await api.signedIn();
    const recorder = await api.record({
      ownerId: owner.account.id,
      recorderAccountId: maker.account.id,
    });
    const reply = await maker.post(sharesOf(recorder), { label: 'Press' });
    const path = `/api/shared/${reply.json<NewRecordingShare>().link.slice(-43)}`;
    expect((await api.agent().get(path)).status).toBe(200);
    const gone = await maker.post('/api/accounts/me/deletion', { password: testPassword });
    expect(gone.status).toBe(204);
    expect((await api.agent().get(path)).status).toBe(404);
    expect((await owner.get(recorder.path())).status).toBe(200);
  });

  it('are on record: who made one, who took one back, what was loaded by one', async () => {
    const { id, path } = await share({ allowsDownload: true, label: 'On record' });
    await stranger.get(`${path}/file?download=1`);
    await revoke(id);
    const { entries } = await api.get(AuditReader).list({}, { page: 1, pageSize: 10 });
    const noted = entries.filter(({ details }) => details.includes(id)).reverse();
    expect(noted.map(({ action, actorAccountId }) => [action, actorAccountId])).toEqual([
      ['recording-shared', owner.account.id],
      ['recording-downloaded', stranger.account.id],
      ['recording-share-revoked', owner.account.id],
    ]);
    expect(JSON.stringify(noted)).not.toContain(path.slice(-43));
  });
});
