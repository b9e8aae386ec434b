import { DOCUMENT, inject, Injectable } from '@angular/core';
import { waysIn } from '../text/passkeys.en';

const usedKey = 'parley.passkey';
const isNumber = (hostname: string) => /^[\d.]+$|^\[/.test(hostname);

/** Whether passkeys can work on this page, and whether this browser has used one here. */
@Injectable({ providedIn: 'root' })
export class PasskeySupport {
  private readonly window = inject(DOCUMENT).defaultView;

  /** A sentence that says why not; null where they can. WebAuthn knows no site under a number (its 5.1.3, step 8). */
  whyNot(): string | null {
    const { window } = this;
    if (!window) return waysIn.noPasskeys;
    const { hostname, port, protocol } = window.location;
    if (hostname === '127.0.0.1')
      return waysIn.needName(`${protocol}//localhost${port === '' ? '' : `:${port}`}`);
    if (!window.isSecureContext || isNumber(hostname)) return waysIn.needHttps;
    return 'PublicKeyCredential' in window ? null : waysIn.noPasskeys;
  }

  wasUsedHere(): boolean {
    return this.window?.localStorage.getItem(usedKey) === 'yes';
  }

  rememberUse(): void {
    this.window?.localStorage.setItem(usedKey, 'yes');
  }
}
