import {
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { Button, Icon } from '@parley/ui';
import { clockTime } from '../text/amounts.en';
import { player } from '../text/player.en';
import { MediaState } from './media-state';
import { type PlayerAct, playerActOf } from './player-keys';
import { PlaybackSpeed, speeds } from './playback-speed';
import { TimeBar, type TimeMark } from './time-bar';

/** A recording's picture and sound with what hands expect around them: time, speed, sound, full screen, keys. */
@Component({
  selector: 'parley-recording-player',
  imports: [Button, Icon, MatTooltip, TimeBar],
  host: { '(document:keydown)': 'press($event)' },
  templateUrl: './recording-player.html',
  styleUrl: './recording-player.css',
})
export class RecordingPlayer {
  private readonly page = inject(DOCUMENT);
  private readonly rate = inject(PlaybackSpeed);
  private readonly frame = viewChild.required<ElementRef<HTMLElement>>('frame');
  private readonly video = viewChild.required<ElementRef<HTMLVideoElement>>('video');
  readonly source = input.required<string>();
  readonly poster = input('');
  /** What the server knows, shown until the file itself says. */
  readonly knownDurationMs = input(0);
  /** Letters act while the focus is in here; in the player alone where it is null. */
  readonly surroundings = input<Element | null>(null);
  readonly marks = input<readonly TimeMark[]>([]);
  readonly broken = output();
  protected readonly text = player;
  protected readonly speeds = speeds;
  protected readonly speed = this.rate.speed;
  protected readonly state = new MediaState();
  protected readonly isFullScreen = signal(false);
  /** Read out once a key changed it; the list says it where that is used. */
  protected readonly speedSaid = signal('');
  readonly positionMs = this.state.positionMs;
  protected readonly durationMs = computed(() => this.state.durationMs() ?? this.knownDurationMs());
  protected readonly times = computed(
    () => `${clockTime(this.positionMs())} / ${clockTime(this.durationMs())}`,
  );

  constructor() {
    effect(() => this.keepSpeed());
    // A video that has left the page would play on.
    inject(DestroyRef).onDestroy(() => this.media.pause());
  }

  /** Goes to a moment and lets it play or rest as before. */
  seek(toMs: number): void {
    this.media.currentTime = Math.min(Math.max(0, toMs), this.durationMs()) / 1_000;
    this.state.read(this.media);
  }

  protected toggle(): void {
    if (this.media.paused) this.media.play().catch((cause: unknown) => this.whenNotPlaying(cause));
    else this.media.pause();
  }

  protected press(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const place = this.surroundings() ?? this.frame().nativeElement;
    const act = event.defaultPrevented ? null : playerActOf(event, target, place);
    if (act === null) return;
    event.preventDefault();
    this.run(act);
  }

  protected chooseSpeed({ target }: Event): void {
    if (target instanceof HTMLSelectElement) this.rate.choose(Number(target.value));
  }

  protected toggleSound(): void {
    const isSilent = this.state.isMuted();
    this.media.muted = !isSilent;
    if (isSilent && this.media.volume === 0) this.media.volume = 1;
  }

  protected setVolume({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    this.media.volume = target.valueAsNumber;
    this.media.muted = false;
  }

  protected async toggleFullScreen(): Promise<void> {
    if (this.page.fullscreenElement !== null) return this.page.exitFullscreen();
    const frame = this.frame().nativeElement;
    // A phone that shows nothing but videos in full brings its own controls.
    if ('requestFullscreen' in frame) return frame.requestFullscreen();
    const { webkitEnterFullscreen: enter } = this.media as { webkitEnterFullscreen?: () => void };
    enter?.call(this.media);
  }

  protected readState(): void {
    this.state.read(this.media);
  }

  protected readFullScreen(): void {
    this.isFullScreen.set(this.page.fullscreenElement === this.frame().nativeElement);
  }

  /** A new source begins at the usual speed. */
  protected keepSpeed(): void {
    this.media.playbackRate = this.speed();
  }

  private get media(): HTMLVideoElement {
    return this.video().nativeElement;
  }

  private run(act: PlayerAct): void {
    if (act.kind === 'toggle') this.toggle();
    if (act.kind === 'skip') this.seek(this.positionMs() + act.byMs);
    if (act.kind !== 'speed') return;
    this.rate.step(act.by);
    this.speedSaid.set(player.speedNow(this.speed()));
  }

  /** A pause or another source that came before the first picture ends `play()` as well, and is no fault. */
  private whenNotPlaying(cause: unknown): void {
    const isInterrupted = cause instanceof DOMException && cause.name === 'AbortError';
    if (!isInterrupted) this.broken.emit();
  }
}
