import { randomUUID } from 'node:crypto';
import { type ErrorCode, type Room, type RouteName, routes, type Manifest } from '@parley/contract';
import { SetupTokensService } from '../auth/setup-tokens.service';
import { newSecret } from '../auth/secret';
import type { AnyRoute } from '../http/contract-route';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { ContractAudit } from '../http/contract-audit';
import { databases, startApi, type Agent, type TestApi, testPassword } from './start-api';

const manifest: Manifest = {
  ...{ name: 'plan.pdf', sizeBytes: 42, mediaType: 'application/pdf', pieceSizeBytes: 64 * 1024 },
  rootHash: 'a'.repeat(64),
};
const credential = { id: 'AAAA', rawId: 'AAAA', type: 'public-key' };

/** The last two have no session, but what a recorder and a participant carry. */
const callers = ['anonymous', 'other', 'owner', 'administrator', 'ticket', 'seat'] as const;
type Caller = (typeof callers)[number];
type Outcome = ErrorCode | 'allowed';

/** A valid body for every route that takes one, so that nothing but access can refuse. */
const bodies: Partial<Record<RouteName, () => object>> = {
  createAccount: () => ({
    name: 'New',
    email: `${randomUUID()}@parley.test`,
    password: testPassword,
  }),
  signIn: () => ({ email: 'owner@parley.test', password: testPassword }),
  changeProfile: () => ({ name: 'Renamed' }),
  changePassword: () => ({ current: testPassword, password: testPassword }),
  deleteOwnAccount: () => ({ password: 'not the password' }),
  askForPasswordReset: () => ({ email: `${randomUUID()}@parley.test` }),
  usePasswordReset: () => ({ token: newSecret(), password: testPassword }),
  createRoom: () => ({ name: 'Another' }),
  changeRoom: () => ({ name: 'Renamed' }),
  askForAdmission: () => ({ name: 'Guest' }),
  makeRoomInvitation: () => ({ label: 'Press' }),
  addRoomModerator: () => ({ email: 'other@parley.test' }),
  transferRoom: () => ({ email: 'other@parley.test' }),
  renameRecording: () => ({ title: 'Renamed' }),
  finishRecording: () => ({ sliceCount: 0 }),
  shareRecording: () => ({ label: 'Press' }),
  unlockSharedRecording: () => ({ password: 'Open sesame' }),
  putSpeech: () => ({ spoke: [] }),
  putPauses: () => ({ pauses: [] }),
  createPasskey: () => ({
    name: 'Key',
    credential: { ...credential, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } },
  }),
  renamePasskey: () => ({ name: 'Renamed' }),
  signInWithPasskey: () => ({
    credential: {
      ...credential,
      response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
    },
  }),
  startProviderSignIn: () => ({ thenPath: '/rooms' }),
  changeAccount: () => ({}),
  inviteAccount: () => ({}),
};

/** What lets a call through but not on: the sample names nothing that is there, or must not succeed in every cell. */
const allowedAs: Partial<Record<RouteName, ErrorCode>> = {
  createPasskey: 'passkey-wrong',
  signInWithPasskey: 'passkey-wrong',
  startProviderSignIn: 'not-found',
  connectProvider: 'not-found',
  readPicture: 'not-found',
  downloadRecordings: 'invalid',
  setPicture: 'picture-unreadable',
  usePasswordReset: 'reset-link-used',
  deleteOwnAccount: 'credentials-wrong',
  putSlice: 'hash-mismatch',
  putThumbnail: 'invalid',
  putSealedPiece: 'invalid',
  readSealedPiece: 'not-found',
  readSharedRecording: 'not-found',
  unlockSharedRecording: 'not-found',
  downloadSharedRecording: 'not-found',
  readSharedThumbnail: 'not-found',
  readSharedTimeline: 'not-found',
};

/** What is addressed by an id that nothing has, and is missed: taking a block away that is not there is harmless. */
const unknownId = /:(?!room|block)\w+Id/;

/** What may end or change sessions, its own or others of the same account. */
const changesSessions = /^\/api\/(?:accounts|sessions)/;

/** What the contract promises each caller. */
function expected(route: AnyRoute, caller: Caller): Outcome {
  if (route.access === 'public') return 'allowed';
  if (route.access === 'ticket') return caller === 'ticket' ? 'allowed' : 'ticket-invalid';
  if (route.access === 'seat') return caller === 'seat' ? 'allowed' : 'seat-gone';
  if (['anonymous', 'ticket', 'seat'].includes(caller)) return 'unauthenticated';
  if (route.access === 'account') return 'allowed';
  if (route.access === 'administrator' && caller !== 'administrator') return 'forbidden';
  if (unknownId.test(route.path)) return 'not-found';
  if (route.access === 'administrator') return 'allowed';
  const mayAdministrator = route.access === 'owner-or-administrator' && caller === 'administrator';
  return caller === 'owner' || mayAdministrator ? 'allowed' : 'not-found';
}

