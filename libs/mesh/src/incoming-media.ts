import type { TransceiverLayout } from './transceiver-layout';
import { sources, type Source } from './types';

/** Told of each appearance (a track) and disappearance (null) exactly once. */
export type IncomingChanged = (source: Source, track: MediaStreamTrack | null) => void;

/**
 * Knows which remote tracks carry media: those that the sender says it sends, over the path that the media takes too, and
 * before it could say so those that it is expected to send. A receiver's `muted` is no evidence: Chromium 156 unmutes it
 * on padding that probes the bandwidth for another source, does not mute it again when the sender's track is replaced by
 * null, and waiting for it, as for anything that comes over the path, misses the first frames of a join.
 * Lifetime: until close(), which makes all disappear.
 */
export class IncomingMedia {
  readonly #changed: IncomingChanged;
  readonly #listening = new AbortController();
  readonly #receivers = new Map<Source, RTCRtpReceiver>();
  readonly #present = new Set<Source>();
  #published: ReadonlySet<Source> = new Set();
  /** When the voice came that was told last, as the browser tells it. */
  #heardAt: number | null = null;

  constructor(changed: IncomingChanged) {
    this.#changed = changed;
  }

  /** More may be attached later; what is known already stays as it is. */
  attach(layout: TransceiverLayout): void {
    const { signal } = this.#listening;
    for (const [source, { receiver }] of layout) {
      // Where a source comes from is settled once.
      if (this.#receivers.has(source)) continue;
      this.#receivers.set(source, receiver);
      receiver.track.addEventListener('ended', () => this.#update(source), { signal });
      this.#update(source);
    }
  }

  /** Takes the sender's word, or that of signaling before it, for what it sends now. */
  setPublished(published: ReadonlySet<Source>): void {
    this.#published = published;
    for (const source of sources) this.#update(source);
  }

  /**
   * How loud the microphone was in what came since this was asked last: root mean square, 0 to 1; null while none is sent.
   * Packets say it of themselves (RFC 6464), which spares the listening.
   */
  voiceLevel(): number | null {
    const receiver = this.#receivers.get('microphone');
    if (receiver === undefined || !this.#present.has('microphone')) return null;
    const [latest] = receiver.getSynchronizationSources();
    // What came last stays there for ten seconds after a path broke.
    if (latest === undefined || latest.timestamp === this.#heardAt) return 0;
    this.#heardAt = latest.timestamp;
    return latest.audioLevel ?? 0;
  }

  close(): void {
    this.#listening.abort();
    this.setPublished(new Set());
    this.#receivers.clear();
  }

  #update(source: Source): void {
    const track = this.#receivers.get(source)?.track;
    if (track === undefined) return;
    const isPresent = this.#published.has(source) && track.readyState === 'live';
    if (isPresent === this.#present.has(source)) return;
    if (isPresent) this.#present.add(source);
    else this.#present.delete(source);
    this.#changed(source, isPresent ? track : null);
  }
}
