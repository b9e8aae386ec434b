import { isVideoPaused, shareLink, type LinkShares } from './link-share';
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
  /** What the link carries, in bits per second; null while it shows no limit. */
  readonly linkBitrate: number | null;
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

  /** Whether a picture that is on is not sent, because the link does not carry it. */
  get isVideoPaused(): boolean {
    return isVideoPaused(this.#shares(), this.#isOn);
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
      const placed = this.#tracks.get(source)?.setTrack(track);
      // Only a limited link is shared anew by what comes and goes.
      if (this.#conditions.linkBitrate !== null) await this.fit({});
      await placed;
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

  /** From now on encodings are set; call it when the connection is made and calm. */
  release(): void {
    for (const track of this.#tracks.values()) track.release();
  }

  close(): void {
    for (const track of this.#tracks.values()) track.close();
    this.#tracks.clear();
  }

  readonly #isOn = (source: Source): boolean => {
    const { views, limits } = this.#conditions;
    if (!this.#wanted.has(source)) return false;
    if (source === 'camera') return views.camera !== 0 && limits.isAudioOnly !== true;
    return source !== 'screen_share' || views.screen_share !== 0;
  };

  #shares(): LinkShares {
    return shareLink(this.#conditions.linkBitrate, this.#isOn);
  }

  #conditionsOf(source: Source): TrackConditions {
    const { remoteCount, views, limits } = this.#conditions;
    const linkBitrate = this.#shares()[source];
    if (source === 'camera') {
      const ceiling = limits.isAudioOnly === true ? 0 : limits.videoBitrate;
      return { source, remoteCount, shownHeight: views.camera, linkBitrate, ceiling };
    }
    const shownHeight = source === 'screen_share' ? views.screen_share : undefined;
    return { source, remoteCount, shownHeight, linkBitrate };
  }
}
