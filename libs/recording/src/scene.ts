/** One picture of the composition: a person (with or without camera) or a shared screen. */
export interface SceneTile {
  /** Stable while the tile lives: participant id for a person, publication id for a screen. */
  readonly id: string;
  readonly kind: 'camera' | 'screen_share';
  /** Name written on the tile; also the source of the initials when there is no picture. */
  readonly name: string;
  readonly video: MediaStreamTrack | null;
  /** Voice of the person, or the sound of the shared screen. */
  readonly audio: MediaStreamTrack | null;
  /** A muted tile's sound is left out and the tile says so. */
  readonly isMuted: boolean;
}

/** Everything that is to be seen and heard now, in the order of the grid. Who is left out has no tile. */
export interface Scene {
  readonly tiles: readonly SceneTile[];
  /** Id of the tile of whoever speaks now, as it changes: the picture itself sees to it that nothing flaps. */
  readonly speakingId?: string | null;
}

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle in pixels, origin at the top left. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}
