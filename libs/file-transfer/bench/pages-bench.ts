import type { Manifest } from '@parley/contract';
import { describeFile, FileTransferWorker } from '../src/index';
import { BrowserPerson } from '../src/testing/browser-party';

/** A share as one page tells the other of it. */
export interface Announced {
  readonly id: string;
  readonly from: string;
  readonly to: null;
  readonly manifest: Manifest;
}

interface Link {
  readonly connection: RTCPeerConnection;
  readonly channel: RTCDataChannel;
}

/** One participant in a page of their own; the bench passes descriptions and announcements between pages. */
export class PagePerson {
  /** Piece bytes that went out of this page, over all links that ever were. */
  sentBytes = 0;
  private readonly person: BrowserPerson;
  private readonly links = new Map<string, Link>();

  constructor(startWorker: () => Worker, folder: string) {
    this.person = new BrowserPerson(new FileTransferWorker(startWorker()), folder);
  }

  get id(): string {
    return this.person.id;
  }

  /** Reads the file that the page's input has, or random bytes, and offers it under this id. */
  async share(id: string, file: File): Promise<Announced> {
    const { worker, transfers } = this.person;
    const { manifest, pieceHashes } = await describeFile(file, worker ? { hasher: worker } : {});
    transfers.offer(id, null, manifest, pieceHashes, file);
    return { id, from: this.id, to: null, manifest };
  }

  take(share: Announced): void {
    this.person.transfers.addShare(share);
    this.person.transfers.download(share.id);
  }

  verifiedBytes(shareId: string): number {
    return this.person.state(shareId)?.verifiedBytes ?? 0;
  }

  async reached(shareId: string, bytes: number): Promise<number> {
    const state = await this.person.until(shareId, (now) => now.verifiedBytes >= bytes);
    return state.verifiedBytes;
  }

  async finished(shareId: string): Promise<string> {
    return (await this.person.verified(shareId)).phase;
  }

  async offerTo(otherId: string): Promise<RTCSessionDescriptionInit> {
    const { connection } = this.open(otherId);
    await connection.setLocalDescription();
    return gathered(connection);
  }

  async answer(
    otherId: string,
    offer: RTCSessionDescriptionInit,
  ): Promise<RTCSessionDescriptionInit> {
    const { connection } = this.open(otherId);
    await connection.setRemoteDescription(offer);
    await connection.setLocalDescription();
    return gathered(connection);
  }

  async accept(otherId: string, answer: RTCSessionDescriptionInit): Promise<void> {
    await this.links.get(otherId)?.connection.setRemoteDescription(answer);
  }

  hangUp(otherId: string): void {
    this.links.get(otherId)?.connection.close();
    this.links.delete(otherId);
    this.person.transfers.detach(otherId);
  }

  close(): Promise<void> {
    for (const id of [...this.links.keys()]) this.hangUp(id);
    return this.person.transfers.close();
  }

  private open(otherId: string): Link {
    const connection = new RTCPeerConnection();
    const channel = connection.createDataChannel('files', { negotiated: true, id: 1 });
    const send = channel.send.bind(channel) as (
      data: string | ArrayBufferView<ArrayBuffer>,
    ) => void;
    channel.send = ((data: string | ArrayBufferView<ArrayBuffer>) => {
      if (typeof data !== 'string') this.sentBytes += data.byteLength - 24;
      send(data);
    }) as RTCDataChannel['send'];
    const link = { connection, channel };
    this.links.set(otherId, link);
    this.person.transfers.attach(otherId, channel);
    return link;
  }
}

async function gathered(connection: RTCPeerConnection): Promise<RTCSessionDescriptionInit> {
  if (connection.iceGatheringState !== 'complete')
    await new Promise<void>((resolve) => {
      connection.onicegatheringstatechange = () => {
        if (connection.iceGatheringState === 'complete') resolve();
      };
    });
  const description = connection.localDescription;
  if (!description) throw new Error('no description');
  return { type: description.type, sdp: description.sdp };
}
