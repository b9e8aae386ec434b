import {
  Component,
  computed,
  inject,
  Injector,
  input,
  type OnDestroy,
  signal,
} from '@angular/core';
import { Router } from '@angular/router';
import { Button, Notice } from '@parley/ui';
import { Submission } from '../api/submission';
import { sentenceFor } from '../text/errors.en';
import { waysIn } from '../text/passkeys.en';
import { troubleInAddress } from './oidc-trouble';
import type { PasskeySignIn } from './passkey-sign-in';
import { PasskeySupport } from './passkey-support';
import { pathAfterSignIn } from './path-after-sign-in';

/** Below the form: passkeys, and the OpenID provider where the operator set one up. */
@Component({
  selector: 'parley-other-ways-in',
  imports: [Button, Notice],
  template: `
    @if (sentence(); as text) {
      <ui-notice role="alert" tone="danger">{{ text }}</ui-notice>
    }
    <p class="or soft" aria-hidden="true">{{ text.or }}</p>
    <button
      type="button"
      uiButton
      wide
      [attr.aria-disabled]="submission.isBusy()"
      (click)="withPasskey()"
    >
      {{ isWaiting() ? text.waitingForPasskey : text.withPasskey }}
    </button>
    @if (providerName(); as name) {
      <button
        type="button"
        uiButton
        wide
        [attr.aria-disabled]="submission.isBusy()"
        (click)="withProvider()"
      >
        {{ text.withProvider(name) }}
      </button>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
    }
    .or {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      margin: 0;
      font-size: var(--text-s);
    }
    .or::before,
    .or::after {
      content: '';
      flex: 1;
      border-top: 1px solid var(--line);
    }
    button {
      white-space: normal;
      overflow-wrap: anywhere;
    }
  `,
})
export class OtherWaysIn implements OnDestroy {
  private readonly injector = inject(Injector);
  private readonly support = inject(PasskeySupport);
  private readonly router = inject(Router);
  private readonly trouble = troubleInAddress();
  /** What the browser, not the server, has to say. */
  private readonly note = signal('');
  private readonly wasTried = signal(false);
  private passkeys: PasskeySignIn | undefined;
  private isLeft = false;
  readonly providerName = input<string>();
  /** From the address: where to go afterwards. */
  readonly wantedPath = input<string | null>(null);
  protected readonly text = waysIn;
  protected readonly submission = new Submission();
  protected readonly isWaiting = signal(false);
  protected readonly sentence = computed(() => {
    const failure = this.submission.failure();
    if (failure) return sentenceFor(failure);
    if (this.note() !== '' || this.wasTried()) return this.note();
    return this.trouble === null ? '' : sentenceFor({ code: this.trouble });
  });

  constructor() {
    void this.offerInField();
  }

  ngOnDestroy(): void {
    this.isLeft = true;
    void this.passkeys?.cancel();
  }

  protected async withPasskey(): Promise<void> {
    this.wasTried.set(true);
    this.note.set(this.support.whyNot() ?? '');
    if (this.note() !== '') return;
    this.isWaiting.set(true);
    await this.submission.run(() => this.enter(false));
    this.isWaiting.set(false);
  }

  protected async withProvider(): Promise<void> {
    this.wasTried.set(true);
    this.note.set('');
    await this.submission.run(async () => {
      const { OidcDeparture } = await import('./oidc-departure');
      await this.injector.get(OidcDeparture).signIn(this.pathAfter());
    });
  }

  /** Quiet until a passkey is chosen: whoever types a password is not to be told that they used none. */
  private async offerInField(): Promise<void> {
    if (this.support.whyNot() !== null || !this.support.wasUsedHere()) return;
    const offer = new Submission();
    await offer.run(() => this.enter(true));
    const failure = offer.failure();
    if (failure && failure.code !== 'internal') this.note.set(sentenceFor(failure));
  }

  /** What it takes is loaded now: few sign in this way, everybody loads the page. */
  private async enter(isAutofill: boolean): Promise<void> {
    const { PasskeySignIn, PasskeyTrouble } = await import('./passkey-sign-in');
    this.passkeys = this.injector.get(PasskeySignIn);
    if (isAutofill && (!(await this.passkeys.canAutofill()) || this.isLeft)) return;
    try {
      await this.passkeys.signIn(isAutofill);
      await this.router.navigateByUrl(this.pathAfter());
    } catch (error) {
      if (!(error instanceof PasskeyTrouble)) throw error;
      if (!isAutofill) this.note.set(waysIn.noPasskeyUsed);
    }
  }

  private pathAfter(): string {
    return pathAfterSignIn(this.wantedPath());
  }
}
