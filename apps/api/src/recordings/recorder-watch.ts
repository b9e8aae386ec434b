import { Injectable } from '@nestjs/common';
import { limits } from '@parley/contract';
import { Clock, type Cancel } from '../realtime/clock';

/** Why a recording that falls silent now would be closed. */
export type SilenceReason = 'recorder-gone' | 'server-restarted';

interface Watched {
  heardAtMs: number;
  /** How long its recorder may be silent. */
  readonly patienceMs: number;
  reason: SilenceReason;
  cancel: Cancel;
}

/** Notices when nothing comes from a recorder any more. Knows only recordings that still take slices. */
@Injectable()
export class RecorderWatch {
  private readonly watched = new Map<string, Watched>();
  private onSilence: ((recordingId: string, reason: SilenceReason) => void) | null = null;

  constructor(private readonly clock: Clock) {}

  /** Who is told of a recording's silence, once for each; there is one listener. */
  listen(onSilence: (recordingId: string, reason: SilenceReason) => void): void {
    this.onSilence = onSilence;
  }

  /** After a restart: the recorder has the usual time to go on. */
  expectAgain(recordingId: string): void {
    this.hear(recordingId);
    const watched = this.watched.get(recordingId);
    if (watched) watched.reason = 'server-restarted';
  }

  /** A sign of life; the first one starts the watch. */
  hear(recordingId: string): void {
    const watched = this.watched.get(recordingId);
    if (watched) {
      watched.heardAtMs = this.clock.elapsedMs();
      watched.reason = 'recorder-gone';
    } else this.start(recordingId, limits.recorderSilenceMs);
  }

  /** From now on the recorder may be silent only for so long; with 0 the recording is closed at once. */
  hurry(recordingId: string, patienceMs: number): void {
    this.forget(recordingId);
    if (patienceMs > 0) this.start(recordingId, patienceMs);
    else this.onSilence?.(recordingId, 'recorder-gone');
  }

  isWatching(recordingId: string): boolean {
    return this.watched.has(recordingId);
  }

  /** The recording takes no more slices. */
  forget(recordingId: string): void {
    this.watched.get(recordingId)?.cancel();
    this.watched.delete(recordingId);
  }

  forgetAll(): void {
    for (const id of [...this.watched.keys()]) this.forget(id);
  }

  private start(recordingId: string, patienceMs: number): void {
    this.watched.set(recordingId, {
      heardAtMs: this.clock.elapsedMs(),
      patienceMs,
      reason: 'recorder-gone',
      cancel: this.checkIn(recordingId, patienceMs),
    });
  }

  private checkIn(recordingId: string, delayMs: number): Cancel {
    return this.clock.schedule(delayMs, () => this.check(recordingId));
  }

  private check(recordingId: string): void {
    const watched = this.watched.get(recordingId);
    if (!watched) return;
    const leftMs = watched.heardAtMs + watched.patienceMs - this.clock.elapsedMs();
    if (leftMs > 0) {
      watched.cancel = this.checkIn(recordingId, leftMs);
      return;
    }
    this.watched.delete(recordingId);
    this.onSilence?.(recordingId, watched.reason);
  }
}
