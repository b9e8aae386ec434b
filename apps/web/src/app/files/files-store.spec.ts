import { TestBed } from '@angular/core/testing';
import type { Manifest } from '@parley/contract';
import { TransferError } from '@parley/file-transfer';
import { at, ids } from '../testing/meeting-builders';
import { FakeDevice, inMeeting, shareId, shareOf, until } from '../../testing/files-meeting';

// The real ones name a worker by import.meta, which Jest does not know.
jest.mock('./file-transfer-ports', () => {
  const { InjectionToken } = jest.requireActual<typeof import('@angular/core')>('@angular/core');
  return { fileTransferPorts: new InjectionToken('fileTransferPorts') };
});

const rootHash = 'a'.repeat(64);
const manifest: Manifest = {
  name: 'plan.txt',
  sizeBytes: 5,
  mediaType: 'text/plain',
  pieceSizeBytes: 16_384,
  rootHash,
};
const share = (from: string) => shareOf(from, manifest);

/** A device that hashes at once, and always the same. */
function quickDevice(): FakeDevice {
  const device = new FakeDevice();
  device.hashPieces.mockResolvedValue(new Uint8Array(32));
  return device;
}

/** Until so many questions were put to the server. */
const asked = (socket: { readonly asked: readonly unknown[] }, count: number) =>
  until(() => socket.asked.length >= count);

const plan = () => new File(['hello'], 'plan.txt', { type: 'text/plain' });

describe('the files store', () => {
  it('starts nothing while there is no file', async () => {
    const { device, store } = await inMeeting();
    expect([device.openDisk.mock.calls, store.shared()]).toEqual([[], []]);
  });

  it('announces a file when it has read it, and serves it', async () => {
    const { store, socket } = await inMeeting({}, quickDevice());
    const shared = store.share([plan()]);
    await until(() => store.preparations().length > 0);
    expect(store.preparations().map(({ name }) => name)).toEqual(['plan.txt']);
    await asked(socket, 2);
    expect(socket.last).toMatchObject({
      event: 'files:announce-share',
      payload: { to: null, manifest: { name: 'plan.txt', sizeBytes: 5 } },
    });
    socket.last.answer({ ok: true, data: null });
    await shared;
    expect(store.preparations()).toEqual([]);
  });

  it('keeps two files of the same name apart', async () => {
    const { store, socket } = await inMeeting({}, quickDevice());
    const shared = store.share([plan(), plan()]);
    for (let file = 0; file < 2; file += 1) {
      await asked(socket, 2 + file);
      socket.last.answer({ ok: true, data: null });
    }
    await shared;
    const payloads = socket.asked.slice(1).map(({ payload }) => payload as { id: string });
    expect(new Set(payloads.map(({ id }) => id)).size).toBe(2);
  });

  it('says that a file was not shared while the server is out of reach', async () => {
    const { store, socket, said } = await inMeeting({}, quickDevice());
    socket.brings('disconnect', 'transport close');
    await store.share([plan()]);
    expect(said()).toEqual([expect.stringMatching(/^plan.txt was not shared. The server cannot/)]);
    expect(store.preparations()).toEqual([]);
  });

  it('says in words why a file cannot be read, and nothing when reading was cancelled', async () => {
    const { store, device, said } = await inMeeting();
    const { hashPieces } = device;
    hashPieces.mockRejectedValueOnce(TransferError.of('aborted', ''));
    await store.share([plan()]);
    expect(said()).toEqual([]);
    hashPieces.mockRejectedValueOnce(TransferError.of('source-unreadable', ''));
    await store.share([plan()]);
    expect(said()).toEqual([
      expect.stringMatching(/^plan.txt was not shared. The file was changed/),
    ]);
  });

  it.each([
    [4, 'plan.txt was not shared. This room takes files up to 4 bytes.'],
    [0, 'plan.txt was not shared. This room takes no files.'],
  ])('says before reading a file that the room takes %i bytes at most', async (most, sentence) => {
    const { store, device, said } = await inMeeting({ largestFileBytes: most });
    await store.share([plan()]);
    expect(said()).toEqual([sentence]);
    expect(device.hashPieces).not.toHaveBeenCalled();
  });

  it('says the same where the limit comes while a file is read', async () => {
    const { store, socket, said } = await inMeeting({}, quickDevice());
    const shared = store.share([plan()]);
    await asked(socket, 2);
    const happening = { type: 'files:limit-changed', largestFileBytes: 4 };
    socket.brings('meetings:happened', { sequence: 8, at, happening });
    socket.last.answer({ ok: false, error: { code: 'too-large', message: '' } });
    await shared;
    expect(said()).toEqual(['plan.txt was not shared. This room takes files up to 4 bytes.']);
  });

  it('knows after a reload that it does not serve its own file any more', async () => {
    const { store } = await inMeeting({ shares: [share(ids.ann)] });
    await until(() => store.shared()[0]?.transfer != null);
    expect(store.shared()[0]).toMatchObject({
      transfer: { direction: 'receiving' },
      isAsleep: true,
    });
  });

  it('forgets a share that was withdrawn', async () => {
    const { store, socket } = await inMeeting({ shares: [share(ids.hanna)] });
    await until(() => store.shared()[0]?.transfer != null);
    expect(store.shared()[0]).toMatchObject({ transfer: { phase: 'offered' } });
    const happening = { type: 'files:share-withdrawn', shareId };
    socket.brings('meetings:happened', { sequence: 8, at, happening });
    TestBed.tick();
    expect(store.shared()).toEqual([]);
  });

  it('closes the disk with the meeting', async () => {
    const { device, store } = await inMeeting({ shares: [share(ids.hanna)] });
    await until(() => store.shared()[0]?.transfer != null);
    TestBed.resetTestingModule();
    await until(() => device.closed.mock.calls.length > 0);
    expect(device.closed).toHaveBeenCalledTimes(1);
  });
});
