import {
  type AfterViewInit,
  Component,
  ElementRef,
  inject,
  type OnDestroy,
  output,
  viewChild,
} from '@angular/core';
import { mediaDevices } from '../media/media-ports';
import { picture as text } from '../text/account.en';

/** Enough for a square of 256 pixels with room to zoom; anything a camera has will do. */
const wanted = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: 'user' } as const;

/** The camera's picture, mirrored as people know themselves. Lifetime: the camera is on while this is on the page. */
@Component({
  selector: 'parley-picture-camera',
  template: `<video #video muted playsinline [attr.aria-label]="text.preview"></video>`,
  styles: `
    :host {
      display: block;
    }
    video {
      display: block;
      width: 100%;
      max-height: 50dvh;
      aspect-ratio: 1;
      border-radius: var(--radius-m);
      background: var(--behind-picture);
      object-fit: cover;
      transform: scaleX(-1);
    }
  `,
})
export class PictureCamera implements AfterViewInit, OnDestroy {
  private readonly devices = inject(mediaDevices);
  private readonly video = viewChild.required<ElementRef<HTMLVideoElement>>('video');
  private stream: MediaStream | null = null;
  private isOver = false;
  protected readonly text = text;
  readonly failed = output();

  ngAfterViewInit(): void {
    void this.open();
  }

  ngOnDestroy(): void {
    this.isOver = true;
    this.release();
  }

  /** What the camera sees now, the right way round; undefined while it shows nothing yet. */
  async take(): Promise<ImageBitmap | undefined> {
    const video = this.video().nativeElement;
    return video.videoWidth === 0 ? undefined : createImageBitmap(video);
  }

  private async open(): Promise<void> {
    try {
      if (!this.devices) throw new TypeError('no devices on plain HTTP');
      this.stream = await this.devices.getUserMedia({ video: wanted });
      // Closed while the browser was asking.
      if (this.isOver) return this.release();
      const video = this.video().nativeElement;
      video.srcObject = this.stream;
      await video.play();
    } catch (error) {
      this.release();
      if (this.isOver) return;
      if (!(error instanceof Error)) throw error;
      this.failed.emit();
    }
  }

  private release(): void {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
  }
}
