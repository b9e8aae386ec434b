import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { CaptureLimit } from '../../media/capture-limit';
import { LocalMediaStore } from '../../media/local-media-store';
import { MeshBridge } from '../mesh-bridge';
import { browserPorts } from '../mesh-ports';
import { RecordingControl } from '../recording-control';
import { fullCapture, nextCapture, shrinkAfterMs, wantedCapture } from './next-capture';

/**
 * Captures no larger and no faster than anybody is shown: what is thrown away behind the camera costs as much before it.
 * Lifetime: the stage's, after which everything is captured again that the person chose.
 */
@Injectable()
export class AdaptiveCapture {
  /** How high the own picture is shown here, in physical pixels. */
  readonly ownHeight = signal(0);
  readonly #media = inject(LocalMediaStore);
  readonly #bridge = inject(MeshBridge);
  readonly #recording = inject(RecordingControl);
  readonly #clock = inject(browserPorts).clock;
  #capture = fullCapture;
  #cancelShrinking: (() => void) | null = null;

  readonly #wanted = computed<CaptureLimit | null>(() =>
    wantedCapture({
      need: this.#bridge.captureNeed(),
      ownHeight: this.ownHeight(),
      isRecording: this.#recording.safetyText() !== '',
    }),
  );

  constructor() {
    effect(() => {
      const wanted = this.#wanted();
      untracked(() => this.#follow(wanted));
    });
    // A browser that knows factors only is told when they are others.
    effect(() => {
      if (this.#media.camera.height() !== null) this.#bridge.mesh()?.captureChanged();
    });
    inject(DestroyRef).onDestroy(() => {
      this.#cancelShrinking?.();
      this.#media.limit(null);
    });
  }

  #follow(wanted: CaptureLimit | null): void {
    this.#cancelShrinking?.();
    this.#cancelShrinking = null;
    this.#capture = nextCapture(this.#capture, wanted, this.#clock.now());
    const { limit, tooMuchSinceMs } = this.#capture;
    this.#media.limit(limit);
    if (tooMuchSinceMs === null) return;
    const delayMs = tooMuchSinceMs + shrinkAfterMs - this.#clock.now();
    this.#cancelShrinking = this.#clock.schedule(delayMs, () => this.#follow(this.#wanted()));
  }
}
