import { Component, input, model } from '@angular/core';
import { Field, FieldControl } from '@parley/ui';
import { accounts } from '../text/accounts.en';

/** Email and password, as password managers know them. */
@Component({
  selector: 'parley-credential-fields',
  imports: [Field, FieldControl],
  template: `
    <ui-field [label]="text.email" [error]="isEmailWrong() ? text.emailWrong : ''">
      <input
        uiControl
        type="email"
        name="email"
        [attr.autocomplete]="isNew() ? 'username' : 'username webauthn'"
        inputmode="email"
        autocapitalize="off"
        spellcheck="false"
        [(value)]="email"
      />
    </ui-field>
    <ui-field [label]="text.password" [hint]="passwordHint()" [error]="passwordError()">
      <input
        uiControl
        type="password"
        name="password"
        [attr.autocomplete]="isNew() ? 'new-password' : 'current-password'"
        [(value)]="password"
      />
    </ui-field>
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class CredentialFields {
  readonly email = model.required<string>();
  readonly password = model.required<string>();
  /** The password is chosen here, not given. */
  readonly isNew = input(false);
  readonly isEmailWrong = input.required<boolean>();
  readonly passwordHint = input('');
  /** A sentence; empty where nothing is wrong. */
  readonly passwordError = input.required<string>();
  protected readonly text = accounts;
}
