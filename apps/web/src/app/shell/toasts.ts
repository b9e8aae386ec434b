import { Injectable, type OnDestroy, signal } from '@angular/core';
import type { Toast } from '@parley/ui';

/** Long enough to read a sentence twice and to reach its button. */
const shownForMs = 6_000;
const mostAtOnce = 3;

/** Short messages at the foot of the page: what was done, never what went wrong and stays wrong. */
@Injectable({ providedIn: 'root' })
export class Toasts implements OnDestroy {
  private readonly list = signal<readonly Toast[]>([]);
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private lastId = 0;
  readonly shown = this.list.asReadonly();

  show(text: string, action?: Toast['action'], forMs = shownForMs): void {
    const id = ++this.lastId;
    const toast: Toast = action === undefined ? { id, text } : { id, text, action };
    this.list.update((toasts) => [...toasts, toast].slice(-mostAtOnce));
    this.timers.set(
      id,
      setTimeout(() => this.dismiss(id), forMs),
    );
  }

  /** Takes all of them away: what they told of is over. */
  clear(): void {
    for (const { id } of this.list()) this.dismiss(id);
  }

  dismiss(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.list.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }

  ngOnDestroy(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }
}
