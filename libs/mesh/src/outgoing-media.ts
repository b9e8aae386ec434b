import { midsOf, type AddSource, type Mids } from './added-sources';
import { isVideoPaused, shareLink, type LinkShares } from './link-share';
import { MeshError } from './mesh-error';
import { OutgoingTrack, type TrackConditions } from './outgoing-track';
import type { ReceiverCounts } from './receivers';
import { ceilingOf, encodingFor, neededCameraHeight } from './send-quality';
import { isAdded, type SourceEncodings, type TransceiverLayout } from './transceiver-layout';
import { videoSources, type AddedSource, type Limits, type Source, type Views } from './types';

/** What decides how everything that one receiver gets is encoded. */
export interface SendConditions {
  /** How many are sent each picture, this receiver included. */
  readonly receivers: ReceiverCounts;
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
  readonly #added = new Map<AddedSource, RTCRtpTransceiver>();
  #addSource: AddSource | null = null;
  #isReleased = false;
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

  /** Where the other side finds each added source that it agreed to take. */
  get mids(): Mids {
    return midsOf(this.#added);
  }

  /** The sources that have a way to the other side now. */
  get announced(): Source[] {
    const { mids } = this;
    return [...this.#wanted.keys()].filter((source) => !isAdded(source) || source in mids);
  }

  get views(): Views {
    return this.#conditions.views;
  }

  /** How high our camera's picture has to be for this receiver, in pixels; 0 for one who gets none. */
  get neededCameraHeight(): number {
    return neededCameraHeight(this.#conditionsOf('camera'));
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

  /** From now on sources are added as they are wanted: call it when the first negotiation is over, and joining with it. */
  allowAdding(addSource: AddSource): void {
    this.#addSource = addSource;
    for (const source of this.#wanted.keys()) this.#add(source);
  }

  /** Rejects with MeshError `publish-failed`. */
  async publish(source: Source, track: MediaStreamTrack | null): Promise<void> {
    if (track === null) this.#wanted.delete(source);
    else this.#wanted.set(source, track);
    try {
      this.#add(source);
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
    this.#isReleased = true;
    for (const track of this.#tracks.values()) track.release();
  }

  close(): void {
    for (const track of this.#tracks.values()) track.close();
    this.#tracks.clear();
    this.#addSource = null;
  }

  /** Makes a place for a source that is wanted, cannot wait any longer and has none. */
  #add(source: Source): void {
    const track = this.#wanted.get(source);
    if (!isAdded(source) || !track || !this.#addSource || this.#added.has(source)) return;
    const conditions = this.#conditionsOf(source);
    const captureHeight = track.getSettings().height;
    const encoding = encodingFor({ ...conditions, captureHeight });
    const transceiver = this.#addSource(source, track, encoding);
    this.#added.set(source, transceiver);
    const { sender } = transceiver;
    const encodingFailed = this.#encodingFailed;
    const outgoing = new OutgoingTrack({ sender, conditions, encoding, encodingFailed });
    if (this.#isReleased) outgoing.release();
    this.#tracks.set(source, outgoing);
  }

  readonly #isOn = (source: Source): boolean => {
    if (!this.#wanted.has(source) || this.#shownHeightOf(source) === 0) return false;
    return source !== 'camera' || this.#conditions.limits.isAudioOnly !== true;
  };

  #shownHeightOf(source: Source): number | undefined {
    const picture = videoSources.find((one) => one === source);
    return picture && this.#conditions.views[picture];
  }

  #shares(): LinkShares {
    return shareLink(this.#conditions.linkBitrate, this.#isOn);
  }

  #conditionsOf(source: Source): TrackConditions {
    const picture = videoSources.find((one) => one === source);
    return {
      source,
      remoteCount: picture ? this.#conditions.receivers[picture] : 1,
      shownHeight: this.#shownHeightOf(source),
      linkBitrate: this.#shares()[source],
      ceiling: ceilingOf(source, this.#conditions.limits),
    };
  }
}
