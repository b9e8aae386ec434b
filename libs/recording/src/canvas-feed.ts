import type { Size } from './scene';
import { Stage, type StageOptions } from './stage';
import type { TrackFeed } from './track-feed';

const tileId = 'picture';

/** Feeds one camera or screen after another by way of a canvas: in browsers that hand out no frames. */
export class CanvasFeed implements TrackFeed {
  private readonly stage: Stage;

  constructor(
    options: Pick<StageOptions, 'browser' | 'ticks' | 'frameRate' | 'onFailure'>,
    size: Size,
  ) {
    this.stage = new Stage({ ...options, size, picture: 'tile', tileId, hasNames: false });
  }

  open(): Promise<MediaStreamTrack> {
    return Promise.resolve(this.stage.open());
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
