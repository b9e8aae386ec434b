import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { ParleyFailure } from '../api/parley-failure';
import { type CheckAnswer, checkReasons } from '../text/check.en';
import { sentenceFor } from '../text/errors.en';
import { type CheckOutcome, type CheckScene, failed } from './check';
import { checkList } from './check-list';
import type { CheckName, CheckStatus } from './check-name';

export const checkOrder = [
  'camera',
  'microphone',
  'speaker',
  'screen',
  'data-channel',
  'recorder',
  'server',
  'stun',
  'turn',
] as const satisfies readonly CheckName[];

export interface CheckResult {
  readonly state: CheckStatus | 'waiting' | 'running';
  /** Empty until there is an outcome. */
  readonly reason: string;
}
export type CheckResults = Readonly<Record<CheckName, CheckResult>>;

/** What the running check shows and asks now. */
export interface ShownScene {
  readonly picture: MediaStream | null;
  /** Null where there is no meter. */
  readonly level: number | null;
  readonly answers: readonly CheckAnswer[];
}

const nothing: ShownScene = { picture: null, level: null, answers: [] };
const waiting: CheckResult = { state: 'waiting', reason: '' };

/** Runs the checks one after another. Lifetime: its page's; leaving stops what runs and lets go of every device. */
@Injectable()
export class CheckStore {
  readonly #checks = inject(checkList);
  readonly #results = signal(allWaiting());
  readonly #scene = signal(nothing);
  readonly #phase = signal<'new' | 'running' | 'stopped' | 'done'>('new');
  #run: AbortController | null = null;
  #answer: ((answer: CheckAnswer) => void) | null = null;
  readonly results = this.#results.asReadonly();
  readonly scene = this.#scene.asReadonly();
  readonly phase = this.#phase.asReadonly();
  readonly isRunning = computed(() => this.phase() === 'running');
  readonly running = computed(
    () => checkOrder.find((name) => this.results()[name].state === 'running') ?? null,
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#run?.abort());
  }

  /** Runs all of them from the beginning; resolves when they are through or were stopped. */
  async start(): Promise<void> {
    if (this.#run) return;
    const run = new AbortController();
    this.#run = run;
    this.#results.set(allWaiting());
    this.#phase.set('running');
    for (const name of checkOrder) {
      if (run.signal.aborted) break;
      this.#note(name, { state: 'running', reason: '' });
      const outcome = await this.#outcomeOf(name, run.signal);
      this.#scene.set(nothing);
      this.#answer = null;
      this.#note(name, outcome ? { state: outcome.status, reason: outcome.reason } : waiting);
    }
    this.#phase.set(run.signal.aborted ? 'stopped' : 'done');
    this.#run = null;
  }

  stop(): void {
    this.#run?.abort();
  }

  /** The person's answer to what the running check asks. */
  answer(answer: CheckAnswer): void {
    this.#answer?.(answer);
  }

  /** Null where it was stopped. */
  async #outcomeOf(name: CheckName, signal: AbortSignal): Promise<CheckOutcome | null> {
    const stopped = new Promise<null>((resolve) =>
      signal.addEventListener('abort', () => resolve(null), { once: true }),
    );
    try {
      const scene = this.#sceneFor(signal);
      return await Promise.race([this.#checks[name]({ scene, signal }), stopped]);
    } catch (error) {
      if (signal.aborted) return null;
      console.warn('check', name, error);
      return failed(error instanceof ParleyFailure ? sentenceFor(error) : checkReasons.broken);
    }
  }

  #sceneFor(signal: AbortSignal): CheckScene {
    const show = (change: Partial<ShownScene>) => {
      if (!signal.aborted) this.#scene.update((scene) => ({ ...scene, ...change }));
    };
    return {
      showPicture: (picture) => show({ picture }),
      showLevel: (level) => show({ level }),
      ask: <Answer extends CheckAnswer>(answers: readonly Answer[]) =>
        new Promise<Answer>((resolve) => {
          show({ answers });
          this.#answer = (given) => {
            const answer = answers.find((one) => one === given);
            if (answer === undefined) return;
            show({ answers: [] });
            resolve(answer);
          };
        }),
    };
  }

  #note(name: CheckName, result: CheckResult): void {
    this.#results.update((results) => ({ ...results, [name]: result }));
  }
}

function allWaiting(): CheckResults {
  return Object.fromEntries(checkOrder.map((name) => [name, waiting])) as unknown as CheckResults;
}
