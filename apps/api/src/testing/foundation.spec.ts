import { databases, startApi, type TestApi } from './start-api';

describe.each(databases)('the application on %s', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database });
  });
  afterAll(() => api.close());

  it.each(['/healthz', '/readyz'])('answers %s', async (path) => {
    const reply = await api.agent().get(path);
    expect([reply.status, reply.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('lets a person sign up, make a room and sign out', async () => {
    const ann = await api.signedIn('Ann');
    const made = await ann.post('/api/rooms', { name: 'Standup', password: 'blue' });
    expect(made.json()).toMatchObject({ name: 'Standup', hasPassword: true, meeting: null });
    expect((await ann.get('/api/rooms')).json()).toEqual([made.json()]);
    expect((await ann.delete('/api/sessions/current')).status).toBe(204);
    expect((await ann.get('/api/rooms')).error.code).toBe('unauthenticated');
  });
});
