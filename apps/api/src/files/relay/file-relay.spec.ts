import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { get as httpGet } from 'node:http';
import { join } from 'node:path';
import { newSecret } from '../../auth/secret';
import { MeetingRoom } from '../../meetings/testing/meeting-room';
import type { PageInMeeting } from '../../meetings/testing/page-in-meeting';
import { LiftedRates } from '../../realtime/testing/lifted-rates';
import { DiskSpace } from '../../storage/disk-space';
import { startApi, type TestApi } from '../../testing/start-api';
import { announce, manifestOf, RelayPage, sealedPiece } from './testing/relay-page';

describe('sealed pieces on the server', () => {
  let api: TestApi;
  let room: MeetingRoom;
  let hanna: PageInMeeting;
  let bob: PageInMeeting;
  let cleo: PageInMeeting;

  const asPage = (page: PageInMeeting) => new RelayPage(api, page.seat.token);
  const folder = () => join(api.settings.dataDir, 'file-relay');
  const files = () => readdir(folder());
  /** Files are deleted behind the answer. */
  const filesGone = async (left = 0) => {
    while ((await files()).length > left) await new Promise(setImmediate);
  };

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', realtime: { rates: new LiftedRates() } });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    room = await MeetingRoom.create(api);
    hanna = await room.joinAsHost();
    bob = await room.join('Bob');
    cleo = await room.join('Cleo');
  });
  afterEach(async () => {
    await room.owner.delete(`/api/rooms/${room.room.id}`);
    room.close();
    await filesGone();
  });

  it('go up once and come down to everybody, byte for byte', async () => {
    const share = await announce(bob);
    const pieces = await asPage(bob).putAll(share);
    for (const page of [hanna, bob, cleo])
      for (const [index, piece] of pieces.entries())
        expect((await asPage(page).get(share, index)).bytes.equals(piece)).toBe(true);
  });

  describe('are given and taken by seat', () => {
    const seats: Record<string, () => Promise<string | null>> = {
      nobody: () => Promise.resolve(null),
      'somebody with a made-up token': () => Promise.resolve(newSecret()),
      'somebody with no token at all': () => Promise.resolve('../../etc'),
      'who has not entered': async () => (await room.seat('Dan')).token,
      'who waits': async () => {
        await hanna.ask('moderation:set-lobby', { hasLobby: true });
        return (await room.seat('Dan')).token;
      },
      'who was removed': async () => {
        const dan = await room.join('Dan');
        await hanna.ask('moderation:remove-participant', { participantId: dan.id, block: false });
        return dan.seat.token;
      },
      'who left': async () => {
        const dan = await room.join('Dan');
        await dan.ask('meetings:leave', {});
        return dan.seat.token;
      },
      'who was sent to the lobby': async () => {
        const dan = await room.join('Dan');
        await hanna.ask('moderation:send-to-lobby', { participantId: dan.id });
        return dan.seat.token;
      },
      'the host of another meeting': async () => {
        const other = await MeetingRoom.create(api);
        return (await other.joinAsHost()).seat.token;
      },
      'the sharer': () => Promise.resolve(bob.seat.token),
      'whom it is for': () => Promise.resolve(cleo.seat.token),
      'a moderator whom it is not for': () => Promise.resolve(hanna.seat.token),
      'a viewer whom it is not for': async () =>
        (await room.joinAs('viewer', 'Dan', hanna)).seat.token,
    };
    const outcomes: readonly (readonly [string, string, string])[] = [
      ['nobody', 'seat-gone', 'seat-gone'],
      ['somebody with a made-up token', 'seat-gone', 'seat-gone'],
      ['somebody with no token at all', 'seat-gone', 'seat-gone'],
      ['who has not entered', 'seat-gone', 'seat-gone'],
      ['who waits', 'seat-gone', 'seat-gone'],
      ['who was removed', 'seat-gone', 'seat-gone'],
      ['who left', 'seat-gone', 'seat-gone'],
      ['who was sent to the lobby', 'seat-gone', 'seat-gone'],
      ['the host of another meeting', 'not-found', 'not-found'],
      ['a moderator whom it is not for', 'not-found', 'not-found'],
      ['a viewer whom it is not for', 'not-found', 'not-found'],
      ['whom it is for', 'forbidden', 'ok'],
      ['the sharer', 'ok', 'ok'],
    ];

    it.each(outcomes)('%s: up %s, down %s', async (who, up, down) => {
      const share = await announce(bob, manifestOf(3), cleo.id);
      await asPage(bob).put(share, 0, sealedPiece(share, 0));
      const page = new RelayPage(api, (await seats[who]?.()) ?? null);
      expect((await page.put(share, 1, sealedPiece(share, 1))).code).toBe(up);
      expect((await page.get(share, 0)).code).toBe(down);
    });
  });

  it('come from nobody who may share nothing any more, and still go to them', async () => {
    const share = await announce(bob);
    await asPage(bob).put(share, 0, sealedPiece(share, 0));
    await hanna.ask('moderation:withhold', { participantId: bob.id, liberties: ['share-files'] });
    expect((await asPage(bob).put(share, 1, sealedPiece(share, 1))).code).toBe('forbidden');
    expect((await asPage(bob).get(share, 0)).code).toBe('ok');
  });

  it('have exactly the length that was announced, and come in their order', async () => {
    const share = await announce(bob);
    const page = asPage(bob);
    const first = sealedPiece(share, 0);
    expect((await page.put(share, 0, Buffer.concat([first, first]))).code).toBe('too-large');
    expect((await page.put(share, 0, first.subarray(1))).code).toBe('invalid');
    expect((await page.put(share, 1, sealedPiece(share, 1))).code).toBe('not-found');
    await filesGone();
    expect((await page.put(share, 0, first)).code).toBe('ok');
    expect((await page.put(share, 2, sealedPiece(share, 2))).code).toBe('conflict');
    expect((await page.put(share, 3, first)).code).toBe('not-found');
    expect((await page.get(share, 1)).code).toBe('not-found');
    for (const index of ['00', '-1', '1e1', '9999999']) {
      expect((await page.put(share, index, first)).code).toBe('invalid');
      expect((await page.get(share, index)).code).toBe('invalid');
    }
  });

  it('stay as they came when one is sent again, and begin anew with the first', async () => {
    const share = await announce(bob);
    const page = asPage(bob);
    const pieces = await page.putAll(share);
    expect((await page.put(share, 1, sealedPiece(share, 1))).code).toBe('ok');
    expect((await page.get(share, 1)).bytes.equals(pieces[1] ?? Buffer.of())).toBe(true);
    const again = sealedPiece(share, 0);
    expect((await page.put(share, 0, again)).code).toBe('ok');
    expect((await page.get(share, 0)).bytes.equals(again)).toBe(true);
    expect((await page.get(share, 1)).code).toBe('not-found');
    await filesGone(1);
  });

  it('lie in private files under names that nobody chose, and go with the share and with the meeting', async () => {
    const share = await announce(bob);
    const [first = Buffer.of()] = await asPage(bob).putAll(share);
    const [name = ''] = await files();
    const path = join(folder(), name);
    expect([(await stat(path)).mode & 0o777, (await stat(folder())).mode & 0o777]).toEqual([
      0o600, 0o700,
    ]);
    expect(name).not.toContain(share.id);
    expect((await readFile(path)).subarray(0, first.length).equals(first)).toBe(true);
    await hanna.ask('files:withdraw-share', { id: share.id });
    await filesGone();
    expect((await asPage(bob).get(share, 0)).code).toBe('not-found');
    await asPage(bob).putAll(await announce(bob));
    await hanna.ask('meetings:end', {});
    await filesGone();
  });

  it('stop coming down at once to whoever is removed', async () => {
    const size = 16 * 1024 * 1024;
    const share = await announce(bob, { ...manifestOf(1), sizeBytes: size, pieceSizeBytes: size });
    await asPage(bob).putAll(share);
    const path = `${api.url}/api/shares/${share.id}/pieces/0`;
    const received = await new Promise<number>((resolve, reject) => {
      const request = httpGet(path, { headers: asPage(cleo).headers() }, (reply) => {
        let bytes = 0;
        reply.on('close', () => resolve(bytes)).on('error', () => resolve(bytes));
        // Nothing is read until the removal was answered: what lies in the sockets by then is all there is.
        void hanna
          .ask('moderation:remove-participant', { participantId: cleo.id, block: false })
          .then(() => reply.on('data', (chunk: Buffer) => (bytes += chunk.length)));
      });
      request.on('error', reject);
    });
    expect(received).toBeLessThan(size);
  });

  it('are refused where the disk is full', async () => {
    const share = await announce(bob);
    const full = jest.spyOn(api.get(DiskSpace), 'hasRoomFor').mockResolvedValue(false);
    expect((await asPage(bob).put(share, 0, sealedPiece(share, 0))).code).toBe('storage-full');
    full.mockRestore();
    await filesGone();
  });
});

