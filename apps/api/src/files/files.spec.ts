import { randomUUID } from 'node:crypto';
import { FileName, limits } from '@parley/contract';
import { MeetingRoom } from '../meetings/testing/meeting-room';
import type { PageInMeeting } from '../meetings/testing/page-in-meeting';
import { LiftedRates } from '../realtime/testing/lifted-rates';
import { startApi, type TestApi } from '../testing/start-api';

const hash = 'b'.repeat(64);
const manifest = {
  name: 'plan.pdf',
  sizeBytes: 42,
  mediaType: 'application/pdf',
  pieceSizeBytes: 64 * 1024,
  rootHash: hash,
};

describe('a shared file', () => {
  let api: TestApi;
  let room: MeetingRoom;
  let ann: PageInMeeting;
  let bob: PageInMeeting;
  let cleo: PageInMeeting;

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', realtime: { rates: new LiftedRates() } });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    ann = await room.joinAsHost();
    bob = await room.join('Bob');
    cleo = await room.join('Cleo');
  });
  afterEach(() => room.close());

  async function announce(by: PageInMeeting, to: string | null = null): Promise<string> {
    const id = randomUUID();
    await by.ask('files:announce-share', { id, to, manifest });
    return id;
  }

  it('is announced to everyone, and to those who come later', async () => {
    const id = await announce(bob);
    const { share } = await cleo.sees('files:share-announced');
    expect(share).toMatchObject({ id, from: bob.id, fromName: 'Bob', to: null, manifest });
    const dan = await room.open(await room.seat('Dan'));
    expect((await dan.snapshot()).shares).toEqual([share]);
  });

  it('for one person is known to nobody else, ever', async () => {
    const { sequence } = await ann.snapshot();
    const id = await announce(bob, cleo.id);
    expect(await cleo.sees('files:share-announced')).toMatchObject({ share: { id } });
    await ann.catchUp();
    expect(ann.types()).not.toContain('files:share-announced');
    expect((await ann.snapshot()).shares).toEqual([]);
    expect(JSON.stringify(await ann.enter({ since: sequence }))).not.toContain(id);
    expect(await ann.codeOf('files:withdraw-share', { id })).toBe('not-found');
    expect((await cleo.snapshot()).shares).toHaveLength(1);
  });

  it('is announced once, to somebody who is here', async () => {
    const id = await announce(bob);
    expect(await cleo.codeOf('files:announce-share', { id, to: null, manifest })).toBe('conflict');
    for (const to of [randomUUID(), bob.id])
      expect(await bob.codeOf('files:announce-share', { id: randomUUID(), to, manifest })).toBe(
        'not-found',
      );
  });

  it('is taken back by who shared it and by moderators', async () => {
    const [first, second] = [await announce(bob), await announce(bob)];
    expect(await cleo.codeOf('files:withdraw-share', { id: first })).toBe('forbidden');
    await bob.ask('files:withdraw-share', { id: first });
    await ann.ask('files:withdraw-share', { id: second });
    await cleo.sees('files:share-withdrawn', ({ shareId }) => shareId === second);
    expect((await cleo.snapshot()).shares).toEqual([]);
    expect(await bob.codeOf('files:withdraw-share', { id: first })).toBe('not-found');
  });

  it('stays listed when who shared it leaves: others may have it', async () => {
    await announce(bob);
    await bob.ask('meetings:leave', {});
    expect((await cleo.snapshot()).shares).toHaveLength(1);
  });

  it('is one of a bounded number', async () => {
    for (let count = 0; count < limits.sharesPerMeeting; count += 1) await announce(bob);
    const more = { id: randomUUID(), to: null, manifest };
    expect(await bob.codeOf('files:announce-share', more)).toBe('too-large');
  });

  it('is as large as the room takes, whoever shares it; what is listed already stays', async () => {
    const roomPath = `/api/rooms/${room.room.id}`;
    expect((await bob.snapshot()).largestFileBytes).toBeNull();
    const id = await announce(bob);
    for (const largestFileBytes of [manifest.sizeBytes - 1, 0]) {
      await room.owner.patch(roomPath, { largestFileBytes });
      await bob.sees('files:limit-changed', (told) => told.largestFileBytes === largestFileBytes);
      for (const page of [ann, bob]) {
        const more = { id: randomUUID(), to: null, manifest };
        expect(await page.codeOf('files:announce-share', more)).toBe('too-large');
      }
    }
    expect((await cleo.snapshot()).shares.map((share) => share.id)).toEqual([id]);
    await room.owner.patch(roomPath, { largestFileBytes: manifest.sizeBytes });
    await announce(bob);
    const late = await room.join('Late');
    expect(await late.snapshot()).toMatchObject({ largestFileBytes: manifest.sizeBytes });
    expect((await late.snapshot()).shares).toHaveLength(2);
  });

  it('does not come from whoever may share none; what they shared before stays until it is taken back', async () => {
    const id = await announce(bob);
    const liberties: ['share-files'] = ['share-files'];
    await ann.ask('moderation:withhold', { participantId: bob.id, liberties });
    const more = { id: randomUUID(), to: null, manifest };
    expect(await bob.codeOf('files:announce-share', more)).toBe('forbidden');
    expect((await cleo.snapshot()).shares.map((share) => share.id)).toEqual([id]);
    await ann.ask('files:withdraw-share', { id });
    await cleo.sees('files:share-withdrawn', ({ shareId }) => shareId === id);
  });

  it('in no empty form goes where no files are taken', async () => {
    await room.owner.patch(`/api/rooms/${room.room.id}`, { largestFileBytes: 0 });
    await bob.sees('files:limit-changed');
    const empty = { ...manifest, sizeBytes: 0 };
    const more = { id: randomUUID(), to: null, manifest: empty };
    expect(await bob.codeOf('files:announce-share', more)).toBe('too-large');
  });

  it.each(['../../etc/passwd', 'a\u202Egnp.exe', '.htaccess'])(
    'has a harmless name, given %j',
    async (name) => {
      await bob.ask('files:announce-share', {
        id: randomUUID(),
        to: null,
        manifest: { ...manifest, name },
      });
      const { share } = await cleo.sees('files:share-announced');
      expect(share.manifest.name).toBe(FileName.parse(name));
      expect(share.manifest.name).not.toMatch(/[/\\\u202E]|^\./);
    },
  );
});
