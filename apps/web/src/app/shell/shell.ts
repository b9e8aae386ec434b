import { Component, computed, effect, inject, untracked } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Avatar, Brand, Icon } from '@parley/ui';
import { pictureAddress } from '../api/picture-address';
import { Submission } from '../api/submission';
import { GO_TO } from '../auth/oidc-departure';
import { SessionStore } from '../auth/session-store';
import { accounts } from '../text/accounts.en';
import { common, pageTitles } from '../text/common.en';
import { sentenceFor } from '../text/errors.en';
import { Toasts } from './toasts';

/** The bar above the pages of a signed-in person. Leaves for the sign-in page as soon as the session is over. */
@Component({
  selector: 'parley-shell',
  imports: [
    Avatar,
    Brand,
    Icon,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.css',
})
export class Shell {
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly signingOut = new Submission();
  private isLeaving = false;
  private readonly goTo = inject(GO_TO);
  protected readonly session = inject(SessionStore);
  protected readonly text = { ...common, ...accounts };
  protected readonly picture = computed(() => pictureAddress(this.session.account()?.pictureId));
  protected readonly adminTitle = pageTitles.admin;
  protected readonly checkTitle = pageTitles.check;
  protected readonly pages = [
    { path: '/rooms', title: pageTitles.rooms },
    { path: '/recordings', title: pageTitles.recordings },
  ];

  constructor() {
    effect(() => {
      if (this.session.account() !== null || this.isLeaving) return;
      // Whoever deleted their account is on the way out already.
      if (untracked(this.router.currentNavigation) !== null) return;
      const then = this.router.url;
      void this.router.navigate(['/sign-in'], { queryParams: { then } });
    });
  }

  protected async signOut(): Promise<void> {
    this.isLeaving = true;
    const isSignedOut = await this.signingOut.run(async () => {
      const address = await this.session.signOut();
      if (address !== null) this.goTo(address);
    });
    if (isSignedOut) await this.router.navigateByUrl('/sign-in');
    const failure = this.signingOut.failure();
    if (failure !== null) this.toasts.show(sentenceFor(failure));
    this.isLeaving = false;
  }
}
