import { TestBed } from '@angular/core/testing';
import type { Manifest } from '@parley/contract';
import { type FileHasher, MemoryPieceStore, TransferError } from '@parley/file-transfer';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { MeetingStore } from '../meeting/meeting-store';
import { MeshBridge } from '../meeting/mesh-bridge';
import { openSocket } from '../meeting/connection/open-socket';
import { Toasts } from '../shell/toasts';
import { settle } from '../testing/fake-devices';
import { FakeSocket } from '../testing/fake-socket';
import { at, ids, snapshot } from '../testing/meeting-builders';
import { FilesStore } from './files-store';
import { fileTransferPorts } from './file-transfer-ports';

// The real ones name a worker by import.meta, which Jest does not know.
jest.mock('./file-transfer-ports', () => {
  const { InjectionToken } = jest.requireActual<typeof import('@angular/core')>('@angular/core');
  return { fileTransferPorts: new InjectionToken('fileTransferPorts') };
});

const shareId = 'dddddddd-0000-4000-8000-000000000000';
const sha256 = 'a'.repeat(64);
const manifest: Manifest = {
  name: 'plan.txt',
  sizeBytes: 5,
  mediaType: 'text/plain',
  pieceSizeBytes: 16_384,
  rootHash: sha256,
  sha256,
};
const share = (from: string) => ({
  id: shareId,
  from,
  fromName: 'Somebody',
  to: null,
  manifest,
  announcedAt: at,
});

async function inMeeting(more = {}) {
  performance.mark = jest.fn();
  const socket = new FakeSocket();
  const hashFile = jest.fn<
    ReturnType<FileHasher['hashFile']>,
    Parameters<FileHasher['hashFile']>
  >();
  hashFile.mockResolvedValue({ sha256, pieceHashes: new Uint8Array(32) });
  const disk = { store: new MemoryPieceStore(), hasher: { hashFile }, close: jest.fn() };
  const openDisk = jest.fn(() => disk);
  const clock = { now: () => 0, after: () => () => undefined };
  TestBed.configureTestingModule({
    providers: [
      MeetingClient,
      MeetingStore,
      FilesStore,
      { provide: MeshBridge, useValue: { observeFileChannels: () => () => undefined } },
      { provide: fileTransferPorts, useValue: { clock, openDisk, saveAs: jest.fn() } },
      { provide: openSocket, useValue: () => socket },
    ],
  });
  TestBed.inject(MeetingStore).takeSeat('token');
  socket.brings('connect');
  const data = { type: 'snapshot', snapshot: snapshot(more), iceServers: [] };
  socket.last.answer({ ok: true, data });
  await settle();
  const store = TestBed.inject(FilesStore);
  TestBed.tick();
  const said = () =>
    TestBed.inject(Toasts)
      .shown()
      .map(({ text }) => text);
  return { store, socket, hashFile, disk, openDisk, said };
}

/** Digests come from another thread. */
async function asked(socket: FakeSocket, count: number): Promise<void> {
  while (socket.asked.length < count) await new Promise(setImmediate);
}

const plan = () => new File(['hello'], 'plan.txt', { type: 'text/plain' });

describe('the files store', () => {
  it('starts nothing while there is no file', async () => {
    const { openDisk, store } = await inMeeting();
    expect([openDisk.mock.calls, store.shared()]).toEqual([[], []]);
  });

  it('announces a file when it has read it, and serves it', async () => {
    const { store, socket } = await inMeeting();
    const shared = store.share([plan()]);
    expect(store.preparations().map(({ name }) => name)).toEqual(['plan.txt']);
    await asked(socket, 2);
    expect(socket.last).toMatchObject({
      event: 'files:announce-share',
      payload: { to: null, manifest: { name: 'plan.txt', sizeBytes: 5, sha256 } },
    });
    socket.last.answer({ ok: true, data: null });
    await shared;
    expect(store.preparations()).toEqual([]);
  });

  it('keeps two files of the same name apart', async () => {
    const { store, socket } = await inMeeting();
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
    const { store, socket, said } = await inMeeting();
    socket.brings('disconnect', 'transport close');
    await store.share([plan()]);
    expect(said()).toEqual([expect.stringMatching(/^plan.txt was not shared. The server cannot/)]);
    expect(store.preparations()).toEqual([]);
  });

  it('says in words why a file cannot be read, and nothing when reading was cancelled', async () => {
    const { store, hashFile, said } = await inMeeting();
    hashFile.mockRejectedValueOnce(TransferError.of('aborted', ''));
    await store.share([plan()]);
    expect(said()).toEqual([]);
    hashFile.mockRejectedValueOnce(TransferError.of('source-unreadable', ''));
    await store.share([plan()]);
    expect(said()).toEqual([
      expect.stringMatching(/^plan.txt was not shared. The file was changed/),
    ]);
  });

  it.each([
    [4, 'plan.txt was not shared. This room takes files up to 4 bytes.'],
    [0, 'plan.txt was not shared. This room takes no files.'],
  ])('says before reading a file that the room takes %i bytes at most', async (most, sentence) => {
    const { store, hashFile, said } = await inMeeting({ largestFileBytes: most });
    await store.share([plan()]);
    expect(said()).toEqual([sentence]);
    expect(hashFile).not.toHaveBeenCalled();
  });

  it('says the same where the limit comes while a file is read', async () => {
    const { store, socket, said } = await inMeeting();
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
    expect(store.shared()[0]).toMatchObject({ transfer: { direction: 'receiving' } });
  });

  it('forgets a share that was withdrawn', async () => {
    const { store, socket } = await inMeeting({ shares: [share(ids.hanna)] });
    expect(store.shared()[0]).toMatchObject({ transfer: { phase: 'offered' } });
    const happening = { type: 'files:share-withdrawn', shareId };
    socket.brings('meetings:happened', { sequence: 8, at, happening });
    TestBed.tick();
    expect(store.shared()).toEqual([]);
  });

  it('closes the disk with the meeting', async () => {
    const { disk } = await inMeeting({ shares: [share(ids.hanna)] });
    TestBed.resetTestingModule();
    expect(disk.close).toHaveBeenCalledTimes(1);
  });
});
