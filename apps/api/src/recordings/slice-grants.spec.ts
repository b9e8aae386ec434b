import { newSecret, hashOfSecret } from '../auth/secret';
import { FakeClock } from '../realtime/testing/fake-clock';
import type { UnitOfWork } from '../database/unit-of-work';
import { RecordingRows } from './recording-rows';
import type { RecordingEntity } from './recording.entity';
import type { RunningRecordings } from './running-recordings';
import { SliceGrants } from './slice-grants';

const ticket = newSecret();
const recordingId = 'a';
const holder = { recordingId, ticket };

function grantsOf(change: Partial<RecordingEntity> = {}) {
  const row = {
    ...{ id: recordingId, ticketHash: hashOfSecret(ticket), status: 'recording' },
    ...{ sliceCount: null, ticketEndsAtMs: null, ...change },
  };
  const read = jest.fn(() => Promise.resolve({ ...row }));
  const rows = new RecordingRows({ read } as unknown as UnitOfWork);
  const running = { isRevoked: () => false } as unknown as RunningRecordings;
  const clock = new FakeClock();
  return { grants: new SliceGrants(rows, running, clock), rows, row, read, clock };
}

describe('a grant to send slices', () => {
  it('stands without another look until something is written', async () => {
    const { grants, rows, read } = grantsOf();
    expect(grants.stands(holder)).toBe(false);
    await grants.openFor(holder);
    expect([grants.stands(holder), read.mock.calls.length]).toEqual([true, 1]);
    expect(grants.stands({ recordingId, ticket: newSecret() })).toBe(false);
    await rows.writing(() => Promise.resolve());
    expect(grants.stands(holder)).toBe(false);
  });

  it('ends in the tick in which a write begins, and the look waits for that write', async () => {
    const { grants, rows, row } = grantsOf();
    await grants.openFor(holder);
    const written = Promise.withResolvers<undefined>();
    const writing = rows.writing(() => written.promise);
    expect(grants.stands(holder)).toBe(false);
    const look = grants.openFor(holder);
    row.ticketEndsAtMs = 0;
    written.resolve(undefined);
    await writing;
    await expect(look).rejects.toMatchObject({ code: 'recording-closed' });
  });

  it('is looked up again where a write begins while it is looked up', async () => {
    const { grants, rows, row, read } = grantsOf();
    const asked = Promise.withResolvers<typeof row>();
    read.mockReturnValueOnce(asked.promise);
    const look = grants.openFor(holder);
    await Promise.resolve();
    const writing = rows.writing(() => Promise.resolve());
    asked.resolve({ ...row });
    row.ticketEndsAtMs = 0;
    await writing;
    await expect(look).rejects.toMatchObject({ code: 'recording-closed' });
  });

  it.each([{ status: 'recovered' }, { ticketEndsAtMs: 1e15 }] as const)(
    'is not remembered of %j',
    async (change) => {
      const { grants } = grantsOf(change);
      await grants.openFor(holder);
      expect(grants.stands(holder)).toBe(false);
    },
  );

  it('is none for whoever has another ticket, or none', async () => {
    const { grants } = grantsOf();
    for (const wrong of [null, newSecret()])
      await expect(grants.openFor({ recordingId, ticket: wrong })).rejects.toMatchObject({
        code: 'ticket-invalid',
      });
  });
});
