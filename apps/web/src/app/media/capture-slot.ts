import { computed, signal } from '@angular/core';
import type { CameraSize } from '@parley/contract';
import type { CaptureProblem } from './capture-problem';
import type { PictureSize } from './capture-limit';

/** One device: what is wanted of it, what is so, and what stands between. Written by the local media store only. */
export class CaptureSlot {
  readonly isWanted = signal(false);
  readonly track = signal<MediaStreamTrack | null>(null);
  readonly problem = signal<CaptureProblem | null>(null);
  /** True while the browser is asked: it may be showing its question. */
  readonly isStarting = signal(false);
  /** True where others hear or see it: what the buttons show. */
  readonly isOn = computed(() => this.isWanted() && this.track() !== null);
  /** The track to send: null while it is off. */
  readonly liveTrack = computed(() => (this.isOn() ? this.track() : null));
  /** True while the system gives silence or black instead of the device: a key, a shutter, a phone call. */
  readonly isSilenced = signal(false);
  /** It is on, and yet nobody hears or sees it. */
  readonly isHeldBack = computed(() => this.isOn() && this.isSilenced());
  /** What the camera really gives when it may give all; null while it gives nothing, does not say or was not let. */
  readonly size = signal<PictureSize | null>(null);
  /** How high the pictures of the track are now; null where it does not say. */
  readonly height = signal<number | null>(null);
  /** True where the platform offers to blur what is behind the person, and leaves the choice. */
  readonly canBlur = signal(false);
  /** The device as it was asked for, so that another choice is noticed. */
  capturedFor: string | null = null;
  /** The size that the camera was opened for. */
  openedFor: CameraSize | null = null;
  /**
   * A second track of the same camera, which nobody sees. Chromium opens a camera with a single track anew for every other
   * size or pace, which stops the picture for a while; beside this one it takes from the frames instead.
   */
  anchor: MediaStreamTrack | null = null;
  /** The settings as they were asked for. */
  tunedFor = '';
  /** True where only a new capture brings what is asked for. */
  isStale = false;
  /** True from a device's loss until it is back or no longer wanted. */
  isLost = false;
  /** How often in a row it was in use elsewhere. */
  busyCount = 0;
}
