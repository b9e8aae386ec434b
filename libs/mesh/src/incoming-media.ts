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
  readonly #tracks = new Map<Source, MediaStreamTrack>();
  readonly #present = new Set<Source>();
  #published: ReadonlySet<Source> = new Set();

  constructor(changed: IncomingChanged) {
    this.#changed = changed;
  }

  /** More may be attached later; what is known already stays as it is. */
  attach(layout: TransceiverLayout): void {
    const { signal } = this.#listening;
    for (const [source, { receiver }] of layout) {
      // Where a source comes from is settled once.
      if (this.#tracks.has(source)) continue;
      this.#tracks.set(source, receiver.track);
      receiver.track.addEventListener('ended', () => this.#update(source), { signal });
      this.#update(source);
    }
  }

  /** Takes the sender's word, or that of signaling before it, for what it sends now. */
  setPublished(published: ReadonlySet<Source>): void {
    this.#published = published;
    for (const source of sources) this.#update(source);
  }

  close(): void {
    this.#listening.abort();
    this.setPublished(new Set());
    this.#tracks.clear();
  }

  #update(source: Source): void {
    const track = this.#tracks.get(source);
    if (track === undefined) return;
    const isPresent = this.#published.has(source) && track.readyState === 'live';
    if (isPresent === this.#present.has(source)) return;
    if (isPresent) this.#present.add(source);
    else this.#present.delete(source);
    this.#changed(source, isPresent ? track : null);
  }
}
