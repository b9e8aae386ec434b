import { Component, computed, output, signal } from '@angular/core';
import { MakeRecordingShare } from '@parley/contract';
import { Button, Field, FieldControl } from '@parley/ui';
import { RoomSwitch } from '../rooms/room-switch';
import { Choice } from '../shell/choice';
import { shares } from '../text/recording-shares.en';

const dayMs = 24 * 3_600_000;
const usualDays = '7';

/** What a new link to a recording asks for and allows. */
@Component({
  selector: 'parley-share-form',
  imports: [Button, Choice, Field, FieldControl, RoomSwitch],
  template: `
    <form novalidate (submit)="submit($event)">
      <ui-field [label]="text.label" [error]="labelError()">
        <input
          uiControl
          autocomplete="off"
          maxlength="80"
          [placeholder]="text.labelPlaceholder"
          [(value)]="label"
        />
      </ui-field>
      <parley-choice
        [isLabelled]="true"
        [label]="text.expires"
        [options]="text.lifetimes"
        [(chosen)]="days"
      />
      <ui-field [label]="text.password" [hint]="text.passwordHint" [error]="passwordError()">
        <input uiControl [masked]="true" autocomplete="off" [(value)]="password" />
      </ui-field>
      <div class="switches">
        <parley-room-switch
          [label]="text.needsSignIn"
          [hint]="text.needsSignInHint"
          [(isOn)]="needsSignIn"
        />
        <parley-room-switch
          [label]="text.allowsDownload"
          [hint]="text.allowsDownloadHint"
          [(isOn)]="allowsDownload"
        />
      </div>
      <button type="submit" uiButton kind="primary">{{ text.make }}</button>
    </form>
  `,
  styles: `
    form {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
      align-items: start;
      gap: var(--space-4);
    }
    .switches {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr));
      grid-column: 1 / -1;
      gap: var(--space-3) var(--space-6);
    }
    button {
      grid-column: 1 / -1;
      justify-self: start;
    }
  `,
})
export class ShareForm {
  readonly wanted = output<MakeRecordingShare>();
  protected readonly text = shares;
  protected readonly label = signal('');
  protected readonly days = signal(usualDays);
  protected readonly password = signal('');
  protected readonly needsSignIn = signal(false);
  protected readonly allowsDownload = signal(false);
  private readonly wasTried = signal(false);
  private readonly wish = computed<MakeRecordingShare>(() => ({
    label: this.label(),
    needsSignIn: this.needsSignIn(),
    allowsDownload: this.allowsDownload(),
    ...(this.password() !== '' && { password: this.password() }),
  }));
  private readonly wrong = computed(() => {
    const parsed = MakeRecordingShare.safeParse(this.wish());
    return this.wasTried() ? (parsed.error?.issues.map(({ path }) => path[0]) ?? []) : [];
  });
  protected readonly labelError = computed(() =>
    this.wrong().includes('label') ? shares.labelWrong : '',
  );
  protected readonly passwordError = computed(() =>
    this.wrong().includes('password') ? shares.passwordWrong : '',
  );

  /** Called when the link is made: the next one is for somebody else. */
  clear(): void {
    this.wasTried.set(false);
    for (const field of [this.label, this.password]) field.set('');
  }

  protected submit(event: Event): void {
    event.preventDefault();
    this.wasTried.set(true);
    if (this.wrong().length > 0) return;
    const days = this.days();
    const expiresAt =
      days === '' ? null : new Date(Date.now() + Number(days) * dayMs).toISOString();
    this.wanted.emit({ ...this.wish(), expiresAt });
  }
}
