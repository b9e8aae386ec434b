import type { NewRecordingShare } from '@parley/contract';
import type { Agent, Reply } from '../../testing/agent';
import { databases } from '../../testing/databases';
import { cut, makeWebm, noise } from '../testing/make-webm';
import { RecordingsApi } from '../testing/start-recordings';

const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), noise(100, 1)]);
const password = 'Open sesame';
const hourMs = 60 * 60 * 1_000;

const visitors = ['anonymous', 'signed in', 'owner'] as const;
type Visitor = (typeof visitors)[number];
const requests: [string, (agent: Agent, path: string) => Promise<Reply>][] = [
  ['read', (agent, path) => agent.get(path)],
  ['play', (agent, path) => agent.get(`${path}/file`)],
  ['seek in', (agent, path) => agent.get(`${path}/file`, { headers: { range: 'bytes=0-9' } })],
  ['ask about', (agent, path) => agent.send('HEAD', `${path}/file`)],
  ['see', (agent, path) => agent.get(`${path}/thumbnail`)],
  ['follow', (agent, path) => agent.get(`${path}/timeline`)],
];
const gone = ['expired', 'revoked', 'of a deleted recording', 'never made'] as const;
const locked = ['locked', 'locked, with the key of another'] as const;
const states = ['open', 'for accounts', 'unlocked', ...locked, ...gone] as const;
type State = (typeof states)[number];
const isOneOf = (names: readonly State[], state: State) => names.includes(state);

/** The rules, said once. */
function expected(state: State, visitor: Visitor): [number, string | null] {
  if (isOneOf(gone, state)) return [404, 'not-found'];
  if (isOneOf(locked, state)) return [403, 'share-password-needed'];
  if (state === 'for accounts' && visitor === 'anonymous') return [401, 'sign-in-needed'];
  return [200, null];
}

const cells = states.flatMap((state) =>
  visitors.flatMap((visitor) =>
    requests.map(([verb, send]) => [verb, state, visitor, send] as const),
  ),
);

describe.each(databases)('links to a recording let in whom they are for, on %s', (database) => {
  let api: RecordingsApi;
  const sessions = new Map<Visitor, string>();
  const paths = new Map<State, string>();

  const pathOf = (state: State) => paths.get(state) ?? '';
  /** A browser that has opened no link yet. */
  const as = (visitor: Visitor): Agent => {
    const agent = api.agent();
    agent.setCookies(sessions.get(visitor) ?? '');
    return agent;
  };
  const finished = async (ownerId: string) => {
    const slices = cut(await makeWebm(3), 30_000);
    const recorder = await api.record({ ownerId });
    await recorder.putThumbnail(jpeg);
    await recorder.putAll(slices);
    await recorder.finish(slices.length);
    await api.finalised(recorder.id);
    return recorder;
  };

  beforeAll(async () => {
    api = await RecordingsApi.start({ database });
    const owner = await api.signedIn();
    sessions.set('owner', owner.cookie).set('signed in', (await api.signedIn()).cookie);
    const [kept, deleted] = [await finished(owner.account.id), await finished(owner.account.id)];
    const share = async (state: State, wanted: object = {}, recorder = kept) => {
      const reply = await owner.post(recorder.path('/shares'), { label: 'Press', ...wanted });
      const { id, link } = reply.json<NewRecordingShare>();
      paths.set(state, `/api/shared/${link.slice(-43)}`);
      return id;
    };
    const expiresAt = new Date(api.clock.now().getTime() + hourMs).toISOString();
    await share('open');
    await share('for accounts', { needsSignIn: true });
    for (const state of ['unlocked', ...locked] as const) await share(state, { password });
    await share('expired', { expiresAt });
    const revoked = kept.path(`/shares/${await share('revoked')}`);
    expect((await owner.delete(revoked)).status).toBe(204);
    await share('of a deleted recording', {}, deleted);
    expect((await owner.delete(deleted.path())).status).toBe(204);
    paths.set('never made', `/api/shared/${'A'.repeat(43)}`);
    api.clock.advance(hourMs);
  });
  afterAll(() => api.close());

  it('in more than a hundred and thirty cells', () => {
    expect(cells.length).toBeGreaterThan(130);
  });

  it.each(cells)('%s one that is %s: %s', async (_verb, state, visitor, send) => {
    const agent = as(visitor);
    if (state === 'unlocked' || state === 'locked, with the key of another') {
      const key = await agent.post(`${pathOf('unlocked')}/unlock`, { password });
      expect(key.status).toBe(204);
    }
    const reply = await send(agent, pathOf(state));
    const [status, code] = expected(state, visitor);
    expect(reply.status === 206 ? 200 : reply.status).toBe(status);
    if (code !== null && reply.text !== '') expect(reply.error.code).toBe(code);
  });

  it.each(requests)('and nobody who may %s learns why there is nothing', async (_verb, send) => {
    const replies = await Promise.all(gone.map((state) => send(as('anonymous'), pathOf(state))));
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  });
});
