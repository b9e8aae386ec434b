import {
  afterNextRender,
  Component,
  DestroyRef,
  DOCUMENT,
  ElementRef,
  EnvironmentInjector,
  inject,
  input,
  output,
} from '@angular/core';
import { Button, Icon } from '@parley/ui';
import { meeting as text } from '../text/meeting.en';

/** Where a control is that a narrow page has no room for. */
export const moreControlId = 'toggle-more';

/**
 * The frame of a panel: a region beside the stage, a full sheet on a phone. Takes the focus when it opens and gives it
 * back to the control with `returnTo` when it closes.
 */
@Component({
  selector: 'parley-side-panel',
  imports: [Button, Icon],
  host: {
    role: 'region',
    // A press on its words leaves the focus in it, and Escape with it.
    tabindex: '-1',
    '[attr.aria-label]': 'heading()',
    '(keydown.escape)': 'closed.emit()',
  },
  template: `
    <header>
      <h2 tabindex="-1">
        {{ heading() }}
        @if (count() > 0) {
          <span class="soft">{{ count() }}</span>
        }
      </h2>
      <button
        type="button"
        uiButton
        kind="quiet"
        square
        [attr.aria-label]="text.close"
        (click)="closed.emit()"
      >
        <ui-icon name="close" [size]="18" />
      </button>
    </header>
    <div class="content"><ng-content /></div>
  `,
  styleUrl: './side-panel.css',
})
export class SidePanel {
  readonly heading = input.required<string>();
  readonly count = input(0);
  /** Id of the control that opened it. */
  readonly returnTo = input.required<string>();
  readonly closed = output();
  protected readonly text = text;
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #page = inject(DOCUMENT);

  constructor() {
    afterNextRender({ read: () => this.#takeFocus() });
    const injector = inject(EnvironmentInjector);
    // Once what was behind it can have the focus again.
    const giveBack = () => afterNextRender({ read: () => this.#giveFocusBack() }, { injector });
    inject(DestroyRef).onDestroy(() => void giveBack());
  }

  /** Where one will write is where one wants to be; otherwise a screen reader begins at the heading. */
  #takeFocus(): void {
    const place = this.#element.querySelector<HTMLElement>('textarea, h2');
    const writing = this.#element.querySelector<HTMLElement>('textarea');
    (writing ?? place)?.focus({ preventScroll: true });
  }

  #giveFocusBack(): void {
    const { activeElement } = this.#page;
    if (
      activeElement &&
      activeElement !== this.#page.body &&
      !this.#element.contains(activeElement)
    )
      return;
    // On a phone some of these controls are behind More.
    const opener = this.#page.getElementById(this.returnTo());
    (opener ?? this.#page.getElementById(moreControlId))?.focus({ preventScroll: true });
  }
}
