import { clientEvents, limits, type Room, type RoomId, SocketAuth } from '@parley/contract';
import * as z from 'zod';
import { PasswordHasher } from '../auth/password-hasher';
import { PasswordChecks } from '../meetings/password-checks';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import { connect } from '../meetings/testing/page-in-meeting';
import { startApi, type TestApi, testPassword } from '../testing/start-api';

jest.setTimeout(60_000);

/** Where a password is hashed or checked, one after the other. */
interface InTurn {
  inTurn(work: () => Promise<unknown>): Promise<unknown>;
}

describe('guessing passwords', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database: 'sqlite' });
  });
  afterAll(() => api.close());

  /** How many hashes are computed while something goes on. */
  const hashesDuring = async (work: () => Promise<unknown>): Promise<number> => {
    const spy = jest.spyOn(PasswordHasher.prototype as unknown as InTurn, 'inTurn');
    await work();
    const { length } = spy.mock.calls;
    spy.mockRestore();
    return length;
  };
  const signIn = (email: string, password: string) =>
    api.agent().post('/api/sessions', { email, password });

  it('costs one hash, be the account known or not, so that time tells nothing', async () => {
    const { account } = await api.signedIn();
    const codes: string[] = [];
    const guess = async (email: string) =>
      void codes.push((await signIn(email, 'wrong')).error.code);
    const known = await hashesDuring(() => guess(account.email));
    const unknown = await hashesDuring(() => guess('nobody@parley.test'));
    // The control: a right password costs what a wrong one does.
    const right = await hashesDuring(() => signIn(account.email, testPassword));
    expect([known, unknown, right]).toEqual([1, 1, 1]);
    expect(codes).toEqual(['credentials-wrong', 'credentials-wrong']);
  });

  it('goes nowhere by socket: no event and no handshake takes one', async () => {
    const schemas = Object.values(clientEvents).map(({ payload }) => payload as z.ZodType);
    const words = [...schemas, SocketAuth].map((schema) =>
      JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })),
    );
    expect(words.filter((text) => /"[^"]*passw[^"]*":/i.test(text))).toEqual([]);
    const auth = { seatToken: 'x'.repeat(43), password: 'right' };
    await expect(connect(api.url, auth)).rejects.toMatchObject({
      failure: { code: 'unauthenticated' },
    });
  });

  it('is counted once, whether the guesses come by many sockets, requests or forged addresses', async () => {
    const room = await MeetingRoom.create(api, { password: 'right' });
    const checks = jest.spyOn(PasswordHasher.prototype, 'verify');
    const codes = await Promise.all(
      Array.from({ length: 60 }, async (_, guess) => {
        const headers = {
          'x-forwarded-for': `10.1.${guess}.1`,
          forwarded: `for=10.2.${guess}.1`,
          'x-real-ip': `10.3.${guess}.1`,
        };
        // Other ways to write the same room's id.
        const id = guess % 2 ? room.room.id.toUpperCase() : room.room.id.replaceAll('-', '');
        const path = `/api/rooms/${id}/admissions`;
        const body = { name: 'Eve', password: `wrong ${guess}` };
        const localAddress = `127.77.0.${guess + 1}`;
        return (await api.agent().post(path, body, { headers, localAddress })).error.code;
      }),
    );
    const { length } = checks.mock.calls;
    checks.mockRestore();
    expect(codes.filter((code) => code === 'room-password-wrong')).toHaveLength(
      limits.roomPasswordTriesPerRoom,
    );
    expect(length).toBe(limits.roomPasswordTriesPerRoom);
  });

  it('of one room keeps nobody waiting at another', async () => {
    const owner = await api.signedIn();
    const make = async (password: string): Promise<RoomId> =>
      (await owner.post('/api/rooms', { name: 'Room', password })).json<Room>().id;
    const [attacked, quiet] = [await make('one'), await make('two')];
    const checks = api.get(PasswordChecks);
    let checked = 0;
    const guesses = Array.from({ length: 100 }, (_, guess) =>
      checks
        .check(attacked, `wrong ${guess}`, `127.78.0.${guess}`)
        .catch(() => 'refused')
        .then(() => (checked += 1)),
    );
    await checks.check(quiet, 'two', '127.78.1.1');
    // One room takes one turn at a time, so that the other waits for one hash or two, not for all the guesses.
    expect(checked).toBeLessThan(limits.roomPasswordTriesPerRoom);
    await Promise.all(guesses);
    expect(checked).toBe(100);
  });

  it('beyond what the queue holds is answered with busy, and counted against nobody', async () => {
    const { account } = await api.signedIn();
    const hasher = api.get(PasswordHasher);
    const full = Array.from({ length: 52 }, () => hasher.verify(null, 'x'));
    const refused = await signIn(account.email, testPassword);
    await Promise.all(full);
    expect([refused.status, refused.error.code]).toEqual([503, 'busy']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await signIn(account.email, testPassword)).status).toBe(200);
  });
});
