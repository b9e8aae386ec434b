import { Clipboard } from '@angular/cdk/clipboard';
import { DOCUMENT, inject, Injectable } from '@angular/core';
import { common } from '../text/common.en';
import { Toasts } from './toasts';

/** Puts a link, or another text, into the clipboard and says so. */
@Injectable({ providedIn: 'root' })
export class LinkCopier {
  private readonly fallback = inject(Clipboard);
  private readonly browser = inject(DOCUMENT).defaultView?.navigator;
  private readonly toasts = inject(Toasts);

  async copy(link: string, said: string = common.linkCopied): Promise<void> {
    const isCopied = (await this.copyByApi(link)) || this.fallback.copy(link);
    this.toasts.show(isCopied ? said : common.copyFailed);
  }

  /** False over plain http off localhost, where the API is missing, and where the person forbade it. */
  private async copyByApi(link: string): Promise<boolean> {
    if (this.browser === undefined || !('clipboard' in this.browser)) return false;
    return this.browser.clipboard.writeText(link).then(
      () => true,
      () => false,
    );
  }
}
