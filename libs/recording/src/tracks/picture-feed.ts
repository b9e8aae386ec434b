import { FrameFeed } from './frame-feed';
import { Stage, type StageOptions } from '../stage';
import type { TrackFeed } from './track-feed';

export type PictureFeedOptions = Pick<
  StageOptions,
  'browser' | 'ticks' | 'size' | 'frameRate' | 'onFailure'
>;

/** Feeds one camera or screen after another into one track: frame by frame, or by way of a canvas where none are given. */
export function createPictureFeed(options: PictureFeedOptions): TrackFeed {
  const { frames } = options.browser;
  return frames === null ? new CanvasFeed(options) : new FrameFeed({ ...options, frames });
}

const tileId = 'picture';

class CanvasFeed implements TrackFeed {
  private readonly stage: Stage;

  constructor(options: PictureFeedOptions) {
    this.stage = new Stage({ ...options, picture: 'tile', tileId, hasNames: false });
  }

  open(): Promise<MediaStreamTrack> {
    return Promise.resolve(this.stage.open());
  }

  begin(): void {
    this.stage.resume();
  }

  replaceTrack(video: MediaStreamTrack | null): void {
    this.stage.setScene({
      tiles: [{ id: tileId, kind: 'camera', name: '', video, audio: null, isMuted: false }],
    });
  }

  close(): Promise<void> {
    this.stage.close();
    return Promise.resolve();
  }
}
