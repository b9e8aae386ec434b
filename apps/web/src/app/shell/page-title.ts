import { inject, Injectable } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { common } from '../text/common.en';

/** Writes `Rooms · Parley` into the tab. Pages that know a better name call `say`. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);

  override updateTitle(state: RouterStateSnapshot): void {
    this.say(this.buildTitle(state) ?? '');
  }

  say(page: string): void {
    this.title.setTitle(page === '' ? common.product : `${page} · ${common.product}`);
  }
}
