import { Component, computed, inject } from '@angular/core';
import { Button, Icon } from '@parley/ui';
import { pageTitles } from '../text/common.en';
import { captureSentence, captureSentenceForBoth, media, silencedSentence } from '../text/media.en';
import { LocalMediaStore } from './local-media-store';
import { PlayTrack } from './play-track';

/** The own picture as one will be seen, with the two switches on it, and in words what keeps a device off. */
@Component({
  selector: 'parley-camera-preview',
  imports: [Button, Icon, PlayTrack],
  templateUrl: './camera-preview.html',
  styleUrl: './camera-preview.css',
})
export class CameraPreview {
  protected readonly store = inject(LocalMediaStore);
  protected readonly text = media;
  protected readonly checkTitle = pageTitles.check;
  protected readonly microphoneLabel = computed(() =>
    this.store.microphone.isOn() ? media.mute : media.unmute,
  );
  protected readonly cameraLabel = computed(() =>
    this.store.camera.isOn() ? media.stopCamera : media.startCamera,
  );

  protected readonly problems = computed<readonly string[]>(() => {
    const microphone = this.store.microphone.problem();
    const camera = this.store.camera.problem();
    if (camera && camera === microphone) return [captureSentenceForBoth(camera)];
    return [
      ...(camera ? [captureSentence('camera', camera)] : []),
      ...(microphone ? [captureSentence('microphone', microphone)] : []),
    ];
  });

  protected readonly silenced = computed(() =>
    (['camera', 'microphone'] as const)
      .filter((source) => this.store[source].isHeldBack())
      .map(silencedSentence),
  );

  protected readonly canTryAgain = computed(() => {
    const problems = [this.store.microphone.problem(), this.store.camera.problem()];
    return problems.some((problem) => problem !== null && problem !== 'insecure');
  });

  protected readonly calmText = computed(() => {
    if (this.store.camera.isStarting()) return media.cameraStarting;
    return this.problems().length === 0 ? media.cameraOff : '';
  });

  protected tryAgain(): void {
    this.store.open(this.store.wishes());
  }
}
