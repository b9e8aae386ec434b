/** One track that goes on for ever while what it carries is replaced. Lifetime: from `open` to `close`. */
export interface TrackFeed {
  open(): Promise<MediaStreamTrack>;
  /** Sound and pictures flow from here on: the recorder runs. */
  begin(): void;
  /** Null: silence, or darkness, of the right length. */
  replaceTrack(track: MediaStreamTrack | null): void;
  close(): Promise<void>;
}
