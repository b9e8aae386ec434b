import { Component, inject } from '@angular/core';
import { Button, Icon } from '@parley/ui';
import { consent as text } from '../text/recording.en';
import { ConsentStore } from './consent-store';

/** Says that one is being recorded until it is answered; takes nothing away from the meeting meanwhile. */
@Component({
  selector: 'parley-consent-banner',
  imports: [Button, Icon],
  template: `
    <div aria-live="polite">
      @if (consent.isAsked()) {
        <section [attr.aria-label]="text.heading" animate.leave="leaving">
          <ui-icon name="record" [size]="20" />
          <p>
            <strong>{{ text.heading }}</strong>
            <span class="soft">{{ why() }}</span>
          </p>
          <button type="button" uiButton kind="quiet" (click)="consent.answer(false)">
            {{ text.decline }}
          </button>
          <button type="button" uiButton (click)="consent.answer(true)">{{ text.agree }}</button>
        </section>
      }
    </div>
  `,
  styleUrl: './consent-banner.css',
})
export class ConsentBanner {
  protected readonly consent = inject(ConsentStore);
  protected readonly text = text;

  protected why(): string {
    const withTracks = this.consent.recording()?.plan.withTracks ?? false;
    return text.why(this.consent.recorderName(), {
      mustAgree: this.consent.mustAgree(),
      withTracks,
    });
  }
}
