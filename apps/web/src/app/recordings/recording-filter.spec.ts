import { TestBed } from '@angular/core/testing';
import { FakeApi, ok, pageOf } from '../../testing/fake-api';
import { aRecording } from '../../testing/records';
import { everything, isNarrowed, queryOf } from './recording-filter';
import { RecordingsStore } from './recordings-store';

const now = new Date(2026, 10, 21, 15, 30);
const local = (month: number, day: number) => new Date(2026, month - 1, day).toISOString();

describe('what the library is narrowed to', () => {
  it('is nothing at first', () => {
    expect(queryOf(everything, now)).toEqual({});
    expect(isNarrowed({ ...everything, search: '  ' })).toBe(false);
    expect(isNarrowed({ ...everything, status: 'failed' })).toBe(true);
  });

  it('counts days back with today among them', () => {
    expect(queryOf({ ...everything, date: '1' }, now)).toEqual({ from: local(11, 21) });
    expect(queryOf({ ...everything, date: '7' }, now)).toEqual({ from: local(11, 15) });
  });

  it('takes both chosen days in, each alone as well', () => {
    const chosen = { ...everything, date: 'chosen' };
    expect(queryOf({ ...chosen, from: '2026-11-01', to: '2026-11-02' }, now)).toEqual({
      from: local(11, 1),
      to: local(11, 3),
    });
    expect(queryOf({ ...chosen, to: '2026-11-30' }, now)).toEqual({ to: local(12, 1) });
    expect(queryOf(chosen, now)).toEqual({});
  });
});

describe('RecordingsStore', () => {
  let api: FakeApi;
  let store: RecordingsStore;

  beforeEach(() => {
    api = new FakeApi().on('GET /api/recordings/usage', () =>
      ok({ usedBytes: 0, quotaBytes: null, server: null }),
    );
    TestBed.configureTestingModule({ providers: [api.provide(), RecordingsStore] });
    store = TestBed.inject(RecordingsStore);
  });

  it('asks for what is wanted', async () => {
    api.on('GET /api/recordings', () => pageOf());
    const roomId = 'kmtw-hqre-xvna';
    store.filter.set({ ...everything, search: ' bud ', roomId, status: 'recording,processing' });
    await store.load(1);
    const [{ address } = { address: '' }] = api.callsTo('GET /api/recordings');
    expect(Object.fromEntries(new URLSearchParams(address.split('?')[1]))).toEqual({
      ...{ search: 'bud', roomId, page: '1' },
      status: 'recording,processing',
    });
  });

  it('shows the last of several searches, whichever is answered first', async () => {
    const answers = new Map<string, (response: Response) => void>();
    api.on(
      'GET /api/recordings',
      ({ address }) => new Promise((resolve) => answers.set(address, resolve)),
    );
    store.filter.set({ ...everything, search: 'bud' });
    const first = store.load(1);
    store.filter.set({ ...everything, search: 'budget' });
    const last = store.load(1);
    answers.get('/api/recordings?search=budget&page=1')?.(pageOf(aRecording({ title: 'Budget' })));
    await last;
    answers.get('/api/recordings?search=bud&page=1')?.(pageOf(aRecording({ title: 'Buddies' })));
    await first;
    expect(store.list.items()?.map(({ title }) => title)).toEqual(['Budget']);
  });

  it('knows when something will change by itself', async () => {
    api.on('GET /api/recordings', () => pageOf(aRecording({ status: 'processing' })));
    expect(store.isChanging()).toBe(false);
    await store.load();
    expect(store.isChanging()).toBe(true);
  });

  it('goes to the first page when the last one has become empty', async () => {
    api.on('GET /api/recordings', ({ address }) =>
      address.includes('page=2')
        ? ok({ items: [], total: 50, page: 2, pageSize: 50 })
        : pageOf(aRecording()),
    );
    await store.load(2);
    expect(store.list.items()).toHaveLength(1);
  });
});
