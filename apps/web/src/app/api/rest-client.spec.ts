import { TestBed } from '@angular/core/testing';
import { routes } from '@parley/contract';
import { FakeApi, noContent, ok, pageOf, refusal } from '../../testing/fake-api';
import { aRoom } from '../../testing/records';
import { addressOf, RestClient } from './rest-client';

describe('RestClient', () => {
  let api: FakeApi;
  let rest: RestClient;

  beforeEach(() => {
    api = new FakeApi();
    TestBed.configureTestingModule({ providers: [api.provide()] });
    rest = TestBed.inject(RestClient);
  });

  it('fills the path, sends the body as JSON and gives the parsed reply', async () => {
    api.on('PATCH /api/rooms/kmtw-hqre-xvna', () => ok({ ...aRoom(), unknownToUs: 1 }));
    const params = { roomId: 'kmtw-hqre-xvna' };
    const room = await rest.call(routes.changeRoom, { params, body: { hasLobby: true } });
    expect(room).toEqual(aRoom());
    expect(api.calls[0]?.body).toEqual({ hasLobby: true });
  });

  it('gives nothing where the contract has no reply', async () => {
    api.on('DELETE /api/sessions', noContent);
    await expect(rest.call(routes.endOtherSessions, {})).resolves.toBeUndefined();
  });

  it('leaves out empty parts of the query', async () => {
    api.on('GET /api/recordings', () => pageOf());
    await rest.call(routes.listRecordings, { query: { search: '' } });
    await rest.call(routes.listRecordings, { query: { search: 'a&b' } });
    expect(api.calls.map(({ address }) => address)).toEqual([
      '/api/recordings',
      '/api/recordings?search=a%26b',
    ]);
  });

  it('throws a refusal with its code and the time to wait', async () => {
    api.on('POST /api/sessions', () => refusal(429, 'too-many-tries', { retryAfterSeconds: 90 }));
    const body = { email: 'a@example.org', password: 'x' };
    await expect(rest.call(routes.signIn, { body })).rejects.toMatchObject({
      code: 'too-many-tries',
      retryAfterSeconds: 90,
    });
  });

  it('says who listens that nobody is signed in', async () => {
    const heard = jest.fn();
    rest.onUnauthenticated = heard;
    api.on('GET /api/rooms', () => refusal(401, 'unauthenticated'));
    await expect(rest.call(routes.listRooms, {})).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('is offline when the server does not answer', async () => {
    api.on('GET /api/rooms', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(rest.call(routes.listRooms, {})).rejects.toMatchObject({ code: 'offline' });
  });

  it("is offline when a proxy answers in the server's place", async () => {
    api.on('GET /api/rooms', () => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    await expect(rest.call(routes.listRooms, {})).rejects.toMatchObject({ code: 'offline' });
  });

  it.each([
    ['a reply that breaks the contract', () => ok([{ id: 'x' }])],
    ['a reply that is no JSON', () => new Response('hello')],
    ['a refusal with a code of another version', () => refusal(400, 'new-reason')],
  ])('does not let through %s', async (_, answer) => {
    api.on('GET /api/rooms', answer);
    await expect(rest.call(routes.listRooms, {})).rejects.toMatchObject({
      code: 'reply-unreadable',
    });
  });
});

describe('addressOf', () => {
  it('escapes what could leave its place in the path', () => {
    expect(addressOf('/api/recordings/:recordingId/file', { recordingId: '../x?' })).toBe(
      '/api/recordings/..%2Fx%3F/file',
    );
  });
});
