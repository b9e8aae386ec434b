import {
  Component,
  computed,
  ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import type { SharedTimeline } from '@parley/contract';
import { Notice } from '@parley/ui';
import { Submission } from '../api/submission';
import { player } from '../text/player.en';
import { ChapterList } from './chapter-list';
import { ChatAlong } from './chat-along';
import { Mp4Maker } from './mp4-maker';
import { RecordingPlayer } from './recording-player';
import type { TimeMark } from './time-bar';

type Side = 'chapters' | 'chat';

/** A recording with its chapters and its chat beside the picture, in step with it. */
@Component({
  selector: 'parley-watching',
  imports: [ChapterList, ChatAlong, Notice, RecordingPlayer],
  host: { '[class.beside]': 'side() !== undefined' },
  templateUrl: './watching.html',
  styleUrl: './watching.css',
})
export class Watching {
  private readonly maker = inject(Mp4Maker);
  protected readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly source = input.required<string>();
  /** The same as MP4, for browsers that cannot play the other; null where there is none. */
  readonly mp4Source = input<string | null>(null);
  /** Whether the person is offered the file, should no browser of theirs play it. */
  readonly hasDownload = input(true);
  readonly poster = input('');
  /** Null where the server does not know it either. */
  readonly durationMs = input<number | null>(null);
  /** Null until it is loaded, and where there is none. */
  readonly timeline = input<SharedTimeline | null>(null);
  protected readonly text = player;
  protected readonly preparing = new Submission();
  /** A string, so that reading the same recording again does not start its player anew. */
  protected readonly playedSource = linkedSignal(() => this.source());
  protected readonly isBroken = signal(false);
  protected readonly player = viewChild.required(RecordingPlayer);
  protected readonly chapters = computed<readonly TimeMark[]>(
    () =>
      this.timeline()?.chapters.map(({ atMs, kind, name }) => ({
        ...{ atMs, kind },
        words: player.chapter(kind, name),
      })) ?? [],
  );
  protected readonly chat = computed(() => this.timeline()?.chat ?? []);
  /** What there is to show beside the picture. */
  protected readonly sides = computed<readonly Side[]>(() => [
    ...(this.chapters().length > 0 ? (['chapters'] as const) : []),
    ...(this.chat().length > 0 ? (['chat'] as const) : []),
  ]);
  protected readonly side = linkedSignal<Side | undefined>(() => this.sides()[0]);

  protected async tryMp4(): Promise<void> {
    const mp4 = this.mp4Source();
    const isPossible = mp4 !== null && this.playedSource() !== mp4;
    if (isPossible && (await this.preparing.run(() => this.maker.made(mp4))))
      this.playedSource.set(mp4);
    else this.isBroken.set(true);
  }

  /** The other one of the two, as arrows go in a list of tabs; the focus goes along. */
  protected switchSide(event: Event): void {
    const other = this.sides().find((side) => side !== this.side());
    if (other === undefined) return;
    event.preventDefault();
    this.side.set(other);
    this.host.nativeElement.querySelector<HTMLElement>(`#watching-${other}`)?.focus();
  }
}