describe('the room that sealed pieces may take', () => {
  const startWith = (FILE_RELAY_BYTES: string, dataDir?: string) =>
    startApi({
      database: 'sqlite',
      settings: { FILE_RELAY_BYTES },
      realtime: { rates: new LiftedRates() },
      ...(dataDir !== undefined && { dataDir }),
    });

  it('is taken back from the oldest that is complete, never from one on its way', async () => {
    const api = await startWith('0.1MB');
    const room = await MeetingRoom.create(api);
    const bob = await room.joinAsHost();
    const page = new RelayPage(api, bob.seat.token);
    expect((await bob.snapshot()).fileRelayBytes).toBe(100_000);
    const [oldest, older, running] = [
      await announce(bob),
      await announce(bob),
      await announce(bob),
    ];
    await page.putAll(oldest);
    await page.putAll(older);
    await page.put(running, 0, sealedPiece(running, 0));
    const large = await announce(bob, manifestOf(4));
    await page.putAll(large);
    const code = async (share: typeof large) => (await page.get(share, 0)).code;
    expect([await code(oldest), await code(older), await code(running)]).toEqual([
      'not-found',
      'not-found',
      'ok',
    ]);
    const tooLarge = await announce(bob, manifestOf(7));
    expect((await page.put(tooLarge, 0, sealedPiece(tooLarge, 0))).code).toBe('storage-full');
    expect([await code(large), await code(running)]).toEqual(['ok', 'ok']);
    room.close();
    await api.close();
  });

  it('is none where the operator says so, and the snapshot does not offer it', async () => {
    const api = await startWith('0');
    const room = await MeetingRoom.create(api);
    const bob = await room.joinAsHost();
    expect(await bob.snapshot()).not.toHaveProperty('fileRelayBytes');
    const share = await announce(bob);
    const reply = await new RelayPage(api, bob.seat.token).put(share, 0, sealedPiece(share, 0));
    expect(reply.code).toBe('storage-full');
    room.close();
    await api.close();
  });

  it('is swept at the start', async () => {
    let api = await startWith('5GB');
    const folder = join(api.settings.dataDir, 'file-relay');
    await mkdir(join(folder, 'left'), { recursive: true });
    await writeFile(join(folder, 'left', 'over'), 'x');
    await writeFile(join(folder, 'left-over'), 'x');
    api = await api.restart();
    expect(await readdir(folder)).toEqual([]);
    await api.close();
  });
});