describe.each(databases)('who may call which route on %s', (database) => {
  let api: TestApi;
  const names = Object.keys(routes) as RouteName[];
  const emailOf = (caller: Caller) => `${caller}@parley.test`;

  const sessions = new Map<Caller, Agent>();

  const as = async (caller: Caller): Promise<Agent> => {
    const agent = sessions.get(caller) ?? (await signedInAs(caller));
    sessions.set(caller, agent);
    return agent;
  };

  const signedInAs = async (caller: Caller): Promise<Agent> => {
    const agent = api.agent();
    if (caller === 'anonymous' || caller === 'ticket' || caller === 'seat') return agent;
    const credentials = { email: emailOf(caller), password: testPassword };
    expect((await agent.post('/api/sessions', credentials)).status).toBe(200);
    return agent;
  };

  beforeAll(async () => {
    // Passkeys need https.
    api = await startApi({ database, settings: { PUBLIC_URL: 'https://parley.test' } });
    const setupToken = await api.get(SetupTokensService).renew();
    for (const caller of ['other', 'owner', 'administrator'] as const)
      await api.agent().post('/api/accounts', {
        name: caller,
        email: emailOf(caller),
        password: testPassword,
        ...(caller === 'administrator' && { setupToken }),
      });
  });
  beforeAll(async () => {
    usual = await newRecording();
  });
  afterAll(async () => {
    await usual.end();
    await api.close();
  });

  const roomOfOwner = async (): Promise<string> => {
    const owner = await as('owner');
    return (await owner.post('/api/rooms', { name: 'Room' })).json<Room>().id;
  };

  /** A recording that has just begun and a file that was just shared, and what their recorder and sharer carry. */
  const newRecording = async () => {
    const room = await MeetingRoom.create(api);
    const host = await room.joinAsHost();
    const { recordingId, ticket } = await host.ask('recordings:start-recording', {});
    const shareId = randomUUID();
    await host.ask('files:announce-share', { id: shareId, to: null, manifest });
    return {
      ...{ recordingId, ticket, shareId, roomId: room.room.id, seat: host.seat.token },
      end: async () => {
        await host.ask('meetings:end', {});
        room.close();
      },
    };
  };
  type Carried = Awaited<ReturnType<typeof newRecording>>;
  let usual: Carried;

  /** What ends or changes a recording gets one of its own. */
  const carriedBy = async (caller: Caller, { access }: AnyRoute): Promise<Carried | null> => {
    if (caller !== 'ticket' && caller !== 'seat') return null;
    return caller === 'ticket' && access === 'ticket' ? newRecording() : usual;
  };

  const call = async (name: RouteName, caller: Caller): Promise<Outcome> => {
    const route: AnyRoute = routes[name];
    const carried = await carriedBy(caller, route);
    const roomId = carried?.roomId ?? (route.path.includes(':roomId') ? await roomOfOwner() : '');
    // Signing in and out in one cell must not change the next.
    if (changesSessions.test(route.path)) sessions.clear();
    const agent = await as(caller);
    if (changesSessions.test(route.path)) sessions.clear();
    const path = route.path
      .replace(':roomId', roomId)
      .replace(':recordingId', carried?.recordingId ?? randomUUID())
      .replace(':shareId', caller === 'seat' && carried ? carried.shareId : randomUUID())
      .replaceAll(/:\w+Id/g, () => randomUUID())
      .replace(':index', '0')
      .replace(':token', newSecret());
    const reply = await agent.send(route.method, path, {
      body: route.rawBody ? Buffer.from('slice') : bodies[name]?.(),
      headers: {
        ...(route.rawBody && {
          'content-type': route.rawBody.contentType.replace('*', 'png'),
          'x-parley-sha256': '0'.repeat(64),
        }),
        ...(carried && {
          authorization: `Bearer ${caller === 'seat' ? carried.seat : carried.ticket}`,
        }),
      },
    });
    if (carried !== usual) await carried?.end();
    if (reply.status < 400 || reply.error.code === allowedAs[name]) return 'allowed';
    return reply.error.code;
  };

  it('serves every route of the contract', () => {
    expect(api.get(ContractAudit).unservedRoutes()).toEqual([]);
  });

  it.each(names.flatMap((name) => callers.map((caller) => [name, caller] as const)))(
    '%s by %s',
    async (name, caller) => {
      expect(await call(name, caller)).toBe(expected(routes[name], caller));
    },
  );
});
