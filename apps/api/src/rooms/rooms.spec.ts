import { limits, type Room } from '@parley/contract';
import { databases, startApi, type TestApi } from '../testing/start-api';
import { RoomsService } from './rooms.service';

describe.each(databases)('rooms on %s', (database) => {
  let api: TestApi;
  let ann: Awaited<ReturnType<TestApi['signedIn']>>;
  beforeAll(async () => {
    api = await startApi({ database });
    ann = await api.signedIn('Ann');
  });
  afterAll(() => api.close());

  const create = async (body: object = {}) =>
    (await ann.post('/api/rooms', { name: 'Standup', ...body })).json<Room>();

  it('are made with a name, and perhaps a password and a lobby', async () => {
    const plain = await create();
    expect(plain).toMatchObject({ hasPassword: false, hasLobby: false, meeting: null });
    expect(plain.id).toMatch(/^([0-9a-z]{4}-){2}[0-9a-z]{4}$/);
    expect(await create({ password: 'blue', hasLobby: true })).toMatchObject({
      hasPassword: true,
      hasLobby: true,
    });
  });

  it('have a link from PUBLIC_URL, whatever host a request claims', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    const made = await ann.post('/api/rooms', { name: 'Linked' }, { headers });
    const room = made.json<Room>();
    expect(room.link).toBe(`http://parley.test/r/${room.id}`);
    expect(made.text).not.toContain('evil');
  });

  it('are listed newest first, and only one’s own', async () => {
    const bob = await api.signedIn('Bob');
    const names: string[] = [];
    for (const name of ['One', 'Two', 'Three']) {
      await bob.post('/api/rooms', { name });
      names.unshift(name);
    }
    const listed = (await bob.get('/api/rooms')).json<Room[]>();
    const times = listed.map(({ createdAt }) => createdAt);
    expect(listed.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(times).toEqual([...times].sort().reverse());
  });

  it('change in what is given and stay as they were in the rest', async () => {
    const { id } = await create({ password: 'blue' });
    const change = (body: object) => ann.patch(`/api/rooms/${id}`, body);
    expect((await change({ name: 'Retro' })).json()).toMatchObject({
      name: 'Retro',
      hasPassword: true,
    });
    expect((await change({ hasLobby: true })).json()).toMatchObject({
      name: 'Retro',
      hasLobby: true,
    });
    expect((await change({ password: null })).json()).toMatchObject({ hasPassword: false });
    expect((await change({})).json()).toMatchObject({ name: 'Retro', hasLobby: true });
    expect((await ann.get(`/api/rooms/${id}`)).json()).toMatchObject({ name: 'Retro' });
  });

  it('hide addresses only where the server has a relay', async () => {
    const body = { name: 'Hidden', hidesAddresses: true };
    expect((await ann.post('/api/rooms', body)).error.code).toBe('relay-missing');
    const { id, hidesAddresses } = await create();
    expect(hidesAddresses).toBe(false);
    const path = `/api/rooms/${id}`;
    expect((await ann.patch(path, body)).error.code).toBe('relay-missing');
    expect((await ann.patch(path, { ...body, hidesAddresses: false })).status).toBe(200);
  });

  it('keep ceilings until they are changed, and take none that nobody could use', async () => {
    const ceilings = { audioKbps: 24, videoKbps: 500, screenKbps: null };
    const room = await create({ ceilings });
    const { id } = room;
    expect(room).toMatchObject({ ceilings });
    const path = `/api/rooms/${id}`;
    expect((await ann.patch(path, { hasLobby: true })).json()).toMatchObject({ ceilings });
    const lower = { ...ceilings, videoKbps: 250 };
    expect((await ann.patch(path, { ceilings: lower })).json()).toMatchObject({ ceilings: lower });
    expect((await ann.get(path)).json()).toMatchObject({ ceilings: lower });
    for (const wrong of [{ ...ceilings, videoKbps: 0 }, { ...ceilings, audioKbps: 1.5 }, {}])
      expect((await ann.patch(path, { ceilings: wrong })).error.code).toBe('invalid');
    expect(await create()).toMatchObject({
      ceilings: { audioKbps: null, videoKbps: null, screenKbps: null },
    });
  });

  it('say how large a file may be, and take nothing that is no size', async () => {
    const { id, largestFileBytes } = await create();
    expect(largestFileBytes).toBeNull();
    const path = `/api/rooms/${id}`;
    for (const largest of [10e9, 0, null]) {
      const change = { largestFileBytes: largest };
      expect((await ann.patch(path, change)).json()).toMatchObject(change);
      expect((await ann.get(path)).json()).toMatchObject(change);
    }
    expect(await create({ largestFileBytes: 10e6 })).toMatchObject({ largestFileBytes: 10e6 });
    for (const largest of [-1, 1.5, 2 ** 53, '10'])
      expect((await ann.patch(path, { largestFileBytes: largest })).error.code).toBe('invalid');
  });

  it('are made so many an hour, whoever asks', async () => {
    const flood = await api.signedIn('Flood');
    const made = await Promise.all(
      Array.from({ length: limits.roomsPerAccountAndHour + 20 }, (_, at) =>
        flood.post('/api/rooms', { name: `Room ${at}` }),
      ),
    );
    const refused = made.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(20);
    for (const { error, headers } of refused) {
      expect(error.code).toBe('too-many-tries');
      expect(Number(headers['retry-after'])).toBeGreaterThan(600);
    }
    expect((await flood.get('/api/rooms')).json<Room[]>()).toHaveLength(
      limits.roomsPerAccountAndHour,
    );
    expect((await ann.post('/api/rooms', { name: 'Mine' })).status).toBe(200);
    expect((await api.agent().post('/api/rooms', { name: 'None' })).error.code).toBe(
      'unauthenticated',
    );
  });

  it('are found under every way to write their id', async () => {
    const { id } = await create();
    const sloppy = id.toUpperCase().replaceAll('-', '').replaceAll('0', 'O');
    expect((await ann.get(`/api/rooms/${sloppy}`)).json()).toMatchObject({ id });
  });

  it('are gone once deleted', async () => {
    const { id } = await create();
    expect((await ann.delete(`/api/rooms/${id}`)).status).toBe(204);
    expect((await ann.get(`/api/rooms/${id}`)).error.code).toBe('not-found');
    expect((await ann.delete(`/api/rooms/${id}`)).error.code).toBe('not-found');
  });

  it('of others look like rooms that never were', async () => {
    const { id } = await create({ password: 'blue' });
    const mallory = await api.signedIn('Mallory');
    const never = '0000-0000-0000';
    for (const [method, body] of [['GET'], ['PATCH', { name: 'Mine' }], ['DELETE']] as const) {
      const foreign = await mallory.send(method, `/api/rooms/${id}`, { body });
      const unknown = await mallory.send(method, `/api/rooms/${never}`, { body });
      expect(foreign.error.code).toBe('not-found');
      expect(foreign.text).toBe(unknown.text);
    }
    expect((await ann.get(`/api/rooms/${id}`)).json()).toMatchObject({ name: 'Standup' });
  });

  it('know their password and take no other', async () => {
    const rooms = api.get(RoomsService);
    const { id } = await create({ password: 'blue' });
    expect(await rooms.verifyPassword(id, 'blue')).toBe(true);
    for (const wrong of [undefined, '', 'Blue', 'blue '])
      expect(await rooms.verifyPassword(id, wrong)).toBe(false);
    await ann.patch(`/api/rooms/${id}`, { password: 'green' });
    expect(await rooms.verifyPassword(id, 'blue')).toBe(false);
    expect(await rooms.verifyPassword(id, 'green')).toBe(true);
    await ann.patch(`/api/rooms/${id}`, { password: null });
    expect(await rooms.verifyPassword(id, undefined)).toBe(true);
    expect(await rooms.verifyPassword('0000-0000-0000', 'blue')).toBe(false);
  });

  it('cannot be made without end', async () => {
    const eve = await api.signedIn('Eve');
    const statuses = new Map<number, number>();
    for (let index = 0; index < 110; index += 1) {
      const { status } = await eve.post('/api/rooms', { name: `Room ${index}` });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 200: 100, 429: 10 });
  });
});

describe.each(databases)('rooms of a server with a relay on %s', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    const settings = { TURN_URLS: 'turn:turn.example', TURN_SECRET: 'sixteen letters!' };
    api = await startApi({ database, settings });
  });
  afterAll(() => api.close());

  it('hide addresses when their owner wants it, from the start or later', async () => {
    const ann = await api.signedIn('Ann');
    const made = await ann.post('/api/rooms', { name: 'Hidden', hidesAddresses: true });
    const room = made.json<Room>();
    expect(room).toMatchObject({ hidesAddresses: true });
    for (const hidesAddresses of [false, true]) {
      const changed = await ann.patch(`/api/rooms/${room.id}`, { hidesAddresses });
      expect(changed.json()).toMatchObject({ name: 'Hidden', hidesAddresses });
      expect((await ann.get(`/api/rooms/${room.id}`)).json()).toMatchObject({ hidesAddresses });
    }
  });
});
