import {
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Avatar, Button, Icon } from '@parley/ui';
import { PlayTrack } from '../media/play-track';
import { meeting as text, secondScreen } from '../text/meeting.en';
import { FirstRemoteFrame } from './marks';
import { TilePin } from './pin/tile-pin';
import { TilePicture } from './picture/tile-picture';
import { ScreenZoom } from './screen-zoom/screen-zoom';
import type { Tile } from './tiles';
import { TileVolume } from './volume/tile-volume';
import { VolumeStore } from './volume/volume-store';

/** One tile: a picture or an avatar, a name, and every state both drawn and in words. */
@Component({
  selector: 'parley-tile',
  imports: [Avatar, Button, Icon, PlayTrack, ScreenZoom, TilePicture, TilePin, TileVolume],
  host: {
    role: 'group',
    '[attr.aria-label]': 'tile().label',
    '[attr.data-participant-id]': 'tile().participantId',
    '[attr.data-source]': "tile().isScreen ? 'screen_share' : 'camera'",
    // A screen takes the focus, because keys bring it closer.
    '[attr.tabindex]': 'tile().isScreen && hasFrame() ? 0 : null',
    '[class.speaking]': 'isSpeaking()',
    '[class.screen]': 'tile().isScreen',
    '[class.mirrored]': 'tile().isOwn && !tile().isScreen',
  },
  templateUrl: './tile-view.html',
  styleUrl: './tile-view.css',
})
export class TileView {
  readonly tile = input.required<Tile>();
  readonly isSpeaking = input(false);
  /** The own screen on it is to be shared no longer. */
  readonly stopped = output();
  protected readonly text = { ...text, stopThis: secondScreen.stopThis };
  protected readonly frame = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly volumes = inject(VolumeStore);
  readonly #firstFrame = inject(FirstRemoteFrame);
  protected readonly video = viewChild<ElementRef<HTMLVideoElement>>('video');
  /** False until a frame of this very track was presented: before that the avatar shows, never an old picture. */
  protected readonly hasFrame = signal(false);

  /** By itself, because the tile around it is new whenever anything in the meeting is. */
  protected readonly track = computed(() => this.tile().track);

  protected readonly linkText = computed(() => {
    const texts = {
      good: '',
      connecting: text.connecting,
      reconnecting: text.reconnectingPerson,
      poor: text.connectionPoor,
      'no-path': '',
      'no-relay': '',
    };
    return texts[this.tile().link];
  });

  /** Why there is no picture, in a sentence; empty where that needs none. */
  protected readonly trouble = computed(() => {
    const { link, isVideoPaused, participantName } = this.tile();
    if (link === 'no-path') return text.noPath(participantName);
    if (link === 'no-relay') return text.noDirectPath(participantName);
    return isVideoPaused ? text.videoPaused : '';
  });

  /** A picture that stands still because the link is weak is no picture of anybody. */
  protected readonly isPictureShown = computed(() => this.hasFrame() && !this.tile().isVideoPaused);

  constructor() {
    effect((onCleanup) => {
      const element = this.video()?.nativeElement;
      const track = this.track();
      this.hasFrame.set(false);
      if (!element || !track) return;
      const handle = element.requestVideoFrameCallback(() => this.#noteFrame());
      onCleanup(() => element.cancelVideoFrameCallback(handle));
    });
  }

  #noteFrame(): void {
    this.hasFrame.set(true);
    if (!this.tile().isOwn) this.#firstFrame.note();
  }
}
