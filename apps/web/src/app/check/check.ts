import type { CheckAnswer } from '../text/check.en';
import type { CheckStatus } from './check-name';

/** How a check ended. `reason` is a whole sentence for people; it never holds an address of theirs. */
export interface CheckOutcome {
  readonly status: CheckStatus;
  readonly reason: string;
}

/** What a running check shows and asks. What it showed is taken away when it ends. */
export interface CheckScene {
  showPicture(stream: MediaStream): void;
  /** Root mean square of samples between -1 and 1. */
  showLevel(level: number): void;
  /** Never answers once the check was stopped. */
  ask<Answer extends CheckAnswer>(answers: readonly Answer[]): Promise<Answer>;
}

export interface CheckRun {
  readonly scene: CheckScene;
  /** Aborts when the person stops or leaves: whatever the check opened is then to be let go. */
  readonly signal: AbortSignal;
}

/** One thing a meeting needs, tried out. Resolves with what came of it; what it opened is closed by then. */
export type Check = (run: CheckRun) => Promise<CheckOutcome>;

export const passed = (reason: string): CheckOutcome => ({ status: 'passed', reason });
export const failed = (reason: string): CheckOutcome => ({ status: 'failed', reason });
export const skipped = (reason: string): CheckOutcome => ({ status: 'skipped', reason });
