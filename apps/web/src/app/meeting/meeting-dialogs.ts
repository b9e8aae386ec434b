import {
  DestroyRef,
  DOCUMENT,
  EnvironmentInjector,
  inject,
  Injectable,
  ViewContainerRef,
} from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Dialogs } from '../shell/dialogs';

/** The dialogs behind More. Their code comes when they are first opened. Lifetime: one meeting, which leaves none open. */
@Injectable()
export class MeetingDialogs {
  readonly #injector = inject(EnvironmentInjector);
  /** Gives dialogs the meeting's own stores. */
  readonly #place = inject(ViewContainerRef);

  constructor() {
    const page = inject(DOCUMENT);
    // Of a meeting that is over nothing may stand before the page that says so, a question to a moderator included.
    inject(DestroyRef).onDestroy(() => {
      if (page.querySelector('mat-dialog-container') !== null) void this.#closeAll();
    });
  }

  async openSettings(): Promise<void> {
    const { SettingsDialog } = await import('./settings-dialog');
    (await this.#dialogs()).open(SettingsDialog, this.#options());
  }

  async openShortcuts(): Promise<void> {
    const { ShortcutsDialog } = await import('./shortcuts-dialog');
    (await this.#dialogs()).open(ShortcutsDialog, this.#options());
  }

  async openStatistics(): Promise<void> {
    const { StatisticsDialog } = await import('./statistics/statistics-dialog');
    (await this.#dialogs()).open(StatisticsDialog, {
      ...this.#options(),
      width: '720px',
      maxWidth: '96vw',
    });
  }

  /** True where somebody was made a moderator in one's place. */
  async handOver(): Promise<boolean> {
    const { HandOverDialog } = await import('../moderation/hand-over-dialog');
    const dialogs = await this.#dialogs();
    const dialog = dialogs.open<unknown, unknown, boolean>(HandOverDialog, this.#options());
    return (await firstValueFrom(dialog.beforeClosed())) === true;
  }

  /** Whoever opened what is there. */
  async #closeAll(): Promise<void> {
    (await this.#dialogs()).closeAll();
  }

  async #dialogs(): Promise<Dialogs> {
    const { Dialogs } = await import('../shell/dialogs');
    return this.#injector.get(Dialogs);
  }

  #options() {
    return { viewContainerRef: this.#place, width: '480px' };
  }
}
