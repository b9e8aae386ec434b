import type { ErrorCode, Failure } from '@parley/contract';

/** The contract's codes, and the two things that can go wrong on the way: no answer, or one that is not ours. */
export type FailureCode = ErrorCode | 'offline' | 'reply-unreadable';

/**
 * What a call to the server throws. `message` is for engineers; people get `sentenceFor(failure)` from text/errors.en.
 */
export class ParleyFailure extends Error {
  override readonly name = 'ParleyFailure';

  private constructor(
    readonly code: FailureCode,
    message: string,
    /** When another try can succeed; undefined where the server did not say. */
    readonly retryAfterSeconds?: number,
    readonly issues: NonNullable<Failure['issues']> = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  static refused(failure: Failure): ParleyFailure {
    const { code, message, retryAfterSeconds, issues } = failure;
    return new ParleyFailure(code, message, retryAfterSeconds, issues);
  }

  static offline(cause: unknown): ParleyFailure {
    return new ParleyFailure('offline', 'no answer from the server', undefined, [], { cause });
  }

  static unreadable(address: string, cause: unknown): ParleyFailure {
    const message = `${address} was answered with something the contract does not know`;
    return new ParleyFailure('reply-unreadable', message, undefined, [], { cause });
  }

  /** Any thrown thing as a failure, for an edge that shows it; what is not ours stays attached as the cause. */
  static from(error: unknown): ParleyFailure {
    if (error instanceof ParleyFailure) return error;
    return new ParleyFailure('internal', 'unexpected error in the page', undefined, [], {
      cause: error,
    });
  }
}
