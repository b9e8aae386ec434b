import type { FileChannelMessage } from '@parley/contract';
import type { Clock } from './clock';
import type { DownloadPeer } from './download-peer';
import { pieceCountOf, type Share } from './manifest';
import { HashListAssembly, provesRoot } from './piece-hash-list';

/** A peer that has not sent the whole list by then is left to it, and another one is asked as well. */
const patienceMs = 5_000;

export interface HashListFetchOptions {
  readonly share: Share;
  readonly clock: Clock;
  readonly peers: () => Iterable<DownloadPeer>;
  /** Called once. */
  readonly onProven: (hashes: Uint8Array<ArrayBuffer>) => void;
}

/** Gets the list of piece hashes from anybody, and believes it only when it proves the announced root hash. */
export class HashListFetch {
  private asked: DownloadPeer | null = null;
  private stopWaiting: (() => void) | null = null;
  private isDone = false;

  constructor(private readonly options: HashListFetchOptions) {}

  /** Asks somebody, unless somebody is being asked. To be called again whenever the peers changed. */
  seek(): void {
    const { peers, share, clock } = this.options;
    if (this.isDone) return;
    if (pieceCountOf(share.manifest) === 0) {
      void this.prove(null, new Uint8Array());
      return;
    }
    const known = [...peers()];
    if (this.asked && known.includes(this.asked) && this.asked.assembly) return;
    const able = known.filter((peer) => !peer.isWithoutHashes && !peer.assembly);
    const next = able.find((peer) => peer.participantId === share.from) ?? able[0];
    if (!next) return;
    this.asked = next;
    next.assembly = new HashListAssembly(pieceCountOf(share.manifest));
    next.link.send(`${share.id}:request-hashes`, () => ({
      type: 'request-hashes',
      shareId: share.id,
    }));
    this.stopWaiting?.();
    this.stopWaiting = clock.after(patienceMs, () => {
      this.asked = null;
      this.seek();
    });
  }

  /** A part of the list; from somebody who was not asked, it is refused. */
  take(peer: DownloadPeer, message: Extract<FileChannelMessage, { type: 'hashes' }>): void {
    if (!peer.assembly) return this.isDone ? undefined : peer.link.refuse('not-asked-for');
    const list = peer.assembly.add(message);
    if (list === null) return;
    if (list === 'refused') this.giveUpOn(peer);
    else void this.prove(peer, list);
  }

  /** A list that an earlier page kept: as good as any, when it proves the root hash. */
  propose(list: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.prove(null, list);
  }

  /** This peer has no list, or not a true one. */
  pass(peer: DownloadPeer): void {
    peer.isWithoutHashes = true;
    peer.assembly = null;
    this.seek();
  }

  stop(): void {
    this.stopWaiting?.();
    this.stopWaiting = null;
  }

  private giveUpOn(peer: DownloadPeer): void {
    peer.isTrusted = false;
    peer.link.refuse('forged-hash-list');
    this.pass(peer);
  }

  private async prove(peer: DownloadPeer | null, list: Uint8Array<ArrayBuffer>): Promise<void> {
    const isTrue = await provesRoot(list, this.options.share.manifest.rootHash);
    if (this.isDone) return;
    if (!isTrue) return peer ? this.giveUpOn(peer) : undefined;
    this.isDone = true;
    this.stop();
    for (const other of this.options.peers()) other.assembly = null;
    this.options.onProven(list);
  }
}
