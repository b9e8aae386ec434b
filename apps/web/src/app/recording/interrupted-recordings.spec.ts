import { TestBed } from '@angular/core/testing';
import { type KeepingDevice, keepingDevice, MemorySliceStore } from '@parley/recording';
import { FakeApi, ok, refusal } from '../../testing/fake-api';
import { aRecording } from '../../testing/records';
import { Screen } from '../../testing/screen';
import { Toasts } from '../shell/toasts';
import { recording } from '../text/recording.en';
import { InterruptedRecordings } from './interrupted-recordings';

jest.mock('@parley/recording', () => ({
  ...jest.requireActual<object>('@parley/recording'),
  keepingDevice: jest.fn(),
}));

const ids = {
  lacking: 'aaaaaaaa-0000-4000-8000-000000000000',
  whole: 'bbbbbbbb-0000-4000-8000-000000000000',
  deleted: 'dddddddd-0000-4000-8000-000000000000',
} as const;
const heading = 'A recording was interrupted';

/** A device on which these recordings are, each with three slices of a tab that died. */
async function deviceWith(...names: (keyof typeof ids)[]): Promise<MemorySliceStore> {
  const store = new MemorySliceStore();
  for (const name of names) {
    const recordingId = ids[name];
    await store.createRecording({ recordingId, ticket: 't'.repeat(43), title: name, startedAt: 1 });
    for (const index of [0, 1, 2])
      await store.writeSlice(
        recordingId,
        { index, sha256: 'f'.repeat(64), sizeBytes: 1 },
        Uint8Array.of(index),
      );
  }
  const locks = {
    query: () => Promise.resolve({ held: [] }),
    request: (_: string, __: object, hold: (lock: object) => unknown) => hold({}),
  };
  const device = { store, locks, hash: () => Promise.resolve('f'.repeat(64)) };
  jest.mocked(keepingDevice).mockReturnValue({
    ...device,
    wait: () => Promise.resolve(),
    deadline: () => new AbortController().signal,
    random: () => 0,
  } as unknown as KeepingDevice);
  return store;
}

async function shown(api: FakeApi): Promise<Screen> {
  TestBed.configureTestingModule({ providers: [api.provide()] });
  const fixture = TestBed.createComponent(InterruptedRecordings);
  const screen = new Screen(fixture, fixture.nativeElement as HTMLElement);
  await screen.settled();
  await screen.settled();
  return screen;
}

const slicesOf = (name: keyof typeof ids) => `GET /api/recordings/${ids[name]}/slices`;
const receipt = (acknowledged: number) => () => ok({ acknowledged, sizeBytes: acknowledged });
const left = async (store: MemorySliceStore) =>
  (await store.listRecordings()).map(({ label }) => label.title);

describe('what an earlier visit left', () => {
  beforeEach(() => Object.assign(window, { isSecureContext: true }));

  it('is offered where the server lacks it; the rest is swept without a word', async () => {
    const store = await deviceWith('lacking', 'whole', 'deleted');
    const api = new FakeApi()
      .on(slicesOf('lacking'), receipt(1))
      .on(slicesOf('whole'), receipt(3))
      .on(slicesOf('deleted'), () => refusal(401, 'ticket-invalid'));
    const screen = await shown(api);
    expect(screen.text.split(heading)).toHaveLength(2);
    expect(screen.text).toContain('lacking: 3 bytes');
    expect(await left(store)).toEqual(['lacking']);
  });

  it('is sent without an account, and finished', async () => {
    const store = await deviceWith('lacking');
    const put = jest.fn(receipt(3));
    const api = new FakeApi()
      .on(slicesOf('lacking'), receipt(2))
      .on(`PUT /api/recordings/${ids.lacking}/slices/2`, put)
      .on(`POST /api/recordings/${ids.lacking}/finish`, () => ok(aRecording()));
    const screen = await shown(api);
    await screen.press('Recover');
    await screen.settled();
    expect(put).toHaveBeenCalledTimes(1);
    expect(screen.text).not.toContain(heading);
    expect(await left(store)).toEqual([]);
    expect(TestBed.inject(Toasts).shown()).toMatchObject([{ text: 'The recording is complete.' }]);
  });

  it('waits for the next visit where somebody says so, and while the server is away', async () => {
    const store = await deviceWith('lacking');
    const screen = await shown(new FakeApi());
    await screen.press('Later');
    expect(screen.text).not.toContain(heading);
    expect(await left(store)).toEqual(['lacking']);
  });

  it('says how long it is in the words that fit', () => {
    const text = (seconds: number) => recording.interruptedText('Weekly', seconds, 3_000_000);
    expect([1, 90, 2_520].map(text)).toEqual([
      'Weekly: 3.0 MB, about 1 second, are only on this device.',
      'Weekly: 3.0 MB, about 90 seconds, are only on this device.',
      'Weekly: 3.0 MB, about 42 minutes, are only on this device.',
    ]);
  });
});
