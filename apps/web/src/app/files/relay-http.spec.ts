import { TestBed } from '@angular/core/testing';
import { FETCH } from '../api/rest-client';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { RelayOverHttp } from './relay-http';

const shareId = 'dddddddd-0000-4000-8000-000000000000';
const address = `/api/shares/${shareId}/pieces/7`;
const sealed = new Uint8Array([1, 2, 3]);
const never = new AbortController().signal;

function relay(answer: () => Promise<Partial<Response>>) {
  const fetch = jest.fn<Promise<Partial<Response>>, [string, RequestInit]>(answer);
  TestBed.configureTestingModule({
    providers: [
      { provide: FETCH, useValue: fetch },
      { provide: MeetingClient, useValue: { seatToken: 'the-seat' } },
    ],
  });
  return { fetch, port: TestBed.runInInjectionContext(() => new RelayOverHttp()) };
}

const saying = (status: number, content: object) => () =>
  Promise.resolve({ ok: status === 200, status, json: () => Promise.resolve(content) });
const refusing = (status: number, code: string) =>
  saying(status, { ok: false, error: { code, message: '' } });

describe('the server as a place for sealed pieces', () => {
  it('gets them as they are, with the seat’s token', async () => {
    const { port, fetch } = relay(saying(200, { pieces: 8 }));
    await port.put(shareId, 7, sealed, never);
    const [url, { method, headers, body }] = fetch.mock.calls[0] ?? ['', {}];
    expect([url, method, body]).toEqual([address, 'PUT', sealed]);
    expect(headers).toMatchObject({
      authorization: 'Bearer the-seat',
      'content-type': 'application/octet-stream',
    });
  });

  it('gives them to whoever shows the seat’s token', async () => {
    const arrayBuffer = () => Promise.resolve(sealed.buffer);
    const { port, fetch } = relay(() => Promise.resolve({ ok: true, status: 200, arrayBuffer }));
    expect(await port.get(shareId, 7, never)).toEqual(sealed);
    const [url, { headers }] = fetch.mock.calls[0] ?? ['', {}];
    expect([url, headers]).toEqual([address, { authorization: 'Bearer the-seat' }]);
  });

  it.each([
    ['refused for good', refusing(507, 'storage-full'), 'relay-refused'],
    ['refused to whoever was removed', refusing(401, 'seat-gone'), 'relay-refused'],
    ['busy for now', refusing(503, 'busy'), 'busy'],
    ['out of reach', () => Promise.reject(new TypeError('offline')), 'offline'],
  ] as const)('says when it is %s', async (_, answer, code) => {
    const { port } = relay(answer);
    await expect(port.put(shareId, 7, sealed, never)).rejects.toMatchObject({ code });
    await expect(port.get(shareId, 7, never)).rejects.toMatchObject({ code });
  });
});
