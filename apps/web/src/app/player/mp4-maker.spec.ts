import { TestBed } from '@angular/core/testing';
import { FakeApi, refusal } from '../../testing/fake-api';
import { Mp4Maker } from './mp4-maker';

const address = '/api/recordings/1/file?format=mp4';
const route = 'GET /api/recordings/1/file';

describe('the MP4 of a recording', () => {
  let api: FakeApi;
  let maker: Mp4Maker;

  beforeEach(() => {
    jest.useFakeTimers();
    api = new FakeApi();
    TestBed.configureTestingModule({ providers: [api.provide()] });
    maker = TestBed.inject(Mp4Maker);
  });
  afterEach(() => jest.useRealTimers());

  it('is asked for again when the server said to, until it is made', async () => {
    api.on(route, () => refusal(503, 'format-processing', { retryAfterSeconds: 5 }));
    const made = maker.made(address);
    await jest.advanceTimersByTimeAsync(4_999);
    expect(api.calls).toHaveLength(1);
    api.on(route, () => new Response('x', { status: 206 }));
    await jest.advanceTimersByTimeAsync(1);
    await expect(made).resolves.toBeUndefined();
    expect(api.calls).toHaveLength(2);
  });

  it('is not waited for where there can be none', async () => {
    api.on(route, () => refusal(409, 'format-unavailable'));
    await expect(maker.made(address)).rejects.toMatchObject({ code: 'format-unavailable' });
  });

  it('is not there while the server does not answer', async () => {
    api.on(route, () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(maker.made(address)).rejects.toMatchObject({ code: 'offline' });
  });
});
