import { encodingFor } from './send-quality';
import type { Source } from './types';

/**
 * Brings one sender to the wanted track and encoding. Wishes that come while one is being carried out replace each other:
 * the last wins. Lifetime: until close(), after which nothing is changed any more.
 */
export class OutgoingTrack {
  readonly #source: Source;
  readonly #sender: RTCRtpSender;
  #wantedTrack: MediaStreamTrack | null;
  #remoteCount: number;
  #isEncodingWanted = false;
  #work: Promise<void> | null = null;
  #isClosed = false;

  constructor(source: Source, sender: RTCRtpSender, remoteCount: number) {
    this.#source = source;
    this.#sender = sender;
    this.#wantedTrack = sender.track;
    this.#remoteCount = remoteCount;
  }

  /** Resolves once the sender carries the last wanted track, or is closed; rejects with the browser's reason. */
  setTrack(track: MediaStreamTrack | null): Promise<void> {
    this.#wantedTrack = track;
    this.#isEncodingWanted = true;
    return this.#settle();
  }

  /** Fits bitrate and size to the number of receivers. Without effect until the sender has been negotiated. */
  setRemoteCount(remoteCount: number): Promise<void> {
    this.#remoteCount = remoteCount;
    this.#isEncodingWanted = true;
    return this.#settle();
  }

  close(): void {
    this.#isClosed = true;
  }

  #settle(): Promise<void> {
    this.#work ??= this.#reconcile().finally(() => {
      this.#work = null;
    });
    return this.#work;
  }

  async #reconcile(): Promise<void> {
    while (!this.#isClosed) {
      if (this.#sender.track !== this.#wantedTrack) await this.#replaceTrack();
      else if (this.#isEncodingWanted) await this.#encode();
      else return;
    }
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
    const parameters = this.#sender.getParameters();
    const [encoding] = parameters.encodings;
    if (encoding === undefined || this.#sender.transport === null) return;
    const height = this.#wantedTrack?.getSettings().height;
    Object.assign(encoding, encodingFor(this.#source, this.#remoteCount, height));
    try {
      await this.#sender.setParameters(parameters);
    } catch (cause) {
      if (!this.#isClosed) throw cause;
    }
  }
}
