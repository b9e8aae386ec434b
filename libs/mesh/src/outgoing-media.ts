import { MeshError } from './mesh-error';
import { OutgoingTrack } from './outgoing-track';
import type { SourceEncodings, TransceiverLayout } from './transceiver-layout';
import type { Source } from './types';

/** What we publish over one RTCPeerConnection. Before the transceivers are there, wishes are kept. Lifetime: until close(). */
export class OutgoingMedia {
  readonly #wanted: Map<Source, MediaStreamTrack>;
  readonly #tracks = new Map<Source, OutgoingTrack>();
  readonly #encodingFailed: (cause: unknown) => void;
  #remoteCount: number;

  /** @param encodingFailed told when a sender could not be brought to the wanted encoding; it sends all the same. */
  constructor(
    wanted: ReadonlyMap<Source, MediaStreamTrack>,
    remoteCount: number,
    encodingFailed: (cause: unknown) => void,
  ) {
    this.#wanted = new Map(wanted);
    this.#remoteCount = remoteCount;
    this.#encodingFailed = encodingFailed;
  }

  /** The sources that are to carry media now. */
  get published(): ReadonlyMap<Source, MediaStreamTrack> {
    return this.#wanted;
  }

  get remoteCount(): number {
    return this.#remoteCount;
  }

  /**
   * Starts to send over these transceivers; resolves when every wanted track is in place.
   *
   * @param encodings what the senders were laid out with, where it was we who laid them out.
   */
  async attach(layout: TransceiverLayout, encodings?: SourceEncodings): Promise<void> {
    const placed: Promise<void>[] = [];
    for (const [source, { sender }] of layout) {
      const outgoing = new OutgoingTrack({
        source,
        sender,
        remoteCount: this.#remoteCount,
        encoding: encodings?.get(source) ?? null,
        encodingFailed: this.#encodingFailed,
      });
      this.#tracks.set(source, outgoing);
      const track = this.#wanted.get(source) ?? null;
      if (track !== sender.track) placed.push(outgoing.setTrack(track));
    }
    await Promise.all(placed);
  }

  /** Rejects with MeshError `publish-failed`. */
  async publish(source: Source, track: MediaStreamTrack | null): Promise<void> {
    if (track === null) this.#wanted.delete(source);
    else this.#wanted.set(source, track);
    try {
      await this.#tracks.get(source)?.setTrack(track);
    } catch (cause) {
      throw MeshError.publishFailed(source, cause);
    }
  }

  /** Fits every sender to the number of receivers. */
  async setRemoteCount(remoteCount: number): Promise<void> {
    this.#remoteCount = remoteCount;
    await Promise.all([...this.#tracks.values()].map((track) => track.setRemoteCount(remoteCount)));
  }

  close(): void {
    for (const track of this.#tracks.values()) track.close();
    this.#tracks.clear();
  }
}
