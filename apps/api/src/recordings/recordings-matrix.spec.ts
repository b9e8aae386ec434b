import { type ErrorCode, statusOf } from '@parley/contract';
import type { Agent, Reply, SendOptions } from '../testing/agent';
import { databases } from '../testing/databases';
import { LibraryCast, type Role, roles, type State, states } from './testing/library-cast';
import type { Recorder } from './testing/recorder';
import { RecordingsApi } from './testing/start-recordings';

type Send = (agent: Agent, recorder: Recorder, options: SendOptions) => Promise<Reply>;
type Outcome = ErrorCode | 'allowed';

const get =
  (rest = ''): Send =>
  (agent, recorder, options) =>
    agent.get(recorder.path(rest), options);
const ranged: SendOptions = { headers: { range: 'bytes=0-9' } };

/** What everybody who sees it may do; `file`: only where there is one. */
const looking = {
  'read it': [get(), 'row'],
  'play it': [get('/file'), 'file'],
  'play a part of it': [
    (agent, recorder, { headers }) =>
      agent.get(recorder.path('/file'), { headers: { ...headers, ...ranged.headers } }),
    'file',
  ],
  'ask how large it is': [
    (agent, recorder, options) => agent.send('HEAD', recorder.path('/file'), options),
    'file',
  ],
  'save it': [get('/file?download=1'), 'file'],
  'see its picture': [get('/thumbnail'), 'file'],
  'put it in a zip': [
    (agent, { id }, options) => agent.get(`/api/recordings/zip?ids=${id}`, options),
    'file',
  ],
  'read its timeline': [get('/timeline'), 'row'],
} as const satisfies Record<string, readonly [Send, 'row' | 'file']>;

/** What only those may do whose it is. */
const changing = {
  'rename it': (agent, recorder, options) =>
    agent.patch(recorder.path(), { title: 'New' }, options),
  'delete it': (agent, recorder, options) => agent.delete(recorder.path(), options),
  'restore it': (agent, recorder, options) =>
    agent.post(recorder.path('/restore'), undefined, options),
  'list its tracks': get('/tracks'),
  'save its tracks': get('/tracks.zip'),
  'list its links': get('/shares'),
  'make a link': (agent, recorder, options) =>
    agent.post(recorder.path('/shares'), { label: 'Press' }, options),
} as const satisfies Record<string, Send>;

type Verb = keyof typeof looking | keyof typeof changing;
const verbs = [...Object.keys(looking), ...Object.keys(changing)] as Verb[];
const cells = roles.flatMap((role) =>
  states.flatMap((state) => verbs.map((verb) => [role, verb, state] as const)),
);

const isLooking = (verb: Verb): verb is keyof typeof looking => verb in looking;

/** The rules, said once. */
function expected(role: Role, verb: Verb, state: State): Outcome {
  if (role === 'nobody' || role === 'ticket') return 'unauthenticated';
  const isOwn = role === 'owner' || role === 'maker';
  const isAudience = role === 'was there, and the room shares' && state === 'ready';
  if (!isOwn && !(isAudience && isLooking(verb))) return 'not-found';
  if (state === 'gone') return 'recording-deleted';
  if (state === 'deleted') return verb === 'restore it' ? 'allowed' : 'recording-deleted';
  if (verb === 'delete it' && state === 'running') return 'recording-running';
  const hasFile = state === 'ready';
  const needsFile = verb === 'save its tracks' || (isLooking(verb) && looking[verb][1] === 'file');
  return needsFile && !hasFile ? 'not-found' : 'allowed';
}

describe.each(databases)('who may do what with a recording, on %s', (database) => {
  let api: RecordingsApi;
  let cast: LibraryCast;
  beforeAll(async () => {
    api = await RecordingsApi.start({ database });
    cast = await LibraryCast.gather(api);
  });
  afterAll(() => api.close());

  const known = new Map<string, Promise<Recorder>>();
  /** One for all cells that leave it as it is. */
  const recordingFor = (role: Role, verb: Verb, state: State): Promise<Recorder> => {
    const isFresh = verb === 'delete it' || verb === 'restore it';
    const key = `${state}, ${role === 'was there, and the room shares'}`;
    if (isFresh) return cast.recording(state, role);
    const recorder = known.get(key) ?? cast.recording(state, role);
    known.set(key, recorder);
    return recorder;
  };

  it('is a matter of more than five hundred cells', () => {
    expect(cells.length).toBeGreaterThan(500);
  });

  it.each(cells)('%s, %s, %s', async (role, verb, state) => {
    const outcome = expected(role, verb, state);
    const recorder = await recordingFor(role, verb, state);
    const send: Send = isLooking(verb) ? looking[verb][0] : changing[verb];
    const [agent, options] = cast.as(role, recorder);
    const reply = await send(agent, recorder, options);
    if (outcome === 'allowed') expect(reply.status).toBeLessThan(300);
    else expect(reply.status).toBe(statusOf[outcome]);
    if (outcome !== 'allowed' && verb !== 'ask how large it is')
      expect(reply.error.code).toBe(outcome);
  });
});
