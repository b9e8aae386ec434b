import { TestBed } from '@angular/core/testing';
import { FakeApi, noContent, refusal } from '../../testing/fake-api';
import { ticket } from '../testing/recorded-meeting';
import { PauseTeller } from './pause-teller';
import { RecordingClock } from './recording-clock';

const path = `PUT /api/recordings/${ticket.recordingId}/pauses`;
const recorder = {
  pauses: [
    { fromMs: 1_000, toMs: 2_500.25 },
    { fromMs: 4_000, toMs: 4_100 },
  ],
};

function tellerOf(api: FakeApi): PauseTeller {
  const serverMomentOf = (pageMs: number) => Promise.resolve({ atMs: pageMs + 500, errorMs: 1 });
  TestBed.configureTestingModule({
    providers: [
      PauseTeller,
      api.provide(),
      { provide: RecordingClock, useValue: { serverMomentOf } },
    ],
  });
  return TestBed.inject(PauseTeller);
}

describe('the times in which a device recorded nothing', () => {
  it('are told by the clock of the server, all of them', async () => {
    const api = new FakeApi().on(path, noContent);
    await tellerOf(api).tell({ recorder, ticket });
    expect(api.callsTo(path).map(({ body }) => body)).toEqual([
      {
        pauses: [
          { fromMs: 1_500, toMs: 3_000.25 },
          { fromMs: 4_500, toMs: 4_600 },
        ],
      },
    ]);
  });

  it('are told where there were none: the device heard of none', async () => {
    const api = new FakeApi().on(path, noContent);
    await tellerOf(api).tell({ recorder: { pauses: [] }, ticket });
    expect(api.callsTo(path).map(({ body }) => body)).toEqual([{ pauses: [] }]);
  });

  it('stop nothing where they cannot be told', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    const api = new FakeApi().on(path, () => refusal(410, 'recording-closed'));
    await tellerOf(api).tell({ recorder, ticket });
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });
});
