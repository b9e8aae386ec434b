import { TestBed } from '@angular/core/testing';
import type { FileShare, Manifest } from '@parley/contract';
import { describeFile, inThreadHasher, MemoryPieceStore } from '@parley/file-transfer';
import { fileTransferPorts, type Place } from '../app/files/file-transfer-ports';
import { FilesStore } from '../app/files/files-store';
import { MeetingClient } from '../app/meeting/connection/meeting-client';
import { openSocket } from '../app/meeting/connection/open-socket';
import { MeetingStore } from '../app/meeting/meeting-store';
import { MeshBridge } from '../app/meeting/mesh-bridge';
import { Toasts } from '../app/shell/toasts';
import { settle } from '../app/testing/fake-devices';
import { FakeSocket } from '../app/testing/fake-socket';
import { at, snapshot } from '../app/testing/meeting-builders';

export const shareId = 'dddddddd-0000-4000-8000-000000000000';

export function shareOf(from: string, manifest: Manifest, id = shareId): FileShare {
  return { id, from, fromName: 'Somebody', to: null, manifest, announcedAt: at };
}

/** What the browser keeps for a page and the one after it. */
export class FakeDevice {
  readonly store = new MemoryPieceStore();
  readonly handles = new Map<string, FileSystemFileHandle>();
  readonly packed = new Map<string, File>();
  readonly closed = jest.fn();
  readonly hashPieces = jest.fn(inThreadHasher.hashPieces);
  readonly sha256 = jest.fn(inThreadHasher.sha256);
  readonly saveAs = jest.fn();
  readonly chooseFile = jest.fn<Promise<File | null>, []>().mockResolvedValue(null);
  readonly choosePlace = jest.fn<Promise<Place | null>, [string]>().mockResolvedValue(null);
  readonly drawPreview = jest.fn<Promise<Blob | null>, [Blob]>().mockResolvedValue(null);
  readonly openDisk = jest.fn(() => this.disk());

  ports() {
    const { openDisk, saveAs, chooseFile, choosePlace, drawPreview, handles } = this;
    const sources = {
      keep: (id: string, handle: FileSystemFileHandle) =>
        Promise.resolve(void handles.set(id, handle)),
      find: (id: string) => Promise.resolve(handles.get(id) ?? null),
      forget: (id: string) => Promise.resolve(void handles.delete(id)),
    };
    const clock = { now: () => 0, after: () => () => undefined };
    return { clock, sources, openDisk, saveAs, chooseFile, choosePlace, drawPreview };
  }

  /** Puts a file's pieces where a download of before would have left them. */
  async holds(file: File): Promise<Manifest> {
    const { manifest, pieceHashes } = await describeFile(file);
    const kept = await this.store.open(manifest);
    await kept.keepHashes(pieceHashes);
    await kept.writePiece(0, new Uint8Array(await file.arrayBuffer()));
    return manifest;
  }

  private disk() {
    const packed = (id: string, file: File) => {
      this.packed.set(id, file);
      return { file, discard: () => Promise.resolve(void this.packed.delete(id)) };
    };
    return {
      store: this.store,
      hasher: { hashPieces: this.hashPieces, sha256: this.sha256 },
      pack: (id: string, entries: readonly { readonly file: File }[]) =>
        Promise.resolve(
          packed(
            id,
            new File(
              entries.map(({ file }) => file),
              'bytes',
            ),
          ),
        ),
      findPacked: (id: string) => {
        const file = this.packed.get(id);
        return Promise.resolve(file ? packed(id, file) : null);
      },
      close: this.closed,
    };
  }
}

/** Ann's page in a meeting with Hanna. */
export async function inMeeting(more: object = {}, device = new FakeDevice()) {
  performance.mark = jest.fn();
  const socket = new FakeSocket();
  TestBed.configureTestingModule({
    providers: [
      MeetingClient,
      MeetingStore,
      FilesStore,
      { provide: MeshBridge, useValue: { observeFileChannels: () => () => undefined } },
      { provide: fileTransferPorts, useValue: device.ports() },
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
  return { store, socket, device, said };
}

/** Digests come from another thread, and code from another file. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise(setImmediate);
    TestBed.tick();
  }
}
