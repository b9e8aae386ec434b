import {
  Component,
  computed,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  viewChild,
} from '@angular/core';
import type { SharedTimeline } from '@parley/contract';
import { player } from '../text/player.en';
import { ChapterList } from './chapter-list';
import { ChatAlong } from './chat-along';
import { RecordingPlayer } from './recording-player';
import type { TimeMark } from './time-bar';

type Side = 'chapters' | 'chat';

/** A recording with its chapters and its chat beside the picture, in step with it. */
@Component({
  selector: 'parley-watching',
  imports: [ChapterList, ChatAlong, RecordingPlayer],
  host: { '[class.beside]': 'side() !== undefined' },
  templateUrl: './watching.html',
  styleUrl: './watching.css',
})
export class Watching {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly source = input.required<string>();
  readonly poster = input('');
  /** Null where the server does not know it either. */
  readonly durationMs = input<number | null>(null);
  /** Null until it is loaded, and where there is none. */
  readonly timeline = input<SharedTimeline | null>(null);
  readonly broken = output();
  protected readonly text = player;
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

  /** The other one of the two, as arrows go in a list of tabs; the focus goes along. */
  protected switchSide(event: Event): void {
    const other = this.sides().find((side) => side !== this.side());
    if (other === undefined) return;
    event.preventDefault();
    this.side.set(other);
    this.host.nativeElement.querySelector<HTMLElement>(`#watching-${other}`)?.focus();
  }
}
