import { MeshError } from './mesh-error';
import { OutgoingTrack, type TrackConditions } from './outgoing-track';
import type { SourceEncodings, TransceiverLayout } from './transceiver-layout';
import type { Limits, Source, Views } from './types';

/** What decides how everything that one receiver gets is encoded. */
export interface SendConditions {
  readonly remoteCount: number;
  /** How large the receiver shows each picture. */
  readonly views: Views;
  readonly limits: Limits;
}

/** What we publish over one RTCPeerConnection. Before the transceivers are there, wishes are kept. Lifetime: until close(). */
export class OutgoingMedia {
  readonly #wanted: Map<Source, MediaStreamTrack>;
  readonly #tracks = new Map<Source, OutgoingTrack>();
  readonly #encodingFailed: (cause: unknown) => void;
  #conditions: SendConditions;

  /** @param encodingFailed told when a sender could not be brought to the wanted encoding; it sends all the same. */
  constructor(
    wanted: ReadonlyMap<Source, MediaStreamTrack>,
    conditions: SendConditions,
    encodingFailed: (cause: unknown) => void,
  ) {
    this.#wanted = new Map(wanted);
    this.#conditions = conditions;
    this.#encodingFailed = encodingFailed;
  }

  /** The sources that are to carry media now. */
  get published(): ReadonlyMap<Source, MediaStreamTrack> {
    return this.#wanted;
  }

  get remoteCount(): number {
    return this.#conditions.remoteCount;
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
        sender,
        conditions: this.#conditionsOf(source),
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

  /** Fits every sender to what changed. */
  async fit(change: Partial<SendConditions>): Promise<void> {
    this.#conditions = { ...this.#conditions, ...change };
    await Promise.all(
      [...this.#tracks].map(([source, track]) => track.fit(this.#conditionsOf(source))),
    );
  }

  close(): void {
    for (const track of this.#tracks.values()) track.close();
    this.#tracks.clear();
  }

  #conditionsOf(source: Source): TrackConditions {
    const { remoteCount, views, limits } = this.#conditions;
    if (source === 'camera') {
      const ceiling = limits.isAudioOnly === true ? 0 : limits.videoBitrate;
      return { source, remoteCount, shownHeight: views.camera, ceiling };
    }
    if (source === 'screen_share') return { source, remoteCount, shownHeight: views.screen_share };
    return { source, remoteCount };
  }
}
