import { degradationFor, encodingFor, type EncodingRequest } from './send-quality';

/** All that decides how a track is encoded, except the track. */
export type TrackConditions = Omit<EncodingRequest, 'captureHeight'>;

interface OutgoingTrackOptions {
  readonly sender: RTCRtpSender;
  readonly conditions: TrackConditions;
  /** What the sender was laid out with; null for one that was adopted. */
  readonly encoding: RTCRtpEncodingParameters | null;
  /** The browser would not encode as wanted: the track is sent all the same, and the next wish tries again. */
  readonly encodingFailed: (cause: unknown) => void;
}

/**
 * Brings one sender to the wanted track and encoding. Wishes that come while one is being carried out replace each other:
 * the last wins. Lifetime: until close(), after which nothing is changed any more.
 */
export class OutgoingTrack {
  readonly #sender: RTCRtpSender;
  #wantedTrack: MediaStreamTrack | null;
  #conditions: TrackConditions;
  #isEncodingWanted = false;
  /** What the sender was last told; asking the browser for it holds the page's thread for milliseconds. */
  #encoding: RTCRtpEncodingParameters | null;
  #degradation: RTCDegradationPreference | null = null;
  readonly #encodingFailed: (cause: unknown) => void;
  #isHeld = true;
  #work: Promise<void> | null = null;
  #isClosed = false;

  constructor({ sender, conditions, encoding, encodingFailed }: OutgoingTrackOptions) {
    this.#sender = sender;
    this.#wantedTrack = sender.track;
    this.#conditions = conditions;
    this.#encoding = encoding;
    this.#encodingFailed = encodingFailed;
  }

  /** Resolves once the sender carries the last wanted track, or is closed; rejects with the browser's reason. */
  setTrack(track: MediaStreamTrack | null): Promise<void> {
    this.#wantedTrack = track;
    this.#isEncodingWanted = true;
    return this.#settle();
  }

  /** Fits bitrate, size and pace to these conditions, once it was released. */
  fit(conditions: TrackConditions): Promise<void> {
    this.#conditions = conditions;
    this.#isEncodingWanted = true;
    return this.#settle();
  }

  /** From now on encodings are set: before, that would hold up a connection that is being made. */
  release(): void {
    this.#isHeld = false;
  }

  close(): void {
    this.#isClosed = true;
  }

  #settle(): Promise<void> {
    this.#work ??= this.#reconcile();
    return this.#work;
  }

  async #reconcile(): Promise<void> {
    try {
      while (this.#isUnsettled()) {
        if (this.#sender.track !== this.#wantedTrack) await this.#replaceTrack();
        else await this.#encode();
      }
    } finally {
      // In the same turn as the last look: a wish that came in between would be told that it is done, and never be.
      this.#work = null;
    }
  }

  #isUnsettled(): boolean {
    return !this.#isClosed && (this.#isEncodingWanted || this.#sender.track !== this.#wantedTrack);
  }

  async #replaceTrack(): Promise<void> {
    const wanted = this.#wantedTrack;
    try {
      await this.#sender.replaceTrack(wanted);
    } catch (cause) {
      // Neither a closed sender nor a wish that was replaced meanwhile is anybody's concern.
      if (this.#isClosed || this.#wantedTrack !== wanted) return;
      this.#wantedTrack = this.#sender.track;
      throw cause;
    }
  }

  async #encode(): Promise<void> {
    this.#isEncodingWanted = false;
    if (this.#isHeld) return;
    const captureHeight = this.#wantedTrack?.getSettings().height;
    const wanted = encodingFor({ ...this.#conditions, captureHeight });
    const degradation = degradationFor(this.#conditions);
    const isTold = isSame(wanted, this.#encoding) && degradation === this.#degradation;
    if (isTold || this.#sender.transport === null) return;
    const parameters = this.#sender.getParameters();
    const [encoding] = parameters.encodings;
    if (encoding === undefined) return;
    Object.assign(encoding, wanted);
    if (degradation !== null) parameters.degradationPreference = degradation;
    try {
      await this.#sender.setParameters(parameters);
      this.#encoding = wanted;
      this.#degradation = degradation;
    } catch (cause) {
      if (!this.#isClosed) this.#encodingFailed(cause);
    }
  }
}

function isSame(one: RTCRtpEncodingParameters, other: RTCRtpEncodingParameters | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
