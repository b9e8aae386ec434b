import { computed, DOCUMENT, effect, inject, Injectable, type Signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { fromEvent, map, of, switchMap, timer } from 'rxjs';
import { BandwidthStore } from './bandwidth-store';
import { FirstRemoteFrame } from '../marks';
import { MeshBridge } from '../mesh-bridge';
import { PanelStore } from '../panel-store';
import { phoneLayout } from '../phone-layout';
import { RecordingControl } from '../recording-control';
import { ZoomStore } from '../screen-zoom/zoom-store';
import { SizedCamera } from '../sized-camera';
import { cameraLimit, ownHeightOf, type PlacedTile, viewsOf } from './views';

/** Flicking through tabs costs nobody a key frame. */
const outOfSightAfterMs = 2_000;

/**
 * Tells everybody how large their pictures are shown here, so that nobody sends what is not seen. The first pictures come
 * as they are: nothing is told before one of them is there. Lifetime: the stage's.
 */
@Injectable()
export class ViewFeed {
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #bridge = inject(MeshBridge);
  readonly #bandwidth = inject(BandwidthStore);
  readonly #recording = inject(RecordingControl);
  readonly #firstFrame = inject(FirstRemoteFrame);
  readonly #zooms = inject(ZoomStore);
  readonly #isPageHidden = pageHidden();
  readonly #isPhone = phoneLayout();
  readonly #camera = inject(SizedCamera);
  readonly #panels = inject(PanelStore);
  /** On a phone a panel is a sheet over everything. */
  readonly #isUnseen = computed(
    () => this.#isPageHidden() || (this.#isPhone() && this.#panels.open() !== null),
  );
  readonly #isOutOfSight = toSignal(
    toObservable(this.#isUnseen).pipe(
      switchMap((isUnseen) =>
        isUnseen ? timer(outOfSightAfterMs).pipe(map(() => true)) : of(false),
      ),
    ),
    { initialValue: false },
  );

  /** Called once, with the tiles where they are now. */
  follow(placed: Signal<readonly PlacedTile[]>): void {
    effect(() => {
      const limit = cameraLimit({
        needed: this.#bridge.captureNeed(),
        own: ownHeightOf(placed(), this.#window?.devicePixelRatio ?? 1),
        isRecording: this.#recording.safetyText() !== '',
      });
      this.#camera.limit.set(this.#firstFrame.isSeen() ? limit : null);
    });
    // A browser that scales by factors only is told when they are others.
    effect(() => {
      if (this.#camera.fitted()) this.#bridge.mesh()?.captureChanged();
    });
    effect(() => {
      const mesh = this.#bridge.mesh();
      const isAudioOnly = this.#bandwidth.isAudioOnly();
      const isOutOfSight = this.#isOutOfSight();
      if (!mesh || !(this.#firstFrame.isSeen() || isAudioOnly || isOutOfSight)) return;
      const views = viewsOf(placed(), {
        isAudioOnly,
        isOutOfSight,
        isRecording: this.#recording.safetyText() !== '',
        isMeasured: placed().some(({ place }) => place !== undefined),
        devicePixelRatio: this.#window?.devicePixelRatio ?? 1,
        zooms: this.#zooms.scales(),
      });
      for (const [participantId, view] of views) mesh.setViews(participantId, view);
    });
  }
}

function pageHidden(): Signal<boolean> {
  const document = inject(DOCUMENT);
  const isHidden = () => document.visibilityState === 'hidden';
  return toSignal(fromEvent(document, 'visibilitychange').pipe(map(isHidden)), {
    initialValue: isHidden(),
  });
}
