import { MeshError } from './mesh-error';
import type { MeshOptions, MeshSignal, PublishOptions, RemoteAddress, Source } from './types';

/**
 * Holds one RTCPeerConnection for every remote page and keeps it true to what is wanted.
 * Lifetime: one Mesh for one page in one meeting, until close(); later calls throw MeshError `closed`.
 */
export class Mesh {
  #isClosed = false;

  constructor(private readonly options: MeshOptions) {}

  /** Says which remote pages are wanted now: new ones are connected, missing ones closed at once. Our own entry is skipped. */
  setRemotes(remotes: readonly RemoteAddress[]): void {
    this.#assertOpen(remotes);
  }

  /** Takes a signal that the server stamped with its sender. Dropped unless the sender is, or soon becomes, a remote. */
  receiveSignal(from: RemoteAddress, sequence: number, signal: MeshSignal): void {
    this.#assertOpen(from, sequence, signal);
  }

  /** Sends `track` as `source` to all present and future remotes; null stops sending. The track stays the caller's to stop. */
  publish(source: Source, track: MediaStreamTrack | null, options?: PublishOptions): Promise<void> {
    this.#assertOpen(source, track, options);
    return Promise.resolve();
  }

  /** Replaces the ICE servers, as when TURN credentials were renewed; used from the next ICE restart on. */
  setIceServers(iceServers: readonly RTCIceServer[]): void {
    this.#assertOpen(iceServers);
  }

  /** Signals that could not be sent are tried again now: to everyone, or to the one participant who came back. */
  signalingRestored(participantId?: string): void {
    this.#assertOpen(participantId);
  }

  /** Rejects with MeshError `participant-unknown` for anyone who is not a remote. */
  getStats(participantId: string): Promise<RTCStatsReport> {
    return Promise.reject(MeshError.participantUnknown(participantId));
  }

  /** The `files` channel while it is open, else null. */
  fileChannel(participantId: string): RTCDataChannel | null {
    this.#assertOpen(participantId);
    return null;
  }

  /** The `control` channel while it is open, else null. The mesh itself uses it for messages whose type starts with `mesh:`. */
  controlChannel(participantId: string): RTCDataChannel | null {
    this.#assertOpen(participantId);
    return null;
  }

  /** Closes every connection at once. Idempotent. */
  close(): void {
    this.#isClosed = true;
  }

  #assertOpen(..._: unknown[]): void {
    if (this.#isClosed) throw MeshError.closed();
  }
}
