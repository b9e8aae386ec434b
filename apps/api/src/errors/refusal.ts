import type { ErrorCode, Failure } from '@parley/contract';

interface RefusalOptions {
  readonly retryAfterSeconds?: number;
  readonly issues?: Failure['issues'];
  readonly cause?: unknown;
}

/** A "no" with a reason from the contract: over REST it becomes a status and a body, over a socket a failed acknowledgement. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  private constructor(
    readonly code: ErrorCode,
    message: string,
    private readonly options: RefusalOptions,
  ) {
    super(message, { cause: options.cause });
  }

  /** `message` is for engineers and goes on the wire: no secrets, no internals. */
  static of(code: ErrorCode, message: string, options: RefusalOptions = {}): Refusal {
    return new Refusal(code, message, options);
  }

  get retryAfterSeconds(): number | undefined {
    return this.options.retryAfterSeconds;
  }

  /** What goes on the wire. */
  toFailure(): Failure {
    const { issues, retryAfterSeconds } = this.options;
    return {
      code: this.code,
      message: this.message,
      ...(issues && { issues }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    };
  }
}
